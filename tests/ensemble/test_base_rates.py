"""Base rates: the counts as given, and intervals worked out by hand from Wilson's formula."""

import math

import pytest

from goodoffices.cli import baserates
from goodoffices.ensemble import base_rates as base_rates_module
from goodoffices.ensemble.base_rates import BaseRate, base_rates, design_effect
from goodoffices.errors import RequestError


def one(kind: str, clock: str, years: int = 5) -> BaseRate:
    (found,) = (
        rate
        for rate in base_rates().rates
        if (rate.kind, rate.clock, rate.years) == (kind, clock, years)
    )
    return found


def test_all_agreements_are_as_counted() -> None:
    told = [
        (rate.clock, rate.years, rate.agreements, rate.ended, rate.share, rate.low, rate.high)
        for rate in base_rates().overall
    ]
    assert told == [
        ("signature", 1, 341, 264, 0.41, 0.29, 0.58),
        ("signature", 2, 341, 264, 0.36, 0.25, 0.52),
        ("signature", 5, 341, 264, 0.29, 0.19, 0.44),
        ("signature", 10, 341, 264, 0.24, 0.15, 0.35),
        ("quiet year", 2, 319, 184, 0.66, 0.49, 0.84),
        ("quiet year", 5, 319, 184, 0.52, 0.36, 0.70),
        ("quiet year", 10, 319, 184, 0.43, 0.26, 0.62),
    ]


@pytest.mark.parametrize(
    ("kind", "signed", "quiet"),
    [
        ("full", (71, 0.35), (68, 0.55)),
        ("partial", (189, 0.29), (176, 0.50)),
        ("process", (81, 0.26), (75, 0.53)),
        ("peacekeeping", (49, 0.37), (45, 0.59)),
        ("no peacekeeping", (292, 0.28), (274, 0.51)),
        ("shared-government", (52, 0.17), (48, 0.42)),
        ("no shared-government", (289, 0.32), (271, 0.53)),
    ],
)
def test_kinds_are_as_counted(
    kind: str, signed: tuple[int, float], quiet: tuple[int, float]
) -> None:
    assert (one(kind, "signature").agreements, one(kind, "signature").share) == signed
    assert (one(kind, "quiet year").agreements, one(kind, "quiet year").share) == quiet


@pytest.mark.parametrize(
    "parts",
    [
        ("full", "partial", "process"),
        ("peacekeeping", "no peacekeeping"),
        ("shared-government", "no shared-government"),
    ],
)
def test_kinds_add_up_to_all_agreements(parts: tuple[str, ...]) -> None:
    for clock in ("signature", "quiet year"):
        whole = one("all", clock)
        rates = [one(kind, clock) for kind in parts]
        assert sum(rate.agreements for rate in rates) == whole.agreements
        mean = sum(rate.agreements * rate.share for rate in rates) / whole.agreements
        assert mean == pytest.approx(whole.share, abs=0.011)  # of shares to a hundredth


def test_one_conflict_s_agreements_count_as_one_says_the_bootstrap() -> None:
    # 0.125^2 x 341 / (1.96^2 x 0.29 x 0.71) and 0.17^2 x 319 / (1.96^2 x 0.52 x 0.48)
    assert design_effect("signature") == pytest.approx(6.7361, abs=1e-4)
    assert design_effect("quiet year") == pytest.approx(9.6146, abs=1e-4)


def test_intervals_by_kind_are_wilson_s_of_fewer_agreements() -> None:
    for kind in ("full", "process", "shared-government", "no peacekeeping"):
        for clock, effect in (("signature", 6.7361), ("quiet year", 9.6146)):
            rate = one(kind, clock)
            for end in (rate.low, rate.high):
                # The ends of Wilson's interval are where |p - end| is 1.96 standard errors of end.
                error = math.sqrt(end * (1 - end) * effect / rate.agreements)
                assert abs(rate.share - end) == pytest.approx(1.96 * error, abs=0.011)
    assert (one("full", "signature").low, one("full", "signature").high) == (0.14, 0.64)
    assert (one("full", "quiet year").low, one("full", "quiet year").high) == (0.24, 0.83)


def test_a_kind_stands_beside_all_and_beside_those_without_it() -> None:
    assert base_rates("full").kinds == ("full",)
    assert base_rates("peacekeeping").kinds == ("peacekeeping", "no peacekeeping")
    assert len(base_rates().kinds) == 7
    assert base_rates("full").overall == base_rates().overall


def test_no_such_kind() -> None:
    message = "no kind of agreement is called 'peace-keeping'; did you mean 'peacekeeping'?"
    with pytest.raises(RequestError, match=message.replace("?", r"\?")):
        base_rates("peace-keeping")


def test_the_command_offers_every_kind() -> None:
    assert baserates.KINDS == base_rates_module.KINDS
