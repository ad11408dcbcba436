"""A model's timeline for the page: its events, the answer of each date, and the model as it was."""

from __future__ import annotations

from typing import Any

import goodoffices as go
from goodoffices.files.draft import Draft
from goodoffices.model.conflict import Conflict
from goodoffices.model.events import in_order
from goodoffices.show.answers.on_date import on_date_blocks
from goodoffices.show.document import plain_blocks
from goodoffices.web.drafts import Open

Data = dict[str, Any]


def events(conflict: Conflict) -> list[Data]:
    """Return what happened, in the order of dates."""
    return [{"date": one.date, "event": one.event} for _, one in in_order(conflict.timeline)]


def days(found: go.Timeline) -> list[list[Data]]:
    """Return what there is to tell of the file as written, and of each event after it."""
    return [plain_blocks(on_date_blocks(found, one)) for one in found.dates]


def draft_at(one: Open, date: str) -> tuple[Draft, str]:
    """Return a draft of a model as it stood on a date, and what its file is called.

    Raises
    ------
    RequestError
        There is no timeline, or this is no date.
    """
    name = f"{one.name.removesuffix('.yaml')}-{date}.yaml"
    return Draft.open(name, go.dumps(go.at(one.draft.conflict, date))), name
