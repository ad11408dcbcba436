"""What holds where it is asked otherwise: known only in part, or as one party sees it.

States are numbered as in the model; of those that a party does not know of, nothing is said.
"""

from __future__ import annotations

from typing import Any

import numpy as np

import goodoffices as go
from goodoffices.errors import RequestError, nearest
from goodoffices.model.knowledge import MOST_COMPARED
from goodoffices.show.answers.standing import (
    seen_to_hold,
    stands,
    surely_hold,
    unknown_to,
    wording,
)
from goodoffices.show.document import plain_blocks
from goodoffices.show.telling import report
from goodoffices.show.words import Words
from goodoffices.stability.certainty.judged import known_ranks
from goodoffices.stability.concepts import usual_concepts
from goodoffices.web import table, view
from goodoffices.web.drafts import Open, Sight
from goodoffices.web.wire import Pull, Rows, Why

Data = dict[str, Any]
_MOST_ASKED = 5
_NOTHING_SETTLED: Data = {
    "settlements": [],
    "chosen": None,
    "bands": {},
    "price": None,
    "burdens": [],
}


def now(one: Open, asked: Pull) -> Data:
    """Return the answers at some intensities, by what is known and as whom one looks."""
    if asked.seen_by is not None:
        return _seen(one, asked)
    if one.draft.conflict.partly_known:
        return _partly(one.certain, asked)
    return view.now(one.live, asked)


def rows(one: Open, asked: Rows) -> Data:
    """Return the rows in view of a table that the page does not hold."""
    if one.draft.conflict.partly_known:
        return table.rows_in_part(one.certain, asked)
    return table.rows(one.live, asked)


def why(one: Open, asked: Why) -> Data:
    """Return what a state is, and why it is, or is not, stable for a party."""
    conflict = one.draft.conflict
    if asked.seen_by is not None:
        return _seen_why(one, asked)
    return _open_why(one.certain, asked) if conflict.partly_known else view.why(one.live, asked)


def questions(one: Open, asked: Pull) -> list[Data]:
    """Return what to ask next, the most decisive first, and how to write either answer.

    Nothing where states are too many to be compared one by one.
    """
    conflict = one.draft.conflict
    if len(conflict.states) > MOST_COMPARED:
        return []
    wants = {dm.name: dm.preferences for dm in conflict.decision_makers}
    return [
        {
            "text": wording(found, conflict),
            "party": found.decision_maker,
            "settles": found.decisive,
            "states": [found.one.number, found.other.number],
            "answers": [_written(found.one, found.other), _written(found.other, found.one)],
            "writable": isinstance(wants[found.decision_maker], go.Partial),
        }
        for found in go.questions(conflict, asked.concept, most=_MOST_ASKED)
    ]


def _written(better: go.State, worse: go.State) -> list[int | str]:
    return [state.pattern or state.label for state in (better, worse)]


def _partly(found: go.Certainty, asked: Pull) -> Data:
    """Return what holds whatever is not known, and what can."""
    conflict, key = found.conflict, view.concept_of(asked)
    told = {"headline": surely_hold(found, key), **_NOTHING_SETTLED}
    if len(conflict.states) > view.MOST_HELD_BY_PAGE:
        return told | {"stable": None, "ranks": None}
    return told | {
        "stable": view.packed_masks(found.surely),
        "can": view.packed_masks(found.possibly),
        "together": view.packed_masks(found.together[:, None]),
        "ranks": [[] if own is None else own.tolist() for own in known_ranks(conflict)],
    }


def _open_why(found: go.Certainty, asked: Why) -> Data:
    conflict, key = found.conflict, view.concept_of(asked)
    state, name = conflict.state(asked.state), asked.party
    here = asked.state - 1
    always, can = (rows[:, :, here].T for rows in (found.surely, found.possibly))
    surely, maybe = found.always_at(key, name)[here], found.can_at(key, name)[here]
    few = len(conflict.states) <= MOST_COMPARED
    told = go.questions(conflict, key, state=state, decision_maker=name) if few else None
    return {
        "label": state.label,
        "taken": Words(conflict).taken(state) if state.pattern else {},
        "ranks": ["" for _ in conflict.names],
        "concepts": found.concepts,
        "standing": always.tolist(),
        "can": can.tolist(),
        "stable": bool(surely),
        "open": bool(maybe > surely),
        "lead": [stands(found, state, name, key)],
        "answers": [],
        "blocks": plain_blocks(report(told).blocks) if told is not None and told.open else [],
    }


def _seen(one: Open, asked: Pull) -> Data:
    """Return what a party takes to hold."""
    conflict, (live, place) = one.draft.conflict, _sight(one, str(asked.seen_by))
    known = {lever.name for lever in live.levers}
    pulled = {name: t for name, t in asked.intensities.items() if name in known}
    found, concept = view.moment(live, asked.model_copy(update={"intensities": pulled}))
    held = found.equilibria(concept)[place] & (place >= 0)
    headline = seen_to_hold(conflict, str(asked.seen_by), held, concept)
    told = {"headline": headline, **_NOTHING_SETTLED}
    if len(conflict.states) > view.MOST_HELD_BY_PAGE:
        return told | {"stable": None, "ranks": None}
    verdicts = found.verdicts[..., place] & (place >= 0)
    ranks = [np.where(place >= 0, own[place], 0).tolist() for own in found.ranks]
    return told | {"stable": view.packed_masks(verdicts), "ranks": ranks}


def _seen_why(one: Open, asked: Why) -> Data:
    conflict, (live, place) = one.draft.conflict, _sight(one, str(asked.seen_by))
    state = conflict.state(asked.state)
    there = int(place[state.number - 1])
    if there >= 0:
        return view.why(live, asked.model_copy(update={"state": there + 1}))
    keys = usual_concepts()
    return {
        "label": state.label,
        "taken": Words(conflict).taken(state) if state.pattern else {},
        "ranks": ["" for _ in conflict.names],
        "concepts": keys,
        "standing": [[False] * len(keys) for _ in conflict.names],
        "stable": False,
        "lead": [unknown_to(conflict, str(asked.seen_by))],
        "answers": [],
    }


def _sight(one: Open, name: str) -> Sight:
    seen = one.seen
    if name not in seen:
        raise RequestError(f"'{name}' has no view; {nearest(name, seen) or 'the model has none'}")
    return seen[name]
