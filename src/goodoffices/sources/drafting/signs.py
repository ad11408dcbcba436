"""Signs: who wants an option to be taken, and who does not, as confirmed rows say it.

A demand, an offer, a promise and an acceptance say + for the actor, a refusal - for the actor, and
a threat - for its targets. A row that is unlikely or unclear, and a yes with an if, says no sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goodoffices.sources.drafting.rows import Row
from goodoffices.sources.drafting.subjects import Deed, Subjects

_WANTED = {"demand", "offer", "promise", "accept"}


@dataclass(frozen=True)
class Sign:
    """What rows say of an option for a party.

    Attributes
    ----------
    plus, minus
        Rows that say that it wants the option taken, and that it does not.
    open
        Rows of it about the option that say neither.
    """

    plus: tuple[Row, ...] = ()
    minus: tuple[Row, ...] = ()
    open: tuple[Row, ...] = ()

    @property
    def value(self) -> int:
        """1, -1, or 0 where rows contradict each other or none tells."""
        return bool(self.plus) - bool(self.minus)

    @property
    def contradicted(self) -> bool:
        """Whether rows say both."""
        return bool(self.plus and self.minus)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows about it."""
        return (*self.plus, *self.minus, *self.open)


def signs_of(rows: tuple[Row, ...], subjects: Subjects) -> Mapping[tuple[str, Deed], Sign]:
    """Return what the rows say, by party and option; nothing where no row says anything."""
    found: dict[tuple[str, Deed], Sign] = {}
    for row in rows:
        for deed in subjects.about(row):
            if isinstance(deed, Deed):
                for party, value in _said(row):
                    before = found.get((party, deed), Sign())
                    found[party, deed] = _with(before, row, value)
    return found


def _said(row: Row) -> Iterator[tuple[str, int]]:
    """Yield the parties of which a row says something, with the sign, 0 for none."""
    value = (row.act in _WANTED) - (row.act in {"refuse", "threaten"})
    whose = row.targets if row.act == "threaten" else row.actors
    yield from ((party, value if row.firm else 0) for party in whose)


def _with(sign: Sign, row: Row, value: int) -> Sign:
    own = (row,)
    return Sign(
        sign.plus + own * (value > 0), sign.minus + own * (value < 0), sign.open + own * (not value)
    )
