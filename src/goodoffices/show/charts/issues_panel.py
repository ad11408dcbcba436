"""What packages take, by issue: a small table below the picture of a zone.

A row per issue, a column per package, and in each cell the options that the package takes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from goodoffices.mediation.zone.zone import Zone
from goodoffices.show.answers.packages import taken_columns
from goodoffices.show.answers.zone import Choice, rule_name
from goodoffices.show.charts.looks import INK, MUTED, folded, heading
from goodoffices.show.charts.spec import Row, Spec, layer, named, written
from goodoffices.show.language import say
from goodoffices.show.texts import clean
from goodoffices.show.words import enumerated

_LETTER, _LINE, _ROOM = 7, 14, 12
_PHONE = 300


def issues_panel(zone: Zone, chosen: Sequence[Choice], width: int) -> Spec | None:
    """Draw what the chosen packages take by issue; None where the model names no issues.

    Parameters
    ----------
    width
        In pixels.
    """
    rules: dict[int, list[str]] = {}
    states = {choice.package.state.number: choice.package.state for choice in chosen}
    for choice in chosen:
        rules.setdefault(choice.package.state.number, []).append(rule_name(choice.rule))
    if not zone.conflict.issues or not states:
        return None
    columns, cells = taken_columns(zone.conflict, list(states.values()))
    heads = [
        say("{}: state {}", enumerated(dict.fromkeys(rules[number])), number) for number in states
    ]
    letters = width // (_LETTER * len(heads))
    rows = [
        _row(head, clean(column.heading), textwrap.wrap(clean(str(cell)), letters))
        for head, line in zip(heads, cells, strict=True)
        for column, cell in zip(columns, line, strict=True)
    ]
    return _drawn(rows, heads, width)


def _row(package: str, issue: str, lines: Sequence[str]) -> Row:
    text = "\n".join(lines) or "-"
    spoken = say("package: {}; issue: {}; text: {}", package, issue, text)
    return {"package": package, "issue": issue, "text": text, "spoken": spoken}


def _drawn(rows: list[Row], heads: list[str], width: int) -> Spec:
    issues = list(dict.fromkeys(row["issue"] for row in rows))
    lines = max(row["text"].count("\n") + 1 for row in rows)
    broken = folded(heads, width // (_LETTER * len(heads)), _PHONE // (_LETTER * len(heads)))
    looks: Row = {"title": None, "ticks": False, "domain": False, "grid": False}
    across = {"labelAngle": 0, "labelExpr": broken, **looks}
    places = {
        "x": named("package", sort=heads, axis=across),
        "y": named("issue", sort=issues, axis={"labelExpr": folded(issues, 20, 12), **looks}),
    }
    cell = {"type": "rect", "fillOpacity": 0, "stroke": written(MUTED), "strokeWidth": 0.5}
    text = {
        "type": "text",
        "color": written(INK),
        "lineBreak": "\n",
        "lineHeight": _LINE,
        "dy": written(f"{-_LINE / 2} * (length(split(datum.text, '\\n')) - 1)"),
    }
    told = {"text": named("text"), "description": named("spoken")}
    return {
        "layer": [layer(rows, {**cell, "aria": False}, places), layer(rows, text, places | told)],
        "width": width,
        "height": {"step": _LINE * lines + _ROOM},
        "title": heading(say("What is taken, by issue")),
    }
