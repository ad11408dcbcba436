"""How well concepts foretell outcomes: as a table, with how few the conflicts are."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.show.answers.about import recorded
from goodoffices.show.document import Cell, Document, Table, columns
from goodoffices.show.language import say, say_many
from goodoffices.show.telling import report, shape
from goodoffices.show.words import listing, percent, short_name
from goodoffices.stability.success import PredictiveSuccess, Success


@report.register(PredictiveSuccess)
def success_report(found: PredictiveSuccess) -> Document:
    """Report hits, area and their difference for each concept, the baseline last."""
    lines = [*found.concepts, *([found.baseline] if found.baseline else [])]
    known = say_many(
        "{:,} conflict with a known outcome: {}.",
        "{:,} conflicts with a known outcome: {}.",
        len(found.titles),
        listing(found.titles),
    )
    return Document(
        "success",
        say("How well concepts foretell outcomes"),
        (known, success_table(found)),
        recorded(lines, "concept conflicts hits area success"),
        found.to_dict,
    )


def success_table(found: PredictiveSuccess) -> Table:
    """Return a row per concept, and one for the rule that the status quo stays."""
    return Table(columns("concept conflicts# hits# area# success#"), list(_rows(found)))


def _rows(found: PredictiveSuccess) -> Iterator[list[Cell]]:
    for one in found.concepts:
        yield _row(short_name(one.concept or ""), one)
    if found.baseline is not None:
        yield _row(say("The status quo stays"), found.baseline)


def _row(name: str, one: Success) -> list[Cell]:
    success = f"{one.success:+.2f}".replace("-", "\N{MINUS SIGN}")
    return [name, one.conflicts, one.hits, percent(one.area), success]


shape(Success, "concept conflicts hits area success")
shape(PredictiveSuccess, "titles concepts baseline")
