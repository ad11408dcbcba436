"""A probability map as a report, and as a kind of saved run (see ``kinds``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goodoffices.ensemble.probability_map import (
    ProbabilityJob,
    ProbabilityMap,
    mapped,
    probability_job,
)
from goodoffices.runs.job import Tally
from goodoffices.show.answers.about import about
from goodoffices.show.answers.ensemble_words import tell_probabilities
from goodoffices.show.answers.pressure_map import on_axes
from goodoffices.show.charts.probability_chart import table
from goodoffices.show.document import Cell, Document, Table, columns, wide
from goodoffices.show.kinds import ensemble_of
from goodoffices.show.language import say
from goodoffices.show.telling import data, report


def job(description: Mapping[str, Any]) -> ProbabilityJob:
    """Make the job again that described itself so."""
    return probability_job(
        ensemble_of(description),
        description["x"],
        description["y"],
        description["points"],
        description["concepts"],
        fixed=description["fixed"],
        model=description["model"],
    )


def job_answer(made: ProbabilityJob, tally: Tally) -> ProbabilityMap:
    """Return what the chunks done so far come to."""
    return mapped(made, tally)


def job_report(made: ProbabilityJob, tally: Tally) -> Document:
    """Report what the chunks done so far come to."""
    return probability_report(job_answer(made, tally))


@report.register(ProbabilityMap)
def probability_report(found: ProbabilityMap) -> Document:
    """Report a map: its bands for people, every point for spreadsheets and programs."""
    _, *rows = table(found)
    told = columns("concept probability of_map across upwards")
    bands = Table(told, rows, say("Bands of the map"))
    axes = f"x_{found.x.name} y_{found.y.name}"
    keys = f"concept {axes} settled agreed agreed_low agreed_high"
    points = wide(keys, _points(found), named=3)
    return about(found, "map", tell_probabilities(found), bands, records=points)


def _points(found: ProbabilityMap) -> Iterator[list[Cell]]:
    """Yield one row per concept and point."""
    for concept in found.concepts:
        low, high = found.interval(concept)
        arrays = (found.settled(concept), found.agreed(concept), low, high)
        for row, y in enumerate(found.y.values.tolist()):
            for column, x in enumerate(found.x.values.tolist()):
                yield [concept, x, y, *(float(array[row, column]) for array in arrays)]


@data.register(ProbabilityMap)
def probability_map_data(answer: ProbabilityMap) -> dict[str, Any]:
    """Return plain data for JSON: per concept, rows from the least y to the most."""
    keys = "conflict samples seed=ensemble.seed x y fixed settlements concepts"
    return on_axes(answer, keys, {concept: _shares(answer, concept) for concept in answer.concepts})


def _shares(found: ProbabilityMap, concept: str) -> dict[str, Any]:
    low, high = found.interval(concept)
    arrays = {"settled": found.settled(concept), "agreed": found.agreed(concept)}
    arrays |= {"agreed_low": low, "agreed_high": high}
    return {name: array.tolist() for name, array in arrays.items()}
