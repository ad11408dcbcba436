"""Which axes of a large tensor are answered along together; see ``lines``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

ROWS = 1 << 14  # of lanes in a block, half a megabyte
LEAST_SIDE = 8
SIDE = 32  # cells side by side where several axes are together: memory is read in order
MOST_SIDE = 64
RUN = 64  # rows without a gap, at least


class Group(NamedTuple):
    """Decision makers whose axes follow one another.

    Attributes
    ----------
    members
        Those of them who answer.
    shape
        The number of strategies of each, of all of the group.
    first, inner
        The first one, and the step of its axis.
    """

    members: tuple[int, ...]
    shape: tuple[int, ...]
    first: int
    inner: int

    @property
    def cells(self) -> int:
        """How many cells no other axis tells apart."""
        return math.prod(self.shape)

    @property
    def side(self) -> int:
        """The most cells that lie side by side in a block."""
        return min(self.inner, max(LEAST_SIDE, min(MOST_SIDE, ROWS // self.cells)))

    @property
    def run(self) -> int:
        """How many of the group's cells follow one another without a gap: whole axes of it."""
        run = 1
        for width in self.shape:
            if run * self.side >= RUN:
                break
            run *= width
        return run

    @property
    def extent(self) -> tuple[int, int, int, int]:
        """What ``answer_blocks`` is told of a group."""
        return self.side, self.cells, self.inner, self.run

    def blocks(self, size: int) -> int:
        """Return the number of blocks of a tensor of so many cells."""
        return size // (self.cells * self.inner) * -(-self.inner // self.side)

    def step(self, member: int) -> int:
        """Return the step of a member's axis in the group."""
        return math.prod(self.shape[: member - self.first])


def groups_of(shape: Sequence[int], movers: Sequence[int]) -> Iterator[Group]:
    """Yield groups of those who answer, as large as a block has room for.

    Examples
    --------
    >>> [group.members for group in groups_of((128, 128, 64, 64), [0, 1, 2, 3])]
    [(0, 1), (2,), (3,)]
    >>> [len(group.members) for group in groups_of([2] * 20, range(20))]
    [14, 6]
    """
    first = 0
    while first < len(shape):
        inner = math.prod(shape[:first])
        room = ROWS // min(inner, SIDE)
        end = first + 1
        while end < len(shape) and math.prod(shape[first : end + 1]) <= room:
            end += 1
        members = tuple(mover for mover in movers if first <= mover < end)
        if members:
            yield Group(members, tuple(shape[first:end]), first, inner)
        first = end
