"""What a command answers, and its renderings as JSON, CSV and Markdown.

A *report* has a title, a body of paragraphs and sheets for people, records for spreadsheets and
data for programs. A *sheet* holds plain values; its columns say enough about them for
``goodoffices.show.writers.terminal`` to lay them out for a terminal.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

VERSION = 1
"""Version of the JSON output, given in every document as ``goodoffices``."""

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Attributes
    ----------
    key
        The column's name in CSV.
    header
        What people read above it.
    kind
        ``option``: True, False or None, shown as Y, N and -. ``verdict``: True where the concept
        in the header holds. ``mark``: True is shown as a star.
    group
        Shown above the headers of neighbouring columns: the decision maker, or what they have in
        common.
    label
        The header in full, for the legend.
    """

    key: str
    header: str
    kind: Literal["text", "number", "option", "verdict", "mark"] = "text"
    group: str = ""
    label: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table of plain values.

    Attributes
    ----------
    rows
        One value per column. Read once.
    parties
        Name to label of the decision makers that headers and groups speak of.
    section
        Rows before the first rule across the table; 0 for none.
    """

    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    title: str = ""
    parties: Mapping[str, str] = field(default_factory=dict)
    section: int = 0


@dataclass(frozen=True)
class Report:
    """What a command answers.

    Attributes
    ----------
    body
        Paragraphs and sheets, for people.
    records
        For spreadsheets: everything in one sheet.
    data
        Makes the JSON object; called only when JSON is asked for.
    notes
        Small print below the body.
    """

    command: str
    title: str
    body: tuple[str | Sheet, ...]
    records: Sheet
    data: Callable[[], Mapping[str, Any]]
    notes: tuple[str, ...] = ()


def printable(text: str) -> str:
    """Return text without characters that would steer a terminal or hide what is written."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)


def as_json(report: Report) -> str:
    """Render a report's data as a JSON object: format version and command first, then the data.

    One line per entry, and per item where an entry is a list of objects.
    """
    document = {"goodoffices": VERSION, "command": report.command, **report.data()}
    entries = (f"  {_line(key)}: {_entry(value)}" for key, value in document.items())
    return "{\n" + ",\n".join(entries) + "\n}\n"


def _entry(value: object) -> str:
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return "[\n    " + ",\n    ".join(_line(item) for item in value) + "\n  ]"
    return _line(value)


def _line(value: object) -> str:
    return json.dumps(_finite(value), ensure_ascii=False, allow_nan=False)


def _finite(value: object) -> object:
    """Replace infinities and NaN, which JSON does not have, by null."""
    if isinstance(value, Mapping):
        return {str(key): _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def as_csv(report: Report) -> str:
    """Render a report's records as CSV; options as Y and N, verdicts as true and false."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    columns = report.records.columns
    writer.writerow([column.key for column in columns])
    kinds = [column.kind for column in columns]
    writer.writerows(
        [_csv_cell(cell, kind) for cell, kind in zip(row, kinds, strict=True)]
        for row in report.records.rows
    )
    return stream.getvalue()


def _csv_cell(cell: Cell, kind: str) -> Cell:
    if kind == "option":
        return option_letter(cell)
    return str(cell).lower() if isinstance(cell, bool) else cell


def option_letter(cell: Cell) -> str:
    """Return Y, N, or - where an option is neither taken nor left."""
    return "-" if cell is None else "Y" if cell else "N"


def as_markdown(report: Report) -> str:
    """Render a report's body as Markdown."""
    parts = [f"# {_inline(report.title)}"]
    for block in report.body:
        parts += _markdown_prose(block) if isinstance(block, str) else _markdown_sheet(block)
    parts += [_inline(note) for note in report.notes]
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_prose(text: str) -> list[str]:
    """Make a paragraph of each line; lines with a dash, or indented, become lists.

    Indented lines below a line with a dash belong to its item; elsewhere each is an item.
    """
    parts: list[str] = []
    dashed = False
    for line in printable(text).splitlines():
        words = line.lstrip(" ")
        if words != line:
            words = f"  {words}" if dashed else f"- {words}"
        else:
            dashed = words.startswith("- ")
        if parts and parts[-1].startswith("- ") and words.startswith(("- ", "  ")):
            parts[-1] += f"\n{words}"
        else:
            parts.append(words)
    return parts


def _markdown_sheet(sheet: Sheet) -> list[str]:
    shown = markdown_columns(sheet)
    lines = [
        _row(header for header, _ in shown),
        _row("---:" if _is_number(sheet, places) else "---" for _, places in shown),
    ]
    lines += [_row(_joined(sheet, row, places) for _, places in shown) for row in sheet.rows]
    title = [f"## {_inline(sheet.title)}"] if sheet.title else []
    return [*title, "\n".join(lines)]


def markdown_columns(sheet: Sheet) -> list[tuple[str, list[int]]]:
    """Return headers and the places of the columns below each; verdicts of a group share one."""
    shown: list[tuple[str, list[int]]] = []
    for place, column in enumerate(sheet.columns):
        before = sheet.columns[place - 1] if place else None
        if column.kind == "verdict" and before and before.group == column.group:
            shown[-1][1].append(place)
        elif column.kind == "verdict":
            shown.append((column.group, [place]))
        else:
            header = f"{column.group}: {column.header}" if column.group else column.header
            shown.append((header, [place]))
    return shown


def _is_number(sheet: Sheet, places: Sequence[int]) -> bool:
    return sheet.columns[places[0]].kind == "number"


def _joined(sheet: Sheet, row: Sequence[Cell], places: Sequence[int]) -> str:
    return " ".join(filter(None, (shown_cell(sheet.columns[p], row[p]) for p in places)))


def shown_cell(column: Column, cell: Cell) -> str:
    """Write one value as people read it."""
    if column.kind == "option":
        return option_letter(cell)
    if column.kind == "verdict":
        return column.header if cell else ""
    if column.kind == "mark":
        return "*" if cell else ""
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return "" if cell is None else printable(str(cell))


def _row(cells: Iterable[str]) -> str:
    escaped = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _inline(text: str) -> str:
    return printable(text).strip()


RENDERINGS: Mapping[str, Callable[[Report], str]] = {
    "json": as_json,
    "csv": as_csv,
    "markdown": as_markdown,
}
