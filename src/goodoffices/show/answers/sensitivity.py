"""A sensitivity analysis as a report: what decides an outcome, as sheet, records and data."""

from __future__ import annotations

from goodoffices.ensemble.sensitivity import Influence, Sensitivity
from goodoffices.show.answers.about import about, recorded
from goodoffices.show.answers.ensemble_words import (
    headline,
    noise,
    outcome_words,
    unexplained,
    warnings,
)
from goodoffices.show.document import Document, Table, columns
from goodoffices.show.telling import report, shape
from goodoffices.show.words import percent, span

_WHAT = "name=factor.name title=factor.title"
_FIGURES = "share low high distance noise lowest highest"


@report.register(Sensitivity)
def sensitivity_report(found: Sensitivity, pull: str = "") -> Document:
    """Report what decides an outcome.

    Parameters
    ----------
    pull
        Where the levers pulled come from, in a sentence; nothing where it needs no word.
    """
    ranking = _ranking(found)
    said = [*headline(found), pull]
    after = [*noise(found), *unexplained(found), *warnings(found)]
    return about(
        found,
        "sensitivity",
        "\n".join(filter(None, said)),
        *((ranking,) if ranking.rows else ()),
        *(("\n".join(after),) if after else ()),
        records=recorded(found.influences, f"{_WHAT} {_FIGURES} evident"),
        notes=(_NOTE,) if ranking.rows else (),
    )


_NOTE = (
    "Explains: share of the outcome's variance that it explains alone, and the interval of that. "
    "At its lowest, highest: how likely the outcome is in the lowest and in the highest fifth of "
    "the values; of an order, where the answer is no, and yes."
)


def _ranking(found: Sensitivity) -> Table:
    """Return what is told from noise, for people."""
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
    return Table(columns("uncertain explains interval at_lowest at_highest"), rows, "What decides")


shape(
    Influence,
    f"{_WHAT} kind=factor.kind {_FIGURES} evident bins",
    bins=lambda one: [vars(found) for found in one.bins],
)


def _left(found: Sensitivity) -> dict[str, float] | None:
    names = ("estimate", "low", "high")
    return dict(zip(names, found.unexplained, strict=True)) if found.influences else None


shape(
    Sensitivity,
    "conflict outcome concept intensities samples seed=ensemble.seed left_out probability "
    "influences unexplained dependent",
    outcome=outcome_words,
    unexplained=_left,
)
