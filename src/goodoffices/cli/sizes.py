"""Whether a conflict fits into memory: told by ``check --size``, asked before an analysis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from goodoffices.cli.options.conflict import read_anew
from goodoffices.errors import GoodOfficesError, SizeError

if TYPE_CHECKING:
    from goodoffices.model.size import Extent
    from goodoffices.show.document import Document
    from goodoffices.stability.engines.footprint import Footprint

_UNITS = ("bytes", "kB", "MB", "GB", "TB")
_THOUSAND = 1000


class _EnoughSeenError(SizeError):
    """Stops the making of a conflict once its extent is known."""


class Sized(NamedTuple):
    """The size of one conflict; None where it is written as a graph."""

    source: str
    extent: Extent | None

    @property
    def footprint(self) -> Footprint | None:
        """What the five concepts take."""
        from goodoffices.stability.engines.footprint import footprint

        return None if self.extent is None else footprint(self.extent)


def size_of(source: str) -> Sized:
    """Return the size of a conflict, without making its states.

    Raises
    ------
    GoodOfficesError
        The conflict cannot be read as far as its options and rules.
    """
    from goodoffices.model.size import looking

    seen: list[Extent] = []

    def look(extent: Extent) -> None:
        seen.append(extent)
        raise _EnoughSeenError

    try:
        with looking(look):
            read_anew(source)
    except SizeError:
        if not seen:
            raise
        return Sized(source, seen[-1])
    return Sized(source, None)


@contextmanager
def within_memory(concepts: Sequence[str], device: str = "cpu") -> Iterator[None]:
    """Refuse to make a conflict whose analysis would not fit into the memory available.

    Of an analysis on another device only what precedes it is counted.

    Raises
    ------
    SizeError
        It does not fit; says what would help.
    """
    from goodoffices.cli.machine import available_memory
    from goodoffices.model.size import looking
    from goodoffices.stability.concepts import concept_keys, ingredients
    from goodoffices.stability.engines.footprint import footprint

    keys = ingredients(concept_keys(concepts or None)) if device == "cpu" else ()

    def look(extent: Extent) -> None:
        needed, available = footprint(extent, keys), available_memory()
        if available is not None and needed.peak > available:
            raise SizeError(
                f"an analysis of {needed.states:,} states needs about {in_units(needed.peak)} of "
                f"memory, and {in_units(available)} is available. Exclude combinations within "
                "each decision maker's options (exactly_one, infeasible), drop options, or ask "
                "for --concept nash alone, which needs the least"
            )

    with looking(look):
        yield


def in_units(number: int) -> str:
    """Write a number of bytes for people, with two digits or three."""
    size, unit = float(number), 0
    while size >= _THOUSAND and unit < len(_UNITS) - 1:
        size, unit = size / _THOUSAND, unit + 1
    return f"{size:.3g} {_UNITS[unit]}" if size < _THOUSAND - 0.5 else f"{size:,.0f} {_UNITS[unit]}"


def size_report(sized: Sequence[Sized], errors: Sequence[GoodOfficesError]) -> Document:
    """Report how large conflicts are, and whether they fit."""
    from goodoffices.cli.machine import available_memory
    from goodoffices.show.document import Document, wide

    available = available_memory()
    data = [_data(entry, available) for entry in sized]
    keys = "file states payoff_bytes peak_bytes available_bytes seconds fits"
    return Document(
        command="check",
        title="Size of model files",
        blocks=tuple(_told(entry, available) for entry in sized),
        records=wide(keys, [[entry[key] for key in keys.split()] for entry in data]),
        data=lambda: {"sizes": data, "errors": [str(error) for error in errors]},
        notes=("Estimates for the five concepts, made before anything is computed.",),
    )


def _fits(peak: int | None, available: int | None) -> bool | None:
    return None if peak is None or available is None else peak <= available


def _data(entry: Sized, available: int | None) -> dict[str, Any]:
    found, extent = entry.footprint, entry.extent
    peak = None if found is None else found.peak
    return {
        "file": entry.source,
        "strategies": None if extent is None else list(extent.shape),
        "states": found and found.states,
        "exact": extent is not None and not extent.constrained and not extent.listed,
        "payoff_bytes": found and found.payoffs,
        "peak_bytes": peak,
        "available_bytes": available,
        "seconds": found and round(found.seconds, 1),
        "fits": _fits(peak, available),
    }


def _told(entry: Sized, available: int | None) -> str:
    found, extent = entry.footprint, entry.extent
    if found is None or extent is None:
        return f"{entry.source}: written as a graph, whose states are listed; it fits"
    most = "at most " if extent.constrained or extent.listed else ""
    strategies = " × ".join(f"{width:,}" for width in extent.shape)
    seconds = f"about {found.seconds:,.0f} s" if found.seconds >= 1 else "less than a second"
    verdict = {True: "it fits", False: "it does not fit", None: "whether it fits is not known"}
    has = "" if available is None else f"{in_units(available)} available; "
    return "\n".join(
        [
            f"{entry.source}: {most}{found.states:,} states",
            f"  strategies: {strategies}",
            f"  payoffs: {in_units(found.payoffs)}",
            f"  five concepts: {in_units(found.peak)} of memory at the peak, {seconds}",
            f"  memory: {has}{verdict[_fits(found.peak, available)]}",
        ]
    )
