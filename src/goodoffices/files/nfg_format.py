r"""A game in Gambit's format ``.nfg`` as it is written, with nothing interpreted yet.

``NFG 1 R``, a title, the players' names in braces, then their strategies: how many each has, or
their names, a list per player. A comment may follow. Then the payoffs, the first player's strategy
changing fastest: one number per player and combination of strategies; or outcomes in braces, each
with a name and a number per player, and for each combination which outcome it has, 0 for none,
which pays everybody nothing. In text ``\"`` is a quotation mark and ``\\`` a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from goodoffices.errors import ModelError, Problem, SizeError

MOST_CELLS = 2**20
T = TypeVar("T")
_Strategies = Sequence[Sequence[object]]
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[{},]|[^\s{},"]+|"', re.DOTALL)
_NUMBER = re.compile(r"[-+]?(?:\d+/\d+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?)")
_ESCAPED = re.compile(r'\\(["\\])')
_LONGEST = 400  # digits of a number


@dataclass(frozen=True)
class Game:
    """A game in strategic form.

    Attributes
    ----------
    strategies
        Per player, the names of its strategies.
    payoffs
        Per player, a number per combination, the first player's strategy changing fastest.
    """

    title: str
    comment: str
    players: tuple[str, ...]
    strategies: tuple[tuple[str, ...], ...]
    payoffs: tuple[tuple[Fraction, ...], ...]


def read_game(text: str, source: str) -> Game:
    """Read the text of an ``.nfg`` file.

    Raises
    ------
    ModelError
        It is not one; says where, what stands there and what should.
    SizeError
        It has too many combinations of strategies.
    """
    return _Reader(text, source).game()


def quoted(text: str) -> str:
    """Return text as the format has it, in quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class _Reader:
    """One text, read word by word."""

    def __init__(self, text: str, source: str) -> None:
        self.text, self.source = text, source
        self.tokens = [(found.group(), found.start()) for found in _TOKEN.finditer(text)]
        self.place = 0

    def game(self) -> Game:
        for word, meaning in (("NFG", "NFG, as a file of this format begins"), ("1", "version 1")):
            self._expect(word, meaning)
        if self._peek() not in {"R", "D"}:
            raise self._wrong("R, for payoffs that are numbers")
        self.place += 1
        title = self._string("the title in quotation marks")
        players = tuple(self._braced(lambda: self._string("a player's name")))
        strategies = self._strategies(players)
        comment = self._string("a comment") if self._peek().startswith('"') else ""
        cells = self._cells(strategies)
        read = self._outcomes if self._peek() == "{" else self._table
        payoffs = read(len(players), cells)
        if self.place < len(self.tokens):
            raise self._wrong(f"the end, after the payoffs of {cells:,} combinations")
        names = tuple(tuple(map(str, one)) for one in strategies)
        return Game(title, comment, players, names, payoffs)

    def _cells(self, strategies: _Strategies) -> int:
        """Return how many combinations there are. Raises SizeError for more than are read."""
        cells = 1
        for one in strategies:
            cells *= len(one)
            if cells > MOST_CELLS:
                told = f"more than {MOST_CELLS:,} combinations of strategies; no more are read"
                raise SizeError(f"{self.source}: {told}")
        return cells

    def _strategies(self, players: tuple[str, ...]) -> _Strategies:
        """Return the names of each player's strategies, or their numbers."""
        start = self.place
        if self.tokens[start + 1 : start + 2] and self.tokens[start + 1][0] == "{":
            names: _Strategies = self._braced(
                lambda: self._braced(lambda: self._string("a strategy's name"))
            )
        else:
            names = self._braced(self._count)
        if not players or len(names) != len(players) or not all(names):
            self.place = start
            found = f"strategies of {len(names)} players, {len(players)} of whom have names"
            raise self._wrong("for each player named one or more strategies", found)
        return names

    def _count(self) -> range:
        expected = "how many strategies a player has, or their names"
        if not re.fullmatch(r"[1-9]\d{0,5}", self._peek()):
            raise self._wrong(expected)
        return range(1, int(self._next(expected)) + 1)

    def _table(self, players: int, cells: int) -> tuple[tuple[Fraction, ...], ...]:
        numbers = [
            self._number(f"{players * cells:,} payoffs, one per player and combination; got {k:,}")
            for k in range(players * cells)
        ]
        return tuple(tuple(numbers[i::players]) for i in range(players))

    def _outcomes(self, players: int, cells: int) -> tuple[tuple[Fraction, ...], ...]:
        outcomes = [(Fraction(0),) * players, *self._braced(lambda: self._outcome(players))]
        chosen = [outcomes[self._index(k, cells, len(outcomes) - 1)] for k in range(cells)]
        return tuple(tuple(paid[i] for paid in chosen) for i in range(players))

    def _outcome(self, players: int) -> tuple[Fraction, ...]:
        self._expect("{", "an outcome in braces")
        self._string("an outcome's name, which may be empty,")
        paid = []
        for _ in range(players):
            paid.append(self._number(f"{players} payoffs, one per player"))
            if self._peek() == ",":
                self.place += 1
        self._expect("}", f"}} after {players} payoffs, one per player")
        return tuple(paid)

    def _index(self, done: int, cells: int, most: int) -> int:
        expected = (
            f"{cells:,} numbers of outcomes from 0 to {most}, one per combination; got {done:,}"
        )
        word = self._peek()
        if not re.fullmatch(r"\d{1,9}", word) or int(word) > most:
            raise self._wrong(expected)
        self.place += 1
        return int(word)

    def _number(self, expected: str) -> Fraction:
        word = self._peek()
        if not _NUMBER.fullmatch(word) or len(word) > _LONGEST:
            raise self._wrong(expected)
        try:
            number = Fraction(word)
            float(number)
        except (ZeroDivisionError, OverflowError):
            raise self._wrong("a number that is finite") from None
        self.place += 1
        return number

    def _braced(self, item: Callable[[], T]) -> list[T]:
        """Read what stands between braces, item by item."""
        self._expect("{", "an opening brace {")
        items = []
        while self._peek() != "}":
            items.append(item())
        self.place += 1
        return items

    def _string(self, expected: str) -> str:
        word = self._next(expected)
        if word == '"' or word[0] != '"':
            self.place -= 1
            raise self._wrong(expected)
        return _ESCAPED.sub(r"\1", word[1:-1])

    def _expect(self, word: str, expected: str) -> None:
        if self._peek() != word:
            raise self._wrong(expected)
        self.place += 1

    def _next(self, expected: str) -> str:
        if self.place >= len(self.tokens):
            raise self._wrong(expected)
        self.place += 1
        return self.tokens[self.place - 1][0]

    def _peek(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def _wrong(self, expected: str, found: str = "") -> ModelError:
        """Return what to raise: where the reader stands, what is there, what should be."""
        here = self.tokens[self.place :][:1]
        word, offset = here[0] if here else ("", len(self.text))
        shown = "".join(c if c.isprintable() else " " for c in word)
        before = self.text[:offset]
        problem = Problem(
            (),
            found or (f"'{shown}'" if here else "the end of the file"),
            expected,
            line=before.count("\n") + 1,
            column=offset - before.rfind("\n"),
        )
        return ModelError([problem], self.source)
