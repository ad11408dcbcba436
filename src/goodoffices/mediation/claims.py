"""Claims about a conflict, tested one by one.

A claim holds as its test says:

- ``plan``: there is a plan under the request;
- ``shortfall``: there is none;
- ``bluff``: ``lever``, pulled to ``intensity`` (its limit where none is given), stands as a bluff;
- ``escalates``: with no lever pulled, or with ``intensities``, improvements lead from the status
  quo to an equilibrium where ``escalation`` holds, and to none where it does not. The status quo
  counts as reached. With ``also: true`` one such equilibrium among others is enough. Going round
  for ever is no escalation (see ``drift``).

The concept is SEQ unless the claim names another.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, cast

import numpy as np

from goodoffices.answer import Answer, Several
from goodoffices.errors import expect
from goodoffices.mediation.plan.bounds import Bounds
from goodoffices.mediation.plan.deviations import Search
from goodoffices.mediation.plan.planning import names_of, plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.plan.search import attainable
from goodoffices.mediation.question import Request, Task
from goodoffices.mediation.status_quo_paths import Drift, drift
from goodoffices.mediation.tipping_points import Changes, Flip, smallest_flip
from goodoffices.model.applying import refuse
from goodoffices.model.conflict import Conflict
from goodoffices.model.fields import numbers
from goodoffices.model.levers import Claim, Lever
from goodoffices.stopping import Progress, span

_NAMES = ("held_by", "decision_makers", "on", "levers")


@dataclass(frozen=True)
class Standing(Answer):
    """How a lever stands at an intensity: credible, bluff or unassessed."""

    lever: Lever
    intensity: float

    @property
    def standing(self) -> str:
        """``credible``, ``bluff`` or ``unassessed``."""
        return self.lever.standing(self.intensity)


Evidence = Plan | Shortfall | Standing | Drift


@dataclass(frozen=True)
class Verdict(Answer):
    """A claim, whether it holds, and why.

    Attributes
    ----------
    flip
        The smallest change of a single number that turns ``holds``; None where none was found
        within the range searched (see ``flips``), or none was sought.
    sought
        Whether a flip was sought.

    Examples
    --------
    >>> verdict = go.claims(go.case("indus-waters-1960"))[1]
    >>> verdict.claim.claim, verdict.holds
    ('A fund for the works in Pakistan closes the gap.', True)
    """

    conflict: Conflict = field(repr=False)
    claim: Claim
    holds: bool
    answer: Evidence
    flip: Flip | None = None
    sought: bool = False

    @property
    def needs_none(self) -> bool:
        """Whether the claim names levers, and the settlement needs none at all."""
        named = [self.claim.request.get(key) for key in ("levers", "held_by", "on")]
        return isinstance(self.answer, Plan) and any(named) and not self.answer.pulled

    @property
    def unneeded(self) -> tuple[str, ...]:
        """Levers that the claim names one by one and that its plan, which pulls others, leaves."""
        named = names_of(cast("Sequence[str] | str", self.claim.request.get("levers", ())))
        if not isinstance(self.answer, Plan) or not self.answer.pulled:
            return ()
        return tuple(name for name in named or () if name not in self.answer.pulled)


@dataclass(frozen=True)
class Verdicts(Several[Verdict]):
    """The claims that a model carries, each with whether it holds and why; a sequence of these.

    Examples
    --------
    >>> verdicts = go.claims(go.case("indus-waters-1960"))
    >>> print(len(verdicts), verdicts.summary, sep=": ")
    3: 3 of 3 claims hold in this model, under its values.
    """

    conflict: Conflict = field(repr=False)
    verdicts: tuple[Verdict, ...]

    @property
    def parts(self) -> tuple[Verdict, ...]:
        """The verdicts, in the order of the model."""
        return self.verdicts


def claims(
    conflict: Conflict, *, flips: bool = False, progress: Progress | None = None
) -> Verdicts:
    """Test every claim that the model carries.

    Parameters
    ----------
    flips
        Whether to look for the smallest change of a single number that turns each answer.
    progress
        Told, while flips are sought, how much of that is done.

    Raises
    ------
    RequestError
        A claim asks for something that there is not.

    Examples
    --------
    >>> [verdict.holds for verdict in go.claims(go.case("indus-waters-1960"))]
    [True, True, True]
    """
    expect(conflict, Conflict)
    listed = conflict.mediation.claims
    verdicts, changes = [], Changes(conflict)
    for k, claim in enumerate(listed):
        verdict = verdict_of(conflict, claim)
        if flips:
            part = span(progress, k / len(listed), (k + 1) / len(listed))
            verdict = with_flip(verdict, part, changes)
        verdicts.append(verdict)
    return Verdicts(conflict, tuple(verdicts))


def verdict_of(conflict: Conflict, claim: Claim) -> Verdict:
    """Test one claim. Raises RequestError where it cannot be tested in this conflict."""
    refuse(conflict, claim)
    answer = _ANSWERS[claim.test](conflict, claim)
    return Verdict(conflict, claim, _bears_out(answer, claim), answer)


def with_flip(
    verdict: Verdict, report: Progress | None = None, changes: Changes | None = None
) -> Verdict:
    """Return the verdict with the smallest change of a single number that turns it."""
    conflict, claim = verdict.conflict, verdict.claim
    used = _levers_used(conflict, claim)
    relevant = [
        number
        for number in numbers(conflict)
        if number.place[0] != "mediation" or number.place[2] in used
    ]
    changes = Changes(conflict) if changes is None else changes
    flip = smallest_flip(changes, relevant, _asked(claim), report)
    return dataclasses.replace(verdict, flip=flip, sought=True)


def _asked(claim: Claim) -> Callable[[Conflict], bool]:
    """Return what says whether a claim holds, in conflicts that differ in their numbers only.

    What improvements lead to hangs on the order of states alone, which few changes turn.
    """
    known: dict[bytes, bool] = {}

    def escalates(conflict: Conflict) -> bool:
        ranks = _under(conflict, claim).ranks
        order = sha256(np.array(ranks).tobytes()).digest()
        if order not in known:
            known[order] = holds(conflict, claim)
        return known[order]

    return escalates if claim.test == "escalates" else lambda conflict: holds(conflict, claim)


def holds(conflict: Conflict, claim: Claim) -> bool:
    """Say whether a claim holds, without writing the plan or the shortfall out."""
    if claim.test in ("plan", "shortfall"):
        return _possible(Task(conflict, request_of(claim))) == (claim.test == "plan")
    return _bears_out(_ANSWERS[claim.test](conflict, claim), claim)


def _bears_out(answer: Evidence, claim: Claim) -> bool:
    if isinstance(answer, Plan | Shortfall):
        return isinstance(answer, Plan) == (claim.test == "plan")
    if isinstance(answer, Standing):
        return answer.standing == "bluff"
    escalated = [rest.escalated for rest in answer.rests]
    return any(escalated) and (all(escalated) or claim.request.get("also") is True)


def _possible(task: Task) -> bool:
    """Say whether there is a plan, whatever it costs."""
    within_reach = np.flatnonzero(Bounds(task).within_reach()).tolist()
    if not within_reach:
        return False
    free = np.zeros(len(task.levers))
    _ = task.terms.everywhere  # every settlement below asks for parts of it
    for settlement in (task.candidates[k] for k in within_reach):
        programme = task.programme(settlement, task.terms, free, task.high)
        if any(programme.reach(row)[1] < row.h for row in programme.rows):
            continue
        search = Search(task.terms, settlement, task.concept, task.movers)
        if attainable(programme, search):
            return True
    return False


def request_of(claim: Claim) -> Request:
    """Return what a claim about plans asks for."""
    asked: dict[str, Any] = dict(claim.request)
    names = {key: names_of(asked[key]) for key in _NAMES if key in asked}
    return Request(**(asked | names))


def _plan(conflict: Conflict, claim: Claim) -> Plan | Shortfall:
    asked: dict[str, Any] = dict(claim.request)
    return plan(conflict, **asked)


def _standing(conflict: Conflict, claim: Claim) -> Standing:
    lever, intensity = lever_of(conflict, claim)
    return Standing(lever, lever.most if intensity is None else intensity)


def lever_of(conflict: Conflict, claim: Claim) -> tuple[Lever, float | None]:
    """Return the lever that a claim calls a bluff, and its intensity; None for its limit."""
    asked: dict[str, Any] = dict(claim.request)
    intensity = asked.get("intensity")
    lever = conflict.mediation.lever(str(asked["lever"]))
    return lever, None if intensity is None else float(intensity)


def _drift(conflict: Conflict, claim: Claim) -> Drift:
    return drift(_under(conflict, claim), concepts=[str(claim.request.get("concept", "seq"))])


def _under(conflict: Conflict, claim: Claim) -> Conflict:
    return conflict.under(cast("Mapping[str, float]", claim.request.get("intensities", {})))


_ANSWERS: Mapping[str, Callable[[Conflict, Claim], Evidence]] = {
    "plan": _plan,
    "shortfall": _plan,
    "bluff": _standing,
    "escalates": _drift,
}


def _levers_used(conflict: Conflict, claim: Claim) -> set[str]:
    """Return the levers whose numbers can matter to a claim."""
    if claim.test in ("plan", "shortfall"):
        return {lever.name for lever in Task(conflict, request_of(claim)).levers}
    if claim.test == "bluff":
        return {str(claim.request.get("lever"))}
    return set(cast("Mapping[str, float]", claim.request.get("intensities", {})))
