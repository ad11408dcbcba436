"""Confirmed statements, each party by the one name that the notebook has for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from goodoffices.sources.notebook import AUTHOR, Notebook, Statement

Rows = tuple[Statement, ...]
IF_THEN = frozenset({"leverage", "precondition", "conditional", "claim"})
"""Acts that say what would follow, or who could do what: candidates for claims."""
_WORD = re.compile(r"\w+")
_DONE = frozenset({"none", "reported"})


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


def confirmed_rows(notebook: Notebook, names: Names) -> Rows:
    """Return the confirmed statements of a notebook, in its order, parties by their one name."""

    def parties(given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names.party(name) for name in given if name.strip()))

    return tuple(
        replace(row, actors=parties(row.actors), targets=parties(row.targets))
        for row in notebook.confirmed
    )


def words_of(row: Statement) -> tuple[str, ...]:
    """Return the names of what a row is about, without those that say nothing."""
    return tuple(word.strip() for word in row.about if word.strip())


def is_done(row: Statement) -> bool:
    """Say whether a row says that something is so by now."""
    return row.act == "act" and row.hedge in _DONE and not row.condition


def is_fact(row: Statement) -> bool:
    """Say whether a party itself speaks in a row, and no author of it."""
    return row.speaker not in {"", AUTHOR}


def alike(name: str) -> str:
    """Return what is the same in two ways to write a name: ``walk away`` and ``Walk_away``.

    Examples
    --------
    >>> from goodoffices.sources.drafting.confirmed import alike
    >>> alike("Walk away"), alike("walk_away")
    ('walk_away', 'walk_away')
    """
    return "_".join(_WORD.findall(name.casefold().replace("_", " "))) or name.strip()


def parties_in(rows: Rows) -> Iterator[str]:
    """Yield every party that acts or is spoken to, as often as it is."""
    for row in rows:
        yield from (*row.actors, *row.targets)
