"""What every answer offers: its words, its data and its table.

The core decides and writes no English; ``goodoffices.show`` says what was decided. The two meet
here, in one import that happens when an answer is first asked to show itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, overload

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    import pandas as pd
    import xarray as xr


class _Printer(Protocol):
    def text(self, text: str) -> None: ...


class Drawn(Protocol):
    """A picture of an answer: its title, what it shows in words and as a table, and its files."""

    @property
    def title(self) -> str:
        """What it is of."""

    @property
    def description(self) -> str:
        """What it shows, in words."""

    @property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """What it shows as rows of text, the first of them the header."""

    def html(self) -> str:
        """Return a page that needs nothing else."""

    def svg(self) -> str:
        """Return it as an SVG file."""

    def png(self, scale: float = 2.0) -> bytes:
        """Return it as a PNG file."""

    def save(self, path: str | Path, *, force: bool = False) -> None:
        """Write it to a file, in the format that its name ends in."""


def _show() -> ModuleType:
    from goodoffices.show import telling

    return telling


class Answer:
    """The base of every result, and of the parts that results are made of."""

    @property
    def summary(self) -> str:
        """The answer in a sentence; by default the first line of its words."""
        told: str = _show().summary(self)
        return told

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; states by number."""
        plain: dict[str, Any] = _show().data(self)
        return plain

    def to_dataframe(self) -> pd.DataFrame:
        """Return the answer's table with all its columns; RequestError where it has none."""
        table: pd.DataFrame = _show().frame(self)
        return table

    def to_xarray(self) -> xr.DataArray:
        """Return the answer as a labelled array; RequestError where it is none."""
        labelled: xr.DataArray = _show().array(self)
        return labelled

    def picture(self, **options: object) -> Drawn:
        """Return the answer as a picture; RequestError where there is none.

        Parameters
        ----------
        options
            What the picture of this kind of answer can be asked for: of an analysis what
            ``goodoffices.graph`` takes, of a pressure map ``plan``, which is marked on it.
        """
        drawn: Drawn = _show().picture(self, **options)
        return drawn

    def __str__(self) -> str:
        """Tell the answer in plain English."""
        told: str = _show().text(self)
        return told

    def _repr_html_(self) -> str:
        """Show the answer in a notebook."""
        page: str = _show().html(self)
        return page

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:  # noqa: ARG002, FBT001 - IPython's signature
        """Show what ``str`` tells; IPython calls this."""
        printer.text(str(self))


Part = TypeVar("Part", bound=Answer)


class Several(Answer, Sequence[Part]):
    """Answers of one kind about one conflict, in order; it is also the sequence of them."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The answers."""
        raise NotImplementedError

    @overload
    def __getitem__(self, place: int) -> Part: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Part]: ...

    def __getitem__(self, place: int | slice) -> Part | Sequence[Part]:
        """Return the answer at a place, or some of them."""
        return self.parts[place]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.parts)

    def __iter__(self) -> Iterator[Part]:
        """Return the answers one by one."""
        return iter(self.parts)
