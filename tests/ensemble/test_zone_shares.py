"""How often each package is in the zone of possible agreement, against one model after another."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings

import goodoffices as go
from goodoffices.ensemble.sample import Ensemble
from goodoffices.errors import RequestError
from goodoffices.reference.zones import chosen_by_rules, undominated
from tests.ensemble.doubtful import doubtful_ensembles

ROAD = """\
goodoffices: 1
title: Water and a road
decision_makers:
  Upstream:
    options: {release: "", data: ""}
    preferences:
      weights: {release: {choice: [-3, -6]}, data: -0.5, road: {choice: [5, 4, 2]}}
  Downstream:
    options: {road: ""}
    preferences: {weights: {release: 4, data: 1, road: {choice: [-2, -5]}}}
mediation:
  no_deal: NNN
  mediators: {Bank: A bank}
  levers:
    fund: {held_by: Bank, on: Upstream, where: release, effect: {choice: [1, 2]}, max: 2}
"""


def counted(ensemble: Ensemble, pulled: dict[str, float]) -> dict[str, Counter[int]]:
    """Count by what its definition says, sample by sample, which packages are what (by index)."""
    counts = {what: Counter[int]() for what in ("any", "inside", "efficient", *chosen_by_rules({}))}
    for k in range(ensemble.samples):
        conflict = ensemble.at(k).under(pulled)
        no_deal, wanted = conflict.no_deal_index, ensemble.conflict.mediation.settlement
        allowed = range(len(conflict.states)) if wanted is None else conflict.matching(wanted)
        own = [conflict.payoffs[conflict.names.index(n)] for n in ensemble.conflict.signatories]
        gains = {s: [float(p[s] - p[no_deal]) for p in own] for s in allowed}
        inside = {s: row for s, row in gains.items() if min(row) > 0}
        counts["any"][0] += bool(inside)
        counts["inside"].update(list(inside))
        counts["efficient"].update(undominated(inside))
        for rule, chosen in chosen_by_rules(inside).items():
            counts[rule].update(chosen)
    return counts


def shares_of(found: go.ZoneShares) -> dict[str, Counter[int]]:
    told = {"any": Counter({0: round(found.any.probability * found.samples)})}
    for what in found.told:
        counts = np.rint(found.probability(what) * found.samples).astype(int).tolist()
        told[what] = Counter(dict(zip(found.zone.candidates.tolist(), counts, strict=True)))
    return told


@pytest.mark.parametrize("pulled", [{}, {"fund": 1.5}])
def test_shares_are_those_of_one_model_after_another(pulled: dict[str, float]) -> None:
    ensemble = go.sample(go.loads(ROAD), 200, seed=4)
    found = go.zone_shares(ensemble, pull=pulled, comparable=True)
    assert shares_of(found) == counted(ensemble, pulled)
    assert 0 < found.any.probability < 1
    for what in found.told:
        ends, likely = found.interval(what), found.probability(what)
        assert (ends[:, 0] <= likely).all()
        assert (likely <= ends[:, 1]).all()


@settings(max_examples=40)
@given(doubtful_ensembles())
def test_shares_of_any_ensemble(ensemble: Ensemble) -> None:
    try:
        found = go.zone_shares(ensemble, comparable=True)
    except RequestError:  # no state without a deal, or no package
        return
    expected = counted(ensemble, {})
    assert shares_of(found) == {what: expected[what] for what in ("any", *found.told)}


def test_a_statement_narrows_the_packages() -> None:
    ensemble = go.sample(go.loads(ROAD), 100)
    found = go.zone_shares(ensemble, fix="release and road")
    assert (found.zone.candidates + 1).tolist() == [6, 8]
    whole = go.zone_shares(ensemble)
    assert found.probability("inside").tolist() == whole.probability("inside")[[5, 7]].tolist()
    share = found.package(6, "inside")
    assert share.probability == found.probability("inside")[0]


def test_what_there_is_no_share_of_is_refused() -> None:
    found = go.zone_shares(go.sample(go.loads(ROAD), 10))
    for what, said in (
        ("utilitarian", "the rule 'utilitarian' compares points of different parties"),
        ("nahs", "no rule 'nahs'"),
        ("cheapest", "the cheapest plan was not sought in the models drawn"),
    ):
        with pytest.raises(RequestError, match=said):
            found.probability(what)
    with pytest.raises(RequestError, match="state 9 is none of the packages asked about"):
        found.package(9, "inside")


BOUGHT = """\
goodoffices: 1
title: One of two concessions
decision_makers:
  A:
    options: {a: "", b: ""}
    preferences: {weights: {a: -1, b: {choice: [-0.5, -2, -3, -9]}}}
  B:
    options: {c: ""}
    preferences: {weights: {a: 3, b: 3, c: -1}}
status_quo: NNN
mediation:
  settlement: (a and not b or b and not a) and not c
  mediators: {Bank: A bank}
  levers:
    gift: {held_by: Bank, on: A, where: a or b, effect: 1, max: 1.5}
"""


def test_the_cheapest_plan_is_sought_in_every_model_where_that_is_asked() -> None:
    ensemble = go.sample(go.loads(BOUGHT), 400)
    found = go.zone_shares(ensemble, cheapest=True)
    assert (found.zone.candidates + 1).tolist() == [2, 3]
    prices = [-c.payoffs[0][[1, 2]] for c in map(ensemble.at, range(ensemble.samples))]
    expected = np.bincount([int(np.argmin(row)) for row in prices], minlength=2) / 400
    assert found.probability("cheapest").tolist() == expected.tolist()
    assert found.told == ("inside", "efficient", "nash", "ks", "ranks", "cheapest")
    dear = go.sample(go.loads(BOUGHT.replace("a: -1, b", "a: -7, b")), 400)
    share = go.zone_shares(dear, cheapest=True).probability("cheapest")
    assert share[0] == 0
    assert share[1] == pytest.approx(0.25, abs=0.01)  # nothing but a price of 0.5 is within reach


def test_without_levers_no_plan_is_sought() -> None:
    bare = BOUGHT[: BOUGHT.index("  mediators")]
    with pytest.raises(RequestError, match="there is no cheapest plan to seek: the model has no"):
        go.zone_shares(go.sample(go.loads(bare), 10), cheapest=True)
