"""The 78 strict ordinal 2×2 games of Rapoport and Guyer (1966), made from their definition.

Two parties have two strategies each and rank the four cells strictly, 4 the best: 24 · 24 games.
Those that exchanging rows, columns or the parties turns into each other are one; 78 are left. A
game is written as its cells (upper left, upper right, lower left, lower right), each with the
payoffs (row, column), in that of its eight variants which is the largest by the key

    (the lesser payoff of the upper left cell, all cells),

and games are sorted by that key, the largest first. ``_NUMBERS`` has Rapoport and Guyer's number of
each in that order, as in the repository matrix-games of Albrecht, Christianos & Schäfer
(uoe-agents/matrix-games). By these numbers 1 to 57 have one pure Nash equilibrium, 58 to 69 two,
and 70 to 78 none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from goodoffices.errors import RequestError

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict

NAME = "rapoport-guyer"
COUNT = 78
TITLE = "The 78 strict ordinal 2×2 games"
SOURCES = (
    "Rapoport, A. & Guyer, M. (1966). A taxonomy of 2 x 2 games. General Systems 11, 203-214",
    (
        "Albrecht, Christianos & Schäfer, matrix-games (public repository uoe-agents/matrix-games),"
        " for the order of the numbers"
    ),
)
NOTES = (
    f"Choose one by its number, 1 to {COUNT}, as {NAME}#12. Two parties have two strategies each "
    "and rank the four outcomes without ties; games that differ only in what rows, columns or "
    "parties are called are one. Games 1 to 57 have one pure Nash equilibrium, 58 to 69 two, 70 to "
    "78 none. By their structure 9 is deadlock, 12 the prisoner's dilemma, 61 the stag hunt, 66 "
    "chicken; 64, 68 and 69 are the battle of the sexes without ties; in 11, 45 and 75 what one "
    "party likes better the other likes less; in 1 to 6, 22 to 30 and 58 to 63 both like the same "
    "outcome best."
)
_KNOWN = {
    9: "deadlock",
    12: "prisoner's dilemma",
    61: "stag hunt",
    64: "battle of the sexes",
    66: "chicken",
    68: "battle of the sexes",
    69: "battle of the sexes",
}
_NUMBERS = (
    *(1, 22, 2, 23, 3, 24, 4, 25, 28, 5, 29, 6, 26, 30, 58, 27, 59, 60, 61, 62, 63, 50, 19, 49, 20),
    *(13, 33, 15, 34, 14, 31, 16, 32, 55, 21, 70, 57, 38, 40, 69, 37, 41, 64, 72, 48, 78, 47, 65),
    *(51, 67, 52, 68, 7, 53, 8, 54, 42, 9, 43, 66, 39, 71, 56, 77, 12, 44, 17, 35, 18, 36, 74, 10),
    *(73, 46, 76, 45, 11, 75),
)
_CELLS = ("upper left", "upper right", "lower left", "lower right")
_STATES = (1, 3, 2, 4)
"""The number of each cell's state: lower is Row's option, right is Column's."""
_WORST, _BEST = 1, 4
Cell = tuple[int, int]
Game = tuple[Cell, Cell, Cell, Cell]


@cache
def games() -> dict[int, Game]:
    """Return each game by its number, in the order of numbers."""
    ranks = list(itertools.permutations(range(_WORST, _BEST + 1)))
    drawn = itertools.product(ranks, ranks)
    classes = {_standard(_game(tuple(zip(row, column, strict=True)))) for row, column in drawn}
    ordered = sorted(classes, key=_key, reverse=True)
    return dict(sorted(zip(_NUMBERS, ordered, strict=True)))


def is_of(name: str) -> bool:
    """Say whether a name means these games, whatever number follows."""
    return name == NAME or name.startswith(f"{NAME}#")


def text(name: str) -> str:
    """Return the model file of a game, named as ``rapoport-guyer#12``.

    Raises
    ------
    RequestError
        The name has no number, or one that no game has.
    """
    return _text(_number(name))


def number_of(conflict: Conflict) -> int | None:
    """Return which of the games a conflict is; None where it is none of them."""
    makers = conflict.decision_makers
    strategies = [len(dm.options) for dm in makers]
    if conflict.partly_known or strategies != [1, 1] or len(conflict.states) != len(_CELLS):
        return None
    wanted = [own.tolist() for own in conflict.payoffs]
    ranked = [[1 + sorted(own).index(one) for one in own] for own in wanted]
    if any(len(set(own)) < len(own) for own in ranked):
        return None
    row, column = ([own[state - 1] for state in _STATES] for own in ranked)
    game = _standard(_game(tuple(zip(row, column, strict=True))))
    return next(number for number, other in games().items() if other == game)


def nearest_in_agreement(agreement: float) -> int:
    """Return the first game whose parties agree as much as that: Spearman's rank correlation."""
    return min(games(), key=lambda number: abs(_agreement(games()[number]) - agreement))


def _agreement(game: Game) -> float:
    return 1 - 6 * sum((row - column) ** 2 for row, column in game) / (4 * (4**2 - 1))


def _game(cells: Sequence[Cell]) -> Game:
    upper_left, upper_right, lower_left, lower_right = cells
    return upper_left, upper_right, lower_left, lower_right


def _key(game: Game) -> tuple[int, Game]:
    return min(game[0]), game


def _standard(game: Game) -> Game:
    return max(_variants(game), key=_key)


def _variants(game: Game) -> Iterator[Game]:
    """Yield what a game becomes when rows, columns and parties are exchanged, or not."""
    a, b, c, d = game
    other = _game([(column, row) for row, column in (a, c, b, d)])
    for w, x, y, z in (game, other):
        yield from ((w, x, y, z), (y, z, w, x), (x, w, z, y), (z, y, x, w))


def _number(name: str) -> int:
    given = name.removeprefix(NAME)
    if not given:
        told = f"{NAME} is {COUNT} games; choose one by its number, 1 to {COUNT}, as {NAME}#12"
    elif re.fullmatch(r"#[1-9]\d?", given) and int(given[1:]) <= COUNT:
        return int(given[1:])
    else:
        told = f"{NAME} has games by the numbers 1 to {COUNT}, as {NAME}#12; got '{given}'"
    raise RequestError(told, argument="name", code="unknown-case")


def _text(number: int) -> str:
    game = games()[number]
    called = f" ({_KNOWN[number]})" if number in _KNOWN else ""
    paid = "; ".join(f"{cell} {r}, {c}" for cell, (r, c) in zip(_CELLS, game, strict=True))
    holding = ", ".join(_CELLS[cell] for cell in nash(game)) or "none"
    (a, b), (c, d) = ((f"{row}, {column}" for row, column in game[k : k + 2]) for k in (0, 2))
    return f"""\
goodoffices: 1
title: "Game {number} of Rapoport and Guyer{called}"
sources:
  - "{SOURCES[0]} (game {number})"
  - "{SOURCES[1]}"
notes: >
  Payoffs of Row and Column are ranks, 4 the best: {paid}. Pure Nash equilibria: {holding}.

#           left    right
#   upper   {a}    {b}
#   lower   {c}    {d}

decision_makers:
  Row:
    options:
      lower: Lower row
    preferences:
      ranking: {_ranking([row for row, _ in game])}
  Column:
    options:
      right: Right column
    preferences:
      ranking: {_ranking([column for _, column in game])}
"""


def _ranking(ranks: Sequence[int]) -> list[int]:
    """Return the states' numbers, the best first."""
    return [_STATES[ranks.index(rank)] for rank in range(_BEST, _WORST - 1, -1)]


def nash(game: Game) -> list[int]:
    """Return the cells that neither party leaves: the best for Row in its column, and so on."""
    return [
        cell
        for cell, (row, column) in enumerate(game)
        if row > game[cell ^ 2][0] and column > game[cell ^ 1][1]
    ]
