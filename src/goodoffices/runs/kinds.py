"""Kinds of saved runs: how a job is made again from what was saved, and what it reports.

A kind is a module of ``show`` that offers

- ``job(description)``: the job that described itself so;
- ``job_report(job, tally)``: what the chunks done so far come to. Its records name things in the
  first columns; from the first column that holds fractions on they hold figures, which are what two
  runs are compared by.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

from goodoffices.errors import RequestError
from goodoffices.runs.job import Job, Tally

HOMES: dict[str, str] = {"robustness": "goodoffices.show.answers.robustness"}
"""Kind to the module that knows it, which is imported when a run of that kind is met."""


def job_of(kind: str) -> Callable[[Mapping[str, Any]], Job]:
    """Return what makes a job of a kind from its description. Raises RequestError for no kind."""
    make: Callable[[Mapping[str, Any]], Job] = _module(kind).job
    return make


def report_of(kind: str) -> Callable[[Job, Tally], Any]:
    """Return what reports on a job of a kind. Raises RequestError for no kind."""
    report: Callable[[Job, Tally], Any] = _module(kind).job_report
    return report


def _module(kind: str) -> Any:  # noqa: ANN401 - a module, whose names are looked up
    if kind not in HOMES:
        raise RequestError(f"this goodoffices knows no runs of the kind '{kind}'; upgrade it")
    return importlib.import_module(HOMES[kind])
