"""How every picture looks: colours, type, axes, and numbers as the language spoken writes them.

Colours are those of Okabe & Ito (2008), which readers with any kind of colour vision tell apart.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from typing import Any

from goodoffices.show.charts.spec import Spec, written
from goodoffices.show.language import ENGLISH, say, spoken

COLOURS = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#E69F00",
    "#56B4E9",
    "#999999",
    "#F0E442",
)
DASHES = ([1, 0], [8, 3], [2, 2.5], [10, 3, 2, 3], [4, 2], [8, 2, 2, 2, 2, 2], [1, 4])
INK = "(dark ? '#E6E8EB' : '#1B1F24')"
PAPER = "(dark ? '#14181D' : '#FFFFFF')"
MUTED = "(dark ? '#A9B1BA' : '#56606B')"
DARK: Spec = {"name": "dark", "value": False}
"""The parameter of a chart that tells whether the page around it is dark."""
PHONE = 560
"""Widest place, in pixels, that is taken for a phone's."""
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


def literal(text: str) -> str:
    """Return a text as it stands in an expression of a chart."""
    return repr(text)


def percents() -> str:
    """Return how an axis of shares writes its values."""
    before, _, behind = say("{} %", "{}").partition("{}")
    parts = [before and literal(before), "format(100 * datum.value, '.6~g')"]
    return " + ".join(filter(None, [*parts, behind and literal(behind)]))


def folded(names: Sequence[str], wide: int, narrow: int) -> str:
    """Return an axis's label expression that breaks long names, on a phone earlier.

    Parameters
    ----------
    wide, narrow
        Letters on a line, where there is room and where there is little.
    """
    room, little = (
        json.dumps({name: textwrap.wrap(name, max(8, most)) or [""] for name in names})
        for most in (wide, narrow)
    )
    return f"(containerSize()[0] < {PHONE} ? {little} : {room})[datum.value]"


def surface(**looks: Any) -> Spec:
    """Return what a picture is drawn on, light or dark; ``looks`` are those of its parts."""
    return {"background": written(PAPER), "params": [DARK], "config": config(**looks)}


def config(**looks: Any) -> Spec:
    """Return type and numbers of a picture, with the looks of its parts."""
    looks.setdefault("view", {"stroke": written(MUTED)})
    return {"font": _FONT, **looks, **_of_language()}


def _of_language() -> Spec:
    """Return how numbers are written where that is not as in English."""
    language = spoken()
    if language is ENGLISH:
        return {}
    signs = {"decimal": language.number("."), "thousands": language.number(",")}
    return {"locale": {"number": {**signs, "grouping": [3], "currency": ["", ""]}}}


def legends(**looks: Any) -> Spec:
    """Return how legends look, and what else they look like in one picture."""
    return {"labelColor": written(INK), "titleColor": written(INK), **looks}


def axes(**looks: Any) -> Spec:
    """Return how axes look in every picture, and what else they look like in one."""
    return {
        "domainColor": written(MUTED),
        "tickColor": written(MUTED),
        "labelColor": written(INK),
        "titleColor": written(INK),
        "titleFontWeight": "normal",
        **looks,
    }


def faint_grid(**looks: Any) -> Spec:
    """Return axes with a grid that stands back, for what is read off along both."""
    return axes(gridOpacity=0.25, gridColor=written(MUTED), **looks)


def heading(text: str | Sequence[str], **looks: Any) -> Spec:
    """Return what stands above a panel."""
    return {"text": text, "anchor": "start", "color": written(INK), "fontSize": 13, **looks}


def title_of(title: Sequence[str], subtitle: Sequence[str]) -> Spec:
    """Return a picture's heading, line by line, in its type and colours."""
    return {
        "text": list(title),
        "subtitle": list(subtitle),
        "anchor": "start",
        "fontSize": 17,
        "subtitleFontSize": 12,
        "subtitlePadding": 6,
        "offset": 14,
        "color": written(INK),
        "subtitleColor": written(MUTED),
    }
