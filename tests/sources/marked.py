"""Texts and pages of the tests, with what was marked in them by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HERE = Path(__file__).resolve().parent
HALVES = ("seen", "unseen")
EITHER = "?"


@dataclass(frozen=True)
class Mark:
    """A statement as marked: its place, and what it says."""

    span: tuple[int, int]
    quote: str
    act: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    hedge: str
    speaker: str
    condition: str


@dataclass(frozen=True)
class Marked:
    """A text with its marks; the name says its field and its form."""

    name: str
    text: str
    parties: dict[str, tuple[str, ...]]
    marks: tuple[Mark, ...]

    @property
    def field(self) -> str:
        return self.name.split("_", maxsplit=1)[0]

    @property
    def form(self) -> str:
        return self.name.split("_")[-1]


@dataclass(frozen=True)
class Page:
    """A page, the lines of its text to be kept, and those that may be kept or not."""

    path: Path
    kept: tuple[str, ...]
    either: tuple[str, ...]


@cache
def notebook(path: Path) -> Mapping[str, Any]:
    """Return a notebook as plain data, read once."""
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return found


def texts(half: str) -> list[Marked]:
    """Return the texts of one half."""
    return [
        Marked(
            path.name.removesuffix(".txt"),
            path.read_bytes().decode("utf-8"),
            {name: tuple(others) for name, others in told["parties"].items()},
            tuple(_marks(told)),
        )
        for path in sorted((HERE / "texts" / half).glob("*.txt"))
        for told in [notebook(path.with_suffix(".sources.yaml"))]
    ]


def _marks(told: Mapping[str, Any]) -> Iterator[Mark]:
    for row in told["statements"].values():
        start, end = row["at"]
        yield Mark(
            (start, end),
            row["quote"],
            row["act"],
            tuple(row["actor"]),
            tuple(row["target"]),
            row["hedge"],
            row["speaker"],
            row["condition"] or "",
        )


def pages(half: str) -> list[Page]:
    """Return the pages of one half."""
    folder = HERE / "pages" / half
    return [
        _of_lines(path) if path.suffix == ".txt" else _of_paragraphs(path)
        for path in sorted([*folder.glob("*.txt"), *folder.glob("*.html")])
    ]


def _of_lines(path: Path) -> Page:
    lines = path.read_text(encoding="utf-8").split("\n")
    kept: dict[bool, list[str]] = {False: [], True: []}
    for told in path.with_suffix(".lines").read_text(encoding="utf-8").split():
        first, _, last = told.removeprefix(EITHER).partition("-")
        kept[told.startswith(EITHER)] += lines[int(first) - 1 : int(last or first)]
    return Page(path, tuple(kept[False]), tuple(kept[True]))


def _of_paragraphs(path: Path) -> Page:
    lines = path.with_suffix(".paragraphs").read_text(encoding="utf-8").splitlines()
    either = [line.removeprefix(EITHER).strip() for line in lines if line.startswith(EITHER)]
    return Page(path, tuple(x for x in lines if not x.startswith(EITHER)), tuple(either))
