"""Plans of random conflicts with one or two levers, compared with every vertex there is.

Where a comparison turns is a line in the intensities, and so is where a lever ends. What works is
made of pieces that such lines bound, so the least cost is that of a point where two lines meet.
"""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan
from goodoffices.model.conflict import Conflict
from goodoffices.reference.graph_model import CONCEPTS
from goodoffices.reference.plans import Asked, Judged, OnTheTable
from tests.mediation.strategies import mediated_conflicts
from tests.properties.test_plan_properties import with_levers

Floats = NDArray[np.floating]
MOST_LINES = 100


def lines(table: OnTheTable, margins: Floats) -> Floats:
    """Return where comparisons turn, with and without a margin, and where levers end: g, then h."""
    ends = np.eye(len(table.levers))
    found = [[*row, 0.0] for row in ends]
    found += [[*row, lever.most] for row, lever in zip(ends, table.levers, strict=True)]
    for i, (base, pull) in enumerate(zip(table.payoffs, table.pull, strict=True)):
        for a, b in itertools.permutations(table.states, 2):
            g = pull[a] - pull[b]
            if g.any():
                found += [[*g, base[b] - base[a] + margin] for margin in (0.0, margins[i])]
    return np.unique(np.round(np.array(found), 12), axis=0)


def vertices(table: OnTheTable, margins: Floats) -> Floats:
    """Return the points within the limits where as many lines meet as there are levers."""
    count = len(table.levers)
    given = lines(table, margins)
    assume(len(given) <= MOST_LINES)
    chosen = given[list(itertools.combinations(range(len(given)), count))]
    g, h = chosen[:, :, :count], chosen[:, :, count]
    meet = np.abs(np.linalg.det(g)) > 1e-9
    points = np.linalg.solve(g[meet], h[meet][:, :, None])[:, :, 0]
    high = np.array([lever.most for lever in table.levers])
    within = ((points >= -1e-9) & (points <= high + 1e-9)).all(axis=1)
    return np.unique(np.clip(points[within], 0.0, high), axis=0)


wishes = st.builds(Asked, accept=st.booleans(), margin=st.sampled_from([None, None, 0.5]))


@given(mediated_conflicts(), st.sampled_from(CONCEPTS), wishes)
def test_a_plan_costs_what_the_cheapest_vertex_does(
    conflict: Conflict, concept: str, wish: Asked
) -> None:
    levers = conflict.mediation.levers[:2]
    costly = tuple(replace(one, step=None, commit=one.commit or 1.0) for one in levers)
    conflict = with_levers(conflict, costly)
    table = OnTheTable(conflict)
    margins = table.margins(wish)
    judged = Judged(table, vertices(table, margins), margins)
    least = min(
        float(table.cost(judged.points, s)[judged.works(concept, wish, s)].min(initial=np.inf))
        for s in table.settlements
    )
    found = plan(conflict, concept, accept=wish.accept, margin=wish.margin)
    event(f"least cost {'none' if least == np.inf else 'nothing' if least == 0 else 'some'}")
    assert (found.cost if isinstance(found, Plan) else np.inf) == pytest.approx(least, abs=1e-6)
