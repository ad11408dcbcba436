"""Checks of what is uncertain: distributions, formulas and correlations."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from goodoffices.errors import Path, dotted, nearest
from goodoffices.model.checks.names import check_each
from goodoffices.model.checks.problems import Findings
from goodoffices.model.distributions import FAMILIES, INFINITY
from goodoffices.model.fields import written
from goodoffices.model.formulas import parse_formula
from goodoffices.model.lever_numbers import lever_row
from goodoffices.model.statements import StatementError
from goodoffices.model.uncertainty import (
    Correlation,
    Distribution,
    Quantity,
    Uncertainty,
)
from goodoffices.model.written import Written

_CLOSE = 1e-9
_LEAST_EIGENVALUE = 1e-12
"""Of correlations that normal scores can be given; below it they have no Cholesky factor."""


def check_uncertainty(conflict: Written, findings: Findings) -> None:
    """Note everything that is wrong with what the conflict says is uncertain."""
    if conflict.uncertainty is None:
        return
    named = [q.name for q in conflict.uncertainty.quantities if not q.place]
    check_each(named, [("quantities", name) for name in named], "quantity", findings)
    before = len(findings.problems)
    for quantity in conflict.uncertainty.quantities:
        _check_distribution(quantity, findings)
    for group, correlation in enumerate(conflict.uncertainty.correlated):
        known = [quantity.name for quantity in conflict.uncertainty.quantities]
        _check_correlation(correlation, known, ("correlated", group), findings)
    _check_groups_apart(conflict.uncertainty, findings)
    if len(findings.problems) == before and _formulas_fit(conflict.uncertainty, findings):
        _check_numbers(conflict, conflict.uncertainty, findings)


def _check_distribution(quantity: Quantity, findings: Findings) -> None:
    distribution, where = quantity.distribution, quantity.where
    family, parameters = distribution.family, distribution.parameters
    if family not in FAMILIES:
        findings.add(where, f"unknown distribution '{family}'", "", nearest(family, FAMILIES))
        return
    here, kind = (*where, family), FAMILIES[family]
    wanted, expected = kind.parameters, kind.expected
    shown = ", ".join(f"{x:g}" for x in parameters)
    if (wanted and len(parameters) != len(wanted)) or not parameters:
        count = len(parameters)
        findings.add(here, f"{count} number{'' if count == 1 else 's'} for {family}", expected)
        return
    if not all(map(math.isfinite, parameters)) or not kind.fits(parameters):
        findings.add(here, f"{family} of {shown}", expected)
        return
    _check_weights(distribution, where, findings)
    _check_bounds(distribution, where, shown, findings)


def _check_bounds(distribution: Distribution, where: Path, shown: str, findings: Findings) -> None:
    """Note bounds that cannot be, or a nominal value beyond them."""
    family, parameters = distribution.family, distribution.parameters
    (low, high), value = distribution.within, distribution.value
    ends, listed = distribution.support, distribution.kind.breadth == "values"
    drawn = distribution.varies and not listed
    if not low < high:
        found = f"bounds {low:g} and {high:g}"
        findings.add((*where, "within"), found, "two numbers, the lower first; null for none")
    elif drawn and ends[0] >= ends[1]:
        found = f"bounds {low:g} and {high:g}, within which {family} of {shown} never falls"
        findings.add((*where, "within"), found, "bounds that leave something of the distribution")
    elif listed and not all(low <= x <= high for x in parameters):
        found, remedy = "a value to choose out of bounds", "leave the value out"
        findings.add((*where, "within"), found, "bounds that hold every value", remedy)
    elif value is not None and not ends[0] <= value <= ends[1]:
        found = f"the nominal value {value:g}, which {family} of {shown} cannot take"
        findings.add((*where, "value"), found, "a value that can be drawn")


def _check_weights(distribution: Distribution, where: Path, findings: Findings) -> None:
    weights, values = distribution.weights, distribution.parameters
    if not weights:
        return
    fits = all(math.isfinite(w) and w >= 0 for w in weights) and sum(weights) > 0
    if distribution.kind.breadth != "values":
        findings.add((*where, "weights"), "weights beside no choice", "", "leave them out")
    elif len(weights) != len(values) or not fits:
        expected = f"{len(values)} weights of 0 or more, not all 0: one for each value"
        found = f"weights {', '.join(f'{w:g}' for w in weights)}"
        findings.add((*where, "weights"), found, expected)


def _check_correlation(
    group: Correlation, known: Iterable[str], where: Path, findings: Findings
) -> None:
    names = list(known)
    for k, name in enumerate(group.quantities):
        if name not in names:
            found = f"unknown quantity '{name}'"
            findings.add((*where, "quantities", k), found, "a quantity", nearest(name, names))
    matrix = np.array(group.matrix, float) if len({len(r) for r in group.matrix}) == 1 else None
    size = len(group.quantities)
    expected = "a symmetric matrix, a row per quantity, 1 on the diagonal, between -1 and 1"
    if matrix is None or matrix.shape != (size, size) or not np.isfinite(matrix).all():
        findings.add((*where, "correlation"), "a matrix of another shape", expected)
    elif (matrix != matrix.T).any() or (np.diag(matrix) != 1).any() or (abs(matrix) > 1).any():
        findings.add((*where, "correlation"), "no matrix of correlations", expected)
    elif np.linalg.eigvalsh(matrix)[0] <= _LEAST_EIGENVALUE:
        found = "correlations that cannot all be true at once"
        findings.add((*where, "correlation"), found, "a positive definite matrix", "weaken some")


def _check_groups_apart(uncertainty: Uncertainty, findings: Findings) -> None:
    seen: set[str] = set()
    for group, correlation in enumerate(uncertainty.correlated):
        for k, name in enumerate(correlation.quantities):
            if name in seen:
                found = f"quantity '{name}' in a second place"
                where = ("correlated", group, "quantities", k)
                findings.add(where, found, "each quantity in one group", "join the groups")
            seen.add(name)


def _formulas_fit(uncertainty: Uncertainty, findings: Findings) -> bool:
    """Note formulas that cannot be read; say whether there are none."""
    before = len(findings.problems)
    named = [quantity.name for quantity in uncertainty.quantities if not quantity.place]
    for use in uncertainty.uses:
        try:
            parse_formula(use.formula, named)
        except StatementError as error:
            findings.unreadable(use.place, use.formula, error)
    return len(findings.problems) == before


def _formulas_finite(uncertainty: Uncertainty, findings: Findings) -> bool:
    """Note formulas that divide by zero; say whether there are none."""
    before = len(findings.problems)
    for place, formula in uncertainty.formulas.items():
        try:
            formula.evaluate(uncertainty.nominal)
        except ZeroDivisionError:
            findings.add(place, "a formula that divides by zero", "a finite number")
    return len(findings.problems) == before


def _check_numbers(conflict: Written, uncertainty: Uncertainty, findings: Findings) -> None:
    """Note uncertain numbers that are not there, are another number, or can leave their range."""
    if not _formulas_finite(uncertainty, findings):
        return
    nominal = uncertainty.numbers(uncertainty.nominal)
    there, told = written(conflict), {problem.where for problem in findings.problems}
    for place, (low, high) in uncertainty.supports().items():
        if place not in there:
            findings.add(
                place, f"no number at {dotted(place)}", "a weight, payoff or lever's number"
            )
        elif abs(there[place] - nominal[place]) > _CLOSE * max(1.0, abs(nominal[place])):
            found = f"{there[place]:g} at {dotted(place)}, and {nominal[place]:g} by its quantities"
            findings.add(place, found, "the nominal value")
        row = lever_row(place)
        if row is not None and place not in told and not row.holds(low, high):
            endless = low == -INFINITY and high == INFINITY
            reach = "any number" if endless else f"anything from {low:g} to {high:g}"
            found = f"{place[-1]} of '{place[2]}' that can be {reach}"
            ends = ("null" if abs(end) == INFINITY else f"{end:g}" for end in (row.least, row.most))
            findings.add(
                place, found, f"a distribution {row.bounds}", f"add within: [{', '.join(ends)}]"
            )
        if place[-1] == "execute" and high > 0:
            _check_bearer(conflict, str(place[2]), findings)


def _check_bearer(conflict: Written, name: str, findings: Findings) -> None:
    """Note a cost that may be more than nothing to a holder whose preferences have no numbers."""
    levers = conflict.mediation.levers
    holders = {lever.held_by for lever in levers if lever.name == name and not lever.execute}
    for dm in conflict.decision_makers:
        if dm.name in holders and not dm.preferences.cardinal:
            found = f"{dm.name} may bear an execution cost of lever '{name}' in its own payoffs"
            remedy = f"give {dm.name} weights or payoffs, or leave cost.execute out"
            where = ("mediation", "levers", name, "held_by")
            findings.add(where, found, "a holder with weights or payoffs", remedy)
