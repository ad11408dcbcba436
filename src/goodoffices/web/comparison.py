"""This model beside a scenario of it, an earlier version, or another open model."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from goodoffices.errors import RequestError, nearest
from goodoffices.files.load import loads
from goodoffices.files.scenarios import variants
from goodoffices.mediation.live import Live, Moment
from goodoffices.model.conflict import Conflict
from goodoffices.show.answers.live import headline
from goodoffices.show.answers.scenarios import pulled_sentence
from goodoffices.stability.concepts import CONCEPTS, concept_key
from goodoffices.web.drafts import Open
from goodoffices.web.wire import Against

MOST_ROWS = 500
Data = dict[str, Any]


@dataclass(frozen=True)
class _Other:
    conflict: Conflict
    text: str | None = None
    pulled: Mapping[str, float] = field(default_factory=dict)
    said: tuple[str, ...] = ()


def compared(mine: Open, other: Open | None, asked: Against) -> Data:
    """Return what holds here and there, what differs first, and the lines of the file that differ.

    States are matched by what is taken in them (in graph form, by label).
    """
    with mine.lock:
        live, text, beside = mine.live, mine.draft.text, _other(mine, other, asked)
    concept = CONCEPTS[concept_key(asked.concept)].key
    here = live.at({}, (concept,))
    there = Live(beside.conflict).at(beside.pulled, (concept,))
    rows = sorted(_rows(here, there, concept), key=lambda row: row["here"] == row["there"])
    return {
        "here": headline(here, concept),
        "there": headline(there, concept),
        "said": list(beside.said),
        "rows": rows[:MOST_ROWS],
        "more": max(0, len(rows) - MOST_ROWS),
        "lines": [] if beside.text is None else list(_lines(beside.text, text)),
    }


def _other(mine: Open, other: Open | None, asked: Against) -> _Other:
    if other is not None:
        return _Other(other.draft.conflict, other.draft.text)
    if asked.scenario is not None:
        conflict = mine.draft.conflict
        scenario = next((one for one in conflict.scenarios if one.name == asked.scenario), None)
        if scenario is None:
            known = [one.name for one in conflict.scenarios]
            raise RequestError(f"no scenario '{asked.scenario}'; {nearest(asked.scenario, known)}")
        said = tuple(pulled_sentence(conflict, scenario.name, scenario.pulled))
        return _Other(variants(conflict)[scenario.name], None, scenario.pulled, said)
    text = mine.draft.text_before(len(mine.draft.history) - (asked.version or 0))
    return _Other(loads(text), text)


def _rows(here: Moment, there: Moment, concept: str) -> Iterator[Data]:
    """Yield the states that hold on either side, with their numbers; None where there is none."""
    held = [_held(here, concept), _held(there, concept)]
    for label in dict.fromkeys((*held[0], *held[1])):
        one, two = here.conflict.states.index(label), there.conflict.states.index(label)
        yield {
            "label": label,
            "number": None if one is None else one + 1,
            "other": None if two is None else two + 1,
            "here": None if one is None else label in held[0],
            "there": None if two is None else label in held[1],
        }


def _held(found: Moment, concept: str) -> dict[str, int]:
    places = found.equilibria(concept).nonzero()[0].tolist()
    return {found.conflict.states[k].label: k for k in places}


def _lines(before: str, after: str) -> Iterator[str]:
    """Yield the lines that differ, with one line around them."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
    return (line for k, line in enumerate(lines) if k > 1)
