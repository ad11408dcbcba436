"""A model beside a scenario of it, an earlier version, or another open model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goodoffices.errors import RequestError, nearest
from goodoffices.files.load import loads
from goodoffices.files.scenarios import variants
from goodoffices.mediation.live import Live
from goodoffices.show.answers.difference import counted
from goodoffices.show.answers.live import headline
from goodoffices.show.answers.scenarios import pulled_sentence
from goodoffices.stability.difference import Outcome
from goodoffices.stability.difference import compared as compared_of
from goodoffices.web.drafts import Open
from goodoffices.web.view import moment
from goodoffices.web.wire import Against, Pull

MOST_ROWS = 500
Data = dict[str, Any]


@dataclass(frozen=True)
class _Other:
    live: Live
    text: str | None = None
    pulled: Mapping[str, float] = field(default_factory=dict)
    said: tuple[str, ...] = ()


def compared(mine: Open, other: Open | None, asked: Against) -> Data:
    """Return what holds here and there, what differs first, and the lines of the file that differ.

    Raises
    ------
    RequestError
        There is no such scenario, version or concept.
    """
    with mine.lock:
        live, text, beside = mine.live, mine.draft.text, _other(mine, other, asked)
    here, concept = moment(live, Pull(concept=asked.concept))
    there, _ = moment(beside.live, Pull(concept=asked.concept, intensities=dict(beside.pulled)))
    texts = None if beside.text is None else (beside.text, text)
    found = compared_of(here.analysis, there.analysis, (concept,), texts)
    rows = sorted(found.outcomes, key=lambda one: one.same)
    return {
        "here": headline(here, concept),
        "there": headline(there, concept),
        "said": [counted(found, concept), *beside.said],
        "rows": [_row(one) for one in rows[:MOST_ROWS]],
        "more": max(0, len(rows) - MOST_ROWS),
        "lines": list(found.lines),
    }


def _other(mine: Open, other: Open | None, asked: Against) -> _Other:
    if other is not None:
        return _Other(other.live, other.draft.text)
    if asked.scenario is not None:
        conflict = mine.draft.conflict
        found = variants(conflict)
        if asked.scenario not in found:
            known = nearest(asked.scenario, found) or "the model has none"
            raise RequestError(f"no scenario '{asked.scenario}'; {known}")
        name = asked.scenario
        pulled = next(one.pulled for one in conflict.scenarios if one.name == name)
        return _Other(
            Live(found[name]), None, pulled, tuple(pulled_sentence(conflict, name, pulled))
        )
    version, latest = asked.version or 0, len(mine.draft.history)
    if not 0 <= version <= latest:
        first = mine.draft.forgotten + 1
        raise RequestError(f"no version {first + version}; the last one is {first + latest}")
    text = mine.draft.text_before(latest - version)
    return _Other(Live(loads(text)), text)


def _row(one: Outcome) -> Data:
    states = {"here": one.here, "there": one.there}
    numbers = {name: None if state is None else state.number for name, state in states.items()}
    label = next(state.label for state in states.values() if state is not None)
    held = {"holdsHere": bool(one.holds_here), "holdsThere": bool(one.holds_there)}
    return {**numbers, "label": label, **held, "same": one.same}
