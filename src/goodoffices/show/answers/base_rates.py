"""How long peace agreements have lasted: by years and by kind, and in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.base_rates import CLOCKS, FIVE, BaseRate, BaseRates, Clock, base_rates
from goodoffices.show.answers.about import recorded
from goodoffices.show.document import Cell, Column, Document, Table, paragraph
from goodoffices.show.language import message, say
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.words import percent, span

NOT_CAUSAL = message("None of it is causal: agreements are not signed at random.")
SOURCE = message(
    "Counted from data of the Uppsala Conflict Data Program (CC BY 4.0): "
    "agreements from the UCDP Peace Agreement Dataset 22.1 (Högbladh), years of "
    "conflict from the UCDP/PRIO Armed Conflict Dataset (Davies, Pettersson & "
    "Öberg)."
)
COUNTED = message(
    "Still quiet: no later year in which the conflict is active again, with 25 "
    "battle deaths or more. From the first quiet year all are quiet after one "
    "year, by construction. Intervals are 95 %; as agreements of one conflict go "
    "the same way, they are wide, and wide by kind."
)
_WHEN = message("Agreements signed from 1975 to 2021; years of conflict up to 2024.")
_FROM: dict[Clock, str] = {
    "signature": message("From signature"),
    "quiet year": message("From first quiet year"),
}
_KINDS = {
    "full": message("full: the whole conflict"),
    "partial": message("partial: a part of it"),
    "process": message("process: how to go on"),
    "peacekeeping": message("with peacekeeping"),
    "no peacekeeping": message("without peacekeeping"),
    "shared-government": message("with shared government"),
    "no shared-government": message("without shared government"),
}


@report.register(BaseRates)
def base_rates_report(found: BaseRates) -> Document:
    """Report which shares were still quiet, by years, and after five years by kind."""
    return Document(
        "baserates",
        say("How long peace agreements have lasted"),
        (paragraph(in_general(found)), *tables(found)),
        recorded(found.rates, "kind clock years agreements ended share low high"),
        found.to_dict,
        (f"{say(_WHEN)} {say(COUNTED)}", say(NOT_CAUSAL), say(SOURCE)),
    )


@summary.register(BaseRates)
def in_general(found: BaseRates) -> str:
    """Say in a sentence how many of all agreements were still quiet after five years."""
    signed, quiet = (_overall(found, clock, FIVE) for clock in CLOCKS)
    return say(
        "Of {} peace agreements since 1975, {} were still quiet five years later; of "
        "{} with a quiet year, {} five years after it.",
        signed.agreements,
        _told(signed),
        quiet.agreements,
        _told(quiet),
    )


def others_lasted() -> str:
    """Say how long agreements in general have lasted, to stand beside what a model says."""
    return f"{in_general(base_rates())} {say(NOT_CAUSAL)}"


def tables(found: BaseRates) -> Iterator[Table]:
    """Yield the shares still quiet: of all agreements by years, then after five years by kind."""
    known = {(one.kind, one.years, one.clock): one for one in found.rates}
    rows: list[list[Cell]] = [
        [years, *(_cell(known.get(("all", years, clock))) for clock in CLOCKS)]
        for years in sorted({one.years for one in found.overall})
    ]
    columns = [Column("after_years", kind="number"), *map(_quiet, CLOCKS)]
    yield Table(tuple(columns), rows, say("Still quiet, of all agreements"))
    if found.kinds:
        rows = [
            [
                say(_KINDS[kind]),
                *(cell for clock in CLOCKS for cell in _of(known[kind, FIVE, clock])),
            ]
            for kind in found.kinds
        ]
        columns = [Column("kind")]
        for clock in CLOCKS:
            columns += [_quiet(clock), Column(f"agreements_{clock}", say("Of"), "number")]
        yield Table(tuple(columns), rows, say("Still quiet after five years, by kind and clause"))


def _quiet(clock: Clock) -> Column:
    return Column(f"share_{clock}", say(_FROM[clock]), "number")


def _of(one: BaseRate) -> tuple[Cell, Cell]:
    return _cell(one), one.agreements


def _cell(one: BaseRate | None) -> str:
    return "–" if one is None else _told(one)


def _told(one: BaseRate) -> str:
    return say("{} ({})", percent(one.share), span(one.low, one.high))


def _overall(found: BaseRates, clock: Clock, years: int) -> BaseRate:
    return next(one for one in found.overall if (one.clock, one.years) == (clock, years))


shape(BaseRates, "kind rates source licence", source=SOURCE, licence="CC BY 4.0")
