"""Plans over many settlements are the cheapest over each of them by itself."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.mediation.plan.bounds import Bounds, cheapest_cover
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.question import Request, Task
from goodoffices.reference.graph_model import CONCEPTS
from tests.mediation.strategies import mediated_conflicts

TOLERANCE = 1e-6


@given(st.data())
def test_of_many_states_the_cheapest_is_found(data: st.DataObject) -> None:
    conflict = data.draw(mediated_conflicts())
    states = st.lists(st.integers(1, len(conflict.states)), min_size=1, max_size=8, unique=True)
    concept, sought = data.draw(st.sampled_from(CONCEPTS)), tuple(sorted(data.draw(states)))
    accept = data.draw(st.booleans())
    alone = [plan(conflict, concept, s, accept=accept) for s in sought]
    found = plan(conflict, concept, sought, accept=accept)
    plans = [one for one in alone if isinstance(one, Plan)]
    asked = Bounds(Task(conflict, Request(concept, sought, accept)))
    bounds = asked.least()
    assert asked.within_reach().tolist() == np.isfinite(bounds).tolist()
    if plans:
        assert isinstance(found, Plan)
        assert math.isclose(found.cost, min(one.cost for one in plans), abs_tol=TOLERANCE)
        for bound, one in zip(bounds, alone, strict=True):
            assert isinstance(one, Shortfall) or bound <= one.cost + TOLERANCE
    else:
        assert isinstance(found, Shortfall)
        least = min(one.total for one in alone if isinstance(one, Shortfall))
        assert math.isclose(found.total, least, abs_tol=TOLERANCE)


ROW = st.lists(st.tuples(*[st.integers(-2, 5), st.integers(0, 6), st.integers(0, 4)]), max_size=4)


@given(st.integers(-3, 20), ROW)
def test_a_cover_costs_what_a_linear_programme_says(
    need: int, levers: list[tuple[int, int, int]]
) -> None:
    from scipy.optimize import linprog

    covers, costs, high = np.array(levers, float).reshape(-1, 3).T
    found = cheapest_cover(np.array([float(need)]), covers[None], costs[None], high)[0]
    if not levers:
        assert found == (0.0 if need <= 0 else math.inf)
        return
    best = linprog(costs, [-covers], [-need], bounds=[(0, top) for top in high])
    least = math.inf if best.fun is None else float(best.fun)
    assert math.isclose(found, least, abs_tol=TOLERANCE)
