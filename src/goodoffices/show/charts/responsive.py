"""A picture for a page: charts as wide as their place, beside or below each other.

A page writes the heading and the sources itself, so that they wrap; a concatenation, whose width
Vega-Lite does not fit to its place, becomes one chart per panel, with every legend shown once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.show.charts.spec import Spec

CAPTION = "caption"
"""Name of the layer that holds lines below a picture."""

_LEGENDS = ("fill", "color", "shape", "stroke", "strokeDash", "strokeWidth", "size")
_OF_ALL = ("$schema", "background", "config")


@dataclass(frozen=True)
class Panel:
    """A chart.

    Attributes
    ----------
    whole
        Whether it has a row of the page to itself.
    rows
        How many names stand upwards; each needs more height where names are broken into lines.
    """

    chart: Spec
    whole: bool
    rows: int


@dataclass(frozen=True)
class Responsive:
    """What a page shows.

    Attributes
    ----------
    subtitle, caption
        The words above and below the picture.
    """

    panels: tuple[Panel, ...]
    subtitle: str
    caption: str


def responsive(spec: Spec) -> Responsive:
    """Take a Vega-Lite specification apart for a page.

    Examples
    --------
    >>> from goodoffices.show.charts.responsive import responsive
    >>> (panel,) = responsive(go.graph(go.analyze(go.case("elmira-1991"))).spec).panels
    >>> panel.chart["width"]
    'container'
    """
    heading = spec.get("title") or {}
    caption = " ".join(
        line
        for layer in spec.get("layer", ())
        if layer.get("name") == CAPTION
        for line in layer["mark"]["text"]
    )
    shown: set[str] = set()
    panels = []
    for leaf, whole in _leaves(spec, whole=True):
        chart = {key: spec[key] for key in _OF_ALL if key in spec} | leaf
        chart["params"] = spec.get("params", [])
        chart["datasets"] = _used(leaf, spec.get("datasets", {}))
        chart["width"] = "container"
        chart["autosize"] = {"type": "fit-x", "contains": "padding"}
        if leaf is spec:
            chart.pop("title", None)
        chart["layer"] = [
            _once(layer, shown) for layer in leaf["layer"] if layer.get("name") != CAPTION
        ]
        shown |= {text for layer in leaf["layer"] for _, text in _told_by_legends(layer)}
        rows = _rows(leaf)
        if isinstance(leaf["height"], dict):
            chart["height"] = rows * leaf["height"]["step"]
        panels.append(Panel(chart, whole, rows))
    return Responsive(tuple(panels), " ".join(heading.get("subtitle", ())), caption)


def _leaves(spec: Spec, *, whole: bool) -> Iterator[tuple[Spec, bool]]:
    """Yield the charts of a concatenation, and whether each has a row to itself."""
    if "concat" not in spec:
        yield spec, whole
        return
    alone = spec.get("columns") == 1 or len(spec["concat"]) == 1
    for part in spec["concat"]:
        yield from _leaves(part, whole=alone)


def _rows(leaf: Spec) -> int:
    upwards = [layer.get("encoding", {}).get("y", {}).get("sort") for layer in leaf["layer"]]
    return max(len(names) if isinstance(names, list) else 0 for names in upwards)


def _used(leaf: Spec, datasets: Spec) -> Spec:
    """Keep the data that a chart or a layer of it names."""
    named = {part["data"]["name"] for part in (leaf, *leaf["layer"]) if "data" in part}
    return {name: rows for name, rows in datasets.items() if name in named}


def _told_by_legends(layer: Spec) -> Iterator[tuple[str, str]]:
    """Yield channels with a legend, and all that it says."""
    for channel in _LEGENDS:
        encoding = layer.get("encoding", {}).get(channel, {})
        if "scale" in encoding and encoding.get("legend", {}) is not None:
            told = {key: encoding.get(key) for key in ("field", "scale", "legend", "title")}
            yield channel, json.dumps([channel, told], sort_keys=True)


def _once(layer: Spec, shown: set[str]) -> Spec:
    """Drop the legends that an earlier chart has shown."""
    again = {channel for channel, text in _told_by_legends(layer) if text in shown}
    if not again:
        return layer
    encoding = {
        channel: {**told, "legend": None} if channel in again else told
        for channel, told in layer["encoding"].items()
    }
    return layer | {"encoding": encoding}
