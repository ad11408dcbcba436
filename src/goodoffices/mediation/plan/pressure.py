"""What pressure must achieve on parties of whom only the order of states is known.

A lever cannot be priced by what it changes in an order. So the plan is made for the others, and
for each such party the least change of its ranking is told: the states that the settlement has to
be ranked past to be stable for it, and accepted. With options that is exact, since replies to a
move away from the settlement never lead back to it: neither part of the plan depends on the other.
In graph form they may, and the stability engine judges both together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis, analyze, judged
from goodoffices.stability.engines import bits

if TYPE_CHECKING:
    from goodoffices.mediation.question import Task


@dataclass(frozen=True)
class Need(Answer):
    """What pressure on one party must achieve.

    Attributes
    ----------
    levers
        Those there are on it.
    passed
        The states that it has to rank the settlement above, the worst first; none where it is
        content as it is.
    """

    decision_maker: str
    levers: tuple[str, ...]
    passed: tuple[State, ...]


@dataclass(frozen=True)
class Pressure(Answer):
    """What pressure must achieve on each party of whom only the order of states is known.

    Attributes
    ----------
    enough
        Whether the settlement holds for everybody asked for once all of it is achieved.
    """

    needs: tuple[Need, ...]
    enough: bool


def pressure(task: Task, settlement: int, intensities: Mapping[str, float]) -> Pressure | None:
    """Return what pressure must achieve beside levers pulled so far; None where there is none.

    Parameters
    ----------
    settlement
        By index.
    """
    if not task.pressed:
        return None
    conflict = task.conflict.under(intensities)
    analysis = analyze(conflict, [task.concept.key])
    needs, payoffs = [], [p.copy() for p in conflict.payoffs]
    for i in task.pressed:
        passed = _passed(analysis, task, i, settlement)
        if passed:
            payoffs[i][settlement] = _just_above(payoffs[i], payoffs[i][passed[-1]])
        name = conflict.names[i]
        levers = tuple(lever.name for lever in task.pressures if lever.on == name)
        needs.append(Need(name, levers, tuple(conflict.states[k] for k in passed)))
    verdicts = bits.at(judged(conflict.moves, payoffs, [task.concept.key]), settlement)[0]
    return Pressure(tuple(needs), bool(verdicts[[*task.movers, *task.pressed]].all()))


def _just_above(levels: NDArray[np.float64], level: float) -> float:
    """Return a number above a level, and below the next."""
    higher = levels[levels > level]
    return float((level + higher.min()) / 2 if len(higher) else level + 1)


def _passed(analysis: Analysis, task: Task, mover: int, settlement: int) -> list[int]:
    """Return the states that a settlement has to be ranked past, by index, the worst first."""
    conflict = analysis.conflict
    levels, name = conflict.payoffs[mover], conflict.names[mover]
    passed = analysis.passed(name, task.concept.key, settlement)
    if task.no_deal in {None, settlement} or mover not in task.signing_pressed:
        return passed
    now, no_deal = levels[settlement], levels[task.no_deal]
    if no_deal < now:
        return passed
    up_to_it = np.flatnonzero((levels > now) & (levels <= no_deal)).tolist()
    return sorted({*passed, *up_to_it, task.no_deal}, key=lambda k: (levels[k], k))
