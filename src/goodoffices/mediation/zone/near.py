"""How near an empty zone of possible agreement comes, and what opens it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from goodoffices.answer import Answer
from goodoffices.mediation.zone.gains import liked
from goodoffices.mediation.zone.turned import turned_states
from goodoffices.mediation.zone.zone import Zone
from goodoffices.model.states import OptionStates, State


@dataclass(frozen=True)
class Nearest(Answer):
    """The candidate that is nearest to the zone.

    Attributes
    ----------
    missing
        Per signatory, the payoff that it would need more of to be no worse off than without a deal;
        their sum is least, and of equal ones the first state is given. 0 of a party that is not
        worse off.
    unmoved
        Signatories that neither gain nor lose there: any nudge would do.
    """

    state: State
    missing: dict[str, float]
    unmoved: tuple[str, ...]

    @property
    def total(self) -> float:
        """Payoff missing in all."""
        return sum(self.missing.values())


@dataclass(frozen=True)
class Opening(Answer):
    """A single option that, taken or left where the candidates say otherwise, opens the zone.

    Attributes
    ----------
    taken
        Whether the option has to be put in (True) or left out.
    packages
        How many packages come into the zone: each all signatories like better than no deal, and
        each becomes a candidate when the option is turned back.
    example
        The first of these.
    """

    option: str
    taken: bool
    packages: int
    example: State = field(compare=False)


def nearest_package(zone: Zone) -> Nearest:
    """Return the candidate at which least is missing in all.

    Of those the one at which fewest signatories are left unmoved.
    """
    gains = zone.candidate_gains
    total, unmoved = -np.minimum(gains, 0.0).sum(axis=1), (gains == 0).sum(axis=1)
    best = int(np.lexsort((unmoved, total))[0])
    pairs = dict(zip(zone.signatories, gains[best].tolist(), strict=True))
    missing = {name: max(-gain, 0.0) for name, gain in pairs.items()}
    state = zone.conflict.states[int(zone.candidates[best])]
    return Nearest(state, missing, tuple(name for name, gain in pairs.items() if not gain))


def openings(zone: Zone) -> tuple[Opening, ...]:
    """Return the single options that open the zone, those that bring in most packages first.

    A package outside the candidates counts where all signatories like it better than no deal and
    it becomes a candidate when just this option is turned. None where states are not made from
    options.
    """
    states = zone.conflict.states
    if not isinstance(states, OptionStates) or len(zone.candidates) == len(states):
        return ()
    outside = np.setdiff1d(np.arange(len(states)), zone.candidates, assume_unique=True)
    better = liked(zone.under, zone.signing, outside, zone.no_deal.number - 1)
    found = []
    for option, name in enumerate(zone.conflict.option_of):
        taken = states.taken(option, better)
        for wanted in (True, False):
            here = better[taken == wanted]
            turned = turned_states(states, here, option)
            comes = here[np.isin(turned, zone.candidates) & (turned >= 0)]
            if len(comes):
                found.append(Opening(name, wanted, len(comes), zone.conflict.states[int(comes[0])]))
    return tuple(sorted(found, key=lambda one: -one.packages))
