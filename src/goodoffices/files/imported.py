"""A conflict from another program's file, whichever program that is."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.model.conflict import Conflict


@dataclass(frozen=True)
class Imported:
    """A conflict from another program's file, and what of the file is not in it.

    Attributes
    ----------
    conflict
        The conflict.
    remarks
        One sentence for each thing that was left out, completed or numbered anew.
    """

    conflict: Conflict
    remarks: tuple[str, ...]
