"""An analysis with labels: plain data, tables and text for people and other libraries."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import MissingExtraError
from goodoffices.stability.concepts import CONCEPT_NAMES

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from goodoffices.stability.analysis import Analysis

_SHOWN = 40


def to_dict(analysis: Analysis, where: NDArray[np.bool_] | None = None) -> dict[str, Any]:
    """Return plain data for JSON; see ``Analysis.to_dict``."""
    conflict = analysis.conflict
    chosen = range(len(conflict.states)) if where is None else np.flatnonzero(where)
    quo = conflict.status_quo_index
    return {
        "title": conflict.title,
        "decision_makers": list(conflict.names),
        "concepts": list(analysis.concepts),
        "status_quo": None if quo is None else quo + 1,
        "states": [_state_dict(analysis, int(k)) for k in chosen],
    }


def _state_dict(analysis: Analysis, index: int) -> dict[str, Any]:
    conflict = analysis.conflict
    state, names = conflict.states[index], conflict.names
    verdicts = list(zip(analysis.concepts, analysis.verdicts[:, :, index], strict=True))
    return {
        "number": state.number,
        "pattern": state.pattern,
        "label": state.label,
        "options": list(state.options),
        "rank": {n: int(r[index]) for n, r in zip(names, conflict.ranks, strict=True)},
        "payoff": {n: float(p[index]) for n, p in zip(names, conflict.payoffs, strict=True)},
        "equilibrium": [concept for concept, row in verdicts if row.all()],
        "stable": {
            concept: [name for name, yes in zip(names, row, strict=True) if yes]
            for concept, row in verdicts
        },
    }


def to_xarray(analysis: Analysis) -> xr.DataArray:
    """Return the verdicts with dims state, decision_maker, concept."""
    try:
        import xarray as xr
    except ImportError as error:
        raise _missing("xarray") from error
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


def to_dataframe(analysis: Analysis) -> pd.DataFrame:
    """Return a row per state: label, ranks, equilibria and verdicts."""
    try:
        import pandas as pd
    except ImportError as error:
        raise _missing("pandas") from error
    conflict = analysis.conflict
    columns: dict[str, Any] = {"label": [state.label for state in conflict.states]}
    for name, ranks in zip(conflict.names, conflict.ranks, strict=True):
        columns[f"rank_{name}"] = ranks
    for concept, rows in zip(analysis.concepts, analysis.verdicts, strict=True):
        columns[concept] = rows.all(axis=0)
        for name, row in zip(conflict.names, rows, strict=True):
            columns[f"{concept}_{name}"] = row
    return pd.DataFrame(columns, index=pd.RangeIndex(1, len(conflict.states) + 1, name="state"))


def to_text(analysis: Analysis) -> str:
    """List the equilibria of each concept."""
    lines = [f"{analysis.conflict.title}: {len(analysis.conflict.states):,} states"]
    for concept in analysis.concepts:
        found = np.flatnonzero(analysis.equilibrium(concept))
        listed = ", ".join(str(k + 1) for k in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
        lines.append(f"  {CONCEPT_NAMES[concept]}: {listed or 'none'}{more}")
    return "\n".join(lines)


def to_html(analysis: Analysis) -> str:
    """Return a table of the states that are an equilibrium of some concept."""
    head = ["state", "", *analysis.conflict.names, "equilibrium under"]
    rows = "".join(_row("td", cells) for cells in _equilibrium_rows(analysis))
    title = html.escape(analysis.conflict.title)
    return f"<table><caption>{title}: ranks, 1 the best</caption>{_row('th', head)}{rows}</table>"


def _equilibrium_rows(analysis: Analysis) -> Iterator[list[str]]:
    anywhere = np.flatnonzero(analysis.verdicts.all(axis=1).any(axis=0))
    for index in anywhere[:_SHOWN]:
        entry = _state_dict(analysis, int(index))
        ranks = [str(rank) for rank in entry["rank"].values()]
        yield [str(entry["number"]), entry["label"], *ranks, ", ".join(entry["equilibrium"])]
    if len(anywhere) > _SHOWN:
        yield [f"and {len(anywhere) - _SHOWN:,} more"]


def _row(tag: str, cells: list[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _missing(library: str) -> MissingExtraError:
    return MissingExtraError(f'this needs {library}: pip install "goodoffices[notebook]"')
