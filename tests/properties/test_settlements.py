"""The zone of possible agreement and the order of steps, against brute force."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from goodoffices.errors import RequestError
from goodoffices.mediation.plan.programme import DEFAULT_MARGIN
from goodoffices.mediation.roadmap.results import Roadmap
from goodoffices.mediation.roadmap.roadmap import roadmap
from goodoffices.mediation.zone.near import nearest_package, openings
from goodoffices.mediation.zone.reach import within_reach
from goodoffices.mediation.zone.zone import Zone, settlements
from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import TensorMoves
from goodoffices.model.preferences import Payoffs
from goodoffices.model.states import OptionStates
from goodoffices.model.written import DecisionMaker, Mediation
from goodoffices.reference.graph_model import Reference
from goodoffices.reference.zones import LITTLE, chosen_by_rules, undominated
from tests.mediation.strategies import mediated_conflicts
from tests.strategies import conditions, conflicts, option_conflicts, option_names

Gains = list[list[float]]


def gains_of(conflict: Conflict, no_deal: int) -> Gains:
    payoffs = Reference(conflict).payoffs
    return [[p[s] - p[no_deal] for p in payoffs] for s in range(len(payoffs[0]))]


@st.composite
def bargaining(draw: st.DrawFn) -> Conflict:
    """Draw a conflict with some no deal and, in option form, sometimes a settlement sought."""
    conflict = draw(conflicts())
    no_deal = draw(st.integers(1, len(conflict.states)))
    names = option_names(conflict.decision_makers)
    wanted = draw(st.none() | conditions(names)) if names else None
    if wanted is not None and not conflict.where(wanted).any():
        wanted = None
    return conflict.replace(mediation=Mediation(settlement=wanted, no_deal=no_deal))


def candidates_of(conflict: Conflict) -> list[int]:
    wanted = conflict.mediation.settlement
    reference = Reference(conflict)
    if wanted is None:
        return list(range(len(reference.states)))
    return [
        s
        for s, patterns in enumerate(reference.states)
        if all(reference.holds(str(wanted), pattern) for pattern in patterns)
    ]


@given(bargaining())
def test_the_zone_is_where_everybody_gains(conflict: Conflict) -> None:
    zone = settlements(conflict)
    gains = gains_of(conflict, zone.no_deal.number - 1)
    assert zone.states.tolist() == [s for s in candidates_of(conflict) if min(gains[s]) > 0]


@given(bargaining())
def test_efficient_packages_are_those_that_none_dominates(conflict: Conflict) -> None:
    zone = settlements(conflict)
    gains = gains_of(conflict, zone.no_deal.number - 1)
    inside = {int(s): gains[s] for s in zone.states}
    best = undominated(inside)
    assert zone.states[zone.efficient_places].tolist() == sorted(best)
    kept = [tuple(inside[s]) for s in best]
    listed = {package.gains: package.alike for package in zone.efficient}
    assert listed == {a: kept.count(a) for a in kept}


TABLES = st.integers(1, 4).flatmap(
    lambda n: st.lists(
        st.lists(st.integers(-3, 6), min_size=n, max_size=n).map(tuple), min_size=1, max_size=30
    )
)


def of_table(rows: list[tuple[float, ...]], no_deal: float = 0.0) -> Zone:
    """Return the zone of a graph's states: no deal, worth so much to all, then the rows over it."""
    makers = tuple(
        DecisionMaker(f"P{i}", Payoffs((no_deal, *(no_deal + row[i] for row in rows))))
        for i in range(len(rows[0]))
    )
    labels = tuple(f"s{k}" for k in range(len(rows) + 1))
    return settlements(Conflict("t", makers, states_listed=labels, status_quo=1), comparable=True)


@given(TABLES)
def test_rules_choose_as_they_are_defined(rows: list[tuple[float, ...]]) -> None:
    zone = of_table(rows)
    inside = {k + 2: [float(x) for x in row] for k, row in enumerate(rows) if min(row) > 0}
    chosen = {rule: {s.number for s in zone.choice(rule)} for rule in zone.rules}
    assert chosen == chosen_by_rules(inside)


@given(TABLES, st.data())
def test_units_and_zero_points_leave_nash_and_kalai_smorodinsky_alone(
    rows: list[tuple[float, ...]], data: st.DataObject
) -> None:
    scales = data.draw(st.lists(st.sampled_from([0.25, 1, 3, 1000]), min_size=4, max_size=4))
    scaled = [tuple(x * scale for x, scale in zip(row, scales, strict=False)) for row in rows]
    zone, other = of_table(rows), of_table(scaled, data.draw(st.sampled_from([0.0, -40.0, 8.0])))
    for rule in ("nash", "ks", "ranks"):
        assert zone.choice(rule) == other.choice(rule)


@given(TABLES)
def test_parties_that_change_places_change_places_in_what_is_chosen(
    rows: list[tuple[float, ...]],
) -> None:
    zone, other = of_table(rows), of_table([row[::-1] for row in rows])
    for rule in zone.rules:
        assert zone.choice(rule) == other.choice(rule)


@given(TABLES, st.data())
def test_nash_is_independent_of_irrelevant_alternatives(
    rows: list[tuple[float, ...]], data: st.DataObject
) -> None:
    zone = of_table(rows)
    best = {s.number - 2 for s in zone.choice("nash")}
    kept = sorted(best | data.draw(st.sets(st.integers(0, len(rows) - 1))))
    fewer = of_table([rows[k] for k in kept]) if kept else None
    if best and fewer is not None:
        assert {kept[s.number - 2] for s in fewer.choice("nash")} == best


@given(TABLES, TABLES)
def test_the_least_share_of_kalai_smorodinsky_does_not_fall_as_packages_are_added(
    rows: list[tuple[float, ...]], more: list[tuple[float, ...]]
) -> None:
    """Where every party's best stays; what a single party gains may fall."""
    zone = of_table(rows)
    added = [row for row in more if len(row) == len(rows[0])]
    larger = of_table([*rows, *added])
    if not zone.count or zone.best != larger.best:
        return

    def least(found: Zone) -> float:
        (gains, *_) = (package.gains for package in found.chosen("ks"))
        return min(gain / best for gain, best in zip(gains, found.best, strict=True))

    assert least(larger) >= least(zone) - LITTLE


def test_kalai_smorodinsky_may_cost_one_party_as_packages_are_added() -> None:
    before = of_table([(10, 1), (1, 10), (5, 9)])
    after = of_table([(10, 1), (1, 10), (5, 9), (6, 6)])
    assert [package.gains for package in before.chosen("ks")] == [(5, 9)]
    assert [package.gains for package in after.chosen("ks")] == [(6, 6)]
    assert before.best == after.best == (10, 10)


@settings(max_examples=60)
@given(conflict=mediated_conflicts(), credible=st.booleans(), data=st.data())
def test_levers_bring_in_what_a_programme_can_win(
    conflict: Conflict, *, credible: bool, data: st.DataObject
) -> None:
    """Against one programme per package, solved by SciPy; no lever has steps.

    Rows are in units of each party's range, where the margin is more than what SciPy lets pass.
    """
    levers = tuple(replace(lever, step=None) for lever in conflict.mediation.levers)
    no_deal = data.draw(st.integers(1, len(conflict.states)))
    asked = replace(conflict.mediation, levers=levers, no_deal=no_deal, settlement=None)
    conflict = conflict.replace(mediation=asked)
    zone = settlements(conflict)
    bounds = [(0, lever.reach(credible=credible)) for lever in levers]
    bites = [conflict.bites(lever) for lever in levers]
    count, none = 0, no_deal - 1
    for s in set(zone.candidates.tolist()) - set(zone.states.tolist()):
        rows, sides = [], []
        for i in zone.signing:
            name, extent = conflict.names[i], float(np.ptp(conflict.payoffs[i])) or 1.0
            p = conflict.payoffs[i] / extent
            there = [(float(b[s]) - float(b[none])) / extent for b in bites]
            rows.append([-x.weight(name) * d for x, d in zip(levers, there, strict=True)])
            sides.append(float(p[s] - p[none]) - DEFAULT_MARGIN)
        count += bool(linprog(np.zeros(len(levers)), rows, sides, bounds=bounds).status == 0)
    assert within_reach(zone, credible=credible).count == count


@given(bargaining())
def test_the_nearest_package_lacks_least(conflict: Conflict) -> None:
    zone = settlements(conflict)
    gains = gains_of(conflict, zone.no_deal.number - 1)
    lacking = {s: sum(max(-x, 0.0) for x in gains[s]) for s in candidates_of(conflict)}
    found = nearest_package(zone)
    assert abs(found.total - min(lacking.values())) <= LITTLE
    assert abs(found.total - lacking[found.state.number - 1]) <= LITTLE


@given(bargaining())
def test_openings_turn_one_option(conflict: Conflict) -> None:
    zone = settlements(conflict)
    reference = Reference(conflict)
    gains = gains_of(conflict, zone.no_deal.number - 1)
    inside = set(candidates_of(conflict))
    wanted: dict[tuple[int, bool], int] = {}
    of_pattern = {p: s for s, patterns in enumerate(reference.states) for p in patterns}
    lowest = {p[0]: s for s, p in enumerate(reference.states) if p}
    for pattern, s in lowest.items():
        if s in inside or min(gains[s]) <= 0:
            continue
        for k in range(len(pattern)):
            turned = (*pattern[:k], not pattern[k], *pattern[k + 1 :])
            if of_pattern.get(turned) in inside:
                wanted[k, pattern[k]] = wanted.get((k, pattern[k]), 0) + 1
    states = conflict.states
    names = [n for row in states.names for n in row] if isinstance(states, OptionStates) else []
    found = {(names.index(o.option), o.taken): o.packages for o in openings(zone)}
    assert found == wanted


def judged(found: Roadmap, path: list[int], movers: list[int]) -> tuple[float, float, float, int]:
    """Return worst and summed share of exposure, price of needs, and steps of a way, as defined."""
    payoffs = Reference(found.conflict).payoffs
    no_deal, end = path[0], path[-1]
    worst, shares, price = 0.0, 0.0, 0.0
    for place, x in enumerate(path):
        for i, u in enumerate(payoffs):
            exposed = max(u[no_deal] - u[x], 0.0)
            tempted = max(u[x] - u[end], 0.0) if i in movers[place:] else 0.0
            share = exposed / ((max(u) - min(u)) or 1.0)
            worst, shares = max(worst, share), shares + share
            price += found.prices[found.conflict.names[i]] * (exposed + tempted)
    return worst, shares, price, len(movers)


def all_ways(conflict: Conflict, start: int, end: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield every way, simple, and where moves compose never away from the end."""
    reference = Reference(conflict)
    boxed = isinstance(conflict.moves, TensorMoves)

    def nearer(s: int, t: int) -> bool:
        last = reference.states[end][0]
        before, after = reference.states[s][0], reference.states[t][0]
        return all(b in {a, z} for a, b, z in zip(before, after, last, strict=True))

    def onwards(path: list[int], movers: list[int]) -> Iterator[tuple[list[int], list[int]]]:
        if path[-1] == end:
            yield path, movers
            return
        for i in reference.movers:
            for t in reference.moves[i][path[-1]]:
                if t not in path and (not boxed or nearer(path[-1], t)):
                    yield from onwards([*path, t], [*movers, i])

    return onwards([start], [])


def close(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return bool(np.allclose(one, other, rtol=0, atol=LITTLE))


def lexicographic(ways: list[tuple[float, ...]]) -> tuple[float, ...]:
    """Return the least tuple, entries that differ by rounding being equal."""
    for place in range(len(ways[0])):
        least = min(way[place] for way in ways)
        ways = [way for way in ways if way[place] <= least + LITTLE]
    return ways[0]


SMALL = (option_conflicts() | conflicts()).filter(lambda c: len(c.states) <= 12)


@given(conflict=SMALL, cheapest=st.booleans(), data=st.data())
def test_no_way_is_safer_or_cheaper_to_guarantee(
    conflict: Conflict, *, cheapest: bool, data: st.DataObject
) -> None:
    places = st.integers(0, len(conflict.states) - 1)
    start, end = data.draw(places), data.draw(places)
    prices = {name: data.draw(st.sampled_from([1.0, 0.0, 2.5])) for name in conflict.names}
    asked = conflict.replace(mediation=replace(conflict.mediation, no_deal=start + 1))
    ways = list(itertools.islice(all_ways(conflict, start, end), 20_000))
    try:
        found = roadmap(asked, end + 1, concept="nash", cheapest=cheapest, prices=prices)
    except RequestError:
        assert not ways
        return
    path = [step.state.number - 1 for step in found.steps]
    movers = [conflict.names.index(step.mover) for step in found.steps[1:]]
    assert (path, movers) in ways

    def aim(way: tuple[list[int], list[int]]) -> tuple[float, ...]:
        worst, shares, price, steps = judged(found, *way)
        return (price, worst, steps) if cheapest else (worst, shares, steps)

    assert close(aim((path, movers)), lexicographic([aim(way) for way in ways]))
    assert close((found.worst, found.price), judged(found, path, movers)[0:3:2])
