"""From what a file says of views and truths to a model."""

from __future__ import annotations

from goodoffices.files.schema import ModelFile
from goodoffices.model.views import Truth, View


def views(file: ModelFile) -> tuple[View, ...]:
    """Return how decision makers see the conflict otherwise, by a file."""
    return tuple(View(by, changes or {}) for by, changes in file.views.items())


def truths(file: ModelFile) -> tuple[Truth, ...]:
    """Return what could be told to whom, by a file."""
    return tuple(Truth(n, one.to, one.about, one.cost) for n, one in file.truths.items())
