"""What confirmed rows tell of each option for each party, with the rows that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.sources.drafting.confirmed import Rows
from goodoffices.sources.drafting.deeds import Deed, Subjects
from goodoffices.sources.signs import said
from goodoffices.sources.voices import Voices


@dataclass(frozen=True)
class Sign:
    """What rows say of an option for a party.

    Attributes
    ----------
    plus, minus
        Rows that say that it wants the option taken, and that it does not.
    open
        Rows in which it acts, or is threatened, and that say neither.
    """

    plus: Rows = ()
    minus: Rows = ()
    open: Rows = ()

    @property
    def value(self) -> int:
        """1, -1, or 0 where rows contradict each other or none tells."""
        return bool(self.plus) - bool(self.minus)

    @property
    def contradicted(self) -> bool:
        """Whether rows say both."""
        return bool(self.plus and self.minus)

    @property
    def rows(self) -> Rows:
        """The rows that tell; where none does, those about it."""
        return (*self.plus, *self.minus) or self.open


def told_by(rows: Rows, subjects: Subjects) -> Mapping[tuple[str, Deed], Sign]:
    """Return what the rows say, by party and option; nothing where no row says anything."""
    found: dict[tuple[str, Deed], list[Rows]] = {}
    for row in rows:
        values = dict(said(row))
        whose = row.targets if row.act == "threaten" else row.actors
        for deed in subjects.about(row):
            if not isinstance(deed, Deed):
                continue
            for party in whose:
                lists = found.setdefault((party, deed), [(), (), ()])
                place = {1: 0, -1: 1}.get(values.get(party, 0), 2)
                lists[place] = (*lists[place], row)
    return {key: Sign(*lists) for key, lists in found.items()}


def heard(rows: Rows, grouped: Voices) -> int:
    """Return how many voices rows come from; documents that are one text are one voice."""
    voice = {name: k for k, group in enumerate(grouped) for name in group}
    return len({voice.get(row.document, row.document) for row in rows})
