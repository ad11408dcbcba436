"""The zone of possible agreement: how large, what is efficient, what even-handed rules choose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from goodoffices.mediation.plan.results import Plan
from goodoffices.mediation.zone.near import nearest_package, openings
from goodoffices.mediation.zone.reach import Reach, within_reach
from goodoffices.mediation.zone.zone import CHEAPEST, Package, Zone
from goodoffices.model.states import State
from goodoffices.show.answers.about import about, parties, state_columns
from goodoffices.show.answers.packages import taken_columns
from goodoffices.show.document import Block, Cell, Column, Document, Table
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import conflict_data, data, plain, report, summary
from goodoffices.show.words import Words, amount, listing, quoted, short_name, yes_no

RULES = {
    "nash": (message("Nash bargaining"), message("the greatest product of gains")),
    "ks": (
        message("Kalai–Smorodinsky"),
        message("the most even shares of what each could gain at best"),
    ),
    "ranks": (message("Even ranks"), message("the most even places in each party's own order")),
    "equal-gain": (
        message("Equal gain"),
        message("the most equal gains; points of parties are compared"),
    ),
    "utilitarian": (message("Greatest sum"), message("of gains; points of parties are compared")),
    CHEAPEST: (message("Cheapest"), message("the plan that costs those who pull levers least")),
}
_SHOWN = 20


@report.register(Zone)
def zone_report(zone: Zone, rule: str | None = None, limit: int = _SHOWN) -> Document:
    """Report the zone: its size, what the rules choose (or one of them), and what is efficient."""
    words, rows = Words(zone.conflict), list(choices(zone, rule))
    efficient = [Choice("", package) for package in zone.efficient]
    body = [*zone_blocks(zone, words, rows)]
    if rule is None:
        body += efficient_blocks(zone, words, limit)
    notes = zone_notes(zone, words, rows)
    return about(zone, "settlements", *body, records=_records(zone, rows, efficient), notes=notes)


def zone_blocks(zone: Zone, words: Words, rows: Sequence[Choice]) -> Iterator[Block]:
    """Tell how large the zone is and what the choices bring each signatory, in a vocabulary."""
    yield "\n".join(_size(zone, words))
    if rows:
        yield _sheet(zone, rows, words, say("What rules of choice choose"), ruled=True)


def efficient_blocks(zone: Zone, words: Words, limit: int = _SHOWN) -> Iterator[Block]:
    """Tell the efficient packages, the first of them where they are many."""
    efficient = [Choice("", package) for package in zone.efficient]
    if efficient:
        yield _sheet(zone, efficient[:limit], words, say("Efficient packages"))
    if len(efficient) > limit:
        yield say("{:,} of {:,} efficient packages are shown.", limit, len(efficient))


def zone_notes(zone: Zone, words: Words, rows: Iterable[Choice]) -> list[str]:
    """Say what the rules choose, and how gains are to be read."""
    used = dict.fromkeys(row.rule for row in rows)
    notes = [say("{}: {}.", *map(say, RULES[key])) for key in used]
    notes.append(
        say("Gains are over no deal, each party's in its own points: compare down a column.")
    )
    if zone.ordinal:
        who = listing([words.party(name) for name in zone.ordinal])
        notes.append(
            say("Of {} only the order of outcomes is known: gains are counted in levels.", who)
        )
    return notes


@dataclass(frozen=True)
class Choice:
    """A package, and the rule that chooses it, by key; "" where none does."""

    rule: str
    package: Package


def rule_name(rule: str) -> str:
    """Return what a rule is called, given its key."""
    return say(RULES[rule][0])


def choices(zone: Zone, rule: str | None) -> Iterator[Choice]:
    """Yield what the rules that can be asked for choose; or one of them."""
    for key in zone.rules if rule is None else () if rule == CHEAPEST else (rule,):
        yield from (Choice(key, package) for package in zone.chosen(key))
    found = zone.cheapest if rule in (None, CHEAPEST) else None
    if isinstance(found, Plan):
        yield Choice(CHEAPEST, _package(zone, found.settlement))


def _package(zone: Zone, state: State) -> Package:
    """Return a package of the zone, or a state outside it with what it is worth."""
    found = zone.package(state.number - 1)
    return found or Package(state, 1, zone.gains_at(state.number - 1))


@summary.register(Zone)
def zone_in_brief(zone: Zone, words: Words | None = None) -> str:
    """Say in a sentence how many packages all signatories like better than no deal."""
    return next(_size(zone, words or Words(zone.conflict)))


def agreed_in_line(zone: Zone, words: Words) -> str:
    """Say how large the zone is; and what rules choose in it or, of an empty one, levers bring."""
    told = []
    for rule in zone.rules if zone.count else ():
        first, *others = zone.choice(rule)
        one = f"{rule_name(rule)} {words.ref(first)}"
        told.append(say("{} (and {:,} more)", one, len(others)) if others else one)
    more = [say("State chosen by rule: {}.", listing(told))] if told else _pulled(zone, words)
    return " ".join([zone_in_brief(zone, words), *more])


def _size(zone: Zone, words: Words) -> Iterator[str]:
    of = len(zone.candidates)
    no_deal = words.ref(zone.no_deal)
    if not zone.count:
        yield say_many(
            "There is no zone of possible agreement: of {:,} package none is better than no deal, "
            "state {}, for every signatory.",
            "There is no zone of possible agreement: of {:,} packages none is better than no deal, "
            "state {}, for every signatory.",
            of,
            no_deal,
        )
        yield from _nearest(zone, words)
    else:
        yield say_many(
            "{:,} of {} is in the zone of possible agreement: every signatory likes it better than "
            "no deal, state {}.",
            "{:,} of {} are in the zone of possible agreement: every signatory likes them better "
            "than no deal, state {}.",
            zone.count,
            say_many("{:,} package", "{:,} packages", of),
            no_deal,
        )
        best = sum(package.alike for package in zone.efficient)
        yield say_many(
            "{:,} of these is efficient: no other is as good for all of them and better for one.",
            "{:,} of these are efficient: no other is as good for all of them and better for one.",
            best,
        )
        held = zone.held(zone.soon_judged).items()
        told = listing([say("{:,} by {}", count, short_name(concept)) for concept, count in held])
        yield say("Packages of the zone that hold: {} stability.", told)
    yield from _pulled(zone, words)


def _nearest(zone: Zone, words: Words) -> Iterator[str]:
    nearest = nearest_package(zone)
    lacking = [
        f"{words.party(name)} {amount(missing)}"
        for name, missing in nearest.missing.items()
        if missing
    ]
    unmoved = [words.party(name) for name in nearest.unmoved]
    said = [say("{} short of what no deal is worth", listing(lacking))] if lacking else []
    said += [say("{} neither better nor worse off", listing(unmoved))] if unmoved else []
    yield say("Nearest comes {}: {}.", words.outcome(nearest.state), say("; ").join(said))
    found = openings(zone)
    if not found and len(zone.candidates) < len(zone.conflict.states):
        yield say("No single option, put in or left out, opens it.")
    for opening in found:
        yield say(
            message("With {} put in, {} would be in it, such as {}.")
            if opening.taken
            else message("With {} left out, {} would be in it, such as {}."),
            quoted(words.option(opening.option)),
            say_many("{:,} package", "{:,} packages", opening.packages),
            words.outcome(opening.example),
        )


def _pulled(zone: Zone, words: Words) -> Iterator[str]:
    levers = words.pulled(zone.intensities)
    if levers:
        yield say("Levers pulled: {}.", listing([f"{x.title} {amount(t)}" for x, t in levers]))
    elif reached := _reached(zone):
        credible, any_at_all = reached
        yield say(
            "Credible levers bring in {:,} more; with bluffs, {:,}.",
            credible.count,
            any_at_all.count,
        )
        if credible.undecided or any_at_all.undecided:
            most = max(credible.undecided, any_at_all.undecided)
            yield say("Of up to {:,} more this was not decided.", most)


def _reached(zone: Zone) -> tuple[Reach, ...]:
    """Return what levers would bring in, credibly and with bluffs; nothing once some are pulled."""
    if not zone.conflict.mediation.levers or any(zone.intensities.values()):
        return ()
    return within_reach(zone, credible=True), within_reach(zone, credible=False)


def _sheet(
    zone: Zone, rows: Sequence[Choice], words: Words, title: str, *, ruled: bool = False
) -> Table:
    names = zone.signatories
    taken, told = taken_columns(zone.conflict, [row.package.state for row in rows])
    several = any(row.package.alike > 1 for row in rows)
    columns = (
        *((Column("rule"),) if ruled else ()),
        Column("state", kind="number"),
        *taken,
        *(Column(f"gain_{name}", words.label(name), "number", say("Gain")) for name in names),
        *((Column("alike", kind="number"),) if several else ()),
        Column(f"holds_{zone.concept}", say("Holds ({})", short_name(zone.concept))),
    )
    holds = _holding(zone, rows)
    values: list[list[Cell]] = [
        [
            *((rule_name(row.rule),) if ruled else ()),
            words.ref(row.package.state).partition(" ")[0],
            *cells,
            *(amount(gain) for gain in row.package.gains),
            *((row.package.alike,) if several else ()),
            yes_no(held),
        ]
        for row, cells, held in zip(rows, told, holds, strict=True)
    ]
    return Table(columns, values, title, parties(zone.conflict))


def _holding(zone: Zone, rows: Sequence[Choice]) -> list[bool]:
    places = np.array([row.package.state.number - 1 for row in rows], np.int64)
    return [bool(held) for held in zone.holds_at(places)]


def _records(zone: Zone, chosen: list[Choice], efficient: list[Choice]) -> Table:
    rows = {row.package.state.number: row.package for row in (*chosen, *efficient)}
    places = np.array(sorted(rows), np.int64) - 1
    columns, values = state_columns(zone.conflict, places)
    packages = [rows[k + 1] for k in places.tolist()]
    best = {package.state.number for package in zone.efficient}
    columns += [
        *(Column(f"gain_{name}", name, "number", say("Gain")) for name in zone.signatories),
        Column("alike", kind="number"),
        Column("efficient", kind="mark"),
        Column("holds", kind="mark"),
        Column("chosen_by"),
    ]
    values += [
        *map(list, zip(*(package.gains for package in packages), strict=True)),
        [package.alike for package in packages],
        [package.state.number in best for package in packages],
        zone.holds_at(places).tolist(),
        [
            " ".join(row.rule for row in chosen if row.package.state == package.state)
            for package in packages
        ],
    ]
    return Table(tuple(columns), list(zip(*values, strict=True)) if packages else [])


@data.register(Package)
def package_data(package: Package) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "state": package.state.number,
        "options": list(package.state.options),
        "alike": package.alike,
        "gains": list(package.gains),
    }


@data.register(Zone)
def zone_data(zone: Zone) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    found = zone.cheapest
    nearest = None if zone.count else nearest_package(zone)
    return {
        "conflict": conflict_data(zone.conflict),
        "concept": zone.concept,
        "fix": zone.fix,
        "intensities": dict(zone.intensities),
        "no_deal": zone.no_deal.number,
        "signatories": list(zone.signatories),
        "candidates": len(zone.candidates),
        "count": zone.count,
        "best": list(zone.best),
        "held": zone.held(zone.soon_judged),
        "within_reach": plain(_reached(zone)),
        "efficient": [package.to_dict() for package in zone.efficient],
        "choices": {rule: [state.number for state in zone.choice(rule)] for rule in zone.rules}
        | ({CHEAPEST: [found.settlement.number]} if isinstance(found, Plan) else {}),
        "nearest": None
        if nearest is None
        else {"state": nearest.state.number, "missing": nearest.missing},
        "openings": [] if zone.count else [one.to_dict() for one in openings(zone)],
    }
