"""An answer as JSON, as CSV and as a data frame: its data, and its records."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from goodoffices.errors import require
from goodoffices.show.document import Cell, Document

if TYPE_CHECKING:
    import pandas as pd

VERSION = 1
"""Version of the JSON output, given in every document as ``goodoffices``."""


def as_json(answer: Document) -> str:
    """Write the data as a JSON object: format version and command first, then the data.

    One line per entry, and per item where an entry is a list of objects.
    """
    whole = {"goodoffices": VERSION, "command": answer.command, **answer.data()}
    entries = (f"  {_line(key)}: {_entry(value)}" for key, value in whole.items())
    return "{\n" + ",\n".join(entries) + "\n}\n"


def _entry(value: object) -> str:
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return "[\n    " + ",\n    ".join(_line(item) for item in value) + "\n  ]"
    return _line(value)


def _line(value: object) -> str:
    return json.dumps(finite(value), ensure_ascii=False, allow_nan=False)


def compact(value: object) -> str:
    """Write plain data on one line without blanks; see ``finite`` for what JSON has not."""
    dense = partial(json.dumps, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    try:
        return dense(value)  # most data are plain as they are
    except (TypeError, ValueError):
        return dense(finite(value))


def finite(value: object) -> object:
    """Replace infinities and NaN, which JSON has not, by null; NumPy's numbers by Python's."""
    if isinstance(value, Mapping):
        return {str(key): finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [finite(item) for item in value]
    if not (value is None or isinstance(value, str | int | float)):
        import numpy as np  # which text alone does without

        value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def as_csv(answer: Document) -> str:
    """Write the records as CSV; options as Y and N, verdicts as true and false."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    columns = answer.records.columns
    writer.writerow([column.key for column in columns])
    kinds = [column.kind for column in columns]
    writer.writerows(
        [_csv_cell(cell, kind) for cell, kind in zip(row, kinds, strict=True)]
        for row in answer.records.rows
    )
    return stream.getvalue()


def _csv_cell(cell: Cell, kind: str) -> Cell:
    if kind == "option":
        return "-" if cell is None else "Y" if cell else "N"
    return str(cell).lower() if isinstance(cell, bool) else cell


def as_frame(answer: Document) -> pd.DataFrame:
    """Return the records as a data frame."""
    require("notebook", "pandas")
    import pandas as pd

    names = [column.key for column in answer.records.columns]
    return pd.DataFrame(list(answer.records.rows), columns=names)
