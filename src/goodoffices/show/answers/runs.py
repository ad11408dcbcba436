"""Saved runs as reports: which there are, what one came to, and how two differ."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from goodoffices.errors import RequestError
from goodoffices.runs.catalogue import SavedRun
from goodoffices.runs.checksums import Damage
from goodoffices.show.document import Cell, Column, Document, Table, columns, wide
from goodoffices.show.headings import heading, in_words
from goodoffices.show.language import message, numeral, say, say_as, say_many, speaking
from goodoffices.show.telling import picked
from goodoffices.show.words import amount, enumerated, yes_no

_SAID = {"kind", "title", "seed"}
_NAMES = {
    "complete": message("complete"),
    "interrupted": message("interrupted"),
    "running": message("running"),
    "robustness": message("robustness"),
    "sensitivity": message("sensitivity"),
    "map": message("map"),
    "samples": message("samples"),
    "concepts": message("concepts"),
    "concept": message("concept"),
    "intensities": message("intensities"),
    "keep": message("keep"),
    "of": message("of"),
    "pull": message("pull"),
    "state": message("state"),
    "claim": message("claim"),
    "settlement": message("settlement"),
    "plan": message("plan"),
    "no plan": message("no plan"),
    "points": message("points"),
    "fixed": message("fixed"),
    "kind": message("kind"),
    "title": message("title"),
    "seed": message("seed"),
    "version": message("version"),
}
"""What people read for how a run stands, its kind and its settings."""


def list_report(path: Path, runs: Sequence[SavedRun]) -> Document:
    """Report which runs are saved."""
    keys = "run=id created status kind title samples done chunks"
    rows = [
        list(
            picked(
                run, keys, created=_moment(run.created), samples=run.settings.get("samples")
            ).values()
        )
        for run in runs
    ]
    shown = [
        [*row[:2], _name(run.status), _name(run.kind), *row[4:]]
        for run, row in zip(runs, rows, strict=True)
    ]
    sheet = columns("run# created status kind title samples# done# chunks#")
    unfinished = any(run.done < run.chunks for run in runs)
    return Document(
        command="runs",
        title=say("Saved runs"),
        blocks=(Table(sheet, shown) if runs else say("No runs are saved."),),
        records=Table(sheet, rows),
        data=lambda: {"store": str(path), "runs": [run_data(run) for run in runs]},
        notes=(
            say("Saved in {}", path),
            *(
                (say("To go on with one that is not complete: goodoffices runs resume RUN"),)
                * unfinished
            ),
        ),
    )


def run_report(run: SavedRun, found: Document | None, command: str = "runs show") -> Document:
    """Report what a run was asked, and what it came to; ``found`` is None where nothing is done."""
    return Document(
        command=command,
        title=run.title or say("Run {}", run.id),
        blocks=(_about(run), *(found.blocks if found else ())),
        records=found.records if found else wide("run", []),
        data=lambda: {"run": run_data(run), **(found.data() if found else {})},
        notes=found.notes if found else (),
    )


def export_report(run: SavedRun, found: Document | None) -> Document:
    """Report all of a run: also the text of its model, to repeat it elsewhere."""
    report = run_report(run, found, "runs export")
    data = report.data
    return replace(report, data=lambda: {**data(), "model": run.model})


def compare_report(first: tuple[SavedRun, Document], second: tuple[SavedRun, Document]) -> Document:
    """Report in what two runs differ: settings, model and figures."""
    (one, its), (other, others) = first, second
    settings, model = _settings(one, other), _model(one, other)
    with speaking("en"):
        plain = _settings(one, other)
    _refuse_other_figures(first, second)
    rows = list(its.records.rows), list(others.records.rows)
    names = its.records.named or _names(rows[0], len(its.records.columns))
    figures = _figures(its.records.columns[names:], *rows)
    pair = (Column("first", say("Run {}", one.id)), Column("second", say("Run {}", other.id)))
    numbers = tuple(replace(column, kind="number") for column in pair)
    differing = [[_name(str(name)), *texts] for name, *texts in settings]
    asked = Table((Column("setting"), *pair), differing, title=say("Settings that differ"))
    texts = Table(columns("run# line"), model, title=say("Lines of the model"))
    told = (
        *its.records.columns[:names],
        Column("figure"),
        *numbers,
        Column("difference", kind="number"),
    )
    compared = Table(told, figures, title=say("Figures"))
    keys = [column.key for column in told]
    return Document(
        command="runs compare",
        title=say("Runs {} and {}", one.id, other.id),
        blocks=(
            *(f"{run.title}\n{_about(run)}".strip() for run in (one, other)),
            *((asked,) if settings else (say("The settings are the same."),)),
            *((texts,) if model else (say("The model is the same."),)),
            *_shown(compared, names),
        ),
        records=compared,
        data=lambda: {
            "first": run_data(one),
            "second": run_data(other),
            "settings": [
                dict(zip(("setting", "first", "second"), row, strict=True)) for row in plain
            ],
            "same_model": not model,
            "figures": [dict(zip(keys, row, strict=True)) for row in figures],
        },
    )


def _shown(compared: Table, names: int) -> tuple[str | Table, ...]:
    """Return figures for people: those that differ, rounded, each named in one cell."""
    wide = tuple(column for column in compared.columns[names + 1 :])
    ends = {in_words("low"), in_words("high")}
    rows = [row for row in compared.rows if row[names] not in ends]
    both = [row for row in rows if row[-1] is not None]
    differing = [row for row in both if row[-1]]
    told = [say("{:,} figures are the same in both.", len(both) - len(differing))]
    alone = len(rows) - len(both)
    told += [say("{:,} are in one run only: see --format csv.", alone)] if alone else []
    sheet = Table(
        (compared.columns[0], Column("figure"), *wide),
        [
            [_about_what(row[0]), _named(row[1 : names + 1]), *map(_rounded, row[names + 1 :])]
            for row in differing
        ],
        title=say("Figures that differ"),
    )
    return (*([sheet] if differing else []), " ".join(told))


def _about_what(cell: Cell) -> Cell:
    return _name(cell) if isinstance(cell, str) else cell


def _named(cells: Sequence[Cell]) -> str:
    *names, figure = (str(_rounded(cell)) for cell in cells)
    return ", ".join([*names, say(figure).lower()])


def _rounded(cell: Cell) -> Cell:
    return amount(cell) if isinstance(cell, float) else cell


def deleted_report(runs: Sequence[SavedRun]) -> Document:
    """Report which runs were deleted."""
    sheet = Table(columns("run#"), [[run.id] for run in runs])
    named = ", ".join(str(run.id) for run in runs)
    return Document(
        command="runs delete",
        title=say_many("Deleted run {1}", "Deleted runs {1}", len(runs), named)
        if runs
        else say("Nothing was deleted"),
        blocks=(),
        records=sheet,
        data=lambda: {"deleted": [run.id for run in runs]},
    )


def removed_report(files: Sequence[Path]) -> Document:
    """Report that all runs were deleted, and which files are gone."""
    sheet = Table(columns("file"), [[str(file)] for file in files])
    told = say("A disk may keep what was overwritten; only encrypting all of it helps.")
    return Document(
        command="runs delete",
        title=say("Deleted all saved runs") if files else say("Nothing was deleted"),
        blocks=tuple(say("Overwritten and removed: {}", file) for file in files),
        records=sheet,
        data=lambda: {"removed": [str(file) for file in files]},
        notes=(told,) * bool(files),
    )


def repaired_report(path: Path, found: Sequence[Damage], dropped: Sequence[Damage]) -> Document:
    """Report what of a store was damaged, and whether it was dropped."""
    whole = [one.run for one in dropped if one.chunk is None]
    partly = dict.fromkeys(one.run for one in dropped if one.chunk is not None and not one.stray)
    sheet = Table(columns("run# chunk#"), [[one.run, one.chunk] for one in found])
    told = say("Dropped what was damaged") if dropped else say("Nothing was dropped")
    return Document(
        command="runs repair",
        title=told if found else say("Nothing is damaged"),
        blocks=(sheet,) if found else (),
        records=sheet,
        data=lambda: {
            "store": str(path),
            "damaged": [{"run": one.run, "chunk": one.chunk} for one in found],
            "dropped": bool(dropped),
        },
        notes=(
            *(say("To make it anew: goodoffices runs resume {}", run) for run in partly),
            *(
                say("Run {} is gone: it was no longer known what it was asked.", run)
                for run in whole
            ),
        ),
    )


def run_data(run: SavedRun) -> dict[str, Any]:
    """Return what is known about a run as JSON has it."""
    keys = "id status created saved finished kind title version seed chunks done settings"
    return picked(run, keys)


def _about(run: SavedRun) -> str:
    told = {k: _setting(k, v) for k, v in run.settings.items() if k not in _SAID}
    settings = [f"{_name(k)} {text}" for k, text in told.items()]
    seed = [] if run.seed is None else [say("seed {}", run.seed)]
    first = say(
        "Run {}: {}, {}, {:,} of {:,} chunks done",
        run.id,
        _name(run.kind),
        _name(run.status),
        run.done,
        run.chunks,
    )
    ended = message("begun {0}, ended {2} (UTC), by goodoffices {1}")
    then = say(
        ended if run.finished else message("begun {} (UTC), by goodoffices {}"),
        _moment(run.created),
        run.version,
        _moment(run.finished or ""),
    )
    lines = [first, f"  {then}", f"  {say('; ').join([*seed, *settings])}"]
    return "\n".join(line for line in lines if line.strip())


def _name(given: str) -> str:
    return say(_NAMES[given]) if given in _NAMES else given


def _moment(text: str) -> str:
    return text[:16].replace("T", " ")


def _setting(name: str, value: object) -> str:
    """Write a setting; what was asked about, and what is pulled, are named by words of ours."""
    if name not in {"of", "pull"} or value is None:
        return _text(value)
    if isinstance(value, Mapping):
        return enumerated(f"{_name(what)} {_text(which)}" for what, which in value.items())
    return _name(str(value))


def _text(value: object) -> str:
    """Write a setting as people do: no brackets, no braces, no quotes."""
    if value is None:
        return say("not given")
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, float):
        return numeral(f"{value:g}")
    if isinstance(value, Mapping):
        told = enumerated(f"{name} {_text(one)}" for name, one in value.items())
        return told or say_as("of settings", "none")
    if isinstance(value, list | tuple):
        return enumerated(map(_text, value)) or say_as("of settings", "none")
    return str(value)


def _settings(one: SavedRun, other: SavedRun) -> list[list[Cell]]:
    ours = {**one.settings, "version": one.version}
    theirs = {**other.settings, "version": other.version}
    return [
        [name, _setting(name, ours.get(name)), _setting(name, theirs.get(name))]
        for name in {**ours, **theirs}
        if ours.get(name) != theirs.get(name)
    ]


def _model(one: SavedRun, other: SavedRun) -> list[list[Cell]]:
    """Return the lines that only one of the models has, in their order."""
    runs = {"- ": one.id, "+ ": other.id}
    lines = difflib.ndiff(one.model.splitlines(), other.model.splitlines())
    return [[runs[line[:2]], line[2:].strip()] for line in lines if line[:2] in runs]


def _refuse_other_figures(
    first: tuple[SavedRun, Document], second: tuple[SavedRun, Document]
) -> None:
    """Raise RequestError where figures are of other things, as of maps with other axes."""
    (one, ours), (other, theirs) = (
        (run, [column.key for column in found.records.columns]) for run, found in (first, second)
    )
    if ours != theirs:
        only = [
            f"{', '.join(name for name in mine if name not in yours)} in run {run.id}"
            for run, mine, yours in ((one, ours, theirs), (other, theirs, ours))
        ]
        raise RequestError(f"the figures are of other things: {only[0]}, {only[1]}; see runs show")


def _names(rows: Sequence[Sequence[Cell]], columns: int) -> int:
    """Return how many columns name things: those before the first that holds fractions."""
    places = (place for row in rows for place, cell in enumerate(row) if isinstance(cell, float))
    return min(places, default=columns)


def _figures(
    columns: Sequence[Column], first: Sequence[Sequence[Cell]], second: Sequence[Sequence[Cell]]
) -> list[list[Cell]]:
    """Return the figures of both side by side, and nothing for one that lacks the row."""
    ours, theirs = _by_name(first, len(columns)), _by_name(second, len(columns))
    nothing = [None] * len(columns)
    return [
        [*name, _figure(column), a, b, _difference(a, b)]
        for name in {**ours, **theirs}
        for column, a, b in zip(
            columns, ours.get(name, nothing), theirs.get(name, nothing), strict=True
        )
    ]


def _figure(column: Column) -> str:
    """Name a figure, in records as in English: by the message of its heading."""
    own = column.heading not in {column.key, heading(column.key)}
    return column.heading if own else in_words(column.key)


def _by_name(
    rows: Sequence[Sequence[Cell]], figures: int
) -> dict[tuple[Cell, ...], Sequence[Cell]]:
    return {tuple(row[: len(row) - figures]): row[len(row) - figures :] for row in rows}


def _difference(first: Cell, second: Cell) -> Cell:
    if isinstance(first, int | float) and isinstance(second, int | float):
        return second - first
    return None
