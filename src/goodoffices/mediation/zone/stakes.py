"""One package: what each party has at stake in it, and whom a single change would help."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.mediation.zone.turned import turned_states
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import OptionStates, State

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Stake(Answer):
    """What a decision maker has at stake in a package.

    Attributes
    ----------
    signs
        Whether it has to sign.
    payoff
        What the package is worth to it, in its payoff units.
    gain
        The same over no deal.
    share
        Its gain as a share of its best within the zone, of a package there and a signatory whose
        differences of payoff count; else None.
    """

    decision_maker: str
    signs: bool
    payoff: float
    gain: float
    share: float | None


@dataclass(frozen=True)
class Change(Answer):
    """A package that differs from another in one option.

    Attributes
    ----------
    option
        As states show it.
    taken
        Whether the option is put in (True) or left out.
    owner
        Whose option it is.
    effects
        By how much each decision maker's payoff changes, in the conflict's order.
    inside
        Whether the changed package is in the zone.
    """

    option: str
    taken: bool
    owner: str
    state: State
    effects: tuple[float, ...]
    inside: bool


@dataclass(frozen=True)
class Stakes(Answer):
    """One package in the light of a zone of possible agreement.

    Attributes
    ----------
    candidate
        Whether it is a package at all: feasible, and such a settlement as is sought.
    inside, efficient
        Whether it is in the zone, and whether no package of the zone dominates it there.
    holds
        Whether it is stable for everybody, by ``concept``.
    stakes
        Per decision maker.
    changes
        The feasible packages that differ in one option; first those that fewest signatories lose
        by, of these those that most gain by. None where states are not made from options.
    """

    conflict: Conflict = field(repr=False)
    state: State
    no_deal: State
    concept: str
    candidate: bool
    inside: bool
    efficient: bool
    holds: bool
    stakes: tuple[Stake, ...]
    changes: tuple[Change, ...]


def single_changes(
    under: Conflict, signing: list[int], state: int, inside: Indices
) -> tuple[Change, ...]:
    """Return the packages that differ from one in a single option.

    Parameters
    ----------
    under
        The conflict with the levers pulled that were asked for.
    signing
        Places of the signatories among the decision makers.
    state
        By index.
    inside
        The states of the zone, by index in order.
    """
    states = under.states
    if not isinstance(states, OptionStates):
        return ()
    here = np.array([state])
    found = []
    for option, (name, (owner, _)) in enumerate(under.option_of.items()):
        target = int(turned_states(states, here, option)[0])
        if target < 0 or target == state:
            continue
        effects = tuple(float(payoffs[target] - payoffs[state]) for payoffs in under.payoffs)
        taken = not states.taken(option, here)[0]
        found.append(
            Change(name, taken, owner, states[target], effects, bool(np.isin(target, inside)))
        )

    def merit(change: Change) -> tuple[int, int]:
        effects = [change.effects[i] for i in signing]
        return sum(x < 0 for x in effects), -sum(x > 0 for x in effects)

    return tuple(sorted(found, key=merit))
