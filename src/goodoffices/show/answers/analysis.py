"""An analysis with labels: plain data, tables and text for people and other libraries."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import require
from goodoffices.show.telling import array, data, frame, html, text
from goodoffices.stability.analysis import Analysis
from goodoffices.stability.concepts import CONCEPTS

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

_SHOWN = 40


@data.register(Analysis)
def analysis_data(analysis: Analysis, where: NDArray[np.bool_] | None = None) -> dict[str, Any]:
    """Return plain data for JSON; see ``Analysis.to_dict``."""
    conflict = analysis.conflict
    chosen = np.arange(len(conflict.states)) if where is None else np.flatnonzero(where)
    quo = conflict.status_quo_index
    return {
        "title": conflict.title,
        "decision_makers": list(conflict.names),
        "concepts": list(analysis.concepts),
        "status_quo": None if quo is None else quo + 1,
        "states": list(_state_dicts(analysis, chosen)),
    }


def _state_dicts(analysis: Analysis, chosen: NDArray[np.int64]) -> Iterator[dict[str, Any]]:
    ranks = np.array(analysis.conflict.ranks_at(chosen)).T.tolist()
    for index, row in zip(chosen.tolist(), ranks, strict=True):
        yield _state_dict(analysis, index, row)


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
        for name in conflict.names:
            columns[f"{concept}_{name}"] = analysis.stable(name, concept)
    return pd.DataFrame(columns, index=pd.RangeIndex(1, len(conflict.states) + 1, name="state"))


@text.register(Analysis)
def analysis_text(analysis: Analysis) -> str:
    """List the equilibria of each concept."""
    lines = [f"{analysis.conflict.title}: {len(analysis.conflict.states):,} states"]
    for concept in analysis.concepts:
        count = analysis.count(concept)
        listed = ", ".join(str(state.number) for state in analysis.first(concept, _SHOWN))
        more = f" and {count - _SHOWN:,} more" if count > _SHOWN else ""
        lines.append(f"  {CONCEPTS[concept].name}: {listed or 'none'}{more}")
    return "\n".join(lines)


@html.register(Analysis)
def analysis_html(analysis: Analysis) -> str:
    """Return a table of the states that are an equilibrium of some concept."""
    head = ["state", "", *analysis.conflict.names, "equilibrium under"]
    rows = "".join(_row("td", cells) for cells in _equilibrium_rows(analysis))
    title = escape(analysis.conflict.title)
    return f"<table><caption>{title}: ranks, 1 the best</caption>{_row('th', head)}{rows}</table>"


def _equilibrium_rows(analysis: Analysis) -> Iterator[list[str]]:
    found = np.logical_or.reduce([analysis.equilibrium(c) for c in analysis.concepts])
    anywhere = np.flatnonzero(found)
    for entry in _state_dicts(analysis, anywhere[:_SHOWN]):
        ranks = [str(rank) for rank in entry["rank"].values()]
        yield [str(entry["number"]), entry["label"], *ranks, ", ".join(entry["equilibrium"])]
    if len(anywhere) > _SHOWN:
        yield [f"and {len(anywhere) - _SHOWN:,} more"]


def _row(tag: str, cells: list[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
