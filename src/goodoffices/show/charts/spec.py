"""A chart as Vega-Lite writes it: marks over rows, in layers, in panels beside each other.

Charts are written so, and not by way of Altair, which takes longer to import than they take to
draw; ``Picture.chart`` gives them to who works with Altair.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Spec = dict[str, Any]
Row = dict[str, Any]


def written(text: str) -> Spec:
    """Return an expression of Vega as a specification has it."""
    return {"expr": text}


def layer(rows: Sequence[Row], mark: Spec, encoding: Spec, **more: object) -> Spec:
    """Return marks, one or more for each row."""
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding, **more}


def named(column: str, **more: object) -> Spec:
    """Return a channel that shows names."""
    return {"field": column, "type": "nominal", **more}


def measured(column: str, **more: object) -> Spec:
    """Return a channel that shows numbers."""
    return {"field": column, "type": "quantitative", **more}


def whole(chart: Spec) -> Spec:
    """Return a chart in which layers name their rows, which stand once whoever shows them.

    Examples
    --------
    >>> from goodoffices.show.charts.spec import layer, whole
    >>> rows = [{"x": 1}]
    >>> chart = whole({"layer": [layer(rows, {"type": kind}, {}) for kind in ("bar", "line")]})
    >>> chart["layer"][1]["data"], chart["datasets"]
    ({'name': 'rows-0'}, {'rows-0': [{'x': 1}]})
    """
    datasets: list[Sequence[Row]] = []

    def by_name(part: Spec) -> Spec:
        shown = {key: [*map(by_name, part[key])] for key in ("layer", "concat") if key in part}
        if "data" not in part:
            return part | shown
        rows = part["data"]["values"]
        places = [place for place, kept in enumerate(datasets) if kept is rows]
        if not places:
            datasets.append(rows)
        place = places[0] if places else len(datasets) - 1
        return part | shown | {"data": {"name": f"rows-{place}"}}

    made = by_name(chart)
    return made | {"datasets": {f"rows-{k}": list(rows) for k, rows in enumerate(datasets)}}
