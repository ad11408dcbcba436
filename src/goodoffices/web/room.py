"""The workbench on the wall: the library's screens for a room, as plain data."""

from __future__ import annotations

from goodoffices.show.answers.room import screens, screens_in_part
from goodoffices.show.document import plain_blocks
from goodoffices.web.drafts import Open
from goodoffices.web.view import Data, concept_of, moment
from goodoffices.web.wire import Pull


def told(one: Open, asked: Pull) -> list[Data]:
    """Return what a room is shown with the levers as they are, a screen at a time."""
    conflict = one.draft.conflict
    if conflict.partly_known:
        shown = screens_in_part(one.certain, concept_of(asked))
    else:
        found, concept = moment(one.live, asked)
        known = asked.settlement is not None and asked.settlement - 1 in conflict.settlements
        chosen = conflict.states[asked.settlement - 1] if known and asked.settlement else None
        shown = screens(found, chosen, concept)
    return [{"title": screen.title, "blocks": plain_blocks(screen.blocks)} for screen in shown]
