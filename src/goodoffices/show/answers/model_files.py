"""Model files made and changed: a report of what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from goodoffices.show.document import Column, Report, Sheet


def done_report(
    command: str,
    title: str,
    file: Path,
    remarks: Sequence[str],
    more: Mapping[str, str] | None = None,
) -> Report:
    """Report what a command did with a file."""
    return Report(
        command=command,
        title=title,
        body=tuple(remarks),
        records=Sheet(
            (Column("file", "File"), Column("remark", "Remark")),
            [(str(file), remark) for remark in remarks],
        ),
        data=lambda: {"file": str(file), "remarks": list(remarks), **(more or {})},
    )
