"""How well statements are read, by marks made by hand: ``python -m benchmarks.reading [seen]``.

A row is right if a mark of the same act overlaps its quote, and no mark counts for two rows; it is
wholly right if the actors agree as well. Of R right rows of P proposed and M marked, precision is
R / P and recall R / M. Intervals are of 95 %, by drawing texts anew with replacement.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.sources.notebook import ACTS, Statement
from goodoffices.sources.reader.statements import read_statements
from tests.sources.marked import HALVES, Mark, Marked, texts

DRAWS = 2000


@dataclass(frozen=True)
class Tally:
    """Rows or lines: how many were right, of how many proposed and how many marked."""

    right: int = 0
    proposed: int = 0
    marked: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right, self.proposed + other.proposed, self.marked + other.marked
        )

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.marked if self.marked else 1.0

    def __str__(self) -> str:
        counts = f"{self.right:5}{self.proposed:10}{self.marked:8}"
        precision = f"{self.precision:11.2f}" if self.proposed else f"{'-':>11}"
        return f"{counts}{precision}{self.recall:8.2f}"


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def pairs(alike: Sequence[Sequence[int]]) -> int:
    """Return how many rows find a mark of their own; ``alike[i]`` are the marks that row i fits."""
    taken: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for mark in alike[row]:
            if mark not in tried:
                tried.add(mark)
                if mark not in taken or place(taken[mark], tried):
                    taken[mark] = row
                    return True
        return False

    return sum(place(row, set()) for row in range(len(alike)))


def same_act(row: Statement, mark: Mark) -> bool:
    return row.act == mark.act


def same_act_and_actors(row: Statement, mark: Mark) -> bool:
    return same_act(row, mark) and set(row.actors) == set(mark.actors)


def compared(
    rows: Sequence[Statement],
    marks: Sequence[Mark],
    same: Callable[[Statement, Mark], bool] = same_act,
) -> Tally:
    """Return how many rows are right."""
    alike = [
        [
            place
            for place, mark in enumerate(marks)
            if row.span[0] < mark.span[1] and mark.span[0] < row.span[1] and same(row, mark)
        ]
        for row in rows
    ]
    return Tally(pairs(alike), len(rows), len(marks))


def proposed(text: Marked) -> tuple[Statement, ...]:
    """Return the rows that the reader proposes, given the parties."""
    rows, _unread = read_statements(text.text, [(0, len(text.text))], text.parties)
    return rows


def rows_of(half: str, act: str = "") -> list[Tally]:
    """Return the tally of each text of a half, for one act or in all."""
    return [
        compared(
            [row for row in proposed(text) if act in {"", row.act}],
            [mark for mark in text.marks if act in {"", mark.act}],
        )
        for text in texts(half)
    ]


def rows_by(half: str, same: Callable[[Statement, Mark], bool]) -> list[Tally]:
    """Return the tally of each text, with something else held to agree."""
    return [compared(proposed(text), text.marks, same) for text in texts(half)]


def intervals(tallies: Sequence[Tally]) -> str:
    """Return in words what precision and recall lie between."""
    rng = np.random.default_rng(1)
    drawn = rng.integers(len(tallies), size=(DRAWS, len(tallies)))
    summed = [total(tallies[place] for place in draw) for draw in drawn.tolist()]
    ends = [
        np.percentile([getattr(one, share) for one in summed], [2.5, 97.5])
        for share in ("precision", "recall")
    ]
    said = [f"{low:.2f} to {high:.2f}" for low, high in ends]
    return f"precision {said[0]}, recall {said[1]}"


def main(halves: Sequence[str]) -> None:
    """Print the tables."""
    say = sys.stdout.write
    for half in halves:
        say(f"{half:16}{'right':>5}{'proposed':>10}{'marked':>8}{'precision':>11}{'recall':>8}\n")
        for act in ACTS:
            say(f"{act:16}{total(rows_of(half, act))}\n")
        every = rows_of(half)
        say(f"{'all':16}{total(every)}\n")
        say(f"{'actor right too':16}{total(rows_by(half, same_act_and_actors))}\n")
        say(f"{'of any act':16}{total(rows_by(half, lambda _row, _mark: True))}\n")
        say(f"all: {intervals(every)}\n\n")


if __name__ == "__main__":
    main(sys.argv[1:] or HALVES)
