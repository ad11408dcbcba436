"""Joint moves that all members gain by, and which states stand up to them."""

from __future__ import annotations

from typing import Any

import numpy as np

from goodoffices.show.answers.about import about
from goodoffices.show.document import Cell, Document, wide
from goodoffices.show.telling import conflict_data, data, report, text
from goodoffices.show.words import Words, listing
from goodoffices.stability.coalitions import COALITION_CONCEPTS, Bools, CoalitionAnalysis


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
        steps = [f"{s} → {', '.join(map(str, reached))}" for s, reached in moves.items()]
        lines.append(f"{' + '.join(words.party(name) for name in members)}:")
        lines.append(f"  coalitional improvements: {'; '.join(steps) or 'none'}")
        lines += _verdicts(answer.verdicts[:, row])
    if len(answer.coalitions) > 1:
        lines.append("Stable for every coalition listed:")
        lines += _verdicts(answer.everywhere)
    return "\n".join(lines)


def _numbers(verdicts: Bools) -> dict[str, list[int]]:
    rows = zip(COALITION_CONCEPTS, verdicts, strict=True)
    return {concept: (np.flatnonzero(row) + 1).tolist() for concept, row in rows}


def _verdicts(verdicts: Bools) -> list[str]:
    names = COALITION_CONCEPTS.values()
    return [
        f"  stable under {name}: {_told(row)}" for name, row in zip(names, verdicts, strict=True)
    ]


def _told(stable: Bools) -> str:
    """Write a set of states the short way: the exceptions where they are fewer."""
    if stable.all():
        return "every state"
    listed = stable if 2 * stable.sum() <= len(stable) else ~stable
    numbers = listing([str(k + 1) for k in np.flatnonzero(listed)])
    if listed is stable:
        return numbers or "no state"
    return f"every state but {numbers}"
