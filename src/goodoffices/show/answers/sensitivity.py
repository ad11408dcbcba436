"""A sensitivity analysis as a report: what decides an outcome, as sheet, records and data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodoffices.ensemble.sensitivity import Influence, Sensitivity
from goodoffices.show.answers.about import about, conflict_data
from goodoffices.show.answers.ensemble_words import (
    headline,
    noise,
    outcome_words,
    tell_sensitivity,
    unexplained,
    warnings,
)
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import data, report, text
from goodoffices.show.words import percent, span

_FIGURES = ("share", "low", "high", "distance", "noise", "lowest", "highest")


@report.register(Sensitivity)
def sensitivity_report(found: Sensitivity, pull: str = "") -> Report:
    """Report what decides an outcome.

    Parameters
    ----------
    pull
        Where the levers pulled come from, in a sentence; nothing where it needs no word.
    """
    ranking = _ranking(found)
    columns = (
        Column("name", "Name"),
        Column("title", "Title"),
        *(Column(name, name, "number") for name in _FIGURES),
        Column("evident", "Evident"),
    )
    said = [*headline(found), pull]
    after = [*noise(found), *unexplained(found), *warnings(found)]
    return about(
        found,
        "sensitivity",
        "\n".join(filter(None, said)),
        *((ranking,) if ranking.rows else ()),
        *(("\n".join(after),) if after else ()),
        records=Sheet(columns, _records(found)),
        notes=(_NOTE,) if ranking.rows else (),
    )


_NOTE = (
    "Explains: share of the outcome's variance that it explains alone, and the interval of that. "
    "At its lowest, highest: how likely the outcome is in the lowest and in the highest fifth of "
    "the values; of an order, where the answer is no, and yes."
)


def _ranking(found: Sensitivity) -> Sheet:
    """Return what is told from noise, for people."""
    headers = ("What is uncertain", "Explains", "Interval", "At its lowest", "At its highest")
    rows = [
        (
            one.factor.title,
            percent(one.share),
            span(one.low, one.high),
            percent(one.lowest),
            percent(one.highest),
        )
        for one in found.influences
        if one.evident
    ]
    return Sheet(tuple(Column(name, name) for name in headers), rows, title="What decides")


def _records(found: Sensitivity) -> Iterator[list[Cell]]:
    for one in found.influences:
        figures = [getattr(one, name) for name in _FIGURES]
        yield [one.factor.name, one.factor.title, *figures, one.evident]


@data.register(Influence)
def influence_data(answer: Influence) -> dict[str, Any]:
    """Return plain data for JSON."""
    figures = ("share", "low", "high", "distance", "noise", "lowest", "highest")
    return {
        "name": answer.factor.name,
        "title": answer.factor.title,
        "kind": answer.factor.kind,
        **{name: getattr(answer, name) for name in figures},
        "evident": answer.evident,
        "bins": [dict(vars(one)) for one in answer.bins],
    }


@data.register(Sensitivity)
def sensitivity_data(answer: Sensitivity) -> dict[str, Any]:
    """Return plain data for JSON."""
    names = ("estimate", "low", "high")
    return {
        "conflict": conflict_data(answer.conflict),
        "outcome": outcome_words(answer),
        "concept": answer.concept,
        "intensities": dict(answer.intensities),
        "samples": answer.samples,
        "seed": answer.ensemble.seed,
        "left_out": answer.left_out,
        "probability": answer.probability.to_dict(),
        "influences": [one.to_dict() for one in answer.influences],
        "unexplained": dict(zip(names, answer.unexplained, strict=True))
        if answer.influences
        else None,
        "dependent": answer.dependent,
    }


text.register(Sensitivity, tell_sensitivity)
