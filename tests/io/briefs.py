"""A small mediated conflict for the tests of the brief, and what its texts may try."""

import dataclasses

from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Claim, Lever
from goodoffices.model.preferences import Weights
from goodoffices.model.written import DecisionMaker, Mediation, Option
from goodoffices.show.brief.making import Brief
from goodoffices.show.document import (
    Document,
    Figure,
    Points,
    Section,
    Table,
    Text,
    flat,
    shown,
)

HOSTILE = (
    "</style></title></svg><script>alert(1)</script><img src=x onerror=alert(1)> "
    '#read("/etc/passwd") $x$ *bold* _it_ `raw` @ref <label> \\ \\u{41} "quoted" \'one\' '
    "[link](https://example.org) {{x}} {title} &amp; http://example.org/a.png ]#panic()["
)

LEVERS = (
    Lever(
        "aid",
        held_by="Envoy",
        on="Coast",
        where="Coast.hold",
        effect=1.0,
        most=4.0,
        label="Aid for reconstruction",
        execute=1.0,
        resolve=2.0,
        note="What was promised in spring.",
    ),
    Lever(
        "embargo",
        held_by="Envoy",
        on="Hills",
        where="not Hills.hold",
        effect=-2.0,
        most=3.0,
        commit=0.5,
    ),
    Lever("fishing", held_by="Envoy", on="Hills", where="Hills.trade", effect=0.5, most=1.0),
    Lever("loans", held_by="Bank", on="Coast", where="Coast.hold", effect=0.25, most=1.0),
)


def truce() -> Conflict:
    """Return two parties who may each hold fire; alone, neither does."""
    return Conflict(
        "Truce on the river",
        (
            DecisionMaker(
                "Coast",
                Weights((("Coast.hold", -6.0), ("Hills.hold", 3.0))),
                (Option("hold", "Hold fire on the coast"),),
                label="Coastal province",
            ),
            DecisionMaker(
                "Hills",
                Weights((("Hills.hold", -2.5), ("Coast.hold", 2.0), ("trade", 0.5))),
                (Option("hold", "Hold fire in the hills"), Option("trade", "Open the market")),
            ),
        ),
        sources=("An example made up for tests",),
        notes="Both fire across the river.\n\nNeither gains by stopping first.",
        status_quo="NNN",
        mediation=Mediation(
            settlement="Coast.hold and Hills.hold",
            escalation="not Coast.hold and trade",
            mediators={"Envoy": "The envoy", "Bank": "The bank"},
            levers=LEVERS,
            claims=(
                Claim("The bank can do it.", "plan", {"held_by": ("Bank",)}),
                Claim("Aid beyond two is a bluff.", "bluff", {"lever": "aid"}),
                Claim("Alone, it ends badly.", "escalates", {"concept": "nash"}),
            ),
        ),
    )


def without_levers() -> Conflict:
    """Return the same with nothing on the table."""
    return dataclasses.replace(truce(), mediation=Mediation())


def hopeless() -> Conflict:
    """Return the same with too little on the table."""
    conflict = truce()
    levers = conflict.mediation.levers[2:]
    mediation = dataclasses.replace(conflict.mediation, levers=levers, claims=())
    return dataclasses.replace(conflict, mediation=mediation)


def hostile() -> Conflict:
    """Return the same with every text of a model file turned against its readers."""
    conflict = truce()
    mediation = conflict.mediation
    return dataclasses.replace(
        conflict,
        title=HOSTILE,
        notes=f"{HOSTILE}\n\n# {HOSTILE}",
        sources=(HOSTILE,),
        decision_makers=tuple(
            dataclasses.replace(
                dm,
                label=f"{dm.name} {HOSTILE}",
                options=tuple(
                    dataclasses.replace(option, label=f"{option.name} {HOSTILE}")
                    for option in dm.options
                ),
            )
            for dm in conflict.decision_makers
        ),
        mediation=dataclasses.replace(
            mediation,
            mediators={name: f"{name} {HOSTILE}" for name in mediation.mediators},
            levers=tuple(
                dataclasses.replace(lever, label=f"{lever.name} {HOSTILE}", note=HOSTILE)
                for lever in mediation.levers
            ),
            claims=tuple(dataclasses.replace(claim, claim=HOSTILE) for claim in mediation.claims),
        ),
    )


UNCERTAIN = """\
goodoffices: 1
title: Uncertain
quantities:
  yearly: {triangular: [1, 2, 4], label: What a year brings, note: counted}
decision_makers:
  A:
    options: {x: Plant}
    preferences: {weights: {x: -2 * yearly, y: {triangular: [2, 3, 5]}}}
  B:
    options: {y: Buy}
    preferences: {weights: {x: 1, y: -1}}
status_quo: NN
mediation:
  settlement: x and y
  mediators: {Bank: }
  levers:
    grain:
      held_by: Bank
      on: A
      where: x
      effect: yearly
      max: 2
      belief: {uniform: [0.2, 0.9]}
"""


def section(document: Document, key: str) -> Section:
    return next(one for one in document.sections if one.key == key)


def texts(found: Document | Section) -> list[str]:
    """Return every text of a document or section, in its order."""
    if isinstance(found, Document):
        inside = [text for one in found.sections for text in texts(one)]
        return [found.title, found.subtitle, *inside]
    told = [found.title]
    for block in flat(found.blocks):
        match block:
            case Text(text):
                told.append(text)
            case Points(items):
                told += items
            case Table():
                table = shown(block)
                told += [table.title, *table.header, *(c for row in table.rows for c in row)]
            case Figure(caption, alternative):
                told += [caption, alternative]
    return [text for text in told if text]


def said(found: Document | Section) -> str:
    return "\n".join(texts(found))


def tables_of(made: Brief, key: str) -> list[Table]:
    return [block for block in section(made.document, key).blocks if isinstance(block, Table)]
