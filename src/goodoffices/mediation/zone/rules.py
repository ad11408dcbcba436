"""Which package of a zone of possible agreement: rules of choice, each over a finite set.

With G_i(s) > 0 the gain of party i in package s and b_i the best of G_i within the zone,

- ``nash`` takes the greatest product of G_i^a_i, a_i the power of i (1 unless given): Nash (1950),
  on finite sets as in Peters & Vermeulen (2006);
- ``ks`` takes the leximin of G_i / b_i: Kalai & Smorodinsky (1975), lexicographic as Imai's (1983);
- ``equal-gain`` takes the leximin of G_i, and ``utilitarian`` the greatest sum of G_i: both add or
  compare points of different parties;
- ``ranks`` takes the leximin of places: a package is in place 1 for a party that likes none of the
  zone better, and so on. It asks for no more than each party's order.

The leximin of several shares is the package whose least share is greatest; of those that tie, the
one whose second least is greatest, and so on. What differs by a billionth ties, and ties are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
TIE = 1e-9


@dataclass(frozen=True)
class Rule:
    """A rule of choice.

    Attributes
    ----------
    key
        How commands write it.
    cardinal
        Whether it needs payoffs whose differences count.
    comparable
        Whether it compares points of different parties.
    choose
        Says which packages it chooses, given gains and powers. Shapes (packages, parties) and
        (parties,) to (packages,).
    """

    key: str
    cardinal: bool
    comparable: bool
    choose: Callable[[Floats, Floats], Bools]


def greatest(values: Floats) -> Bools:
    """Say which values are the greatest, up to a billionth. Shape (values,)."""
    if not len(values):
        return np.zeros(0, bool)
    best = float(values.max())
    return values >= best - TIE * max(1.0, abs(best))


def leximin(shares: Floats) -> Bools:
    """Say which rows are greatest in their least entry, then in the second least, and so on.

    Parameters
    ----------
    shares
        Shape (packages, parties).

    Examples
    --------
    >>> import numpy as np
    >>> leximin(np.array([[0.2, 1.0], [0.6, 0.42], [0.42, 0.5]])).tolist()
    [False, True, False]
    """
    ordered = np.sort(shares, axis=1)
    chosen = np.ones(len(shares), bool)
    for column in ordered.T:
        places = np.flatnonzero(chosen)
        chosen[places] = greatest(column[places])
    return chosen


def nash(gains: Floats, power: Floats) -> Bools:
    """Say which packages have the greatest product of gains, each to the power of its party."""
    return greatest(np.log(gains) @ power)


def kalai_smorodinsky(gains: Floats, power: Floats) -> Bools:  # noqa: ARG001 - all rules alike
    """Say which packages are the leximin of shares of what each party could gain at best."""
    return leximin(gains / gains.max(axis=0, initial=0.0)) if len(gains) else np.zeros(0, bool)


def places(gains: Floats) -> Floats:
    """Return the place of each package for each party: 1 for the best of them. Shape as given."""
    found = [np.unique(-column, return_inverse=True)[1] + 1.0 for column in gains.T]
    return np.column_stack(found) if found else gains


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.key: rule
        for rule in (
            Rule("nash", cardinal=True, comparable=False, choose=nash),
            Rule("ks", cardinal=True, comparable=False, choose=kalai_smorodinsky),
            Rule(
                "equal-gain",
                cardinal=True,
                comparable=True,
                choose=lambda gains, _: leximin(gains),
            ),
            Rule(
                "utilitarian",
                cardinal=True,
                comparable=True,
                choose=lambda gains, _: greatest(gains.sum(axis=1)),
            ),
            Rule(
                "ranks",
                cardinal=False,
                comparable=False,
                choose=lambda gains, _: leximin(-places(gains)),
            ),
        )
    }
)
