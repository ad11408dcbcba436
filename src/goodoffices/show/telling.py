"""How an answer is told: each form is a function that modules of ``answers`` register for a class.

A class is told by the module of ``answers`` that bears the name of the module it is defined in; it
is imported when such an answer is first told.
"""

from __future__ import annotations

import html as markup
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import singledispatch
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, require
from goodoffices.model.states import State

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from goodoffices.show.charts.picture import Picture
    from goodoffices.show.document import Report

_HOMES = {
    "goodoffices.stability.explain": "explanation",
    "goodoffices.mediation.plan.results": "plan",
    "goodoffices.mediation.roadmap.results": "roadmap",
    "goodoffices.ensemble.robust.results": "robust_plan",
}
_CHARTS = {
    "goodoffices.stability.analysis": "graph_chart",
    "goodoffices.mediation.pressure_map": "pressure_chart",
    "goodoffices.ensemble.probability_map": "probability_chart",
    "goodoffices.ensemble.robustness": "robustness_chart",
    "goodoffices.ensemble.sensitivity": "sensitivity_chart",
    "goodoffices.ensemble.robust.frontier": "frontier_chart",
}


def _told_elsewhere(form: Callable[[Any], object], answer: object) -> bool:
    """Import the module that tells a class; return whether it told how in this form."""
    home = type(answer).__module__
    name = _HOMES.get(home, home.rpartition(".")[2])
    before = form.dispatch(type(answer))  # type: ignore[attr-defined]
    if find_spec(f"goodoffices.show.answers.{name}") is None:
        return False
    import_module(f"goodoffices.show.answers.{name}")
    return form.dispatch(type(answer)) is not before  # type: ignore[attr-defined]


@singledispatch
def text(answer: object) -> str:
    """Return the answer in plain English: the body of its report, where no other form is told.

    What has no report either is given as Python writes it.
    """
    if _told_elsewhere(text, answer):
        return text(answer)
    if report.dispatch(type(answer)) is report.dispatch(object):
        return repr(answer)
    from goodoffices.show.writers.terminal import as_text

    return as_text(report(answer))


@singledispatch
def data(answer: object) -> dict[str, Any]:
    """Return the answer as plain data for JSON: what it shows of itself, where no form is told."""
    if _told_elsewhere(data, answer):
        return data(answer)
    if not is_dataclass(answer):
        raise TypeError(f"nothing tells how {type(answer).__name__} becomes plain data")
    return {one.name: plain(getattr(answer, one.name)) for one in fields(answer) if one.repr}


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON has
    """Return a value as JSON has it: answers as plain data, states by number."""
    if isinstance(value, Answer):
        return data(value)
    if isinstance(value, State):
        return value.number
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


@singledispatch
def summary(answer: object) -> str:
    """Return the answer in a sentence: the first line of its words, where no other is told."""
    if _told_elsewhere(summary, answer):
        return summary(answer)
    return text(answer).partition("\n")[0]


@singledispatch
def html(answer: object) -> str:
    """Return the answer for a notebook: its words, where no other form is told."""
    if _told_elsewhere(html, answer):
        return html(answer)
    return f"<pre>{markup.escape(text(answer))}</pre>"


@singledispatch
def report(answer: object, *asked: object, **options: object) -> Report:
    """Return the answer as what a command prints: words and tables, records and data.

    What else an answer's report can be asked for, its registered function says.
    """
    if not _told_elsewhere(report, answer):
        raise RequestError(f"{type(answer).__name__} is a part of an answer and has no table")
    return report(answer, *asked, **options)


@singledispatch
def picture(answer: object, **options: object) -> Picture:
    """Return the answer as a picture, which a module of ``charts`` registers for its class.

    What it can be asked for, the registered function says.
    """
    chart = _CHARTS.get(type(answer).__module__)
    if chart is None:
        raise RequestError(f"there is no picture of {type(answer).__name__}")
    import_module(f"goodoffices.show.charts.{chart}")
    return picture(answer, **options)


@singledispatch
def frame(answer: object) -> pd.DataFrame:
    """Return the answer's records as a data frame."""
    if _told_elsewhere(frame, answer):
        return frame(answer)
    records = report(answer).records
    require("notebook", "pandas")
    import pandas as pd

    return pd.DataFrame(list(records.rows), columns=[column.key for column in records.columns])


@singledispatch
def array(answer: object) -> xr.DataArray:
    """Return the answer as a labelled array."""
    if not _told_elsewhere(array, answer):
        raise RequestError(f"{type(answer).__name__} is no array of verdicts")
    return array(answer)
