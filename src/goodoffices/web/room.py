"""The workbench on the wall: the library's screens for a room, as plain data."""

from __future__ import annotations

from goodoffices.mediation.live import Live
from goodoffices.show.answers.room import screens
from goodoffices.show.document import plain_blocks
from goodoffices.web.view import Data, moment
from goodoffices.web.wire import Pull


def told(live: Live, asked: Pull) -> list[Data]:
    """Return what a room is shown with the levers as they are, a screen at a time."""
    found, concept = moment(live, asked)
    known = asked.settlement is not None and asked.settlement - 1 in live.conflict.settlements
    chosen = live.conflict.states[asked.settlement - 1] if known and asked.settlement else None
    shown = screens(found, chosen, concept)
    return [{"title": one.title, "blocks": plain_blocks(one.blocks)} for one in shown]
