"""How a settlement is come to from the status quo: step by step, together, or not at all.

With s0 the status quo, s a settlement and p the payoffs under the levers pulled,

- *improvements*: a legal sequence leads from s0 to s in which each move improves on the state
  before it for its mover;
- *joint move*: no such sequence does, but moves of those who sign alone do, of whatever gain, and
  each of them likes s better than no deal (than s0, where the model knows no such state). Someone
  has to move without gaining by that step alone, so nobody goes first by itself. This is the
  coalitional improvement of Kilgour, Hipel, Fang and Peng (2001), held against no deal;
- *none*: neither.

That a state holds says nothing of this: once there, nobody leaves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from goodoffices.answer import Answer
from goodoffices.errors import SizeError
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
from goodoffices.stability.paths import Better, Move, Search, improving

_MOST_TRIED = 2**14


@dataclass(frozen=True)
class WayThere(Answer):
    """How a settlement is come to from ``start``.

    Attributes
    ----------
    by
        ``improvements``, ``joint move`` or ``none``; ``unknown`` where too many states would have
        to be tried to tell.
    moves
        A shortest sequence: of improvements, of moves of those who sign, or where neither is to be
        had of any moves; None where no moves lead there, or that is not known.
    signatories
        Names of those who sign.
    unwilling
        Those among them who do not like the settlement better than no deal.
    """

    start: State
    settlement: State
    by: Literal["improvements", "joint move", "none", "unknown"]
    moves: tuple[Move, ...] | None
    signatories: tuple[str, ...]
    unwilling: tuple[str, ...]


def way_there(conflict: Conflict, settlement: int, signatories: Sequence[str]) -> WayThere | None:
    """Say how a settlement is come to from the status quo; None where there is no status quo.

    Parameters
    ----------
    conflict
        With the levers pulled that are pulled on the way.
    settlement
        Index of the state.
    signatories
        Names of those who have to sign.
    """
    start = conflict.status_quo_index
    if start is None:
        return None
    by: Literal["improvements", "joint move", "none", "unknown"] = "none"
    signing = sorted(conflict.decision_maker_index(name) for name in signatories)
    unwilling = _unwilling(conflict, start, settlement, signing)
    everybody = list(range(len(conflict.names)))
    try:
        moves = _way(conflict, start, settlement, everybody, improving(conflict))
        if moves is not None:
            by = "improvements"
        elif not unwilling and (moves := _way(conflict, start, settlement, signing)):
            by = "joint move"
        else:
            moves = _way(conflict, start, settlement, everybody)
    except SizeError:
        by, moves = "unknown", None
    names = tuple(conflict.names[i] for i in signing)
    ends = conflict.states[start], conflict.states[settlement]
    return WayThere(*ends, by, moves, names, tuple(conflict.names[i] for i in unwilling))


def _unwilling(conflict: Conflict, start: int, settlement: int, signing: list[int]) -> list[int]:
    """Return those who sign and like a settlement no better than no deal."""
    no_deal = conflict.no_deal_index
    before = start if no_deal is None else no_deal
    if settlement == before:
        return []
    return [i for i in signing if conflict.payoffs[i][settlement] <= conflict.payoffs[i][before]]


def _way(
    conflict: Conflict, start: int, settlement: int, movers: list[int], better: Better | None = None
) -> tuple[Move, ...] | None:
    """Return a shortest legal sequence of some decision makers' moves, None where there is none."""
    search = Search(conflict, start, movers, better=better)
    found = next(search.find(lambda states: states == settlement, _MOST_TRIED), None)
    return None if found is None else found[1]
