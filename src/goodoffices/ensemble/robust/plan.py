"""Robust plans: the cheapest levers under which a settlement holds in enough of the samples.

One intensity per lever and one settlement are fixed before anybody knows which sample is the true
one. Of the first samples of an ensemble, the *scenarios*, they have to be a plan in the share asked
for (see ``scenarios`` for what that means in each, and ``solver`` for how the cheapest is found).

Made on few scenarios, a plan fits these better than others. So it is checked on other samples, and
where it falls short there, more is asked of the scenarios, a few times over. What is reported comes
from yet other samples, which had no part in this.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from goodoffices.ensemble.robust.checking import CHOOSING, FRESH, Check
from goodoffices.ensemble.robust.planning import Judge, Scenarios
from goodoffices.ensemble.robust.results import Attempt, RobustPlan, RobustShortfall, Sampling
from goodoffices.ensemble.robust.solver import Found, Solver
from goodoffices.ensemble.sample import Ensemble
from goodoffices.errors import RequestError, expect
from goodoffices.mediation.plan.planning import names_of
from goodoffices.mediation.question import Request, Task
from goodoffices.model.preferences import Condition

SCENARIOS = 200
FRESH_SAMPLES = 10_000
MOST_ATTEMPTS = 5
_ROUNDING = 1e-9


def robust_plan(  # noqa: PLR0913 - what can be asked of a plan, how surely, and from what samples
    ensemble: Ensemble,
    reliability: float = 0.9,
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
    tighten: bool = True,
) -> RobustPlan | RobustShortfall:
    """Find the cheapest levers that make a settlement accepted and stable in enough samples.

    Parameters
    ----------
    reliability
        Share of the samples, above 0 and up to 1, in which they have to be a plan.
    concept, settlement, accept, held_by, margin, decision_makers, on, levers
        As for ``plan``.
    credible
        Whether a sample in which a lever goes beyond its holder's resolve counts as none.
    limit
        Seconds per search for the best or its proof, per settlement and attempt; none by default.
    scenarios, fresh, tighten
        On how many samples, all if fewer, the plan is made; on how many fresh ones it is checked;
        whether to ask more of the scenarios where other samples hold less often than they.

    Raises
    ------
    RequestError
        As ``plan``; a reliability that is none, or no samples.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> round(go.robust_plan(go.sample(unsure, 50), 0.5, fresh=200, tighten=False).cost, 2)
    6.37
    """
    expect(ensemble, Ensemble)
    by, parties, targets, pulled = map(names_of, (held_by, decision_makers, on, levers))
    given = (concept, settlement, accept, by, credible, margin, parties, targets, pulled, limit)
    return Making(ensemble, Request(*given), scenarios, fresh).answer(reliability, tighten=tighten)


@dataclass(frozen=True)
class Making:
    """What robust plans on the same samples are made of.

    Attributes
    ----------
    count, fresh
        How many scenarios, and how many fresh samples, are asked for.
    """

    ensemble: Ensemble
    request: Request
    count: int = SCENARIOS
    fresh: int = FRESH_SAMPLES

    def __post_init__(self) -> None:
        """Raise RequestError where there would be no samples."""
        for number, what in ((self.count, "scenarios"), (self.fresh, "fresh samples")):
            if number < 1:
                raise RequestError(f"{number} {what}; ask for one or more")

    @cached_property
    def task(self) -> Task:
        """The request made concrete."""
        return Task(self.ensemble.conflict, self.request)

    @cached_property
    def judge(self) -> Judge:
        """Says where intensities are a plan."""
        return Judge(self.task)

    @cached_property
    def solver(self) -> Solver:
        """Finds the cheapest on the scenarios."""
        count = min(self.count, self.ensemble.samples)
        return Solver(Scenarios(self.judge, self.ensemble, count))

    @cached_property
    def choosing(self) -> Check:
        """Samples for choosing between attempts."""
        return Check.drawn(self.judge, self.ensemble, self.fresh, CHOOSING)

    @cached_property
    def checking(self) -> Check:
        """Fresh samples."""
        return Check.drawn(self.judge, self.ensemble, self.fresh, FRESH)

    @property
    def sampling(self) -> Sampling:
        """What answers are made of."""
        return Sampling(len(self.solver.scenarios), self.fresh, self.ensemble.seed)

    def answer(self, reliability: float, *, tighten: bool = True) -> RobustPlan | RobustShortfall:
        """Return the cheapest plan of a reliability, or why there is none."""
        if not 0 < reliability <= 1:
            raise RequestError(f"a reliability of {reliability}; expected one above 0, at most 1")
        tried: list[tuple[Found, Attempt]] = []
        needed: int | None = self.needed(reliability)
        while needed is not None and len(tried) < (MOST_ATTEMPTS if tighten else 1):
            found = self.solver.cheapest(needed, prove=False)
            if found is None:
                break
            attempt = self._attempt(found, needed)
            if attempt.checked >= reliability or not tighten:
                found = self.solver.cheapest(needed, prove=True) or found
                attempt = self._attempt(found, needed)
            tried.append((found, attempt))
            needed = self._more(needed, reliability, attempt)
        if not tried:
            return self._shortfall(reliability)
        standing = [one for one in tried if one[1].checked >= reliability]
        best = standing[0] if standing else max(tried, key=lambda one: one[1].checked)
        return self._plan(reliability, best[0], tuple(attempt for _, attempt in tried))

    def needed(self, reliability: float) -> int:
        """Return in how many scenarios at least a plan of some reliability is one."""
        return max(1, math.ceil(reliability * len(self.solver.scenarios) - _ROUNDING))

    def _attempt(self, found: Found, needed: int) -> Attempt:
        checked = self.choosing.share(found.settlement, found.point.intensities)
        asked = needed / len(self.solver.scenarios)
        return Attempt(asked, found.point.cost, checked.probability)

    def _more(self, needed: int, reliability: float, attempt: Attempt) -> int | None:
        """Return in how many scenarios the next attempt has to be a plan; None to stop."""
        count = len(self.solver.scenarios)
        missing = reliability - attempt.checked
        if missing <= 0 or needed >= count:
            return None
        return min(count, needed + math.ceil(missing * count))

    def _plan(self, reliability: float, found: Found, attempts: tuple[Attempt, ...]) -> RobustPlan:
        task, t, settlement = self.task, found.point.intensities, found.settlement
        commit, execute = self.solver.scenarios.costs(settlement)
        borne: dict[str, float] = {}
        for lever, price in zip(task.levers, ((commit + execute) * t).tolist(), strict=True):
            borne[lever.held_by] = borne.get(lever.held_by, 0.0) + price
        states = task.conflict.states
        return RobustPlan(
            conflict=task.conflict,
            request=task.request,
            reliability=reliability,
            settlement=states[settlement],
            no_deal=None if task.no_deal is None else states[task.no_deal],
            fresh=self.checking.share(settlement, t),
            in_sample=found.point.count / len(found.point.held),
            intensities=self.named(t.tolist()),
            cost=found.point.cost,
            commit=float(commit @ t),
            execute=float(execute @ t),
            borne_by=borne,
            bluffs=self.checking.bluffs(t),
            troubles=self.checking.troubles(settlement, t),
            attempts=attempts,
            proven="optimal" if found.proven else "best found",
            bound=found.bound,
            sampling=self.sampling,
        )

    def named(self, intensities: Sequence[float]) -> dict[str, float]:
        """Return intensities by lever."""
        names = [lever.name for lever in self.task.levers]
        return dict(zip(names, intensities, strict=True))

    def _shortfall(self, reliability: float) -> RobustShortfall:
        task = self.task
        surest = self.solver.surest()
        states, settlement = task.conflict.states, surest.settlement
        point = self.solver.programme(settlement).cleared(surest.point)
        reach = self.solver.acceptance(settlement)
        lost = (~reach.won).mean(axis=1).tolist()
        names = [task.conflict.names[i] for i in reach.signatories]
        return RobustShortfall(
            conflict=task.conflict,
            request=task.request,
            reliability=reliability,
            settlement=states[settlement],
            no_deal=None if task.no_deal is None else states[task.no_deal],
            most=point.count / len(point.held),
            proven="optimal" if surest.proven else "best found",
            fresh=self.checking.share(settlement, point.intensities),
            intensities=self.named(point.intensities.tolist()),
            out_of_reach=dict(zip(names, lost, strict=True)),
            troubles=self.checking.troubles(settlement, point.intensities),
            sampling=self.sampling,
        )
