"""Plans and shortfalls within a limit, on a clock that the tests tick."""

from __future__ import annotations

import itertools
import json
from typing import Any, TypeVar

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from goodoffices.ensemble.survey import Findings
from goodoffices.errors import RequestError, SolverError
from goodoffices.mediation.plan.deadline import NEVER, Deadline
from goodoffices.mediation.plan.lp import lp_text
from goodoffices.mediation.plan.planning import answer, plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.question import Request
from goodoffices.model.conflict import Conflict
from goodoffices.reference.graph_model import CONCEPTS
from goodoffices.show.answers.plan import plan_report
from goodoffices.show.brief.content import compose
from goodoffices.show.words import amount
from goodoffices.show.writers.data import as_csv, as_json
from goodoffices.show.writers.markdown import as_markdown
from goodoffices.show.writers.terminal import as_table
from goodoffices.stability.analysis import analyze
from tests.mediation.contested import contested
from tests.mediation.disputes import TRUCE
from tests.mediation.strategies import mediated_conflicts

Kind = TypeVar("Kind", bound=Plan | Shortfall)
TOLERANCE = 1e-6
SEEDS = {"gmr": 6, "smr": 2, "seq": 2, "sseq": 5}
TICKS = (10, 12, 15, 20, 25, 30, 37, 45, 60, 80)


def within(ticks: int, conflict: Conflict, concept: str, **asked: Any) -> Plan | Shortfall | None:
    """Answer within so many looks at the clock; None where nothing was found."""
    request = Request(concept, limit=ticks, **asked)
    try:
        return answer(conflict, request, clock=itertools.count().__next__)
    except SolverError:
        return None


def size(found: Plan | Shortfall) -> float:
    return found.cost if isinstance(found, Plan) else found.total


def assert_between(found: Plan | Shortfall, best: Plan | Shortfall) -> None:
    """Assert that what was found is no better than the optimum, which is within its bound."""
    assert type(found) is type(best)
    assert found.bound <= size(best) + TOLERANCE
    assert size(best) <= size(found) + TOLERANCE
    assert found.gap == pytest.approx(size(found) - found.bound, abs=TOLERANCE)
    assert found.proven == ("best found" if found.gap else "optimal")
    if isinstance(found, Plan) and isinstance(best, Plan) and found.next_best and not found.gap:
        assert best.next_best is not None
        assert found.next_best[1] == pytest.approx(best.next_best[1], abs=TOLERANCE)


@settings(max_examples=settings().max_examples // 8)
@given(conflict=mediated_conflicts(), concept=st.sampled_from(CONCEPTS), accept=st.booleans())
def test_the_optimum_of_a_small_conflict_is_between_bound_and_found(
    *, conflict: Conflict, concept: str, accept: bool
) -> None:
    best = plan(conflict, concept, accept=accept)
    assert (best.proven, best.gap) == ("optimal", 0)
    assert best.bound == pytest.approx(size(best))
    for ticks in range(0, 24, 3):
        found = within(ticks, conflict, concept, accept=accept)
        event("nothing found" if found is None else f"{type(found).__name__}, {found.proven}")
        if found is not None:
            assert_between(found, best)


@pytest.mark.parametrize("concept", SEEDS)
def test_the_optimum_of_a_contested_one_is_between_bound_and_found(concept: str) -> None:
    conflict = contested(SEEDS[concept])
    best = plan(conflict, concept, accept=False)
    seen = set()
    for ticks in TICKS:
        found = within(ticks, conflict, concept, accept=False)
        if found is not None:
            assert_between(found, best)
            seen.add(found.proven)
    assert seen == {"optimal", "best found"}


def test_nash_stability_takes_one_programme_and_no_search() -> None:
    conflict = contested(9)
    seen = [within(ticks, conflict, "nash", accept=False) for ticks in TICKS]
    assert {found.proven for found in seen if found is not None} == {"optimal"}


def test_with_no_time_nothing_is_found_and_the_error_says_what_to_try() -> None:
    with pytest.raises(SolverError, match="nothing was found within the limit of 0 s") as raised:
        plan(TRUCE, "nash", limit=0)
    assert "whether there is a plan is not known" in str(raised.value)
    for remedy in ("give it longer", "Nash", "fewer levers", "say more about the settlement"):
        assert remedy in str(raised.value)


def test_that_there_is_no_plan_may_be_all_that_is_known() -> None:
    messages = set()
    for ticks in (5, 25):
        request = Request("smr", limit=ticks, accept=False)
        try:
            answer(contested(0), request, clock=itertools.count().__next__)
        except SolverError as error:
            messages.add(str(error).split(";")[0].split(", and ")[1])
    assert messages == {
        "whether there is a plan is not known",
        "there is no plan, but what is missing is not known",
    }


@pytest.mark.parametrize("limit", [-1, float("nan"), float("inf")])
def test_limits_that_mean_nothing_are_refused(limit: float) -> None:
    with pytest.raises(RequestError, match="a limit of"):
        plan(TRUCE, limit=limit)


def test_a_limit_that_is_not_reached_changes_nothing() -> None:
    found, best = plan(TRUCE, "nash", limit=1000), plan(TRUCE, "nash")
    assert found.request.limit == 1000
    assert {**found.to_dict(), "request": None} == {**best.to_dict(), "request": None}


def unproven(kind: type[Kind]) -> Kind:
    """Return an answer of a kind that is the best found, for what is asked of each."""
    concept, seed = ("gmr", SEEDS["gmr"]) if kind is Plan else ("smr", 0)
    for ticks in TICKS:
        found = within(ticks, contested(seed), concept, accept=False)
        if isinstance(found, kind) and found.gap:
            return found
    raise AssertionError(kind)


def test_a_plan_that_is_not_proven_says_so_in_words_and_data() -> None:
    found = unproven(Plan)
    least, saved = amount(found.bound), amount(found.gap)
    told = (
        f"The best found within the limit of {found.request.limit} s: no plan costs less than "
        f"{least}, so at most {saved} could be saved."
    )
    assert " ".join(str(found).split()).endswith(told)
    assert f"(best found, at least {least})" in found.summary
    report = plan_report(found)
    assert told in " ".join(as_table(report, width=200, terminal=False, unicode=True).split())
    assert told in " ".join(as_markdown(report).split())
    data = json.loads(as_json(report))
    assert (data["proven"], data["bound"], data["gap"]) == ("best found", found.bound, found.gap)
    assert data["request"]["limit"] == found.request.limit
    assert as_csv(report).splitlines()[1].endswith(f"best found,{found.gap}")
    assert "there may be conditions beyond these" in lp_text(found)


def test_a_shortfall_that_is_not_proven_says_so_in_words_and_data() -> None:
    found = unproven(Shortfall)
    told = (
        f"that there is no plan is proven, but in all, up to a payoff of {amount(found.gap)} less"
    )
    assert told in " ".join(str(found).split())
    assert "(best found, at least " in found.summary
    data = json.loads(as_json(plan_report(found)))
    assert (data["proven"], data["bound"], data["gap"]) == ("best found", found.bound, found.gap)
    assert data["unsettled"] == list(found.unsettled) != []
    assert "Not known within the limit: whether “lever_0”" in str(found)
    assert "No single lever would do" not in str(found)


@pytest.mark.parametrize("kind", [Plan, Shortfall])
def test_the_brief_says_that_it_is_not_proven(kind: type[Plan | Shortfall]) -> None:
    found = unproven(kind)
    analysis = analyze(found.conflict, [found.request.concept])
    findings = Findings(found.conflict, found.request.concept, analysis, answer=found)
    text = " ".join(as_markdown(compose(findings, {})).split())
    assert f"The best found within the limit of {found.request.limit} s" in text
    also = "That nothing cheaper does it is not proven." if kind is Plan else "Not known within"
    assert also in text


def test_a_deadline_is_shared_out_in_equal_parts() -> None:
    now = [100.0]
    deadline = Deadline.after(12, lambda: now[0])
    first = deadline.share(3)
    assert (first.until, first.over(), deadline.over()) == (104, False, False)
    now[0] = 104
    assert (first.over(), deadline.over(), deadline.share(2).until) == (True, False, 108)
    assert NEVER.share(3) is NEVER
    assert not NEVER.over()
