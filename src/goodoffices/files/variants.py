"""What scenarios and views share: how changes are merged into a file, and where faults are told."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from goodoffices.errors import ModelError, Path, Problem
from goodoffices.files.problems import DISTRIBUTED
from goodoffices.files.schema_preferences import preference_forms
from goodoffices.files.yaml.tree import ANY, matches

_WHOLE: tuple[Path, ...] = (*DISTRIBUTED, ("quantities", ANY))
_PREFERENCES: Path = ("decision_makers", ANY, "preferences")
_NOTHING = object()


def placed(error: ModelError, start: Path, changes: object, told: str) -> Iterator[Problem]:
    """Yield the problems of a variant where the file says what is wrong.

    Parameters
    ----------
    start, changes
        Where the variant stands, and what it says.
    told
        What a problem begins with: in which variant it is.
    """
    for problem in error.problems:
        where, inner = start, changes
        for step in problem.where:
            inner = _below(inner, step)
            if inner is _NOTHING:
                break
            where = (*where, step)
        found = f"{told}: {problem.found}"
        yield dataclasses.replace(
            problem, where=where, found=found, line=0, column=0, offset=None, on_key=True
        )


def _below(value: object, step: str | int) -> object:
    """Return what stands at a key or a position."""
    if isinstance(value, list):
        return value[step] if isinstance(step, int) and step < len(value) else _NOTHING
    return value.get(step, _NOTHING) if isinstance(value, Mapping) else _NOTHING


def kept_below(
    path: Path, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """Say what of a mapping is kept below a change: nothing of another form of preferences."""
    if any(matches(path, *pattern) for pattern in _WHOLE):
        return None
    other = matches(path, *_PREFERENCES) and set(preference_forms(new)) - set(preference_forms(old))
    return {} if other else old
