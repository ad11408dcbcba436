"""An analysis as a report: which states, in which order, with which columns.

Works on arrays over all states and makes values for the chosen ones only, so that the twenty
equilibria of a conflict with a million states are shown at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.model.conflict import Conflict
from goodoffices.show.answers.analysis import analysis_data
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.words import short_name

if TYPE_CHECKING:
    from goodoffices.stability.analysis import Analysis
    from goodoffices.stability.paths import Move

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]

LARGE = 10_000
"""States beyond which an analysis is told in counts, and by its first equilibria."""
MOST_LISTED = 100_000
_BLOCK = 4096


def equilibria_first(analysis: Analysis, within: Bools, limit: int | None = None) -> Indices:
    """Return the indices where ``within`` holds: equilibria under most concepts first."""
    concepts = np.zeros(len(within), np.int8)
    for concept in analysis.concepts:
        concepts += analysis.equilibrium(concept)
    if limit is None:
        matching = np.flatnonzero(within)
        return matching[np.argsort(-concepts[matching], kind="stable")]
    chosen = np.zeros(0, np.int64)
    for many in range(len(analysis.concepts), -1, -1):
        left = limit - len(chosen)
        if left > 0:
            chosen = np.append(chosen, np.flatnonzero(within & (concepts == many))[:left])
    return chosen


def analysis_report(
    analysis: Analysis,
    within: Bools,
    limit: int | None = None,
    *,
    everybody: bool = False,
) -> Report:
    """Report the verdicts on states; on a large conflict also how many are stable for whom.

    Parameters
    ----------
    analysis
        What to report.
    within
        True for the states asked for. Shape (states,).
    limit
        Most states to give; equilibria come first. None for no limit.
    everybody
        True to add each decision maker's verdicts to the equilibria.
    """
    chosen = equilibria_first(analysis, within, limit)
    matching = int(np.count_nonzero(within))
    held = sum(any_equilibrium(analysis)[chosen].tolist())
    body_sheet = _state_sheet(analysis, chosen, section=held, everybody=everybody)
    records = _state_sheet(analysis, np.sort(chosen), everybody=everybody)
    counted = (_count_sheet(analysis),) if len(within) > LARGE else ()
    return Report(
        command="analyze",
        title=analysis.conflict.title,
        body=(
            _summary(analysis),
            *counted,
            body_sheet,
            *_shown(analysis, len(chosen), matching),
        ),
        records=records,
        data=lambda: _data(analysis, within, chosen),
        notes=_notes(analysis),
    )


def _count_sheet(analysis: Analysis) -> Sheet:
    """How many states are stable for each decision maker, and how many for all."""
    conflict = analysis.conflict
    columns = (
        Column("concept", "Concept"),
        *(Column(f"stable_{name}", name, "number", "States stable for") for name in conflict.names),
        Column("equilibria", "Equilibria", "number"),
    )
    rows = [
        [
            short_name(concept),
            *(f"{analysis.count(concept, name):,}" for name in conflict.names),
            f"{analysis.count(concept):,}",
        ]
        for concept in analysis.concepts
    ]
    return Sheet(columns, rows, parties=parties(conflict))


def any_equilibrium(analysis: Analysis) -> Bools:
    """Say which states are an equilibrium under some concept analysed. Shape (states,)."""
    found = np.zeros(len(analysis.conflict.states), bool)
    for concept in analysis.concepts:
        found |= analysis.equilibrium(concept)
    return found


def conflict_data(conflict: Conflict) -> dict[str, Any]:
    """Return what every JSON answer says about the conflict it is about."""
    index = conflict.status_quo_index
    return {
        "title": conflict.title,
        "states": len(conflict.states),
        "status_quo": None if index is None else index + 1,
        "decision_makers": [
            {
                "name": dm.name,
                "label": dm.label,
                "options": [{"name": o.name, "label": o.label} for o in dm.options],
            }
            for dm in conflict.decision_makers
        ],
    }


def without_title(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer's data without the title, which ``conflict_data`` gives."""
    return {key: value for key, value in data.items() if key != "title"}


def within(answer: Answer) -> dict[str, Any]:
    """Return the data of an answer that is part of another, which tells of the conflict."""
    told = {"conflict", "title"}
    return {key: value for key, value in answer.to_dict().items() if key not in told}


def state_columns(conflict: Conflict, chosen: Indices) -> tuple[list[Column], list[list[Cell]]]:
    """Return the columns that say which states these are, and the values of each."""
    quo = conflict.status_quo_index
    columns = [Column("state", "State", "number"), Column("status_quo", "", "mark")]
    values: list[list[Cell]] = [(chosen + 1).tolist(), [k == quo for k in chosen.tolist()]]
    if conflict.in_graph_form:
        columns.append(Column("label", "Label"))
        values.append([conflict.states[k].label for k in chosen.tolist()])
    for dm in conflict.decision_makers:
        for option in dm.options:
            name = f"{dm.name}.{option.name}"
            columns.append(Column(name, option.name, "option", dm.name, option.label))
            taken = conflict.holds_at(name, chosen)
            left = conflict.holds_at(f"not {name}", chosen)
            pairs = zip(taken.tolist(), left.tolist(), strict=True)
            values.append([yes if yes != no else None for yes, no in pairs])
    return columns, values


def parties(conflict: Conflict) -> dict[str, str]:
    """Return the decision makers' names with their labels."""
    return {dm.name: dm.label for dm in conflict.decision_makers}


def _state_sheet(
    analysis: Analysis, chosen: Indices, section: int = 0, *, everybody: bool
) -> Sheet:
    conflict = analysis.conflict
    columns = state_columns(conflict, chosen[:0])[0]
    columns += [Column(f"rank_{name}", name, "number", "Rank") for name in conflict.names]
    columns += [_verdict(concept, "Equilibrium", concept) for concept in analysis.concepts]
    for name in conflict.names if everybody else ():
        columns += [_verdict(f"{concept}_{name}", name, concept) for concept in analysis.concepts]
    rows = _state_rows(analysis, chosen, everybody=everybody)
    return Sheet(tuple(columns), rows, parties=parties(conflict), section=section)


def _state_rows(
    analysis: Analysis, chosen: Indices, *, everybody: bool
) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of states, making values for a block of them at a time."""
    conflict = analysis.conflict
    ranks = conflict.ranks_at(chosen)
    verdicts = [analysis.equilibrium(concept)[chosen] for concept in analysis.concepts]
    for name in conflict.names if everybody else ():
        verdicts += [analysis.stable(name, concept)[chosen] for concept in analysis.concepts]
    for start in range(0, len(chosen), _BLOCK):
        block = slice(start, start + _BLOCK)
        values = state_columns(conflict, chosen[block])[1]
        values += [column[block].tolist() for column in (*ranks, *verdicts)]
        yield from zip(*values, strict=True)


def _verdict(key: str, group: str, concept: str) -> Column:
    return Column(key, short_name(concept), "verdict", group)


def _summary(analysis: Analysis) -> str:
    states = len(analysis.conflict.states)
    counts = [f"{short_name(concept)} {analysis.count(concept):,}" for concept in analysis.concepts]
    return f"{states:,} {plural('state', states)}. Equilibria: {', '.join(counts)}."


def plural(noun: str, count: int) -> str:
    """Return the noun in the form that goes with the count."""
    return noun if count == 1 else f"{noun}s"


def _shown(analysis: Analysis, shown: int, matching: int) -> Sequence[str]:
    states = len(analysis.conflict.states)
    if not matching:
        return ("No state matches.",)
    parts = []
    if matching < states:
        parts.append(f"{matching:,} of {states:,} states match.")
    if shown < matching:
        parts.append(
            f"Shown: {shown:,} of {matching:,}, equilibria first. Narrow with --where, --state or "
            "--concept; see more with --limit or --all."
        )
    return (" ".join(parts),) if parts else ()


def steps(moves: Iterable[Move]) -> str:
    """Write moves as ``MoE: 2; Uniroyal: 4``: who moves, and to which state."""
    return "; ".join(f"{move.mover}: {move.target.number}" for move in moves)


def _notes(analysis: Analysis) -> tuple[str, ...]:
    conflict = analysis.conflict
    notes = ["Y: option taken, N: not taken."] if not conflict.in_graph_form else []
    if conflict.same_state:
        notes.append("-: either, in a state that stands for several patterns.")
    notes.append("Rank 1: liked best.")
    if conflict.status_quo_index is not None:
        notes.append(f"*: status quo (state {conflict.status_quo_index + 1}).")
    return (" ".join(notes),)


def _data(analysis: Analysis, within: Bools, chosen: Indices) -> dict[str, Any]:
    mask = np.zeros_like(within)
    mask[chosen] = True
    counts = {"counts": _counts(analysis)} if len(within) > LARGE else {}
    return {
        "conflict": conflict_data(analysis.conflict),
        "concepts": list(analysis.concepts),
        **counts,
        "equilibria": {
            concept: _numbers(analysis.equilibrium(concept) & within, len(within))
            for concept in analysis.concepts
        },
        "states": analysis_data(analysis, mask)["states"],
    }


def _counts(analysis: Analysis) -> dict[str, Any]:
    """Return how many states are stable, for each decision maker and for all."""
    return {
        concept: {
            "equilibria": analysis.count(concept),
            "stable": {name: analysis.count(concept, name) for name in analysis.conflict.names},
        }
        for concept in analysis.concepts
    }


def _numbers(found: Bools, states: int) -> list[int]:
    """Return the numbers of the states found; of a large conflict the first ones."""
    numbers: list[int] = (
        np.flatnonzero(found)[: MOST_LISTED if states > LARGE else None] + 1
    ).tolist()
    return numbers
