"""How plans grow: ``python -m benchmarks.growth [SECONDS]``.

One thing grows at a time, levers, strategies, parties or settlements, up to 2^20 states; the rest
stays as in the first row of each table. Seconds are of processor time; beside them how many times
as long as the row before that is, and how many times as many states, levers or settlements there
are. So what grows in a straight line has two equal numbers. Where the search comes to the limit,
which is 20 seconds unless told otherwise, the best found counts and is said.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

import goodoffices as go
from benchmarks.conflicts import Size, random_weights
from goodoffices.errors import SolverError

CONCEPTS = ("nash", "seq", "sseq")
SEED = 12


@dataclass(frozen=True)
class Step:
    """A conflict, what is asked of it, and how much there is of what grows.

    Attributes
    ----------
    free
        How many options, the last ones, the settlement sought says nothing about.
    """

    size: Size
    levers: int
    amount: int
    free: int = 0

    @property
    def conflict(self) -> go.Conflict:
        """The conflict, with its payoffs, which are not part of what is measured."""
        made = random_weights(self.size, seed=SEED, levers=self.levers)
        assert made.payoffs
        return made

    @property
    def settlement(self) -> str:
        """What is sought."""
        names = [f"o{i}_{k}" for i, own in enumerate(self.size.own) for k in range(own)]
        return " and ".join(names[: len(names) - self.free])


def levers() -> Iterator[Step]:
    """Yield more and more levers on 512 states."""
    yield from (Step(Size(3, 3), count, count) for count in (3, 6, 12, 24))


def strategies() -> Iterator[Step]:
    """Yield more and more strategies of three parties, up to 2^18 states."""
    sizes = [Size(3, options) for options in (2, 3, 4, 5, 6)]
    yield from (Step(size, 6, size.states) for size in sizes)


def parties() -> Iterator[Step]:
    """Yield more and more parties of 16 strategies, up to 2^20 states."""
    sizes = [Size(count, 4) for count in (2, 3, 4, 5)]
    yield from (Step(size, 6, size.states) for size in sizes)


def settlements() -> Iterator[Step]:
    """Yield more and more settlements among 4,096 states."""
    yield from (Step(Size(3, 4), 6, 1 << free, free) for free in (0, 3, 6, 9))


GROWING = {"levers": levers, "states": strategies, "states, by parties": parties}
GROWING |= {"settlements": settlements}


def taken(step: Step, concept: str, limit: float) -> tuple[float, str]:
    """Return the processor time of a plan, and what was found where it is not the optimum."""
    conflict = step.conflict
    start = time.process_time()
    try:
        found = go.plan(conflict, concept, step.settlement, limit=limit)
        told = "" if found.proven == "optimal" else found.proven
    except SolverError:
        told = "nothing found"
    return time.process_time() - start, told


def table(what: str, steps: list[Step], limit: float) -> Table:
    """Return how the time grows with one thing."""
    shown = Table(what, "times as many", *CONCEPTS, title=f"plans by {what}", min_width=90)
    before: list[float] = []
    amount = 0
    for step in steps:
        found = [taken(step, concept, limit) for concept in CONCEPTS]
        cells = [
            f"{seconds:.2f} s"
            + (f", {seconds / earlier:.1f} times" if earlier else "")
            + (f", {told}" if told else "")
            for (seconds, told), earlier in zip(found, before or [0.0] * 3, strict=True)
        ]
        more = f"{step.amount / amount:.0f}" if amount else ""
        shown.add_row(f"{step.amount:,}", more, *cells)
        before, amount = [seconds for seconds, _ in found], step.amount
    return shown


def main() -> None:
    """Measure and print."""
    limit = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    for concept in CONCEPTS:  # imports and compiled loops
        taken(Step(Size(3, 4), 3, 1), concept, limit)
    for what, steps in GROWING.items():
        Console(width=110).print(table(what, list(steps()), limit))


if __name__ == "__main__":
    main()
