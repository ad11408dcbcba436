"""The frontier: what it costs to be surer that a settlement is accepted and holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from goodoffices.answer import Answer
from goodoffices.ensemble.robust.plan import FRESH_SAMPLES, SCENARIOS, Making
from goodoffices.ensemble.robust.results import Sampling
from goodoffices.ensemble.robust.solver import Found
from goodoffices.ensemble.robustness import Share
from goodoffices.ensemble.sample import Ensemble
from goodoffices.errors import RequestError, expect
from goodoffices.mediation.plan.planning import names_of
from goodoffices.mediation.question import Request
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Condition
from goodoffices.model.states import State
from goodoffices.stopping import Progress

LADDER = (0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Reliabilities asked for, besides the greatest that can be had."""


@dataclass(frozen=True)
class FrontierPoint(Answer):
    """The cheapest plan of one reliability, on the scenarios.

    Attributes
    ----------
    reliability
        The share of the scenarios that was asked for.
    in_sample
        The share of the scenarios in which it is a plan.
    fresh
        The share of the fresh samples, with its interval.
    proven
        ``optimal`` or ``best found``, on the scenarios.
    """

    reliability: float
    settlement: State
    intensities: dict[str, float]
    cost: float
    in_sample: float
    fresh: Share
    proven: str


@dataclass(frozen=True)
class Frontier(Answer):
    """Plans of ever greater reliability, all made on the same scenarios.

    Attributes
    ----------
    points
        From the least reliability to the greatest that can be had, the last.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> found = go.frontier(go.sample(unsure, 50), [0.5], fresh=200)
    >>> found.greatest
    0.64
    """

    conflict: Conflict = field(repr=False)
    request: Request
    points: tuple[FrontierPoint, ...]
    sampling: Sampling

    @property
    def greatest(self) -> float:
        """The greatest share of the scenarios that was found; 0 where there is no plan in any."""
        return self.points[-1].in_sample if self.points else 0.0


def frontier(  # noqa: PLR0913 - what can be asked of a plan, how surely, and from what samples
    ensemble: Ensemble,
    reliabilities: Sequence[float] = LADDER,
    concept: str = "seq",
    settlement: Condition | None = None,
    *,
    accept: bool = True,
    held_by: Sequence[str] | None = None,
    credible: bool = False,
    margin: float | None = None,
    decision_makers: Sequence[str] | None = None,
    on: Sequence[str] | None = None,
    levers: Sequence[str] | None = None,
    limit: float | None = None,
    scenarios: int = SCENARIOS,
    fresh: int = FRESH_SAMPLES,
    progress: Progress | None = None,
) -> Frontier:
    """Find what plans of ever greater reliability cost.

    Parameters
    ----------
    reliabilities
        Shares of the scenarios; those that cannot be had are left out, and the greatest that can
        be had is added.
    concept, settlement, accept, held_by, credible, margin, decision_makers, on, levers, limit
        As for ``robust_plan``.
    scenarios, fresh
        On how many samples plans are made and checked. Nothing is tightened: a point says what its
        plan comes to on the same fresh samples.
    progress
        Called with how many points are done, and how many there are.

    Raises
    ------
    RequestError
        As ``robust_plan``.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> [point.reliability for point in go.frontier(go.sample(unsure, 50), [0.5], fresh=200).points]
    [0.5, 0.64]
    """
    expect(ensemble, Ensemble)
    by, parties, targets, pulled = map(names_of, (held_by, decision_makers, on, levers))
    given = (concept, settlement, accept, by, credible, margin, parties, targets, pulled, limit)
    making = Making(ensemble, Request(*given), scenarios, fresh)
    return frontier_of(making, reliabilities, progress)


def frontier_of(
    making: Making,
    reliabilities: Sequence[float] = LADDER,
    progress: Progress | None = None,
) -> Frontier:
    """Return the frontier of what robust plans are made of; see ``frontier``."""
    for reliability in reliabilities:
        if not 0 < reliability <= 1:
            raise RequestError(f"a reliability of {reliability}; expected one above 0, at most 1")
    solver = making.solver
    count, most = len(solver.scenarios), solver.surest().point.count
    steps = {making.needed(r): r for r in reliabilities if making.needed(r) < most}
    steps |= {most: most / count} if most else {}
    points: list[FrontierPoint] = []
    for done, needed in enumerate(sorted(steps, reverse=True)):  # the surer help the others
        found = solver.cheapest(needed, prove=True)
        if found is not None:
            points.append(_point(making, steps[needed], found))
        if progress is not None:
            progress(done + 1, len(steps))
    return Frontier(making.task.conflict, making.request, tuple(points[::-1]), making.sampling)


def _point(making: Making, reliability: float, found: Found) -> FrontierPoint:
    point = found.point
    return FrontierPoint(
        reliability,
        making.task.conflict.states[found.settlement],
        making.named(point.intensities.tolist()),
        point.cost,
        point.count / len(point.held),
        making.checking.share(found.settlement, point.intensities),
        "optimal" if found.proven else "best found",
    )
