"""Statements against a model: what each is about, which value it bears on, and what is new.

A demand, an offer or an acceptance says that its actor likes what it is about; a refusal says that
it does not; a threat says that its target does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodoffices.sources.notebook import Statement

if TYPE_CHECKING:  # a page is read without a model, and without what models are made of
    from goodoffices.model.conflict import Conflict


@dataclass(frozen=True)
class Bearing:
    """A value of the model that a statement bears on.

    Attributes
    ----------
    place
        Path of the value, as a ground of a notebook has it.
    says, model
        The sign that the statement gives it, and its sign in the model: 1, -1, or 0 where unknown.
    """

    place: str
    says: int
    model: int

    @property
    def agrees(self) -> bool | None:
        """Whether the signs agree; None where one of them is unknown."""
        return self.says == self.model if self.says and self.model else None


@dataclass(frozen=True)
class Match:
    """A statement, with what of a model it is about.

    Attributes
    ----------
    statement
        The statement, its ``about`` filled in: ``Party.option`` or the name of a lever.
    bearings
        The values it bears on.
    """

    statement: Statement
    bearings: tuple[Bearing, ...] = ()

    @property
    def new(self) -> bool:
        """Whether no option and no lever of the model speaks of it."""
        return not self.statement.about


def match_statements(rows: Iterable[Statement], conflict: Conflict) -> tuple[Match, ...]:
    """Say of each statement which options and levers of a model it is about, and what it bears on.

    Examples
    --------
    >>> from goodoffices.sources.matching import match_statements
    >>> row = go.Statement("s1", "d1", (0, 21), "Kyiv demands a ceasefire.", "demand", ("Ukraine",))
    >>> match_statements([row], go.case("istanbul-2025"))[0].statement.about
    ('Russia.ceasefire',)
    """
    return tuple(Match(replace(row, about=_about(row, conflict))) for row in rows)


def _about(row: Statement, conflict: Conflict) -> tuple[str, ...]:
    quote = row.quote.casefold()
    options = [
        (f"{dm.name}.{o.name}", o.name) for dm in conflict.decision_makers for o in dm.options
    ]
    levers = [(lever.name, lever.name) for lever in conflict.mediation.levers]
    return tuple(full for full, name in options + levers if name.replace("_", " ") in quote)
