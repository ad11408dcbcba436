"""Confirmed statements as rows: each party by the one name that the notebook has for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goodoffices.sources.notebook import AUTHOR, Notebook, Statement

_WORD = re.compile(r"\w+")
_OPEN = {"unlikely", "unclear"}
_TRADED = {"accept", "offer", "promise"}
_DONE = {"none", "reported"}
IF_THEN = {"leverage", "precondition", "conditional", "claim"}
"""Acts that say what would follow, or who could do what: candidates for claims."""


@dataclass(frozen=True)
class Row:
    """A confirmed statement.

    Attributes
    ----------
    actors, targets
        Parties, each by its first name in the notebook.
    """

    statement: Statement
    actors: tuple[str, ...]
    targets: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the statement."""
        return self.statement.name

    @property
    def act(self) -> str:
        """What is done by the words."""
        return self.statement.act

    @property
    def firm(self) -> bool:
        """Whether it tells a sign: not where it is unlikely or unclear, nor a yes with an if."""
        row = self.statement
        return row.hedge not in _OPEN and not (row.condition and row.act in _TRADED)

    @property
    def done(self) -> bool:
        """Whether it says that something is so by now."""
        row = self.statement
        return row.act == "act" and row.hedge in _DONE and not row.condition

    @property
    def fact(self) -> bool:
        """Whether a party says it of itself, and no author of it."""
        return self.statement.speaker not in {"", AUTHOR}


@dataclass(frozen=True)
class Names:
    """The parties of a notebook by any of their names."""

    known: Mapping[str, str]

    @classmethod
    def of(cls, notebook: Notebook) -> Names:
        """Return the names that a notebook gives; where two parties share one, the first has it."""
        known: dict[str, str] = {}
        for party, others in notebook.parties.items():
            for name in (party, *others):
                known.setdefault(name.strip().casefold(), party)
        return cls({**known, **{party.strip().casefold(): party for party in notebook.parties}})

    def party(self, name: str) -> str:
        """Return the party of a name; the name itself where the notebook has none."""
        return self.known.get(name.strip().casefold(), name.strip())

    def parted(self, about: str) -> tuple[str, str] | None:
        """Part ``Party.option`` into the two; None where it is a name alone."""
        ends = [k for k, letter in enumerate(about) if letter == "."]
        parts = [(about[:k].strip(), about[k + 1 :].strip()) for k in ends]
        parts = [(owner, option) for owner, option in parts if owner and option]
        for owner, option in reversed(parts):
            if owner.casefold() in self.known:
                return self.party(owner), option
        return parts[0] if parts else None


def rows_of(notebook: Notebook, names: Names) -> tuple[Row, ...]:
    """Return the confirmed rows of a notebook, in its order."""

    def parties(given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names.party(name) for name in given if name.strip()))

    return tuple(Row(one, parties(one.actors), parties(one.targets)) for one in notebook.confirmed)


def alike(name: str) -> str:
    """Return what is the same in two ways to write a name: ``walk away`` and ``Walk_away``.

    Examples
    --------
    >>> from goodoffices.sources.drafting.rows import alike
    >>> alike("Walk away"), alike("walk_away")
    ('walk_away', 'walk_away')
    """
    return "_".join(_WORD.findall(name.casefold().replace("_", " "))) or name.strip()


def parties_in(rows: tuple[Row, ...]) -> Iterator[str]:
    """Yield every party that acts or is spoken to, as often as it is."""
    for row in rows:
        yield from (*row.actors, *row.targets)
