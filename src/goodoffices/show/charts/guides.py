"""What is heard of axes and legends in other languages than English, which the renderer speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodoffices.show.charts.responsive import LEGENDS, Spec
from goodoffices.show.language import say


def voiced(spec: Spec) -> Spec:
    """Return a Vega-Lite specification with words for its axes and legends; it is changed.

    Examples
    --------
    >>> from goodoffices.show.charts.guides import voiced
    >>> voiced({"encoding": {"x": {"field": "a", "axis": {"title": "Cost"}}}})["encoding"]["x"]
    {'field': 'a', 'axis': {'title': 'Cost', 'description': 'Axis: Cost'}}
    """
    for channel, told in _channels(spec):
        axis, legend = told.get("axis"), told.get("legend", {})
        if axis:
            named = _line(axis.get("title"))
            axis["description"] = say("Axis: {}", named) if named else say("Axis")
        elif channel in LEGENDS and "scale" in told and legend is not None:
            named = _line(told.get("title") or legend.get("title"))
            spoken = say("Legend: {}", named) if named else say("Legend")
            told["legend"] = legend | {"description": spoken}
    return spec


def _channels(spec: Spec) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the encodings of a chart and of those in it."""
    yield from ((key, told) for key, told in spec.get("encoding", {}).items() if "field" in told)
    for part in (*spec.get("layer", ()), *spec.get("concat", ())):
        yield from _channels(part)


def _line(title: str | list[str] | None) -> str:
    return " ".join(title) if isinstance(title, list) else title or ""
