"""Kinds of saved runs: how a job is made again from what was saved, and what it reports.

A kind is a module of ``answers`` that offers

- ``job(description)``: the job that described itself so;
- ``job_answer(job, tally)``: what the chunks done so far come to;
- ``job_report(job, tally)``: the report of that. Its records name things in the first columns (see
  ``Table.named``); what follows are figures, which two runs are compared by.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from goodoffices.answer import Answer
from goodoffices.errors import RequestError
from goodoffices.runs.job import Job, Tally
from goodoffices.show.document import Document

if TYPE_CHECKING:
    from goodoffices.ensemble.sample import Ensemble

HOMES: dict[str, str] = {
    "robustness": "goodoffices.show.answers.robustness",
    "sensitivity": "goodoffices.show.answers.sensitivity",
    "map": "goodoffices.show.answers.probability_map",
}
"""Kind to the module that knows it, which is imported when a run of that kind is met."""


def remake(kind: str, description: Mapping[str, Any]) -> Job:
    """Make the job of a kind again that described itself so. Raises RequestError for no kind."""
    made: Job = _module(kind).job(description)
    return made


def ensemble_of(description: Mapping[str, Any]) -> Ensemble:
    """Return the models that a job drew which described itself so."""
    from goodoffices.ensemble.sample import sample
    from goodoffices.files.conflict_from import conflict_from_text

    conflict = conflict_from_text(description["model"], "the model of the run")
    return sample(conflict, description["samples"], description["seed"])


def answer_of(kind: str, job: Job, tally: Tally) -> Answer:
    """Return what the chunks of a job come to. Raises RequestError for no kind."""
    found: Answer = _module(kind).job_answer(job, tally)
    return found


def report_of(kind: str, job: Job, tally: Tally) -> Document:
    """Report what the chunks of a job come to. Raises RequestError for no kind."""
    told: Document = _module(kind).job_report(job, tally)
    return told


def _module(kind: str) -> Any:  # noqa: ANN401 - a module, whose names are looked up
    if kind not in HOMES:
        raise RequestError(f"this goodoffices knows no runs of the kind '{kind}'; upgrade it")
    return importlib.import_module(HOMES[kind])
