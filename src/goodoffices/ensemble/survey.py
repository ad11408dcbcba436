"""Everything that the brief tells, found before a word is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goodoffices.answer import Answer
from goodoffices.ensemble.inverse import Inverse, conditions
from goodoffices.ensemble.robustness import Robustness, robustness
from goodoffices.ensemble.sample import is_uncertain, sample
from goodoffices.ensemble.scenarios import ScenarioTally
from goodoffices.ensemble.sensitivity import Sensitivity, sensitivity
from goodoffices.errors import RequestError, SizeError
from goodoffices.mediation.claims import Verdict, claims
from goodoffices.mediation.durability import Durability, durability
from goodoffices.mediation.evenness import Evenness, evenness
from goodoffices.mediation.mediators import Mediators, mediators
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.pressure_map import PressureMap, pressure_map
from goodoffices.mediation.ripeness import Ripeness, ripeness
from goodoffices.mediation.roadmap.results import Roadmap
from goodoffices.mediation.roadmap.roadmap import roadmap
from goodoffices.mediation.side_deals import side_deals
from goodoffices.mediation.spoilers import Spoilers, spoilers
from goodoffices.mediation.status_quo_paths import Drift, drift
from goodoffices.mediation.status_quo_stays import StatusQuoStays, status_quo_stays
from goodoffices.mediation.threats import Threats, threats
from goodoffices.mediation.zone.zone import Zone, settlements
from goodoffices.model.conflict import Conflict
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.concepts import concept_key
from goodoffices.stability.neighbourhood import Neighbourhood, neighbourhood
from goodoffices.stability.warming import warm
from goodoffices.stopping import Progress, span

PlanOrShortfall = Plan | Shortfall
_STEPS = 1_000
_Say = Callable[[float], None]
MOST_STATES = 4096
POINTS = 41
SAMPLES = 2048
_BEFORE_CLAIMS, _BEFORE_SAMPLES = 0.2, 0.9


@dataclass(frozen=True, eq=False)
class Findings(Answer):
    """The answers of all analyses that apply; None, or empty, where one does not.

    Attributes
    ----------
    concept
        Key of the concept that the settlement is judged under.
    answer
        The plan or the shortfall asked for.
    credible
        The same with every lever kept within its resolve; None where that was asked for anyway, or
        where the plan holds no bluff.
    deals
        Per side deal, the answer with that lever alone.
    odds
        How often everything holds as values vary, with no lever pulled.
    deciding
        How often the settlement is accepted and holds with the answer's levers pulled, and which
        values decide it.
    neighbourhood
        The moves out of the answer's settlement, with its levers pulled.
    zone
        The zone of possible agreement, with no lever pulled.
    roadmap
        The safest order of steps to the answer's settlement, with its levers pulled.
    scenarios
        The variants that the model names, as its file tells them.
    inverse
        What would have to be wanted for the answer's settlement to hold with no lever pulled; None
        where it does.
    stays
        What the plainest forecast, that the status quo stays, gives to what is counted in
        ``odds`` and ``deciding``.
    """

    conflict: Conflict
    concept: str
    analysis: Analysis
    drift: Drift | None = None
    ripeness: Ripeness | None = None
    answer: PlanOrShortfall | None = None
    credible: PlanOrShortfall | None = None
    evenness: Evenness | None = None
    mediators: Mediators | None = None
    durability: Durability | None = None
    threats: Threats | None = None
    pressure_map: PressureMap | None = None
    verdicts: tuple[Verdict, ...] = ()
    deals: dict[str, PlanOrShortfall] = field(default_factory=dict)
    odds: Robustness | None = None
    deciding: Sensitivity | None = None
    neighbourhood: Neighbourhood | None = None
    zone: Zone | None = None
    roadmap: Roadmap | None = None
    spoilers: Spoilers | None = None
    scenarios: ScenarioTally | None = None
    inverse: Inverse | None = None
    stays: StatusQuoStays | None = None


def gather(  # noqa: PLR0913 - what can be asked of a survey
    conflict: Conflict,
    request: dict[str, Any],
    *,
    flips: bool = True,
    samples: int = SAMPLES,
    progress: Progress | None = None,
    midway: Callable[[Findings], None] | None = None,
) -> Findings:
    """Run every analysis that applies to a conflict.

    Parameters
    ----------
    request
        As for ``goodoffices.mediation.plan.planning.plan``.
    flips
        Whether to look for the change of a single value that turns each claim's answer.
    samples
        How often what is uncertain is drawn, to tell how sure the answers are; 0 for not at all.
    progress
        Told how much is done.
    midway
        Told what is found so far, before claims and samples.

    Raises
    ------
    RequestError
        The request does not fit the conflict.
    """
    say = _saying(progress)
    say(0.0)
    concept = concept_key(request.get("concept", "seq"))
    drawn = samples > 0 and is_uncertain(conflict) and len(conflict.states) <= MOST_STATES
    if drawn:
        warm(background=True)  # samples want compiled loops; all else may have them, too
    found = _judged(conflict, request, concept, say)
    if midway is not None:
        midway(Findings(conflict, concept, **found))
    if conflict.mediation.claims:
        say(_BEFORE_CLAIMS)
        part = span(progress, _BEFORE_CLAIMS, _BEFORE_SAMPLES)
        found["verdicts"] = claims(conflict, flips=flips, progress=part).verdicts
    if drawn:
        say(_BEFORE_SAMPLES)
        found |= _drawn(conflict, found.get("answer"), concept, samples)
        found["stays"] = status_quo_stays(conflict, request.get("settlement"))
    return Findings(conflict, concept, **found)


def _judged(conflict: Conflict, request: dict[str, Any], concept: str, say: _Say) -> dict[str, Any]:
    """Judge the conflict as it stands, and what is sought in it."""
    found: dict[str, Any] = {"analysis": analyze(conflict)}
    if conflict.status_quo_index is not None:
        say(0.02)
        found |= {"drift": _if_small(drift, conflict), "ripeness": _if_small(ripeness, conflict)}
    if _asks(conflict, request):
        found |= _sought(conflict, request, concept, say)
    elif conflict.mediation.no_deal is not None:
        found["zone"] = settlements(conflict, concept=concept)
    return found


def _saying(progress: Progress | None) -> _Say:
    """Return what tells how large a share is done."""
    if progress is None:
        return lambda share: None  # noqa: ARG005 - nobody to tell
    return lambda share: progress(round(share * _STEPS), _STEPS)


def _if_small(analysis: Callable[[Conflict], Any], conflict: Conflict) -> Any:  # noqa: ANN401
    """Run an analysis that follows moves; None where there is no end to what they reach."""
    try:
        return analysis(conflict)
    except SizeError:
        return None


def _asks(conflict: Conflict, request: dict[str, Any]) -> bool:
    """Say whether there is a settlement to plan for."""
    if request.get("settlement") is None:
        return conflict.mediation.settlement is not None
    return bool(conflict.mediation)


def _sought(conflict: Conflict, request: dict[str, Any], concept: str, say: _Say) -> dict[str, Any]:
    """Answer all that is asked of a settlement that is sought."""
    found = _mediated(conflict, request, say)
    found |= _charted(found["answer"], concept, say)
    found |= _carried_out(found["answer"], concept, say)
    if len(conflict.states) <= MOST_STATES:
        wanted = conditions(conflict, found["answer"].settlement.number, concept)
        found["inverse"] = None if wanted.holds else wanted
    return found | {"spoilers": spoilers(conflict, **request)}


def _mediated(conflict: Conflict, request: dict[str, Any], say: _Say) -> dict[str, Any]:
    """Answer the request itself, and in the variations that a mediator asks for."""
    say(0.04)
    answer = plan(conflict, **request)
    found: dict[str, Any] = {"answer": answer}
    levers = conflict.mediation.levers
    if isinstance(answer, Plan):
        found["durability"] = durability(answer)
        if answer.bluffs:
            found["credible"] = plan(conflict, **{**request, "credible": True})
    if levers:
        say(0.06)
        found["evenness"] = evenness(conflict, **request)
        say(0.08)
        found["mediators"] = mediators(conflict, **request)
        alone = side_deals(conflict, request.get("settlement"))
        found["deals"] = {
            name: plan(conflict, **{**request, "levers": (name,), "held_by": None, "on": None})
            for name in alone
        }
    return found


def _drawn(
    conflict: Conflict, answer: PlanOrShortfall | None, concept: str, samples: int
) -> dict[str, Any]:
    """Count what holds as values vary; with the answer's levers pulled, too."""
    if answer is None:
        return {"odds": robustness(sample(conflict, samples), [concept])}
    ensemble = sample(_as_asked(answer), samples)
    return {
        "odds": robustness(ensemble, [concept]),
        "deciding": sensitivity(ensemble, concept, answer.intensities),
    }


def _charted(answer: PlanOrShortfall, concept: str, say: _Say) -> dict[str, Any]:
    """Judge the levers used, and map what two sides, or two levers, could do."""
    say(0.12)
    conflict = answer.conflict
    found: dict[str, Any] = {
        "threats": threats(conflict, answer.settlement.number, intensities=answer.intensities)
    }
    axes = _axes(conflict)
    if axes is not None and len(conflict.states) <= MOST_STATES:
        say(0.14)
        found["pressure_map"] = pressure_map(_as_asked(answer), *axes, POINTS, [concept])
    return found


def _carried_out(answer: PlanOrShortfall, concept: str, say: _Say) -> dict[str, Any]:
    """Find what could be agreed, what surrounds the settlement, and in which order it is done."""
    say(0.16)
    asked, settlement = _as_asked(answer), answer.settlement.number
    around = analyze(asked.under(answer.intensities), [concept])
    found: dict[str, Any] = {"neighbourhood": neighbourhood(around, settlement, concept)}
    if asked.no_deal_index is not None:
        found["zone"] = settlements(asked, concept=concept)
        if asked.no_deal_index + 1 != settlement:
            found["roadmap"] = _way(asked, settlement, concept, answer.intensities)
    return found


def _way(
    conflict: Conflict, settlement: int, concept: str, intensities: Mapping[str, float]
) -> Roadmap | None:
    """Return the safest order of steps; None where no moves lead there, or too many options do."""
    try:
        return roadmap(conflict, settlement, concept=concept, pull=intensities)
    except (RequestError, SizeError):
        return None


def _as_asked(answer: PlanOrShortfall) -> Conflict:
    """Return the conflict with the settlement, and those who sign, that the request names."""
    mediation, request = answer.conflict.mediation, answer.request
    settlement = mediation.settlement if request.settlement is None else request.settlement
    signing = request.decision_makers or mediation.signatories
    changed = dataclasses.replace(mediation, settlement=settlement, signatories=signing)
    return answer.conflict.replace(mediation=changed)


def _axes(conflict: Conflict) -> tuple[str, str] | None:
    """Choose what to map: the two parties that levers sway most, or else the two levers that do.

    A lever sways a party by what it moves its payoffs, in units of their range.
    """
    levers = conflict.mediation.levers
    sway: dict[str, float] = {}
    for lever in levers:
        payoffs = conflict.payoffs[conflict.decision_maker_index(lever.on)]
        spread = float(payoffs.max() - payoffs.min()) or 1.0
        sway[lever.name] = abs(lever.felt * lever.most) / spread
    on = list(dict.fromkeys(lever.on for lever in levers))
    felt = {name: sum(sway[lever.name] for lever in levers if lever.on == name) for name in on}
    chosen = felt if len(felt) > 1 else sway
    if len(chosen) <= 1:
        return None
    first, second = sorted(chosen, key=lambda name: -chosen[name])[:2]
    order = list(chosen)
    return (first, second) if order.index(first) < order.index(second) else (second, first)
