"""Model files made and changed: a report of what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from goodoffices.show.document import Document, wide


def done_report(
    command: str,
    title: str,
    file: Path,
    remarks: Sequence[str],
    more: Mapping[str, str] | None = None,
) -> Document:
    """Report what a command did with a file."""
    return Document(
        command=command,
        title=title,
        blocks=tuple(remarks),
        records=wide("file remark", [(str(file), remark) for remark in remarks]),
        data=lambda: {"file": str(file), "remarks": list(remarks), **(more or {})},
    )
