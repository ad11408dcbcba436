"""A sensitivity analysis as a report, and as a kind of saved run (see ``kinds``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.ensemble.outcomes import OutcomeJob, described_outcome
from goodoffices.ensemble.sensitivity import Influence, Sensitivity, judged, sensitivity_job
from goodoffices.runs.job import Tally
from goodoffices.show.answers.about import about, recorded
from goodoffices.show.answers.ensemble_words import (
    headline,
    noise,
    outcome_words,
    unexplained,
    warnings,
)
from goodoffices.show.answers.quantities import factor_title
from goodoffices.show.document import Document, Table, columns
from goodoffices.show.kinds import ensemble_of
from goodoffices.show.language import message, say
from goodoffices.show.telling import report, shape
from goodoffices.show.words import percent, span

_WHAT = "name=factor.name title=factor.title"
_FIGURES = "share low high distance noise lowest highest"
PULLED = {
    "": "",
    "plan": message("Pulled are the levers of the plan at nominal values."),
    "no plan": message("There is no plan at nominal values, so no lever is pulled."),
}
"""Where the levers pulled come from: by a word, the sentence."""


def job(description: Mapping[str, Any]) -> OutcomeJob:
    """Make the job again that described itself so."""
    ensemble = ensemble_of(description)
    return sensitivity_job(
        ensemble,
        description["concept"],
        description["intensities"],
        described_outcome(ensemble.conflict, description["of"]),
        pull=description["pull"],
        model=description["model"],
    )


def job_answer(made: OutcomeJob, tally: Tally) -> Sensitivity:
    """Return what the chunks done so far come to."""
    return judged(made, tally)


def job_report(made: OutcomeJob, tally: Tally) -> Document:
    """Report what the chunks done so far come to."""
    return sensitivity_report(job_answer(made, tally), made.pull)


@report.register(Sensitivity)
def sensitivity_report(found: Sensitivity, pull: str = "") -> Document:
    """Report what decides an outcome.

    Parameters
    ----------
    pull
        Where the levers pulled come from, by a word of ``PULLED``.
    """
    ranking = _ranking(found)
    said = [*headline(found), say(PULLED[pull])]
    after = [*noise(found), *unexplained(found), *warnings(found)]
    return about(
        found,
        "sensitivity",
        "\n".join(filter(None, said)),
        *((ranking,) if ranking.rows else ()),
        *(("\n".join(after),) if after else ()),
        records=recorded(found.influences, f"{_WHAT} {_FIGURES} evident"),
        notes=(say(_NOTE),) if ranking.rows else (),
    )


_NOTE = message(
    "Explains: share of the outcome's variance that it explains alone, and the "
    "interval of that. At its lowest, highest: how likely the outcome is in the "
    "lowest and in the highest fifth of the values; of an order, where the "
    "answer is no, and yes."
)


def _ranking(found: Sensitivity) -> Table:
    """Return what is told from noise, for people."""
    rows = [
        (
            factor_title(one.factor, found.conflict),
            percent(one.share),
            span(one.low, one.high),
            percent(one.lowest),
            percent(one.highest),
        )
        for one in found.influences
        if one.evident
    ]
    return Table(
        columns("uncertain explains interval at_lowest at_highest"), rows, say("What decides")
    )


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
