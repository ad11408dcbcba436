"""The zone of possible agreement as values vary: how often each package is in it, and is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.robustness import Share
from goodoffices.ensemble.zone_shares import EFFICIENT, INSIDE, ZoneShares
from goodoffices.mediation.zone.zone import CHEAPEST
from goodoffices.show.answers.about import about, parties, state_columns
from goodoffices.show.answers.packages import taken_columns
from goodoffices.show.answers.zone import RULES, rule_name
from goodoffices.show.document import Cell, Column, Document, Table
from goodoffices.show.headings import heading
from goodoffices.show.language import numeral, say, say_many
from goodoffices.show.telling import data, picked, plain, report, summary
from goodoffices.show.words import Words, amount, brief, listing, percent, span

_SHOWN = 20
Indices = NDArray[np.int64]


@report.register(ZoneShares)
def zone_shares_report(
    found: ZoneShares, rule: str | None = None, limit: int = _SHOWN, state: int | None = None
) -> Document:
    """Report how often each package is in the zone, and what of it; or one rule, or one package."""
    told, places = asked_of(found, rule, state)
    body: list[str | Table] = ["\n".join(_drawn(found, told))]
    if len(places):
        body.append(_sheet(found, told, places[:limit]))
    if len(places) > limit:
        body.append(
            say("{:,} of {:,} packages are shown, those likeliest chosen.", limit, len(places))
        )
    notes = [say("{}: {}.", *map(say, RULES[key])) for key in told if key in RULES and len(places)]
    if any(key in found.zone.rules for key in told) and len(places):
        notes.append(say("Packages that tie under a rule each count as chosen by it."))
    notes.append(say("The shares are about the model as its file says values vary, not the world."))
    return about(found, "settlements", *body, records=_records(found, told, places), notes=notes)


@summary.register(ZoneShares)
def zone_shares_in_brief(found: ZoneShares) -> str:
    """Say in a sentence how likely there is a zone."""
    return next(_drawn(found, found.told))


def asked_of(
    found: ZoneShares, rule: str | None, state: int | None
) -> tuple[tuple[str, ...], Indices]:
    """Return what to tell of packages, by key, and of which (by place), the likeliest first.

    Parameters
    ----------
    rule
        Tell of this rule only, and of what it ever chooses.
    state
        Tell of this package only, given by its state's number.
    """
    told = found.told if rule is None else (INSIDE, EFFICIENT, rule)
    if state is not None:
        found.package(state, INSIDE)  # says so where it is none
        return told, np.flatnonzero(found.zone.candidates == state - 1)
    places = _likeliest(found, told)
    return told, places if rule is None else places[found.probability(rule)[places] > 0]


def _likeliest(found: ZoneShares, told: tuple[str, ...]) -> Indices:
    """Return the places of packages ever in the zone or chosen: those likeliest chosen first."""
    shares = np.array([found.probability(what) for what in told])
    chosen = shares[2:].max(axis=0, initial=0.0)
    order = np.lexsort((-shares[0], -shares[1], -chosen))
    ever: Indices = order[(shares[:, order] > 0).any(axis=0)]
    return ever


def _drawn(found: ZoneShares, told: tuple[str, ...]) -> Iterator[str]:
    some, asked = found.any, found.ensemble.samples
    done = numeral(f"{found.samples:,}")
    count = done if found.complete else say("{} of {:,}", done, asked)
    yield say(
        "In {} ({}) of {} models drawn (seed {}) there is a zone of possible agreement: some "
        "package is better than no deal, state {}, for every signatory.",
        percent(some.probability),
        span(some.low, some.high),
        count,
        found.ensemble.seed,
        brief(found.zone.no_deal),
    )
    nominal, of = found.zone.count, len(found.zone.candidates)
    yield say_many(
        "At the nominal values {:,} of {} is in it.",
        "At the nominal values {:,} of {} are in it.",
        nominal,
        say_many("{:,} package", "{:,} packages", of),
    )
    if CHEAPEST in told:
        planned = percent(float(found.probability(CHEAPEST).sum()))
        yield say("There is a plan in {} of the models drawn.", planned)
    levers = Words(found.conflict).pulled(found.zone.intensities)
    if levers:
        yield say("Levers pulled: {}.", listing([f"{x.title} {amount(t)}" for x, t in levers]))
    ends = np.array([found.interval(what) for what in told])
    width = float((ends[..., 1] - ends[..., 0]).max()) / 2
    yield say(
        "Shares of packages are known within {:.2g} percentage points either way.", width * 100
    )


def _sheet(found: ZoneShares, told: tuple[str, ...], places: Indices) -> Table:
    states = [found.conflict.states[int(k)] for k in found.zone.candidates[places]]
    taken, cells = taken_columns(found.conflict, states)
    shares = np.array([found.probability(what)[places] for what in told]).T.tolist()
    columns = (Column("state", kind="number"), *taken, *map(_column, told))
    rows = [
        [state.number, *cell, *map(percent, row)]
        for state, cell, row in zip(states, cells, shares, strict=True)
    ]
    return Table(
        columns,
        rows,
        say("How often each package is in the zone, efficient and chosen"),
        parties(found.conflict),
    )


def share_name(what: str) -> str:
    """Return what a share is of: "In the zone", "Efficient", "Chosen by Nash bargaining"."""
    return say("Chosen by {}", rule_name(what)) if what in RULES else heading(what)


def _column(what: str) -> Column:
    if what in RULES:
        return Column(what, rule_name(what), "number", say("Chosen by"))
    return Column(what, kind="number")


def _records(found: ZoneShares, told: tuple[str, ...], places: Indices) -> Table:
    columns, values = state_columns(found.conflict, found.zone.candidates[places])
    for what in told:
        columns += [
            _column(what),
            Column(f"{what}_low", heading("low"), "number", _column(what).heading),
            Column(f"{what}_high", heading("high"), "number", _column(what).heading),
        ]
        low, high = found.interval(what)[places].T.tolist()
        values += [found.probability(what)[places].tolist(), low, high]
    rows: list[tuple[Cell, ...]] = list(zip(*values, strict=True)) if len(places) else []
    return Table(tuple(columns), rows)


@data.register(ZoneShares)
def zone_shares_data(found: ZoneShares) -> dict[str, Any]:
    """Return plain data for JSON: packages that are in the zone in some sample, by state number."""
    return picked(
        found,
        "conflict samples asked=ensemble.samples seed=ensemble.seed fix=zone.fix "
        "intensities=zone.intensities no_deal=zone.no_deal signatories=zone.signatories "
        "candidates any packages",
        candidates=len(found.zone.candidates),
        any=_plain(found.any),
        packages=[_package(found, int(k)) for k in _likeliest(found, found.told)],
    )


def _plain(share: Share) -> dict[str, Any]:
    return {key: value for key, value in plain(share).items() if key != "open"}


def _package(found: ZoneShares, place: int) -> dict[str, Any]:
    state = found.conflict.states[int(found.zone.candidates[place])]
    shares = {what: _plain(found.package(state.number, what)) for what in found.told}
    return {"state": state.number, "options": list(state.options), **shares}
