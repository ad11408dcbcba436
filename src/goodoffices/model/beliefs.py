"""How a belief moves with what happens: three rules, each for another kind of observation.

*Type.* A lever is meant or a bluff. What is seen, with probability λ₁ if it is meant and λ₀ if it
is a bluff, moves the belief b by Bayes' rule, one observation after the other, each taken as
independent of those before given which it is:

    b' = b λ₁ / (b λ₁ + (1 - b) λ₀)

*Record.* Threats fall due again and again, each carried out at one unknown rate, of which a beta
distribution of mean b₀ worth n₀ cases is known. After k of n were carried out, each weighed by its
relevance (Raiffa & Schlaifer 1961, the beta as conjugate of Bernoulli trials):

    b' = (n₀ b₀ + k) / (n₀ + n)                  beta(a, c) becomes beta(a + k, c + n - k)

*Resolve.* What was carried out at cost e t was within resolve, and what its holder shrank from was
not: the distribution of resolve is cut at e t. The belief that goes with it is P(resolve ≥ e t).

Beliefs that are numbers are computed in exact fractions; of a distribution the same map is written
as a formula over it in which it stands once, so that its bounds are exact.
"""

from __future__ import annotations

import dataclasses
from fractions import Fraction

from goodoffices.errors import ModelError, Path, Problem
from goodoffices.model.conflict import Conflict
from goodoffices.model.distributions import INFINITY
from goodoffices.model.events import Due, Evidence
from goodoffices.model.lever_numbers import lever_number
from goodoffices.model.levers import Lever
from goodoffices.model.sheet import Sheet, inner
from goodoffices.model.uncertainty import Distribution

_SIMPLE = 10**7  # denominators up to here are read off a float


def exact(number: float) -> Fraction:
    """Return the fraction that a float stands for: the simplest one, or its decimals.

    Examples
    --------
    >>> exact(0.3), exact(3 / 13)
    (Fraction(3, 10), Fraction(3, 13))
    """
    simple = Fraction(number).limit_denominator(_SIMPLE)
    return simple if float(simple) == number else Fraction(repr(number))


def by_type(belief: Fraction, if_meant: Fraction, if_bluff: Fraction) -> Fraction:
    """Return a belief after evidence. Raises ZeroDivisionError for what could not have been seen.

    Examples
    --------
    >>> by_type(Fraction(1, 2), Fraction(1, 10), Fraction(3, 10))
    Fraction(1, 4)
    """
    return belief * if_meant / (belief * if_meant + (1 - belief) * if_bluff)


def by_record(belief: Fraction, worth: Fraction, carried: Fraction, due: Fraction) -> Fraction:
    """Return a belief worth so many cases after so many fell due, of which some were carried out.

    Examples
    --------
    >>> by_record(Fraction(1, 4), Fraction(4), Fraction(1), Fraction(3))
    Fraction(2, 7)
    """
    return (worth * belief + carried) / (worth + due)


def after_evidence(sheet: Sheet, lever: Lever, seen: Evidence) -> None:
    """Write the belief in a lever after evidence. Raises ModelError where it cannot have been."""
    place = lever_number("belief").place(lever.name)
    meant, bluff = exact(seen.if_meant), exact(seen.if_bluff)
    content = sheet.get(place)
    if isinstance(content, float | int):
        try:
            sheet.put(place, float(by_type(exact(content), meant, bluff)))
        except ZeroDivisionError:
            found = f"evidence on '{lever.name}' that could not be seen where belief is {content:g}"
            expected = "evidence with some chance at that belief"
            raise ModelError([Problem(("evidence", lever.name), found, expected)]) from None
    elif not (meant and bluff):
        sheet.put(place, float(meant > 0))
    elif meant != bluff:
        belief = inner(str(sheet.term(place, f"belief_in_{lever.name}")))
        sheet.put(place, _odds_formula(belief, meant / bluff))


def _odds_formula(belief: str, ratio: Fraction) -> str:
    """Write n b / (d + (n - d) b), of odds times n / d, with b in it once."""
    n, d = ratio.as_integer_ratio()
    ahead, sign = (f"{n}/{n - d}", "+") if n > d else (f"-{n}/{d - n}", "-")
    return f"{ahead} * (1 - {d}/({d} {sign} {abs(n - d)} * {belief}))"


def after_due(sheet: Sheet, lever: Lever, due: Due) -> float | None:
    """Write the belief in a lever after it fell due; return how many cases it is worth then.

    None where the belief is a beta distribution, which says that itself.

    Raises
    ------
    ModelError
        It is not said how many cases the belief is worth.
    """
    place = lever_number("belief").place(lever.name)
    content, cases = sheet.get(place), exact(due.relevance)
    carried = cases if due.carried_out else Fraction(0)
    if isinstance(content, Distribution) and content.family == "beta" and _whole(content):
        a, c = map(exact, content.parameters)
        now = (float(a + carried), float(c + cases - carried))
        sheet.put(place, dataclasses.replace(content, parameters=now))
        return None
    if lever.record is None:
        found = f"'{lever.name}' fell due, and nothing says how many cases its belief is worth"
        remedy = f"add record: to lever {lever.name}, or give its belief as {{beta: [a, b]}}"
        raise ModelError([Problem(("due", lever.name), found, "a record", remedy)])
    worth = exact(lever.record)
    if isinstance(content, float | int):
        sheet.put(place, float(by_record(exact(content), worth, carried, cases)))
    else:
        belief = inner(str(sheet.term(place, f"belief_in_{lever.name}")))
        sheet.put(place, f"({_n(worth)} * {belief} + {_n(carried)}) / {_n(worth + cases)}")
    return float(worth + cases)


def _n(number: Fraction) -> str:
    return f"{float(number):.12g}"


def _whole(distribution: Distribution) -> bool:
    return distribution.within == (-INFINITY, INFINITY) and distribution.value is None


def after_cost(sheet: Sheet, lever: Lever, due: Due) -> None:
    """Cut what the holder of a lever would bear by what it bore, or shrank from.

    Raises
    ------
    ModelError
        Its resolve is no distribution, or one that leaves no room for that.
    """
    if due.intensity is None:
        return
    cost = lever.execute * due.intensity
    where: Path = ("due", lever.name, "intensity")
    did = "carried out" if due.carried_out else "not carried out"
    found = f"'{lever.name}' {did} at a cost of {cost:g}"
    if lever.resolve is None:
        remedy = f"add resolve: to lever {lever.name}, or leave intensity out"
        raise ModelError([Problem(where, f"{found}, and no resolve", "a resolve", remedy)])
    place = lever_number("resolve").place(lever.name)
    content = sheet.get(place)
    if not isinstance(content, Distribution):
        known = sheet.nominal(content)
        if (known >= cost) == due.carried_out:
            return
        remedy = "give resolve a distribution, or change it in this entry"
        raise ModelError([Problem(where, f"{found}, and a resolve of {known:g}", "", remedy)])
    kept = _cut(content, cost, above=due.carried_out)
    if kept is None:
        low, high = content.support
        told = f"{found}, and a resolve between {low:g} and {high:g}"
        remedy = "widen resolve, or change it in this entry"
        raise ModelError([Problem(where, told, "", remedy)])
    sheet.put(place, kept)


def _cut(distribution: Distribution, bound: float, *, above: bool) -> Distribution | None:
    """Return a distribution from a bound upwards, or below it; None where nothing is left."""
    low, high = distribution.within
    if distribution.kind.breadth == "values":
        weights = distribution.weights or (1.0,) * len(distribution.parameters)
        both = zip(distribution.parameters, weights, strict=True)
        pairs = [(x, w) for x, w in both if (x >= bound) == above]
        if not pairs or not sum(w for _, w in pairs):
            return None
        values, kept = zip(*pairs, strict=True)
        return dataclasses.replace(
            distribution, parameters=values, weights=kept if distribution.weights else ()
        )
    ends = (max(low, bound), high) if above else (low, min(high, bound))
    cut = dataclasses.replace(distribution, within=ends)
    if not cut.support[0] < cut.support[1]:
        return None
    value = distribution.value
    if value is None:
        return cut
    return dataclasses.replace(cut, value=min(max(value, ends[0]), ends[1]))


def consistent(conflict: Conflict, lever: Lever) -> float | None:
    """Return P(resolve ≥ execute · max): the belief that goes with what its holder would bear.

    At the nominal cost of carrying it out to the full. None where resolve is known or not assessed.

    Examples
    --------
    >>> istanbul = go.case("istanbul-2025")
    >>> round(consistent(istanbul, istanbul.mediation.lever("walk_away_threat")), 6)
    0.166667
    """
    if lever.resolve is None or conflict.uncertainty is None:
        return None
    content = Sheet(conflict).get(lever_number("resolve").place(lever.name))
    if not isinstance(content, Distribution) or not content.varies:
        return None
    return at_least(content, lever.execute * lever.most)


def at_least(distribution: Distribution, bound: float) -> float:
    """Return the probability of at least so much, within the bounds of the distribution."""
    kind, given = distribution.kind, distribution.parameters
    if kind.breadth == "values":
        weights = distribution.weights or (1.0,) * len(given)
        return sum(w for x, w in zip(given, weights, strict=True) if x >= bound) / sum(weights)
    below, above = distribution.kept
    here = min(max(kind.cumulative(given, bound), below), above)
    return (above - here) / (above - below)
