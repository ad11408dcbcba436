"""Levers on one side, on the other and on both: the answers, and how hard each party is pressed."""

from __future__ import annotations

from goodoffices.mediation.evenness import Evenness, Side
from goodoffices.show.answers.about import about
from goodoffices.show.answers.plan_tables import (
    Group,
    judged_by,
    lever_notes,
    lever_sheets,
    overview,
    records,
    shown,
)
from goodoffices.show.document import Column, Document
from goodoffices.show.language import message, say
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.words import NOTHING, Words, listing

_BURDENS = message(
    "Pressure and inducement on a party are in units of what lies between its worst and its best "
    "outcome; for a shortfall, at the levers at which least is missing."
)


@report.register(Evenness)
def evenness_report(found: Evenness) -> Document:
    """Report the answers with levers on one decision maker, on another, and on all."""
    named: list[Group] = [(" ".join(side.on), side.answer) for side in found.sides]
    titled: list[Group] = [(" + ".join(side.on), side.answer) for side in found.sides]
    words = Words(found.conflict)
    columns, burdens = _burdens(found)
    felt = [k for k in range(len(columns)) if any(row[k] > NOTHING for row in burdens)]
    sides = overview(
        titled,
        words,
        say("Levers on"),
        [columns[k] for k in felt],
        [[shown(row[k]) for k in felt] for row in burdens],
    )
    return about(
        found,
        "evenness",
        sides,
        *lever_sheets(titled, words, message("Levers on {}: {}")),
        records=records(named, "levers_on", [column.key for column in columns], burdens),
        notes=(
            judged_by(found.sides[0].answer.request),
            say(_BURDENS),
            *lever_notes([side.answer for side in found.sides]),
        ),
    )


def _burdens(found: Evenness) -> tuple[tuple[Column, ...], list[list[float]]]:
    """Return pressure and inducement per decision maker: the columns, and a row per side."""
    columns = tuple(
        Column(f"{kind}_{burden.decision_maker}", told, "number", burden.decision_maker)
        for burden in found.sides[0].burdens
        for kind, told in (("pressure", say("Pressure")), ("inducement", say("Inducement")))
    )
    rows = [
        [value for burden in side.burdens for value in (burden.pressure, burden.inducement)]
        for side in found.sides
    ]
    return columns, rows


@summary.register(Evenness)
def evenness_in_brief(found: Evenness) -> str:
    """Say in a sentence for each side what the answer comes to."""
    words = Words(found.conflict)
    lines = []
    for side in found.sides:
        only = len(found.sides) > 1 and side is not found.sides[-1]
        parties = listing([words.party(name) for name in side.on])
        told = say("Levers on {} only", parties) if only else say("Levers on {}", parties)
        lines.append(say("{}: {}", told, side.answer.summary))
    return "\n".join(lines)


shape(Side, "levers_on=on *answer burdens")
