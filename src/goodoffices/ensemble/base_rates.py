"""How long peace agreements have lasted: shares counted from public data, and no row of the data.

Of 341 peace agreements of 1975 to 2021 (UCDP Peace Agreement Dataset 22.1) and the years of their
conflicts up to 2024 (UCDP/PRIO Armed Conflict Dataset). An agreement has ended in the first later
year in which its conflict, or one of several, is active again: 25 battle deaths or more. The shares
still quiet are Kaplan & Meier's (1958). There are two clocks: from signature, and from the first
quiet year, which the conflicts of 319 of the agreements had.

Intervals are 95 %. For all agreements they come of a bootstrap over conflicts: agreements of one
conflict go the same way, so that n of them tell less than n independent ones would. How much less,
Kish's design effect (1965), is the bootstrap's variance over that of n independent ones,
((high - low) / 2)^2 n / (z^2 p (1 - p)) with z = 1.96: 6.7 from signature and 9.6 from the first
quiet year, after five years. For each kind the interval is Wilson's of as many fewer agreements.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from goodoffices.answer import Answer
from goodoffices.ensemble.intervals import wilson
from goodoffices.errors import RequestError, nearest

Clock = Literal["signature", "quiet year"]
KINDS = ("all", "full", "partial", "process", "peacekeeping", "shared-government")
CLOCKS: tuple[Clock, ...] = ("signature", "quiet year")
FIVE = 5
_NORMAL = 1.96


class _All(NamedTuple):
    agreements: int
    ended: int
    shares: dict[int, tuple[float, float, float]]


_OVERALL: dict[Clock, _All] = {
    "signature": _All(
        341,
        264,
        {
            1: (0.41, 0.29, 0.58),
            2: (0.36, 0.25, 0.52),
            FIVE: (0.29, 0.19, 0.44),
            10: (0.24, 0.15, 0.35),
        },
    ),
    "quiet year": _All(
        319,
        184,
        {2: (0.66, 0.49, 0.84), FIVE: (0.52, 0.36, 0.70), 10: (0.43, 0.26, 0.62)},
    ),
}
# Agreements, and the share still quiet after five years: from signature, from the first quiet year.
_AT_FIVE: dict[str, tuple[tuple[int, float], tuple[int, float]]] = {
    "full": ((71, 0.35), (68, 0.55)),
    "partial": ((189, 0.29), (176, 0.50)),
    "process": ((81, 0.26), (75, 0.53)),
    "peacekeeping": ((49, 0.37), (45, 0.59)),
    "no peacekeeping": ((292, 0.28), (274, 0.51)),
    "shared-government": ((52, 0.17), (48, 0.42)),
    "no shared-government": ((289, 0.32), (271, 0.53)),
}


@dataclass(frozen=True)
class BaseRate(Answer):
    """The share of some peace agreements that were still quiet after some years.

    Attributes
    ----------
    kind
        One of ``KINDS``; or what lacks a provision, such as ``no peacekeeping``.
    clock
        ``signature``: years since it was signed; ``quiet year``: since the first quiet year.
    years
        How many.
    agreements
        How many were counted.
    ended
        How many of them had ended by 2024; None where only the share is known.
    share
        Of them still quiet, to a hundredth.
    low, high
        Ends of its 95 % interval, to a hundredth.

    Examples
    --------
    >>> rate = go.base_rates().rates[0]
    >>> rate.clock, rate.years, rate.share, rate.low, rate.high
    ('signature', 1, 0.41, 0.29, 0.58)
    """

    kind: str
    clock: Clock
    years: int
    agreements: int
    ended: int | None
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class BaseRates(Answer):
    """How long peace agreements have lasted. They say what was, and nothing of what caused it.

    Attributes
    ----------
    kind
        What was asked for.
    rates
        Of all agreements; then, after five years, of the kinds asked for.

    Examples
    --------
    >>> [(one.kind, one.share) for one in go.base_rates("full").rates if one.years == 5]
    [('all', 0.29), ('all', 0.52), ('full', 0.35), ('full', 0.55)]
    """

    kind: str
    rates: tuple[BaseRate, ...]

    @property
    def overall(self) -> tuple[BaseRate, ...]:
        """Those of all agreements."""
        return tuple(one for one in self.rates if one.kind == "all")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds told of after five years, beside all."""
        return tuple(dict.fromkeys(one.kind for one in self.rates if one.kind != "all"))


def base_rates(kind: str = "all") -> BaseRates:
    """Return how long peace agreements have lasted, as counted from the data of the UCDP.

    Parameters
    ----------
    kind
        ``all``, with every kind after five years; or agreements that settle the whole conflict
        (``full``), a part of it (``partial``) or how to go on talking (``process``); or those with
        a clause on ``peacekeeping`` or ``shared-government``, and beside them those without.

    Raises
    ------
    RequestError
        There is no such kind.

    Examples
    --------
    >>> first = go.base_rates().rates[0]
    >>> first.clock, first.years, first.agreements, first.share, (first.low, first.high)
    ('signature', 1, 341, 0.41, (0.29, 0.58))
    """
    if kind not in KINDS:
        raise RequestError(f"no kind of agreement is called {kind!r}; {nearest(kind, KINDS)}")
    overall = [
        BaseRate("all", clock, years, counted.agreements, counted.ended, *known)
        for clock, counted in _OVERALL.items()
        for years, known in counted.shares.items()
    ]
    asked = [name for name in _AT_FIVE if kind in ("all", name.removeprefix("no "))]
    kinds = [_at_five(name, clock) for name in asked for clock in CLOCKS]
    return BaseRates(kind, (*overall, *kinds))


def design_effect(clock: Clock) -> float:
    """Return how many agreements tell as much as one independent one, after five years."""
    counted = _OVERALL[clock]
    share, low, high = counted.shares[FIVE]
    independent = _NORMAL**2 * share * (1 - share) / counted.agreements
    return ((high - low) / 2) ** 2 / independent


def _at_five(kind: str, clock: Clock) -> BaseRate:
    agreements, share = _AT_FIVE[kind][CLOCKS.index(clock)]
    worth = agreements / design_effect(clock)
    low, high = wilson(np.array(share), np.array(worth), _NORMAL)
    ends = round(float(low), 2), round(float(high), 2)
    return BaseRate(kind, clock, FIVE, agreements, None, share, *ends)
