"""A roadmap: the steps, who is exposed or tempted at each, and what would cover it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodoffices.mediation.roadmap.results import Need, Roadmap, Step
from goodoffices.show.answers.about import about, parties
from goodoffices.show.document import Cell, Document, Table, columns, wide
from goodoffices.show.glossary import noted
from goodoffices.show.language import say, say_many
from goodoffices.show.telling import picked, report, shape, summary
from goodoffices.show.words import (
    Words,
    amount,
    deed_of,
    enumerated,
    listing,
    moving,
    percent,
    quoted,
    short_name,
)


@report.register(Roadmap)
def roadmap_report(found: Roadmap) -> Document:
    """Report the steps of a roadmap and the guarantees that they need."""
    words = Words(found.conflict)
    body = roadmap_in_brief(found), steps_table(found, words), guarantees(found, words)
    return about(found, "roadmap", *body, records=_records(found), notes=roadmap_notes(found))


def roadmap_notes(found: Roadmap) -> tuple[str, str]:
    """Say what the columns of the steps mean."""
    held = say(
        "Held: nobody but whoever moves next has an undeterred improvement, by {} stability; in "
        "brackets what the state is short of.",
        short_name(found.concept),
    )
    own = say("Each party's points are its own.")
    return f"{noted('exposed', 'tempted')} {own}", held


@summary.register(Roadmap)
def roadmap_in_brief(found: Roadmap, words: Words | None = None) -> str:
    """Say in a sentence or two where the way leads, and what it asks for."""
    count = len(found.steps) - 1
    outcome = (words or Words(found.conflict)).outcome(found.settlement)
    way = (
        say("The safest order")
        if found.order == "safest"
        else say("The order cheapest to guarantee")
    )
    told = say_many("{1} has {0} step, to {2}.", "{1} has {0} steps, to {2}.", count, way, outcome)
    if not found.needs:
        return say("{} Nobody is exposed or tempted on the way.", told)
    exposed = (
        say(
            "The worst exposure costs its party {} of what lies between its worst and its best",
            percent(found.worst),
        )
        if found.worst
        else say("Nobody is exposed on the way")
    )
    owed = say("all that has to be guaranteed comes to {} at the prices given", amount(found.price))
    return say("{} {}; {}.", told, exposed, owed)


def steps_table(found: Roadmap, words: Words) -> Table:
    """Tell the way step by step, with who is exposed, tempted or held at each."""
    rows: list[list[Cell]] = [
        [
            place,
            words.label(step.mover) if place else "",
            _deed(step, words) if place else say("no deal"),
            words.ref(step.state),
            _needs(step.exposed, words),
            _needs(step.tempted, words),
            _held(step, words),
        ]
        for place, step in enumerate(found.steps)
    ]
    return Table(
        columns("step# who does state exposed tempted held"),
        rows,
        say("The way"),
        parties(found.conflict),
    )


def _deed(step: Step, words: Words) -> str:
    dropped, taken = (
        [quoted(words.option(name)) for name in x] for x in (step.dropped, step.taken)
    )
    deed = deed_of(dropped, taken) or moving("could")
    if not step.irreversible:
        return deed
    return say("{}; cannot be undone, so a guarantor must already stand", deed)


def _needs(needs: tuple[Need, ...], words: Words) -> str:
    told = [f"{words.label(need.decision_maker)} {amount(need.payoff)}" for need in needs]
    return enumerated(told) or "-"


def _held(step: Step, words: Words) -> str:
    loose = listing(
        [say("{} ({})", words.label(one.decision_maker), amount(one.lift)) for one in step.loose]
    )
    return say("no: {} would leave", loose) if loose else say("yes")


def guarantees(found: Roadmap, words: Words) -> str | Table:
    """Tell the smallest guarantee for each need, and who could give it."""
    if not found.needs:
        return say("Nothing has to be guaranteed on the way.")
    rows: list[list[Cell]] = [
        [
            place,
            words.label(need.decision_maker),
            _guarantee(need),
            say("; ").join(_givers(need, words)) or say("nobody"),
        ]
        for place, step in enumerate(found.steps)
        for need in (*step.exposed, *step.tempted)
    ]
    return Table(
        columns("step# for guarantee givers"), rows, say("Guarantees"), parties(found.conflict)
    )


def _guarantee(need: Need) -> str:
    if need.kind == "exposure":
        return say("compensation of {} there", amount(need.payoff))
    return say("a penalty of {} for stopping there", amount(need.payoff))


def _givers(need: Need, words: Words) -> Iterator[str]:
    """Say for each holder of levers that bear on a need how far they go."""
    for source in need.sources:
        who, levers = words.party(source.holder), listing(list(map(words.handle, source.levers)))
        if source.credible >= need.payoff:
            yield say("{} ({}), credibly", who, levers)
        elif source.most >= need.payoff:
            yield say("{} ({}), as a bluff", who, levers)
        else:
            yield say("{} ({}) {} of it at most", who, levers, amount(source.most))


def _records(found: Roadmap) -> Table:
    names = found.conflict.names
    needs = [f"{what}_{name}" for what in ("exposed", "tempted", "lift") for name in names]
    keys = " ".join(["step state mover taken dropped irreversible held", *needs])
    rows: list[list[Cell]] = [
        [
            place,
            step.state.number,
            step.mover,
            *(" ".join(options) for options in (step.taken, step.dropped, step.irreversible)),
            step.held,
            *_by_party(names, step.exposed),
            *_by_party(names, step.tempted),
            *(sum(x.lift for x in step.loose if x.decision_maker == name) for name in names),
        ]
        for place, step in enumerate(found.steps)
    ]
    return wide(keys, rows)


def _by_party(names: tuple[str, ...], needs: tuple[Need, ...]) -> list[Cell]:
    return [sum(x.payoff for x in needs if x.decision_maker == name) for name in names]


def _guarantee_data(need: Need) -> dict[str, Any]:
    return picked(need.lever, "name on where effect")


shape(Need, "decision_maker kind payoff guarantee sources", guarantee=_guarantee_data)
shape(Roadmap, "conflict order concept prices worst price steps")
