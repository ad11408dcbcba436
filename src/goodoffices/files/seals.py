"""Seals as files: ``NAME.seal.yaml`` beside the model, to which each seal is added.

What stands there is never changed: a new seal is written behind the others.
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

from goodoffices.errors import FileError, ModelError
from goodoffices.files.atomic import write_file
from goodoffices.files.conflict_from import conflict_from_text
from goodoffices.files.forms import Closed, Rule, key
from goodoffices.files.notebooks.check import notebook_beside
from goodoffices.files.notebooks.load import loads_notebook, validated
from goodoffices.files.notebooks.texts import texts_of
from goodoffices.files.problems import Sections
from goodoffices.files.read import checksum, decoded, decoded_model, read_bytes, read_text
from goodoffices.files.schema_types import MaybeNumber, Number, Several
from goodoffices.files.yaml import write as yamlout
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import ANY
from goodoffices.sources.seals import Said, Seal, SealCheck, digest, said_by

_HEAD = """\
# What {name} said on which day, by checksums (SHA-256) of its files and of its answers; written by
# goodoffices seal. A checksum says that something is the same, not when it was written: where the
# day is to count, publish this file, or give it to somebody.
seals:
"""
_Sum = Annotated[str, Rule(pattern=r"^[0-9a-f]{64}$")]
_Counts = dict[str, Annotated[int, Rule(ge=0)]]


class PlanEntry(Closed):
    """The cheapest plan, or what is missing for one."""

    settlement: int = key(description="the number of the state")
    cost: MaybeNumber = None
    levers: dict[str, Number] = key(default={})
    missing: MaybeNumber = None


class SealEntry(Closed):
    """What a model said on a day."""

    date: str = key(description="the day of the seal")
    version: str = key(description="that of goodoffices which made it")
    model: _Sum = key(description="the SHA-256 of the model file")
    notebook: str = ""
    documents: dict[str, str] = key(default={})
    answers: _Sum = key(description="the SHA-256 of the answers")
    equilibria: _Counts = key(description="how many states are equilibria, by concept")
    possible: _Counts = key(default={})
    states: dict[str, Several[int]] = key(default={})
    plan: PlanEntry | None = None
    after: str = ""


class SealFile(Closed):
    """The seals of a model."""

    seals: Several[SealEntry] = key(description="a list of seals")


_SECTIONS: Sections = {
    (): SealFile,
    ("seals", ANY): SealEntry,
    ("seals", ANY, "plan"): PlanEntry,
}


def seal_file(model: Path, *, published: bool = False) -> Path:
    """Return where the seals of a model are: beside it; of a published one in this folder."""
    name = f"{model.stem}.seal.yaml"
    return Path(name) if published else model.with_name(name)


def add_seal(model: Path, file: Path, documents: Path | None = None) -> Seal:
    """Seal a model as it stands, and write the seal behind those in ``file``.

    Raises
    ------
    FileError
        A file cannot be read or written, or the seals are laid out too oddly to be added to.
    ModelError
        The model, its notebook or the file of seals is none.
    """
    before = read_seals(file) if file.exists() else ()
    after = digest(_as_data(before[-1])) if before else ""
    seal = dataclasses.replace(_now(model, documents), after=after)
    name = model.name if model.name.isprintable() else "the model"
    text = read_text(file) if file.exists() else _HEAD.format(name=name)
    ended = text if text.endswith("\n") else f"{text}\n"
    entry = yamlout.block(("seals",), [_as_data(seal)])
    lines = "\n".join(f"  {line}" for line in entry.split("\n"))
    made = f"{ended}{lines}\n"
    try:
        same = _seals_in(made, str(file)) == (*before, seal)
    except ModelError:
        same = False
    if not same:
        raise FileError(f"{file}: laid out too oddly for a seal to be added; move it elsewhere")
    write_file(file, made, force=True)
    return seal


def compare_seals(model: Path, file: Path, documents: Path | None = None) -> SealCheck:
    """Compare a model as it stands with the seals in a file.

    Raises
    ------
    FileError
        There are no seals, or a file cannot be read.
    ModelError
        The model, its notebook or the file of seals is none.
    """
    if not file.is_file():
        raise FileError(f"there is no {file}; {model.stem} was never sealed: goodoffices seal")
    seals = read_seals(file)
    if not seals:
        raise FileError(f"{file}: it holds no seal")
    sums = ["", *(digest(_as_data(seal)) for seal in seals)]
    broken = tuple(k for k, seal in enumerate(seals, start=1) if seal.after != sums[k - 1])
    return SealCheck(str(file), seals, _now(model, documents), broken)


def read_seals(file: Path) -> tuple[Seal, ...]:
    """Return the seals in a file. Raises FileError, and ModelError with all that is wrong."""
    return _seals_in(read_text(file), str(file))


def _seals_in(text: str, source: str) -> tuple[Seal, ...]:
    return tuple(map(_seal, validated(parse(text, source), SealFile, _SECTIONS, source).seals))


def today() -> str:
    """Return the day by the clock of this machine, in UTC."""
    return dt.datetime.now(dt.UTC).date().isoformat()


def _now(model: Path, documents: Path | None) -> Seal:
    """Return the seal of a model as it stands today."""
    content = read_bytes(model)
    conflict = conflict_from_text(decoded_model(content, model), str(model))
    notebook = notebook_beside(model)
    noted = read_bytes(notebook) if notebook.is_file() else None
    return Seal(
        today(),
        version("goodoffices"),
        checksum(content),
        "" if noted is None else checksum(noted),
        {} if noted is None else _documents(noted, notebook, documents),
        said_by(conflict),
    )


def _documents(content: bytes, notebook: Path, folder: Path | None) -> dict[str, str]:
    """Return the checksums of a notebook's documents: of the texts at hand, else as noted."""
    found = loads_notebook(decoded(content, notebook), str(notebook))
    texts, unread = texts_of(found, notebook.parent, folder)
    if unread:
        raise FileError(unread[0].found)
    noted = {document.name: document.sha256 for document in found.documents if document.sha256}
    return noted | {name: text.sha256 for name, text in texts.items()}


def _as_data(seal: Seal) -> dict[str, Any]:
    said = seal.said
    data: dict[str, Any] = {
        "date": seal.date,
        "version": seal.version,
        "model": seal.model,
        "notebook": seal.notebook,
        "documents": dict(seal.documents),
        "answers": said.checksum,
        "equilibria": dict(said.equilibria),
        "possible": dict(said.possible),
        "states": {key: list(numbers) for key, numbers in said.states.items()},
        "plan": said.plan,
        "after": seal.after,
    }
    return {key: value for key, value in data.items() if value or key == "equilibria"}


def _seal(entry: SealEntry) -> Seal:
    plan: Mapping[str, Any] | None = None
    if entry.plan is not None:
        given = entry.plan.given
        plan = {name: value for name, value in vars(entry.plan).items() if name in given}
    said = Said(entry.equilibria, entry.states, entry.possible, plan, entry.answers)
    return Seal(
        entry.date,
        entry.version,
        entry.model,
        entry.notebook,
        entry.documents,
        said,
        entry.after,
    )
