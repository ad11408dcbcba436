"""An analysis: which states hold, in which order, with which columns; for people and libraries.

Works on arrays over all states and makes values for the chosen ones only, so that the twenty
equilibria of a conflict with a million states are shown at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import require
from goodoffices.model.conflict import Conflict
from goodoffices.show.answers.about import (
    Indices,
    about,
    legend,
    parties,
    seen_otherwise,
    state_columns,
)
from goodoffices.show.document import Cell, Column, Document, Table
from goodoffices.show.language import numeral, say, say_many
from goodoffices.show.telling import array, conflict_data, data, frame, report
from goodoffices.show.words import enumerated, listing, short_name
from goodoffices.stability.analysis import Analysis

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

Bools = NDArray[np.bool_]
_TOLD = 40
LARGE = 10_000
"""States beyond which an analysis is told in counts, and by its first equilibria."""
MOST_LISTED = 100_000
_BLOCK = 4096


def _equilibria_first(analysis: Analysis, within: Bools, limit: int | None = None) -> Indices:
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


@report.register(Analysis)
def analysis_report(
    analysis: Analysis,
    within: Bools | None = None,
    limit: int | None = _TOLD,
    *,
    everybody: bool = False,
) -> Document:
    """Report the verdicts on states; on a large conflict also how many are stable for whom.

    Parameters
    ----------
    analysis
        What to report.
    within
        True for the states asked for. Shape (states,). None for all.
    limit
        Most states to give; equilibria come first. None for no limit.
    everybody
        True to add each decision maker's verdicts to the equilibria.
    """
    within = np.ones(len(analysis.conflict.states), bool) if within is None else within
    chosen = _equilibria_first(analysis, within, limit)
    matching = int(np.count_nonzero(within))
    held = sum(_any_equilibrium(analysis)[chosen].tolist())
    body_sheet = _state_sheet(analysis, chosen, section=held, everybody=everybody)
    records = _state_sheet(analysis, np.sort(chosen), everybody=everybody)
    counted = (_count_sheet(analysis),) if len(within) > LARGE else ()
    told = about(
        analysis,
        "analyze",
        _summary(analysis),
        *counted,
        body_sheet,
        *_shown(analysis, len(chosen), matching),
        records=records,
        notes=_notes(analysis),
    )
    return replace(told, data=lambda: analysis_data(analysis, within, chosen))


def _count_sheet(analysis: Analysis) -> Table:
    """How many states are stable for each decision maker, and how many for all."""
    conflict = analysis.conflict
    columns = (
        Column("concept"),
        *(
            Column(f"stable_{name}", name, "number", say("States stable for"))
            for name in conflict.names
        ),
        Column("equilibria", kind="number"),
    )
    rows = [
        [
            short_name(concept),
            *(numeral(f"{analysis.count(concept, name):,}") for name in conflict.names),
            numeral(f"{analysis.count(concept):,}"),
        ]
        for concept in analysis.concepts
    ]
    return Table(columns, rows, parties=parties(conflict))


def _any_equilibrium(analysis: Analysis) -> Bools:
    """Say which states are an equilibrium under some concept analysed. Shape (states,)."""
    found = np.zeros(len(analysis.conflict.states), bool)
    for concept in analysis.concepts:
        found |= analysis.equilibrium(concept)
    return found


def _state_sheet(
    analysis: Analysis, chosen: Indices, section: int = 0, *, everybody: bool
) -> Table:
    conflict = analysis.conflict
    columns = state_columns(conflict, chosen[:0])[0]
    columns += [Column(f"rank_{name}", name, "number", say("Rank")) for name in conflict.names]
    columns += [_verdict(concept, say("Equilibrium"), concept) for concept in analysis.concepts]
    for concept in analysis.concepts if conflict.strengths else ():
        columns.append(_verdict(f"strongly_{concept}", say("Strongly"), concept))
    for name in conflict.names if everybody else ():
        columns += [_verdict(f"{concept}_{name}", name, concept) for concept in analysis.concepts]
        for concept in analysis.concepts if name in conflict.strengths else ():
            group = say("{} strongly", name)
            columns.append(_verdict(f"strongly_{concept}_{name}", group, concept))
    rows = _state_rows(analysis, chosen, everybody=everybody)
    return Table(tuple(columns), rows, parties=parties(conflict), section=section)


def _state_rows(
    analysis: Analysis, chosen: Indices, *, everybody: bool
) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of states, making values for a block of them at a time."""
    conflict = analysis.conflict
    ranks = conflict.ranks_at(chosen)
    verdicts = [analysis.equilibrium(concept)[chosen] for concept in analysis.concepts]
    if conflict.strengths:
        verdicts += [analysis.strong_equilibrium(concept)[chosen] for concept in analysis.concepts]
    for name in conflict.names if everybody else ():
        verdicts += [analysis.stable(name, concept)[chosen] for concept in analysis.concepts]
        for concept in analysis.concepts if name in conflict.strengths else ():
            verdicts.append(analysis.strongly(name, concept)[chosen])
    for start in range(0, len(chosen), _BLOCK):
        block = slice(start, start + _BLOCK)
        values = state_columns(conflict, chosen[block])[1]
        values += [column[block].tolist() for column in (*ranks, *verdicts)]
        yield from zip(*values, strict=True)


def _verdict(key: str, group: str, concept: str) -> Column:
    return Column(key, short_name(concept), "verdict", group)


def _summary(analysis: Analysis) -> str:
    states = len(analysis.conflict.states)
    counts = [say("{} {:,}", short_name(c), analysis.count(c)) for c in analysis.concepts]
    return say_many(
        "{:,} state. Equilibria: {}.", "{:,} states. Equilibria: {}.", states, enumerated(counts)
    )


def _shown(analysis: Analysis, shown: int, matching: int) -> Sequence[str]:
    states = len(analysis.conflict.states)
    if not matching:
        return (say("No state matches."),)
    parts = []
    if matching < states:
        parts.append(say("{:,} of {:,} states match.", matching, states))
    if shown < matching:
        parts.append(
            say(
                "Shown: {:,} of {:,}, equilibria first. Narrow with --where, --state or "
                "--concept; see more with --limit or --all.",
                shown,
                matching,
            )
        )
    return (" ".join(parts),) if parts else ()


def _notes(analysis: Analysis) -> tuple[str, ...]:
    conflict = analysis.conflict
    notes = legend(conflict, say("Rank 1: liked best.")), *_strength_note(conflict)
    return (*notes, *seen_otherwise(conflict))


def _strength_note(conflict: Conflict) -> Iterator[str]:
    """Say what strongly means, and of whom it speaks."""
    if conflict.strengths:
        whose = listing(
            [dm.title for dm in conflict.decision_makers if dm.name in conflict.strengths]
        )
        yield say("Strongly: whoever leaves may end up greatly worse off; as felt by {}.", whose)


@data.register(Analysis)
def analysis_data(
    analysis: Analysis, within: Bools | None = None, chosen: Indices | None = None
) -> dict[str, Any]:
    """Return plain data for JSON: equilibria among the states asked for, and the states chosen."""
    states = len(analysis.conflict.states)
    within = np.ones(states, bool) if within is None else within
    chosen = np.flatnonzero(within) if chosen is None else np.sort(chosen)
    counts = {"counts": _counts(analysis)} if states > LARGE else {}
    return {
        "conflict": conflict_data(analysis.conflict),
        "concepts": list(analysis.concepts),
        **counts,
        "equilibria": {
            concept: _numbers(analysis.equilibrium(concept) & within, states)
            for concept in analysis.concepts
        },
        "states": list(state_data(analysis, chosen)),
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


def state_data(analysis: Analysis, chosen: Indices) -> Iterator[dict[str, Any]]:
    """Yield what is known of states, one by one, as plain data."""
    ranks = np.array(analysis.conflict.ranks_at(chosen)).T.tolist()
    strong = _strong(analysis)
    for index, row in zip(chosen.tolist(), ranks, strict=True):
        yield _state_dict(analysis, index, row) | _strength_data(analysis, index, strong)


def _state_dict(analysis: Analysis, index: int, ranks: list[int]) -> dict[str, Any]:
    conflict = analysis.conflict
    state, names = conflict.states[index], conflict.names
    verdicts = list(zip(analysis.concepts, analysis.at(index), strict=True))
    return {
        "number": state.number,
        "pattern": state.pattern,
        "label": state.label,
        "options": list(state.options),
        "rank": dict(zip(names, ranks, strict=True)),
        "payoff": {n: float(p[index]) for n, p in zip(names, conflict.payoffs, strict=True)},
        "equilibrium": [concept for concept, row in verdicts if row.all()],
        "stable": {
            concept: [name for name, yes in zip(names, row, strict=True) if yes]
            for concept, row in verdicts
        },
    }


def _strong(analysis: Analysis) -> dict[str, dict[str, Bools]]:
    """Return what is strongly stable, by concept and by whom the great gap is known of."""
    names = analysis.conflict.strengths
    by_concept = {
        c: {name: analysis.strongly(name, c) for name in names} for c in analysis.concepts
    }
    return by_concept if names else {}


def _strength_data(
    analysis: Analysis, index: int, strong: dict[str, dict[str, Bools]]
) -> dict[str, Any]:
    """Return for whom a state is strongly stable, by concept; nothing where that is not known."""
    if not strong:
        return {}
    stable = {c: [name for name, yes in by.items() if yes[index]] for c, by in strong.items()}
    held = zip(analysis.concepts, analysis.at(index), strict=True)
    return {
        "strong_equilibrium": [
            c for c, row in held if row.all() and len(stable[c]) == len(strong[c])
        ],
        "strongly_stable": stable,
    }


@array.register(Analysis)
def analysis_array(analysis: Analysis) -> xr.DataArray:
    """Return the verdicts with dims state, decision_maker, concept."""
    require("notebook", "xarray")
    import xarray as xr

    conflict = analysis.conflict
    return xr.DataArray(
        np.transpose(analysis.verdicts, (2, 1, 0)),
        dims=("state", "decision_maker", "concept"),
        coords={
            "state": np.arange(1, len(conflict.states) + 1),
            "label": ("state", [state.label for state in conflict.states]),
            "decision_maker": list(conflict.names),
            "concept": list(analysis.concepts),
        },
        name="stable",
        attrs={"title": conflict.title},
    )


@frame.register(Analysis)
def analysis_frame(analysis: Analysis) -> pd.DataFrame:
    """Return a row per state: label, ranks, equilibria and verdicts."""
    require("notebook", "pandas")
    import pandas as pd

    conflict = analysis.conflict
    columns: dict[str, Any] = {"label": [state.label for state in conflict.states]}
    for name, ranks in zip(conflict.names, conflict.ranks, strict=True):
        columns[f"rank_{name}"] = ranks
    for concept in analysis.concepts:
        columns[concept] = analysis.equilibrium(concept)
        if conflict.strengths:
            columns[f"strongly_{concept}"] = analysis.strong_equilibrium(concept)
        for name in conflict.names:
            columns[f"{concept}_{name}"] = analysis.stable(name, concept)
    return pd.DataFrame(columns, index=pd.RangeIndex(1, len(conflict.states) + 1, name="state"))
