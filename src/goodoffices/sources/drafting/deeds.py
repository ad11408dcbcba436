"""What rows speak of: options of their doers, and levers of third parties.

``Party.option`` is an option of that party. A name alone is what a demand asks of its targets, and
what is threatened, offered, promised, done or given way on by its actors: an option of theirs, or
of a third party, of what it threatens, offers or promises, a lever on the targets. Third is who is
asked for nothing where two others are. Whatever else speaks of a name alone, speaks of the one
option or lever that bears it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from goodoffices.sources.drafting.confirmed import IF_THEN, Names, Rows, alike, words_of
from goodoffices.sources.notebook import Statement

Why = Literal["nothing", "whose", "whom", "third"]
SEVERAL = 2
_OWN = {"threaten", "offer", "promise", "act", "yield"}
PULLED = frozenset({"threaten", "offer", "promise"})
_ANSWERS = {"accept", "refuse"}


@dataclass(frozen=True)
class Deed:
    """An option, by who does it and what is done."""

    owner: str
    key: str


@dataclass(frozen=True)
class Pull:
    """A lever, by who holds it, what it is, whom it is on, and whether that is a threat."""

    holder: str
    key: str
    on: str
    threat: bool


@dataclass(frozen=True)
class Unclear:
    """A confirmed row of which nothing can be made, and why.

    ``nothing``: it says nothing of what it speaks of. ``whose``: nobody, or more than one, has an
    option of that name. ``whom``: a lever on nobody who does anything. ``third``: a third party
    does, accepts or refuses what may be a move of its own, or a lever that no row threatens or
    offers.
    """

    row: Statement
    about: str
    why: Why


@dataclass
class Subjects:
    """What the rows of a notebook speak of.

    Attributes
    ----------
    deeds, pulls
        Options and levers with their names as first written, in the order of the rows.
    of
        By name of a row, what it speaks of.
    meant
        By name of a row and a name in its ``about``, what that is.
    asked
        The parties that something is demanded of.
    """

    asked: tuple[str, ...]
    deeds: dict[Deed, str] = field(default_factory=dict)
    pulls: dict[Pull, str] = field(default_factory=dict)
    of: dict[str, list[Deed | Pull]] = field(default_factory=dict)
    meant: dict[tuple[str, str], list[Deed | Pull]] = field(default_factory=dict)
    unclear: list[Unclear] = field(default_factory=list)

    def third(self, party: str) -> bool:
        """Say whether a party is asked for nothing where two others are."""
        return len(self.asked) >= SEVERAL and party not in self.asked

    def about(self, row: Statement) -> list[Deed | Pull]:
        """Return what a row speaks of."""
        return self.of.get(row.name, [])

    def note(self, row: Statement, word: str, subject: Deed | Pull, said: str = "") -> None:
        """Note what a name in a row means; a new option or lever is called what is ``said``."""
        if isinstance(subject, Deed):
            self.deeds.setdefault(subject, said or word)
        else:
            self.pulls.setdefault(subject, said or word)
        self.meant.setdefault((row.name, word), []).append(subject)
        if subject not in self.of.setdefault(row.name, []):
            self.of[row.name].append(subject)

    def bearing(self, key: str) -> list[Deed | Pull]:
        """Return the options, or else the levers, of a name."""
        deeds: list[Deed | Pull] = [deed for deed in self.deeds if deed.key == key]
        return deeds or [pull for pull in self.pulls if pull.key == key]


def subjects_of(rows: Rows, names: Names) -> Subjects:
    """Find what rows speak of: first those that say whose it is, then the others."""
    found = Subjects(tuple(dict.fromkeys(_asked(rows, names))))
    later: list[tuple[Statement, str]] = []
    for row in rows:
        words = words_of(row)
        for word in words:
            made = list(_made(row, word, names, found))
            for subject, said in made:
                found.note(row, word, subject, said)
            if not made:
                later.append((row, word))
        if not words and row.act not in IF_THEN:
            found.unclear.append(Unclear(row, "", "nothing"))
    for row, word in later:
        _look_up(row, word, found)
    _drop_aimless(rows, found)
    return found


def _asked(rows: Rows, names: Names) -> Iterator[str]:
    for row in rows:
        if row.act != "demand":
            continue
        parted = [names.parted(word) for word in words_of(row)]
        yield from (one[0] for one in parted if one)
        if not parted or None in parted:
            yield from row.targets


def _made(
    row: Statement, word: str, names: Names, found: Subjects
) -> Iterator[tuple[Deed | Pull, str]]:
    """Yield what a row makes of a name by itself; nothing where others have to say whose it is."""
    parted = names.parted(word)
    if parted:
        yield Deed(parted[0], alike(parted[1])), parted[1]
        return
    key = alike(word)
    if row.act == "demand":
        yield from ((Deed(party, key), word) for party in row.targets)
    for party in row.actors if row.act in _OWN else ():
        if not found.third(party):
            yield Deed(party, key), word
        elif row.act in PULLED:
            threat = row.act == "threaten"
            yield from ((Pull(party, key, on, threat), word) for on in row.targets)


def _look_up(row: Statement, word: str, found: Subjects) -> None:
    """Note what a name alone means by what others have made of it."""
    bearing = found.bearing(alike(word))
    own: list[Deed | Pull] = [
        one for one in bearing if isinstance(one, Deed) and one.owner in row.actors
    ]
    bearing = own or bearing
    if len({_owner(one) for one in bearing}) == 1:
        for one in bearing:
            found.note(row, word, one)
    elif row.act in IF_THEN:
        return
    elif row.act != "demand" and any(map(found.third, row.actors)) and not bearing:
        found.unclear.append(Unclear(row, word, "whom" if row.act in PULLED else "third"))
    elif not bearing and row.act in _ANSWERS and row.actors:
        for party in row.actors:
            found.note(row, word, Deed(party, alike(word)))
    else:
        found.unclear.append(Unclear(row, word, "whose"))


def _owner(one: Deed | Pull) -> str:
    return one.owner if isinstance(one, Deed) else one.holder


def _drop_aimless(rows: Rows, found: Subjects) -> None:
    """Take out levers on those that have no option, and note the rows that made them."""
    doing = {deed.owner for deed in found.deeds}
    aimless = [pull for pull in found.pulls if pull.on not in doing]
    for pull in aimless:
        word = found.pulls.pop(pull)
        for row in rows:
            if pull in found.about(row):
                found.of[row.name].remove(pull)
                if row.act in PULLED:
                    found.unclear.append(Unclear(row, word, "whom"))
