"""Packages, and what those who sign gain over no deal in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import RequestError, expect
from goodoffices.model.conflict import Conflict

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]


def no_deal_of(conflict: Conflict) -> int:
    """Return the index of the state without a deal; raise RequestError where none is named."""
    expect(conflict, Conflict)
    if conflict.no_deal_index is None:
        raise RequestError(
            "no state without a deal to compare with; give mediation.no_deal or status_quo"
        )
    return conflict.no_deal_index


def packages_of(conflict: Conflict, fix: str) -> Indices:
    """Return the states (by index) where the settlement sought and ``fix`` hold, all by default.

    Raises
    ------
    RequestError
        There is none.
    """
    wanted = conflict.mediation.settlement
    allowed = np.ones(len(conflict.states), bool) if wanted is None else conflict.where(wanted)
    if fix:
        allowed = allowed & conflict.where(fix)
    found = np.flatnonzero(allowed)
    if not len(found):
        what = " and ".join(f"'{text}'" for text in (wanted, fix) if text)
        raise RequestError(f"no feasible state is a package: {what} holds in none")
    return found


def liked(conflict: Conflict, signing: list[int], states: Indices, no_deal: int) -> Indices:
    """Return those of some states that all who sign like better than no deal (all by index)."""
    for i in signing:  # party by party, so as to hold little
        payoffs = conflict.payoffs[i]
        states = states[payoffs[states] > payoffs[no_deal]]
    return states


def accepted(conflict: Conflict, payoffs: Sequence[Floats], states: Sequence[int]) -> Bools:
    """Say where all who sign accept some states (by index), whatever their payoffs are by now.

    They do where they like it better than no deal, as no deal itself, and everything where the
    model knows of none.

    Parameters
    ----------
    payoffs
        Per decision maker, states last; what stands before them broadcasts.

    Returns
    -------
    Bools
        Shape (..., len(states)).
    """
    here, no_deal = np.array(states, np.int64), conflict.no_deal_index
    found: Bools = np.ones(len(here), bool)
    if no_deal is None:
        return found
    for name in conflict.signatories:
        own = payoffs[conflict.decision_maker_index(name)]
        found = found & (own[..., here] > own[..., [no_deal]])
    found |= here == no_deal
    return found


def gained(conflict: Conflict, signing: list[int], states: Indices, no_deal: int) -> Floats:
    """Return what each who signs gains over no deal in some states. Shape (states, signatories)."""
    gains = np.empty((len(states), len(signing)), order="F")  # it is read column by column
    for column, i in enumerate(signing):
        gains[:, column] = conflict.payoffs[i][states] - conflict.payoffs[i][no_deal]
    return gains
