"""Whether a claim can be asked of a conflict.

Whether there is what a claim names is checked when a file is read; in a scenario that leaves it
out the claim does not apply.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from goodoffices.errors import Path, Problem, RequestError, nearest
from goodoffices.model.checks.claims import KINDS, STATES, faults

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict
    from goodoffices.model.levers import Claim
    from goodoffices.model.preferences import Condition


def misfits(conflict: Conflict, claim: Claim, where: Path = ()) -> Iterator[Problem]:
    """Yield what a sound claim asks about and the conflict does not have; nothing where it applies.

    Parameters
    ----------
    where
        Where the claim stands in the file.
    """
    if claim.test == "bluff":
        yield from _unknown(claim, "lever", _levers(conflict), "no lever '{}'", where)
    elif claim.test == "escalates":
        yield from _escalation(conflict, claim, where)
    else:
        yield from _plan(conflict, claim, where)


def refuse(conflict: Conflict, claim: Claim) -> None:
    """Raise RequestError where a claim cannot be tested in a conflict."""
    wrong = next(faults(claim), None) or next(misfits(conflict, claim), None)
    if wrong is not None:
        advice = wrong.remedy or f"expected {wrong.expected}"
        raise RequestError(f"the claim '{claim.claim}': {wrong.found}; {advice}")


def _escalation(conflict: Conflict, claim: Claim, where: Path) -> Iterator[Problem]:
    if conflict.mediation.escalation == "":
        remedy = "write escalation: with a statement"
        yield Problem((*where, "test"), "no mediation.escalation", "where it has escalated", remedy)
    if conflict.status_quo_index is None:
        yield Problem((*where, "test"), "no status_quo", "where improvements start", "add it")
    yield from _unknown(claim, "intensities", _levers(conflict), "no lever '{}'", where)


def _plan(conflict: Conflict, claim: Claim, where: Path) -> Iterator[Problem]:
    levers = conflict.mediation.levers
    if not conflict.mediation:
        yield Problem((*where, "test"), "nothing is on the table", "a mediation with levers")
        return
    labels = [dm.label for dm in conflict.decision_makers]
    for key, known, complaint in (
        ("held_by", [lever.held_by for lever in levers], "'{}' holds no lever"),
        ("on", [lever.on for lever in levers], "no lever is on '{}'"),
        ("levers", _levers(conflict), "no lever '{}'"),
        ("decision_makers", [*conflict.names, *labels], "no decision maker '{}'"),
    ):
        yield from _unknown(claim, key, list(dict.fromkeys(known)), complaint, where)
    given = claim.request.get("settlement")
    wanted = conflict.mediation.settlement if given is None else given
    here = (*where, "test") if given is None else (*where, "with", "settlement")
    if wanted is None:
        remedy = "add mediation.settlement, or with: {settlement: …}"
        yield Problem(here, "no settlement to test", STATES, remedy)
        return
    wanted = tuple(wanted) if isinstance(wanted, list) else wanted
    try:
        holds = conflict.where(cast("Condition", wanted)).any()
    except RequestError as error:
        yield Problem(here, str(error).splitlines()[0], STATES)
        return
    if not holds:
        yield Problem(here, f"the settlement '{wanted}' holds in no feasible state", STATES)


def _levers(conflict: Conflict) -> list[str]:
    return [lever.name for lever in conflict.mediation.levers]


def _unknown(
    claim: Claim, key: str, known: list[str], complaint: str, where: Path
) -> Iterator[Problem]:
    """Yield the names under a key that are not known."""
    given: Any = claim.request.get(key, ())
    listed = not isinstance(given, str)
    for k, name in enumerate(given if listed else [given]):
        if name not in known:
            step = () if not listed else (name,) if isinstance(given, Mapping) else (k,)
            advice = nearest(name, filter(None, known)) or "add it, or leave the claim out"
            here = (*where, "with", key, *step)
            yield Problem(here, complaint.format(name), KINDS[key].expected, advice)
