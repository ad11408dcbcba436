"""Plans and shortfalls of random conflicts, compared with every point of a grid."""

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import event, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.model.conflict import Conflict
from goodoffices.reference.graph_model import CONCEPTS, Reference
from goodoffices.reference.plans import Asked, Judged, OnTheTable, grid, thinned
from tests.mediation.strategies import asked, mediated_conflicts

Floats = NDArray[np.float64]
MANY = settings(max_examples=settings().max_examples * 3 // 2)
FEW = settings(max_examples=settings().max_examples // 4)
COST_TOLERANCE = 1e-5
HALF_A_MILLIONTH = 0.51e-6


def answer(conflict: Conflict, concept: str, wish: Asked) -> Plan | Shortfall:
    wishes: dict[str, Any] = vars(wish)
    return plan(conflict, concept, **wishes)


def check_plan(found: Plan, table: OnTheTable, concept: str, wish: Asked) -> None:
    """Assert that the plan works, by the definitions and by half the margin at least."""
    s = found.settlement.number - 1
    assert s in table.settlements
    point = np.array([[found.intensities[one.name] for one in table.levers]])
    assert abs(table.cost(point, s)[0] - found.cost) <= COST_TOLERANCE
    for lever, t in zip(table.levers, point[0], strict=True):
        limit = lever.credible_up_to if wish.credible else None
        assert 0 <= t <= (lever.most if limit is None else min(lever.most, limit)) + 1e-9
        assert lever.step is None or abs(t / lever.step - round(t / lever.step)) < 1e-9
    margins = table.margins(wish)
    assert Judged(table, point, margins - HALF_A_MILLIONTH * ranges(table)).works(concept, wish, s)
    assert Judged(table, point).works(concept, wish, s)


def ranges(table: OnTheTable) -> Floats:
    spread: Floats = np.ptp(table.payoffs, axis=1)
    return np.where(spread > 0, spread, 1.0)


def check_shortfall(found: Shortfall, table: OnTheTable, concept: str, wish: Asked) -> None:
    """Assert that what is missing suffices, and 1 % less does not, however it is shared out."""
    missing = np.array([found.missing.get(name, 0.0) for name in table.names])
    assert found.total > 0
    s = found.settlement.number - 1
    pulled = [found.intensities[one.name] for one in table.levers]
    point = np.array([[*pulled, *missing]])
    margins = table.margins(wish)
    nearly = margins - HALF_A_MILLIONTH * ranges(table)
    assert Judged(table.with_gifts(s), point, nearly).works(concept, wish, s)

    shares = np.array([x for x in itertools.product(range(5), repeat=len(missing)) if sum(x) == 4])
    gifts = np.vstack([shares / 4 * found.total, missing]) * 0.99
    coarse = grid(table.levers, credible=wish.credible)[:: 1 if len(table.levers) < 3 else 7]
    points = np.array([[*t, *x] for t in [*coarse, pulled] for x in gifts])
    points = thinned(points, len(table.states) ** 2 * len(table.settlements))
    for other in table.settlements:
        assert (
            not Judged(table.with_gifts(other), points, margins).works(concept, wish, other).any()
        )


@MANY
@given(st.data())
def test_no_point_of_a_grid_beats_a_plan(data: st.DataObject) -> None:
    conflict = data.draw(mediated_conflicts())
    wish = data.draw(asked(conflict))
    table = OnTheTable(conflict)
    points = thinned(grid(table.levers, credible=wish.credible), len(table.states) ** 2)
    judged = Judged(table, points, table.margins(wish))

    for concept, accept in itertools.product(CONCEPTS, (True, False)):
        check(judged, concept, replace(wish, accept=accept))


def check(judged: Judged, concept: str, wish: Asked) -> None:
    """Assert that the answer is right, and no point judged is better."""
    table = judged.table
    found = answer(table.conflict, concept, wish)
    worth = [
        float(table.cost(judged.points, s)[works].min(initial=np.inf))
        for s in table.settlements
        if (works := judged.works(concept, wish, s)).any()
    ]
    least = min(worth, default=np.inf)
    accepted = "accepted" if wish.accept else "stable alone"
    if isinstance(found, Plan):
        event(f"{accepted}: plan {'at a cost' if found.cost else 'for nothing'}")
        assert found.cost <= least + COST_TOLERANCE, (concept, wish)
        check_plan(found, table, concept, wish)
    else:
        event(f"{accepted}: shortfall")
        assert least == np.inf, (concept, wish)
        check_shortfall(found, table, concept, wish)


@FEW
@given(st.data())
def test_points_are_judged_as_the_reference_judges_conflicts(data: st.DataObject) -> None:
    conflict = data.draw(mediated_conflicts(exact=True))
    table = OnTheTable(conflict)
    points = np.round(grid(table.levers, credible=False) * 8) / 8  # sums of eighths are exact
    chosen = data.draw(st.lists(st.integers(0, len(points) - 1), min_size=1, max_size=2))
    judged = Judged(table, points[chosen])

    for k, point in enumerate(points[chosen]):
        intensities = dict(zip((one.name for one in table.levers), point.tolist(), strict=True))
        reference = Reference(conflict.under(intensities))
        for concept, i, s in itertools.product(CONCEPTS, reference.movers, table.settlements):
            assert judged.stable(concept, i, s)[k] == reference.stable(concept, i, s)
