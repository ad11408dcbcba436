"""How an answer shows itself at an interactive prompt."""

from __future__ import annotations

from typing import Protocol


class _Printer(Protocol):
    def text(self, text: str) -> None: ...


class Told:
    """An answer that a notebook shows in words: as ``print`` does, not as Python writes it."""

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:  # noqa: ARG002, FBT001 - IPython's signature
        """Show what ``str`` tells; IPython calls this."""
        printer.text(str(self))
