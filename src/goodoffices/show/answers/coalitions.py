"""Joint moves that all members gain by, and which states stand up to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from goodoffices.show.answers.about import about
from goodoffices.show.document import Cell, Document, wide
from goodoffices.show.gathered import gathered
from goodoffices.show.language import say
from goodoffices.show.telling import conflict_data, data, report, text
from goodoffices.show.words import Words, enumerated, listing
from goodoffices.stability.coalitions import COALITION_CONCEPTS, Bools, CoalitionAnalysis

_LISTED = 4


@report.register(CoalitionAnalysis)
def coalitions_report(found: CoalitionAnalysis) -> Document:
    """Report improvements and verdicts, a row per coalition and state."""
    rows: list[list[Cell]] = [
        [
            "+".join(members),
            state.number,
            " ".join(str(q) for q in found.improvements(members).get(state.number, ())),
            *(bool(found.stable(members, c)[state.number - 1]) for c in COALITION_CONCEPTS),
        ]
        for members in found.coalitions
        for state in found.conflict.states
    ]
    keys = " ".join(["coalition state improvements", *COALITION_CONCEPTS])
    return about(found, "coalitions", records=wide(keys, rows))


@data.register(CoalitionAnalysis)
def coalition_analysis_data(answer: CoalitionAnalysis) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "conflict": conflict_data(answer.conflict),
        "concepts": list(COALITION_CONCEPTS),
        "coalitions": [
            {
                "members": list(members),
                "improvements": {str(s): list(reached) for s, reached in moves.items()},
                "stable": _numbers(answer.verdicts[:, row]),
            }
            for row, (members, moves) in enumerate(
                zip(answer.coalitions, answer.moves, strict=True)
            )
        ],
        "universal": _numbers(answer.everywhere),
    }


@text.register(CoalitionAnalysis)
def coalition_analysis_text(answer: CoalitionAnalysis) -> str:
    """Tell improvements and verdicts in words."""
    words = Words(answer.conflict)
    lines = []
    for row, (members, moves) in enumerate(zip(answer.coalitions, answer.moves, strict=True)):
        lines.append(say("{}:", " + ".join(words.party(name) for name in members)))
        lines += [f"  {line}" for line in _improvements(moves, words)]
        lines += _verdicts(answer.verdicts[:, row], words)
    if len(answer.coalitions) > 1:
        lines.append(say("Stable for every coalition listed:"))
        lines += _verdicts(answer.everywhere, words)
    return "\n".join(lines)


def _improvements(moves: Mapping[int, Sequence[int]], words: Words) -> Iterator[str]:
    """Tell joint moves one by one, or where they lead from and to where they are many."""
    if len(moves) <= _LISTED:
        told = [f"{_tags([s], words)} → {_tags(reached, words)}" for s, reached in moves.items()]
        yield say("coalitional improvements: {}", say("; ").join(told) or say("none"))
        return
    origins, targets = np.zeros((2, len(words.conflict.states)), bool)
    origins[np.array(list(moves)) - 1] = True
    targets[np.concatenate(list(moves.values())).astype(int) - 1] = True
    yield say("coalitional improvements out of {}", gathered(words, origins))
    yield say("and into {}", gathered(words, targets))


def _tags(numbers: Sequence[int], words: Words) -> str:
    return enumerated(words.tag(words.conflict.states[number - 1]) for number in numbers)


def _numbers(verdicts: Bools) -> dict[str, list[int]]:
    rows = zip(COALITION_CONCEPTS, verdicts, strict=True)
    return {concept: (np.flatnonzero(row) + 1).tolist() for concept, row in rows}


def _verdicts(verdicts: Bools, words: Words) -> Iterator[str]:
    """Tell which states are stable, in one line for the concepts that say the same."""
    by: dict[str, list[str]] = {}
    for name, row in zip(COALITION_CONCEPTS.values(), verdicts, strict=True):
        by.setdefault(gathered(words, row), []).append(name)
    yield from (
        f"  {say('stable under {}: {}', listing(names), states)}" for states, names in by.items()
    )
