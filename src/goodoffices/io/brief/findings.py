"""Everything that the brief tells, found before a word is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodoffices.errors import SizeError
from goodoffices.mediation.claims import Verdict, claims
from goodoffices.mediation.drift import Drift, drift
from goodoffices.mediation.durability import Durability, durability
from goodoffices.mediation.evenness import Evenness, evenness
from goodoffices.mediation.mediators import Mediators, mediators
from goodoffices.mediation.plan import plan
from goodoffices.mediation.results import Plan, Shortfall
from goodoffices.mediation.ripeness import Ripeness, ripeness
from goodoffices.mediation.side_deals import side_deals
from goodoffices.model.conflict import Conflict
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.concepts import concept_key

if TYPE_CHECKING:
    from goodoffices.mediation.pressure_map import PressureMap
    from goodoffices.mediation.threats import Threats

Answer = Plan | Shortfall
Progress = Callable[[str], None]
MOST_STATES = 4096


@dataclass(frozen=True, eq=False)
class Findings:
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
    """

    conflict: Conflict
    concept: str
    analysis: Analysis
    drift: Drift | None = None
    ripeness: Ripeness | None = None
    answer: Answer | None = None
    credible: Answer | None = None
    evenness: Evenness | None = None
    mediators: Mediators | None = None
    durability: Durability | None = None
    threats: Threats | None = None
    pressure_map: PressureMap | None = None
    verdicts: tuple[Verdict, ...] = ()
    deals: dict[str, Answer] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the answers as plain data for JSON, each in its own form."""
        named = {
            "drift": self.drift,
            "ripeness": self.ripeness,
            "answer": self.answer,
            "credible": self.credible,
            "evenness": self.evenness,
            "mediators": self.mediators,
            "durability": self.durability,
            "threats": self.threats,
        }
        return {
            "concept": self.concept,
            "equilibria": {
                key: [state.number for state in self.analysis.equilibria(key)]
                for key in self.analysis.concepts
            },
            **{key: None if value is None else value.to_dict() for key, value in named.items()},
            "claims": [verdict.to_dict() for verdict in self.verdicts],
            "side_deals": {name: answer.to_dict() for name, answer in self.deals.items()},
        }


def gather(
    conflict: Conflict,
    request: dict[str, Any],
    *,
    flips: bool = True,
    progress: Progress | None = None,
) -> Findings:
    """Run every analysis that applies to a conflict.

    Parameters
    ----------
    request
        As for ``goodoffices.mediation.plan.plan``.
    flips
        Whether to look for the change of a single value that turns each claim's answer.
    progress
        Told what is being worked on.

    Raises
    ------
    RequestError
        The request does not fit the conflict.
    """
    say = progress or _nothing
    say("Which outcomes can hold")
    concept = concept_key(request.get("concept", "seq"))
    found: dict[str, Any] = {"analysis": analyze(conflict)}
    if conflict.status_quo_index is not None:
        say("Where the conflict drifts")
        found["drift"] = _if_small(drift, conflict)
        found["ripeness"] = _if_small(ripeness, conflict)
    if _asks(conflict, request):
        found |= _mediated(conflict, request, say)
        found |= _charted(conflict, found["answer"], say)
    if conflict.mediation and conflict.mediation.claims:
        say("Testing the claims")
        found["verdicts"] = claims(conflict, flips=flips, progress=_claims_progress(say))
    return Findings(conflict, concept, **found)


def _nothing(_: str) -> None:
    """Nobody listens."""


def _if_small(analysis: Callable[[Conflict], Any], conflict: Conflict) -> Any:  # noqa: ANN401
    """Run an analysis that follows moves; None where there is no end to what they reach."""
    try:
        return analysis(conflict)
    except SizeError:
        return None


def _asks(conflict: Conflict, request: dict[str, Any]) -> bool:
    """Say whether there is a settlement to plan for."""
    if conflict.mediation is None:
        return False
    return request.get("settlement") is not None or conflict.mediation.settlement is not None


def _mediated(conflict: Conflict, request: dict[str, Any], say: Progress) -> dict[str, Any]:
    """Answer the request itself, and in the variations that a mediator asks for."""
    say("The plan")
    answer = plan(conflict, **request)
    found: dict[str, Any] = {"answer": answer}
    levers = conflict.mediation.levers if conflict.mediation else ()
    if isinstance(answer, Plan):
        found["durability"] = durability(answer)
        if answer.bluffs:
            found["credible"] = plan(conflict, **{**request, "credible": True})
    if levers:
        say("Levers on one side and on both")
        found["evenness"] = evenness(conflict, **request)
        say("One mediator and another")
        found["mediators"] = mediators(conflict, **request)
        alone = side_deals(conflict, request.get("settlement"))
        found["deals"] = {
            name: plan(conflict, **{**request, "levers": (name,), "held_by": None, "on": None})
            for name in alone
        }
    return found


def _claims_progress(say: Progress) -> Callable[[int, int, float], None]:
    def told(claim: int, claims: int, share: float) -> None:
        say(f"Testing claim {claim + 1} of {claims}, and how far values can move ({share:.0%})")

    return told


def _charted(conflict: Conflict, answer: Answer, say: Progress) -> dict[str, Any]:
    return {}
