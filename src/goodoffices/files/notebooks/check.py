"""A notebook checked as its files stand: model, notebook and texts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from goodoffices.errors import FileError, Problem, dotted
from goodoffices.files.conflict_from import conflict_from_tree
from goodoffices.files.grounds import grounds_in
from goodoffices.files.notebooks.load import placed, placed_notebook
from goodoffices.files.notebooks.texts import texts_of
from goodoffices.files.read import read_model, read_text
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import walk
from goodoffices.model.conflict import Conflict
from goodoffices.model.fields import written
from goodoffices.model.preferences import Payoffs, Weights
from goodoffices.sources.against import Model
from goodoffices.sources.checking import SourcesCheck, check_notebook

SUFFIX = ".sources.yaml"


def is_notebook(path: Path) -> bool:
    """Say whether a file is a notebook by its name."""
    return path.name.endswith((SUFFIX, ".sources.yml"))


def notebook_beside(model: Path) -> Path:
    """Return where the notebook of a model stands by custom: ``my.sources.yaml``."""
    return model.with_name(f"{model.stem}{SUFFIX}")


def model_beside(notebook: Path) -> Path | None:
    """Return the model that a notebook stands beside; None where there is none."""
    stem = notebook.name.rpartition(".sources.")[0]
    files = (notebook.with_name(f"{stem}{suffix}") for suffix in (".yaml", ".yml"))
    return next((file for file in files if stem and file.is_file()), None)


def check_files(model: Path | None, notebook: Path, documents: Path | None = None) -> SourcesCheck:
    """Check a notebook as files stand; see ``goodoffices.check_sources``.

    Raises
    ------
    FileError
        A file or the folder is not there, or cannot be read.
    ModelError
        The model or the notebook is none.
    """
    if model is not None and model.is_file() and not notebook.is_file():
        raise no_notebook(str(model), notebook)
    found, tree = placed_notebook(read_text(notebook), str(notebook))
    against = None if model is None else model_of(read_model(model), str(model))
    texts, unread = texts_of(found, notebook.parent, documents)
    name = "" if model is None else str(model)
    checked = check_notebook(found, texts, against, source=str(notebook), name=name)
    problems = (placed(problem, tree) for problem in (*unread, *checked.problems))
    return dataclasses.replace(checked, problems=tuple(sorted(problems, key=_order)))


def no_notebook(model: str, notebook: Path) -> FileError:
    """Return the error that says that a model has no notebook, and how to begin one."""
    begun = f"goodoffices read PAGE --model {model} -o {notebook.name}"
    return FileError(f"there is no notebook {notebook} for {model}; name it, or begin one: {begun}")


def _order(problem: Problem) -> tuple[bool, int, int]:
    return problem.severity == "hint", problem.line, problem.column


def model_of(text: str, source: str) -> Model:
    """Return what a notebook is checked against, of the text of a model file.

    Raises
    ------
    ModelError
        It is no model.
    """
    tree = parse(text, source)
    conflict = conflict_from_tree(tree, source)
    places = {dotted(path): dotted(path[:-1]) for path, _ in walk(tree.root) if path}
    notes = {dotted(path): bool(note) for path, note in grounds_in(tree).items()}
    values = {
        place: notes.get(place, False) or noted
        for place, noted in _values(conflict)
        if place in places
    }
    return Model(conflict, places, values)


def _values(conflict: Conflict) -> Iterator[tuple[str, bool]]:
    """Yield the paths of the values of a model, and whether it has a note on them."""
    uncertainty = conflict.uncertainty
    for quantity in () if uncertainty is None else uncertainty.quantities:
        if not quantity.place:
            yield dotted(quantity.where), bool(quantity.note)
    notes = {lever.name: bool(lever.note) for lever in conflict.mediation.levers}
    for dm in conflict.decision_makers:
        if not isinstance(dm.preferences, Weights | Payoffs):
            yield dotted(("decision_makers", dm.name, "preferences", dm.preferences.key)), False
    for path in written(conflict):
        yield dotted(path), path[0] == "mediation" and notes[str(path[2])]
