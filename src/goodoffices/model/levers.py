"""Levers: what a third party, or a decision maker, can put on the table, and on whom.

A lever bites on one decision maker where its statement holds: by ``effect`` per unit of intensity,
in that decision maker's payoff units, weighed by its belief that the lever will be pulled. Negative
effects are pressure, positive ones inducements. With t the intensities, b belief, a effect and [φ]
whether a lever's statement holds,

    u_i(s; t) = u_i(s) + sum over levers l on i of b_l a_l t_l [φ_l(s)]
                       - sum over levers l held by i of execute_l t_l [φ_l(s)].

Its holder would carry a lever out up to the intensity resolve / execute.

Arithmetic rounds, and what cheap levers do is to make payoffs equal. So payoffs that levers have
moved are equal where they differ by rounding and no more (``levelled``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from goodoffices.model.preferences import Condition

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
ROUNDING = 1e-9
"""Of their size: what two payoffs under levers, or intensities, differ by where they are equal."""
_FLOAT = 4 * float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class Lever:
    """One lever.

    Attributes
    ----------
    held_by
        A decision maker or a mediator.
    on
        The decision maker whose payoffs it changes.
    where
        Statement, or states by number, pattern or label; the lever bites where it holds.
    effect
        Change of the target's payoff per unit of intensity; 0 where only the order of its states is
        known: such a lever is never pulled, and plans say what pressure must achieve.
    most
        The greatest intensity.
    commit, execute
        Cost to the holder per unit of intensity: in any case; where the statement holds.
    resolve
        The most the holder would bear to carry the lever out; None: not assessed.
    belief
        Probability, in the target's eyes, that the lever is pulled.
    step
        The lever is set in whole multiples of this; None: any intensity.
    others
        Numbers by name that rows of ``LEVER_NUMBERS`` give a lever beside these, where they
        are not at their defaults.
    record
        How many cases the belief is worth; None: not said.

    Examples
    --------
    >>> fund = go.case("indus-waters-1960").mediation.lever("fund")
    >>> fund.held_by, fund.on, fund.effect, fund.most
    ('Bank', 'Pakistan', 2.0, 9.0)
    >>> fund.standing(8), fund.standing(9)
    ('credible', 'bluff')
    """

    name: str
    held_by: str
    on: str
    where: Condition
    effect: float = 0.0
    most: float = 1.0
    label: str = ""
    commit: float = 0.0
    execute: float = 0.0
    resolve: float | None = None
    belief: float = 1.0
    step: float | None = None
    note: str = ""
    others: tuple[tuple[str, float], ...] = ()
    record: float | None = None

    @property
    def title(self) -> str:
        """The label, or the name where there is none."""
        return self.label or self.name

    @property
    def credible_up_to(self) -> float | None:
        """Greatest intensity the holder would carry out; None where it is not assessed."""
        if self.resolve is None:
            return None
        return self.resolve / self.execute if self.execute > 0 else float("inf")

    @property
    def felt(self) -> float:
        """What a unit of intensity is worth to the one it is on, where it bites."""
        return self.belief * self.effect

    def weight(self, name: str) -> float:
        """Return what a unit of intensity adds to a decision maker's payoff where it bites."""
        return float(weight(self, name))

    def reach(self, *, credible: bool) -> float:
        """Return the greatest intensity, within what its holder would carry out if asked."""
        limit = self.credible_up_to
        return min(self.most, limit) if credible and limit is not None else self.most

    def standing(self, intensity: float) -> str:
        """Return ``credible``, ``bluff`` or ``unassessed`` at an intensity."""
        limit = self.credible_up_to
        if limit is None:
            return "unassessed"
        return "bluff" if is_bluff(intensity, limit) else "credible"


def nominal(lever: Lever, attribute: str) -> float:
    """Return a number of a lever, such as ``effect``, as it is written; infinite where none is."""
    value: float | None = getattr(lever, attribute)
    return float("inf") if value is None else value


Numbers = Callable[[Lever, str], float | Floats]
"""Gives a number of a lever by its attribute: as written, or in many samples at once."""


def weight(lever: Lever, name: str, number: Numbers = nominal) -> float | Floats:
    """Return what a unit of intensity adds to a decision maker's payoff where the lever bites."""
    felt = (lever.on == name) * number(lever, "belief") * number(lever, "effect")
    return felt - (lever.held_by == name) * number(lever, "execute")


def carried_out(resolve: float | Floats, execute: float | Floats) -> Floats:
    """Return the greatest intensities that holders would carry out, infinite where it is free."""
    with np.errstate(divide="ignore", invalid="ignore"):
        limit: Floats = np.where(np.asarray(execute) > 0, np.divide(resolve, execute), np.inf)
    return limit


def is_bluff(intensity: float | Floats, limit: float | Floats) -> Bools:
    """Say whether intensities go beyond what their holders would carry out."""
    return np.greater(intensity, np.multiply(limit, 1 + ROUNDING))


def effect(
    lever: Lever,
    name: str,
    intensity: float | Floats,
    bites: Callable[[Lever], Bools],
    number: Numbers = nominal,
) -> Floats | None:
    """Return what a lever at an intensity adds to a decision maker's payoffs; None for nothing.

    Parameters
    ----------
    name
        The decision maker.
    intensity
        One, or an array of any shape.
    bites
        Says in which states a lever bites. Shape (states,).
    number
        As for ``weight``.

    Returns
    -------
    Shape (states, *shape of the intensities and of the lever's numbers).
    """
    unit = intensity * weight(lever, name, number)
    return np.multiply.outer(bites(lever), unit) if np.count_nonzero(unit) else None


def moved(
    payoffs: Floats,
    name: str,
    pulled: Iterable[tuple[Lever, float | Floats]],
    bites: Callable[[Lever], Bools],
    number: Numbers = nominal,
) -> Floats:
    """Return a decision maker's payoffs with levers pulled, added up in the order of the levers.

    The very same array where they add nothing; levelled where they do. Parameters as for
    ``effect``; states come first.
    """
    units = ((lever, intensity * weight(lever, name, number)) for lever, intensity in pulled)
    felt = [(bites(lever), unit) for lever, unit in units if np.count_nonzero(unit)]
    return lifted(payoffs, felt, middle_of(payoffs)) if felt else payoffs


def middle_of(payoffs: Floats) -> Floats:
    """Return the middle payoff, the upper of two. Shape as of the payoffs in one state."""
    half = len(payoffs) // 2
    middle: Floats = np.partition(payoffs, half, axis=0)[half]
    return middle


def median(numbers: Floats) -> float:
    """Return the number in the middle, or the mean of the two that are.

    It is what ``numpy.median`` gives, which first loads masked arrays.

    Examples
    --------
    >>> import numpy as np
    >>> from goodoffices.model.levers import median
    >>> median(np.array([4.0, 1.0, 8.0])), median(np.array([4.0, 1.0]))
    (4.0, 2.5)
    """
    ordered, half = np.sort(numbers), len(numbers) // 2
    return float(ordered[half] if len(numbers) % 2 else (ordered[half - 1] + ordered[half]) / 2)


def lifted(payoffs: Floats, felt: Sequence[tuple[Bools, float | Floats]], middle: Floats) -> Floats:
    """Return payoffs with something added in some of the states, in this order, and levelled.

    Parameters
    ----------
    payoffs
        Shape (states, ...).
    felt
        The states, shape (states,), and what is added there, of a shape that fits.
    middle
        As from ``middle_of``.
    """
    shape = np.broadcast_shapes(payoffs.shape[1:], *(np.shape(unit) for _, unit in felt))
    before = np.broadcast_to(payoffs, (len(payoffs), *shape))
    after = before.copy()
    for states, unit in felt:
        after[states] += unit
    ordered = np.sort(after, axis=0)
    gaps = np.diff(ordered, axis=0)
    reach = np.abs(before - middle).max(axis=0) + sum(np.abs(unit) for _, unit in felt)
    largest = np.maximum(np.abs(ordered[0]), np.abs(ordered[-1]))
    most = 2 * (ROUNDING * reach + _FLOAT * largest)  # of what two payoffs may be off together
    doubtful = ((gaps > 0) & (gaps <= most)).any(axis=0)
    if not doubtful.any():  # sorting alone is quick
        return after
    change = sum(
        np.multiply.outer(states, np.abs(np.broadcast_to(unit, shape)[doubtful]))
        for states, unit in felt
    )
    apart = np.abs(before[..., doubtful] - np.broadcast_to(middle, shape)[doubtful])
    near = after[..., doubtful]
    after[..., doubtful] = _with_levels(near, ROUNDING * (apart + change) + _FLOAT * np.abs(near))
    return after


def levelled(payoffs: Floats, size: Floats) -> Floats:
    """Return payoffs in which those that differ by rounding and no more are the same.

    Two differ by no more where that is within ``ROUNDING`` of the sum of their sizes, or within
    what a float can hold; so are those that others in between join.

    Parameters
    ----------
    payoffs
        Shape (states, ...).
    size
        How far each is from the middle payoff, and how far levers have moved it. A catastrophe
        elsewhere makes no difference. Same shape, or one that broadcasts to it.

    Examples
    --------
    >>> import numpy as np
    >>> from goodoffices.model.levers import levelled
    >>> levelled(np.array([3.0, 4.0 - 0.6 * (1 / 0.6), -1e7]), np.array([0.0, 1.0, 1e7]))
    array([ 3.e+00,  3.e+00, -1.e+07])
    """
    sizes = np.broadcast_to(ROUNDING * size + _FLOAT * np.abs(payoffs), payoffs.shape)
    gaps = np.diff(np.sort(payoffs, axis=0), axis=0)
    doubtful = ((gaps > 0) & (gaps <= 2 * sizes.max(axis=0))).any(axis=0)
    if not doubtful.any():  # sorting alone is quick
        return payoffs
    result = payoffs.copy()
    result[..., doubtful] = _with_levels(payoffs[..., doubtful], sizes[..., doubtful])
    return result


def _with_levels(payoffs: Floats, sizes: Floats) -> Floats:
    """Return payoffs levelled, given how far each may be off. Shape (states, cases)."""
    order = np.argsort(payoffs, axis=0)
    ordered = np.take_along_axis(payoffs, order, 0)
    sizes = np.take_along_axis(sizes, order, 0)
    gaps = np.diff(ordered, axis=0)
    near = (gaps > 0) & (gaps <= sizes[1:] + sizes[:-1])
    if not near.any():
        return payoffs
    places = np.arange(len(payoffs))[:, None]
    first = np.where(np.insert(near | (gaps == 0), 0, values=False, axis=0), 0, places)
    level = np.take_along_axis(ordered, np.maximum.accumulate(first, axis=0), 0)
    result = np.empty_like(payoffs)
    np.put_along_axis(result, order, level, 0)
    return result


@dataclass(frozen=True)
class Claim:
    """Something said about the conflict, and how to test it.

    Attributes
    ----------
    claim
        What is claimed, in words.
    test
        ``plan``, ``shortfall``, ``bluff`` or ``escalates``.
    request
        Arguments of the test by name, such as ``held_by`` or ``concept``.

    Examples
    --------
    >>> go.case("indus-waters-1960").mediation.claims[2]
    Claim(claim='Loans to India do not.', test='shortfall', request={'levers': ('loan',)})
    """

    claim: str
    test: str
    request: Mapping[str, object] = field(default_factory=dict)
