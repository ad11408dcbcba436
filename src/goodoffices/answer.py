"""What every answer offers: its words, its data and its table.

The core decides and writes no English; ``goodoffices.show`` says what was decided. The two meet
here, in one import that happens when an answer is first asked to show itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from types import ModuleType

    import pandas as pd
    import xarray as xr


class _Printer(Protocol):
    def text(self, text: str) -> None: ...


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
