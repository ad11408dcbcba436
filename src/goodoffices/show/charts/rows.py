"""Rows of a chart that its copies share.

Altair copies a chart at every step of making it, and would check and copy its rows each time; they
are checked once, with the whole chart, when that is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    import altair as alt


def shared_rows(rows: Iterable[dict[str, Any]]) -> alt.InlineData:
    """Return rows of plain values, which nobody changes; a copy of them is themselves."""
    return _kind()(values=list(rows))


@cache
def _kind() -> type[alt.InlineData]:
    import altair as alt

    class Rows(alt.InlineData):
        _class_is_valid_at_instantiation: ClassVar[bool] = False  # so Altair's own: checked later

        def __deepcopy__(self, memo: object = None) -> Rows:
            return self

    return Rows
