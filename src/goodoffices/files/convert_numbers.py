"""The numbers of a file, of which most are known: what reads the others is imported for them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodoffices.errors import Path
    from goodoffices.files.convert_uncertainty import Uncertain
    from goodoffices.files.schema import ModelFile
    from goodoffices.files.schema_uncertainty import DistributionEntry
    from goodoffices.model.uncertainty import Uncertainty

    Written = float | str | DistributionEntry


class Numbers:
    """The numbers of a file: each as it is written, and what it nominally is."""

    def __init__(self, file: ModelFile) -> None:
        self._file = file

    @cached_property
    def _uncertain(self) -> Uncertain:
        from goodoffices.files.convert_uncertainty import Uncertain

        return Uncertain(self._file)

    def take(self, place: Path, written: Written) -> float:
        """Return the nominal value of a number, and note it where it is uncertain."""
        if isinstance(written, float | int):
            return written
        return self._uncertain.take(place, written)

    def take_any(self, place: Path, written: Written | None) -> float | None:
        """Return a number as ``take`` does; None where nothing is written."""
        return None if written is None else self.take(place, written)

    def uncertainty(self) -> Uncertainty | None:
        """Return all that is uncertain; None where nothing is."""
        told = self._file.quantities or self._file.correlated or "_uncertain" in vars(self)
        return self._uncertain.uncertainty() if told else None
