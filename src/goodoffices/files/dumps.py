"""The text of a model file that describes a conflict."""

from __future__ import annotations

from dataclasses import fields

from goodoffices.errors import ModelError, Problem
from goodoffices.files.as_data import as_data
from goodoffices.files.conflict_from import conflict_from_text
from goodoffices.files.yaml import write as yamlout
from goodoffices.model.conflict import Conflict


def dumps(conflict: Conflict) -> str:
    """Return the text of a model file that describes a conflict; ``loads`` gives an equal one.

    Raises
    ------
    ModelError
        The conflict holds something that a file cannot, such as control characters.

    Examples
    --------
    >>> print(go.dumps(go.case("elmira-1991"))[:60])
    goodoffices: 1
    title: Elmira groundwater contamination, 1991
    """
    text = yamlout.document(as_data(conflict))
    again = conflict_from_text(text, "")
    keys = (one.name for one in fields(again))
    if other := [key for key in keys if getattr(again, key) != getattr(conflict, key)]:
        found = "it would read differently from a file"
        expected = "tuples, no lists; in weights each statement once"
        raise ModelError(Problem((key,), found, expected) for key in other)
    return text
