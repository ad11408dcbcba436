"""How large a conflict will be, known from its options before anything large is made."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Extent(NamedTuple):
    """The size of a conflict in option form.

    Attributes
    ----------
    shape
        Number of strategies of each decision maker.
    lock_classes
        Number of kinds of strategies of each decision maker that differ in what cannot be undone;
        1 where everything can be.
    constrained
        True where rules across decision makers may leave fewer states than combinations.
    listed
        True where moves are held one by one (``same_state`` and ``no_move``).
    """

    shape: tuple[int, ...]
    lock_classes: tuple[int, ...]
    constrained: bool = False
    listed: bool = False

    @property
    def cells(self) -> int:
        """Combinations of strategies: the number of states, or the most there can be."""
        return math.prod(self.shape)


Look = Callable[[Extent], None]
_LOOK: ContextVar[Look | None] = ContextVar("goodoffices_look", default=None)


@contextmanager
def looking(look: Look) -> Iterator[None]:
    """Have ``look`` told the extent of every conflict that is made, before it takes any memory.

    What it raises stops the conflict from being made.
    """
    token = _LOOK.set(look)
    try:
        yield
    finally:
        _LOOK.reset(token)


def announce(extent: Extent) -> None:
    """Tell whoever is looking how large the conflict will be."""
    look = _LOOK.get()
    if look is not None:
        look(extent)
