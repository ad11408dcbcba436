"""How an answer is told: each form is a function that modules of ``answers`` register for a class.

A class is told by the module of ``answers`` that bears the name of the module it is defined in; it
is imported when such an answer is first told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import reduce, singledispatch
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from goodoffices.answer import Answer
from goodoffices.errors import RequestError

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from goodoffices.model.conflict import Conflict
    from goodoffices.show.charts.picture import Picture
    from goodoffices.show.document import Document

_HOMES = {
    "goodoffices.cases.published": "checked",
    "goodoffices.stability.explain": "explanation",
    "goodoffices.mediation.plan.results": "plan",
    "goodoffices.mediation.roadmap.results": "roadmap",
    "goodoffices.ensemble.robust.results": "robust_plan",
    "goodoffices.ensemble.audit.results": "audit",
    "goodoffices.mediation.reweighing": "inverse",
    "goodoffices.stability.inverse.conditions": "inverse",
    "goodoffices.stability.inverse.orders": "inverse",
    "goodoffices.stability.inverse.rankings": "inverse",
    "goodoffices.sources.drafting.gaps": "model_draft",
}
_CHARTS = {
    "goodoffices.stability.analysis": "graph_chart",
    "goodoffices.stability.certainty.certainty": "graph_chart",
    "goodoffices.mediation.pressure_map": "pressure_chart",
    "goodoffices.mediation.zone.zone": "zone_chart",
    "goodoffices.ensemble.zone_shares": "zone_shares_chart",
    "goodoffices.ensemble.probability_map": "probability_chart",
    "goodoffices.ensemble.robustness": "robustness_chart",
    "goodoffices.ensemble.sensitivity": "sensitivity_chart",
    "goodoffices.ensemble.robust.frontier": "frontier_chart",
    "goodoffices.ensemble.timeline": "timeline_chart",
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
    if not _has_report(answer):
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
    told = [field.name for field in fields(answer) if field.repr or field.name == "conflict"]
    return {name: plain(getattr(answer, name)) for name in told}


def shape(kind: type, keys: str, /, **other: object) -> None:
    """Tell which keys the plain data of a class has, as ``picked`` takes them."""
    data.register(kind, lambda answer: picked(answer, keys, **other))


def picked(answer: object, keys: str, /, **other: object) -> dict[str, Any]:
    """Return attributes of an answer as plain data.

    Parameters
    ----------
    keys
        With blanks between them. ``key=path`` where the attribute has another name, or is one of an
        attribute's; ``*path`` for all keys of an attribute.
    other
        What takes more to tell: a value, or a function of the answer.
    """
    found: dict[str, Any] = {}
    for entry in keys.split():
        key, _, path = entry.partition("=")
        if key in other:
            made = other[key]
            found[key] = plain(made(answer) if callable(made) else made)
            continue
        value = plain(reduce(_attribute, (path or key).removeprefix("*").split("."), answer))
        found |= value if key.startswith("*") else {key: value}
    return found


def _attribute(value: object, name: str) -> object:
    return None if value is None else getattr(value, name)


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON has
    """Return a value as JSON has it: states by number, levers by name.

    An answer that is part of another does not tell the conflict again.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Answer):
        return {key: item for key, item in data(value).items() if key != "conflict"}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else _part(value)


def _part(value: object) -> object:
    """Return a part of a model, or an array, as JSON has it; other values as they are.

    What a model is made of is imported here, as some answers are of no model.
    """
    import numpy as np

    from goodoffices.model.conflict import Conflict
    from goodoffices.model.levers import Lever
    from goodoffices.model.states import State

    if isinstance(value, State):
        return value.number
    if isinstance(value, Lever):
        return value.name
    if isinstance(value, Conflict):
        return conflict_data(value)
    return value.tolist() if isinstance(value, np.ndarray) else value


def conflict_data(conflict: Conflict) -> dict[str, Any]:
    """Return what every JSON answer says about the conflict it is about."""
    index = conflict.status_quo_index
    return {
        "title": conflict.title,
        "states": len(conflict.states),
        "status_quo": None if index is None else index + 1,
        "decision_makers": [
            {
                "name": dm.name,
                "label": dm.label,
                "options": [{"name": o.name, "label": o.label} for o in dm.options],
            }
            for dm in conflict.decision_makers
        ],
    }


@singledispatch
def summary(answer: object) -> str:
    """Return the answer in a sentence: the first line of its words, where no other is told."""
    if _told_elsewhere(summary, answer):
        return summary(answer)
    return text(answer).partition("\n")[0]


def html(answer: object) -> str:
    """Return the answer for a notebook: the blocks of its report, or else its words."""
    from goodoffices.show.writers.page import block_html, fragment

    return fragment(report(answer)) if _has_report(answer) else block_html(text(answer))


def _has_report(answer: object) -> bool:
    _told_elsewhere(report, answer)
    return report.dispatch(type(answer)) is not report.dispatch(object)


@singledispatch
def report(answer: object, *asked: object, **options: object) -> Document:
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
    from goodoffices.show.writers.data import as_frame

    return as_frame(report(answer))


@singledispatch
def array(answer: object) -> xr.DataArray:
    """Return the answer as a labelled array."""
    if not _told_elsewhere(array, answer):
        raise RequestError(f"{type(answer).__name__} is no array of verdicts")
    return array(answer)
