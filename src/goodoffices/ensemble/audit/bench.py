"""What all comparisons share: the answers, and the same conflict as brute force sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from goodoffices.ensemble.audit.results import Difference
from goodoffices.ensemble.survey import Findings
from goodoffices.reference.graph_model import CONCEPTS, Reference
from goodoffices.reference.plans import OnTheTable
from goodoffices.reference.unlisted import Unlisted, can_be_unlisted

SEED = 20_250_601
_MOST_OPTIONS, _MOST_LISTED, _MOST_TABLED = 14, 4_096, 1_024


@dataclass(frozen=True)
class Chunk:
    """A small part of the work: how many comparisons were made, what differs, how many times."""

    done: int
    differences: tuple[Difference, ...] = ()

    @property
    def differing(self) -> int:
        """How many differ."""
        return len(self.differences)


@dataclass
class Part:
    """One kind of comparison.

    Attributes
    ----------
    of
        How many there are to be made.
    why
        Why what is left once the chunks have come to an end was left.
    summing
        Whether a last chunk says what those before it come to, after the limit too.
    """

    key: str
    of: int
    chunks: Iterator[Chunk]
    why: str = "size"
    summing: bool = False
    done: int = 0
    differing: int = 0
    spent: float = 0.0
    ended: bool = False
    differences: list[Difference] = field(default_factory=list)


class Bench:
    """The answers, and brute force for their conflict.

    Attributes
    ----------
    over
        Set when the time is over: what sums up then does.
    drawn
        How many models were drawn.
    """

    def __init__(self, found: Findings) -> None:
        self.found, self.conflict = found, found.conflict
        self.names = found.conflict.names
        self.count = len(found.conflict.states)
        self.over = False
        self.drawn = 0

    @cached_property
    def listed(self) -> bool:
        """Whether all states are listed by brute force itself."""
        options = sum(len(dm.options) for dm in self.conflict.decision_makers)
        return options <= _MOST_OPTIONS and self.count <= _MOST_LISTED

    @cached_property
    def reference(self) -> Reference:
        """The conflict from the definitions."""
        return Reference(self.conflict) if self.listed else Unlisted(self.conflict)

    @cached_property
    def possible(self) -> bool:
        """Whether single states can be judged."""
        return self.listed or can_be_unlisted(self.conflict)

    @cached_property
    def tabled(self) -> bool:
        """Whether all pairs of states fit into tables."""
        return self.listed and self.count <= _MOST_TABLED and self.alike

    @cached_property
    def alike(self) -> bool:
        """Whether brute force finds as many states."""
        return not self.listed or len(self.reference.states) == self.count

    @cached_property
    def table(self) -> OnTheTable:
        """The conflict with its levers, as arrays."""
        return OnTheTable(self.conflict, self.reference)

    @cached_property
    def concepts(self) -> list[str]:
        """Keys of the concepts that both sides know."""
        return [key for key in self.found.analysis.concepts if key in CONCEPTS]

    @cached_property
    def order(self) -> list[int]:
        """The states, evenly mixed."""
        mixed: list[int] = np.random.default_rng(SEED).permutation(self.count).tolist()
        return mixed

    def place(self, k: int) -> int:
        """Return how brute force calls the state of an index."""
        if self.listed:
            return k
        pattern = self.conflict.states[k].pattern
        return sum(1 << n for n, letter in enumerate(pattern) if letter == "Y")
