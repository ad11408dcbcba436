"""What a model may say of the unknown: nominal values, supports, and every check."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import ModelError, Path
from goodoffices.model.conflict import Conflict
from goodoffices.model.formulas import Interval
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Prioritized, Ranking, Weights
from goodoffices.model.uncertainty import (
    Correlation,
    Distribution,
    Quantity,
    Uncertainty,
    Use,
    own_quantity,
)
from goodoffices.model.written import Mediation
from tests.model.making import making, party, problem, problems

HALF = Correlation(("p", "q"), ((1.0, 0.5), (0.5, 1.0)))
WEIGHT: Path = ("decision_makers", "A", "preferences", "weights", "x")
INFINITY = math.inf


@pytest.mark.parametrize(
    ("distribution", "nominal", "support"),
    [
        (Distribution("fixed", (3.0,)), 3, (3, 3)),
        (Distribution("uniform", (1.0, 4.0)), 2.5, (1, 4)),
        (Distribution("triangular", (1.0, 2.0, 6.0)), 2, (1, 6)),
        (Distribution("normal", (1.0, 2.0)), 1, (-INFINITY, INFINITY)),
        (Distribution("lognormal", (3.0, 0.5)), 3, (0, INFINITY)),
        (Distribution("beta", (1.0, 3.0)), 0.25, (0, 1)),
        (Distribution("choice", (5.0, 1.0, 3.0)), 5, (1, 5)),
        (Distribution("choice", (5.0, 1.0, 3.0), (1.0, 2.0, 2.0)), 1, (1, 5)),
        (Distribution("normal", (1.0, 2.0), within=(2.0, INFINITY)), 2, (2, INFINITY)),
        (Distribution("normal", (1.0, 2.0), within=(-INFINITY, 0.0)), 0, (-INFINITY, 0)),
        (Distribution("beta", (1.0, 1.0), within=(-2.0, 0.25)), 0.25, (0, 0.25)),
        (Distribution("uniform", (1.0, 4.0), value=1.5), 1.5, (1, 4)),
        (Distribution("lognormal", (3.0, 0.5), within=(-1.0, 9.0), value=4.0), 4, (0, 9)),
    ],
)
def test_nominal_values_and_supports(
    distribution: Distribution, nominal: float, support: Interval
) -> None:
    assert distribution.nominal == nominal
    assert distribution.support == support
    assert support[0] <= nominal <= support[1]


def test_what_a_file_says_of_a_distribution() -> None:
    plain = Distribution("triangular", (1.0, 2.0, 6.0))
    assert plain.to_dict() == {"triangular": [1.0, 2.0, 6.0]}
    assert Distribution("fixed", (3.0,)).to_dict() == {"fixed": 3.0}
    cut = Distribution("choice", (1.0, 2.0), (2.0, 1.0), (-INFINITY, 5.0), 2.0)
    assert cut.to_dict() == {
        "choice": [1.0, 2.0],
        "weights": [2.0, 1.0],
        "within": [None, 5.0],
        "value": 2.0,
    }


def conflict(
    *quantities: Quantity,
    uses: tuple[Use, ...] = (),
    correlated: tuple[Correlation, ...] = (),
    weight: float = 2.0,
    **rules: Any,
) -> Conflict:
    uncertainty = Uncertainty(quantities, uses, correlated)
    return making(
        party("A", "x", Weights((("x", weight),))),
        party("B", "y", Weights((("y", 1.0),))),
        uncertainty=uncertainty,
        **rules,
    )


def faults(*quantities: Quantity, **rest: Any) -> list[tuple[Path, str, str]]:
    """List the problems of a conflict with these quantities, with places and what is expected."""
    with pytest.raises(ModelError) as caught:
        conflict(*quantities, **rest)
    return [(p.where, p.found, p.expected) for p in caught.value.problems]


def named(family: str, *parameters: float, **rest: Any) -> Quantity:
    return Quantity("p", Distribution(family, parameters, **rest))


@pytest.mark.parametrize(
    ("quantity", "where", "found", "expected"),
    [
        (named("gaussian", 1, 2), (), "unknown distribution 'gaussian'", ""),
        (named("uniform", 1), ("uniform",), "1 number for uniform", "low below high"),
        (named("uniform"), ("uniform",), "0 numbers for uniform", "low below high"),
        (named("uniform", 2, 1), ("uniform",), "uniform of 2, 1", "low below high"),
        (named("uniform", 1, 1), ("uniform",), "uniform of 1, 1", "low below high"),
        (named("uniform", 1, INFINITY), ("uniform",), "uniform of 1, inf", "low below high"),
        (named("triangular", 1, 2), ("triangular",), "2 numbers for triangular", "mode"),
        (named("triangular", 1, 3, 2), ("triangular",), "triangular of 1, 3, 2", "mode"),
        (named("triangular", 3, 1, 4), ("triangular",), "triangular of 3, 1, 4", "mode"),
        (named("triangular", 1, 1, 1), ("triangular",), "triangular of 1, 1, 1", "low below"),
        (named("normal", 1, 0), ("normal",), "normal of 1, 0", "the latter above 0"),
        (named("normal", math.nan, 1), ("normal",), "normal of nan, 1", "the latter above 0"),
        (named("lognormal", 0, 1), ("lognormal",), "lognormal of 0, 1", "both above 0"),
        (named("lognormal", 1, -1), ("lognormal",), "lognormal of 1, -1", "both above 0"),
        (named("lognormal", 1, 700), ("lognormal",), "lognormal of 1, 700", "the latter below 700"),
        (named("beta", 0, 1), ("beta",), "beta of 0, 1", "both above 0"),
        (named("beta", 1, 2, 3), ("beta",), "3 numbers for beta", "both above 0"),
        (named("choice"), ("choice",), "0 numbers for choice", "one value or more"),
        (named("choice", 1, INFINITY), ("choice",), "choice of 1, inf", "one value or more"),
        (named("fixed", math.nan), ("fixed",), "fixed of nan", "a finite number"),
        (
            named("choice", 1, 2, weights=(1.0,)),
            ("weights",),
            "weights 1",
            "2 weights of 0 or more, not all 0",
        ),
        (named("choice", 1, 2, weights=(0.0, 0.0)), ("weights",), "weights 0, 0", "not all 0"),
        (named("choice", 1, 2, weights=(-1.0, 2.0)), ("weights",), "weights -1, 2", "0 or more"),
        (named("choice", 1, 2, weights=(1, INFINITY)), ("weights",), "weights 1, inf", "0 or more"),
        (named("uniform", 0, 1, weights=(1.0, 1.0)), ("weights",), "weights beside no choice", ""),
        (named("normal", 0, 1, within=(2.0, 1.0)), ("within",), "bounds 2 and 1", "lower first"),
        (named("normal", 0, 1, within=(2.0, 2.0)), ("within",), "bounds 2 and 2", "lower first"),
        (
            named("normal", 0, 1, within=(math.nan, 2.0)),
            ("within",),
            "bounds nan and 2",
            "lower first",
        ),
        (
            named("uniform", 0, 1, within=(3.0, 4.0)),
            ("within",),
            "bounds 3 and 4, within which uniform of 0, 1 never falls",
            "leave something",
        ),
        (
            named("uniform", 0, 1, within=(1.0, 2.0)),
            ("within",),
            "bounds 1 and 2, within which uniform of 0, 1 never falls",
            "leave something",
        ),
        (
            named("beta", 2, 2, within=(-2.0, 0.0)),
            ("within",),
            "bounds -2 and 0, within which beta of 2, 2 never falls",
            "leave something",
        ),
        (
            named("choice", 0, 5, within=(1.0, 9.0)),
            ("within",),
            "a value to choose out of bounds",
            "bounds that hold every value",
        ),
        (
            named("uniform", 0, 1, value=2.0),
            ("value",),
            "the nominal value 2, which uniform of 0, 1 cannot take",
            "a value that can be drawn",
        ),
        (
            named("normal", 0, 1, within=(0.0, 1.0), value=-1.0),
            ("value",),
            "the nominal value -1, which normal of 0, 1 cannot take",
            "a value that can be drawn",
        ),
    ],
)
def test_a_distribution_that_is_none(
    quantity: Quantity, where: Path, found: str, expected: str
) -> None:
    ((place, told, wanted),) = faults(quantity)
    assert place == ("quantities", "p", *where)
    assert told == found
    assert expected in wanted


def test_a_number_that_is_uncertain_by_itself_is_named_by_its_place() -> None:
    quantity = own_quantity(WEIGHT, Distribution("uniform", (3.0, 1.0)))
    assert quantity.name == "decision_makers.A.preferences.weights.x"
    assert quantity.where == WEIGHT
    ((place, _, _),) = faults(quantity)
    assert place == (*WEIGHT, "uniform")


def test_names_of_quantities() -> None:
    odd = [Quantity(name, Distribution("fixed", (1.0,))) for name in ("1st", "if", "p", "p")]
    found = faults(*odd)
    assert [place for place, _, _ in found] == [("quantities", n) for n in ("1st", "if", "p")]
    assert "quantity name '1st'" in found[0][1]


P, Q = named("uniform", 0, 1), Quantity("q", Distribution("uniform", (0.0, 1.0)))


@pytest.mark.parametrize(
    ("group", "where", "found"),
    [
        (Correlation(("p", "r"), HALF.matrix), ("quantities", 1), "unknown quantity 'r'"),
        (Correlation(("p", "q"), ((1.0,),)), ("correlation",), "a matrix of another shape"),
        (
            Correlation(("p", "q"), ((1.0, 0.0), (1.0,))),
            ("correlation",),
            "a matrix of another shape",
        ),
        (
            Correlation(("p", "q"), ((1.0, math.nan), (math.nan, 1.0))),
            ("correlation",),
            "a matrix of another shape",
        ),
        (
            Correlation(("p", "q"), ((1.0, 0.5), (0.4, 1.0))),
            ("correlation",),
            "no matrix of correlations",
        ),
        (
            Correlation(("p", "q"), ((2.0, 0.5), (0.5, 1.0))),
            ("correlation",),
            "no matrix of correlations",
        ),
        (
            Correlation(("p", "q"), ((1.0, 1.5), (1.5, 1.0))),
            ("correlation",),
            "no matrix of correlations",
        ),
        (
            Correlation(("p", "q"), ((1.0, 1 - 1e-15), (1 - 1e-15, 1.0))),
            ("correlation",),
            "correlations that cannot all be true at once",
        ),
        (
            Correlation(("p", "p"), HALF.matrix),
            ("quantities", 1),
            "quantity 'p' in a second place",
        ),
    ],
)
def test_correlations_that_cannot_be(group: Correlation, where: Path, found: str) -> None:
    ((place, told, _),) = faults(P, Q, correlated=(group,))
    assert (place, told) == (("correlated", 0, *where), found)


def test_a_quantity_is_in_one_group() -> None:
    ((place, found, _),) = faults(P, Q, correlated=(HALF, HALF))[:1]
    assert (place, found) == (
        ("correlated", 1, "quantities", 0),
        "quantity 'p' in a second place",
    )


def test_formulas_that_make_no_sense() -> None:
    ((place, found, _),) = faults(P, uses=(Use(WEIGHT, "p + r"),))
    assert (place, found) == (WEIGHT, "unknown quantity 'r'")


def test_the_formula_that_divides_by_zero_is_the_one_named() -> None:
    other: Path = ("decision_makers", "B", "preferences", "weights", "y")
    zero = Quantity("p", Distribution("uniform", (-1.0, 1.0)))
    uses = (Use(WEIGHT, "p + 2"), Use(other, "1 / p"))
    ((place, found, _),) = faults(zero, uses=uses)
    assert (place, found) == (other, "a formula that divides by zero")


def test_a_number_is_what_its_quantities_make_it() -> None:
    assert conflict(P, uses=(Use(WEIGHT, "4 * p"),)).payoffs[0].tolist() == [0, 2, 0, 2]
    ((place, found, _),) = faults(P, uses=(Use(WEIGHT, "5 * p"),))
    assert place == WEIGHT
    assert "2 at " in found
    assert "2.5 by its quantities" in found


def test_a_number_has_to_be_there() -> None:
    nowhere: Path = ("decision_makers", "A", "preferences", "weights", "z")
    ((place, found, _),) = faults(own_quantity(nowhere, Distribution("uniform", (1.0, 3.0))))
    assert place == nowhere
    assert "no number at" in found


def test_uncertain_orders_and_rankings() -> None:
    for swaps, told in ((-1, "-1 swaps"), (10**12, "1,000,000,000,000 swaps")):
        found = problem(party("A", "x", Ranking(((1,), (2,)), swaps=swaps)))
        assert found.where == ("decision_makers", "A", "preferences", "swaps")
        assert found.found == told
    for runs in (((0, 2), (1, 2)), ((1, 3),), ((1, 0),), ((-1, 1),)):
        found = problem(party("A", "x", Prioritized(("x", "not x"), runs)))
        assert found.where == ("decision_makers", "A", "preferences", "prioritized")
        assert "overlap" in found.found


LEVER = Lever("aid", "M", "A", "x", 1.0, most=2.0, commit=1.0, execute=1.0, resolve=2.0, belief=0.5)


ON_THE_TABLE = Mediation("x", mediators={"M": ""}, levers=(LEVER,))


def of_the_lever(key: Path, distribution: Distribution) -> Quantity:
    return own_quantity(("mediation", "levers", "aid", *key), distribution)


@pytest.mark.parametrize(
    ("key", "distribution", "found"),
    [
        (("max",), Distribution("normal", (2.0, 1.0)), "max of 'aid' that can be any number"),
        (("cost", "commit"), Distribution("uniform", (-1.0, 3.0)), "from -1 to 3"),
        (("cost", "execute"), Distribution("choice", (1.0, -1.0)), "execute of 'aid'"),
        (("resolve",), Distribution("normal", (2.0, 1.0)), "resolve of 'aid'"),
        (("belief",), Distribution("uniform", (0.0, 1.0001), value=0.5), "from 0 to 1.0001"),
        (("belief",), Distribution("normal", (0.5, 1.0)), "belief of 'aid'"),
    ],
)
def test_a_number_of_a_lever_stays_in_its_range(
    key: Path, distribution: Distribution, found: str
) -> None:
    quantity = of_the_lever(key, distribution)
    ((place, told, _),) = faults(quantity, mediation=ON_THE_TABLE)
    assert place == quantity.place
    assert found in told


@pytest.mark.parametrize(
    ("key", "distribution"),
    [
        (("effect",), Distribution("normal", (1.0, 3.0))),
        (("max",), Distribution("normal", (2.0, 1.0), within=(0.0, INFINITY))),
        (("cost", "commit"), Distribution("lognormal", (1.0, 1.0))),
        (("resolve",), Distribution("uniform", (0.0, 4.0))),
        (("belief",), Distribution("beta", (2.0, 2.0))),
    ],
)
def test_within_its_range_a_number_of_a_lever_is_fine(
    key: Path, distribution: Distribution
) -> None:
    made = conflict(of_the_lever(key, distribution), mediation=ON_THE_TABLE)
    assert made.uncertainty is not None


def test_formulas_are_checked_by_their_bounds() -> None:
    place: Path = ("mediation", "levers", "aid", "belief")
    mediation = Mediation("x", mediators={"M": ""}, levers=(LEVER,))
    conflict(P, uses=(Use(place, "1 - p"),), mediation=mediation)
    ((where, found, _),) = faults(P, uses=(Use(place, "2 * p - 0.5"),), mediation=mediation)
    assert where == place
    assert "from -0.5 to 1.5" in found


def test_a_cost_that_may_fall_on_a_holder_without_numbers() -> None:
    lever = Lever("aid", "B", "A", "x", 1.0, execute=0.0)
    place: Path = ("mediation", "levers", "aid", "cost", "execute")
    quantity = own_quantity(place, Distribution("choice", (0.0, 1.0), value=0.0))
    ordinal = party("B", "y", Prioritized(("x", "y")))
    (found,) = problems(
        party("A", "x", Weights((("x", 1.0),))),
        ordinal,
        mediation=Mediation("x", levers=(lever,)),
        uncertainty=Uncertainty((quantity,)),
    )
    assert found.where == ("mediation", "levers", "aid", "held_by")
    assert "B may bear an execution cost of lever 'aid'" in found.found
    assert "weights or payoffs" in found.remedy


@st.composite
def distributions(draw: st.DrawFn) -> Distribution:
    """Any distribution that is one, cut to bounds that leave something of it."""
    number = st.integers(-20, 20).map(lambda k: k / 4)
    family = draw(st.sampled_from(["uniform", "triangular", "normal", "lognormal", "beta"]))
    if family == "triangular":
        low, mode, high = sorted(draw(st.lists(number, min_size=3, max_size=3)))
        parameters: tuple[float, ...] = (low, mode, high + 0.25)
    elif family == "uniform":
        low = draw(number)
        parameters = (low, low + draw(st.integers(1, 40)) / 4)
    else:
        first = draw(number)
        spread = draw(st.integers(1, 12)) / 4
        parameters = (first if family == "normal" else abs(first) + 0.25, spread)
    centre = Distribution(family, parameters).nominal
    below, above = draw(st.sampled_from([(INFINITY, INFINITY), (0.5, INFINITY), (1.0, 0.25)]))
    return Distribution(family, parameters, (), (centre - below, centre + above))


@given(distributions())
def test_the_nominal_value_can_be_drawn(distribution: Distribution) -> None:
    low, high = distribution.support
    assert low <= distribution.nominal <= high
    assert conflict(dataclasses.replace(P, distribution=distribution)).uncertainty is not None
