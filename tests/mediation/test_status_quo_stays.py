"""The plainest forecast: the status quo stays."""

import dataclasses

from goodoffices.cases.catalog import case
from goodoffices.mediation.status_quo_stays import status_quo_stays
from goodoffices.model.levers import Claim
from tests.mediation.disputes import TRUCE


def test_nothing_comes_about_and_so_no_plan_does() -> None:
    stays = status_quo_stays(case("istanbul-2025"))
    assert stays is not None
    assert stays.state.number == 1
    assert stays.settlement == 0
    assert [
        stays.probability(state)
        for state in map(case("istanbul-2025").states.__getitem__, range(3))
    ] == [1, 0, 0]
    # Claim 2 is that there is a plan, 7 that a lever is a bluff, 8 that it escalates.
    assert stays.claims == (1, 0, 1, 1, 1, 1, None, 0)


def test_a_status_quo_that_is_what_is_sought_is_a_settlement() -> None:
    stays = status_quo_stays(TRUCE, "x and y")
    assert stays is not None
    assert stays.settlement == 1


def test_escalation_that_is_there_stays() -> None:
    claim = Claim("It escalates.", "escalates")
    mediation = dataclasses.replace(TRUCE.mediation, claims=(claim,))
    stays = status_quo_stays(TRUCE.replace(mediation=mediation))
    assert stays is not None
    assert stays.claims == (1,)


def test_without_a_status_quo_there_is_no_such_forecast() -> None:
    assert status_quo_stays(TRUCE.replace(status_quo=None)) is None
