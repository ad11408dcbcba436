"""Which levers a question about packages or steps takes as pulled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from goodoffices.errors import RequestError
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Shortfall
from goodoffices.model.conflict import Conflict

Pull = Literal["none", "plan"] | Mapping[str, float]
"""``none``, ``plan`` for those of the cheapest plan, or intensities by lever."""


def pulled(conflict: Conflict, concept: str, pull: Pull) -> Mapping[str, float]:
    """Return the intensities of the levers pulled, by name; those not named are not.

    Raises
    ------
    RequestError
        ``plan``, and there is none; or something else in place of levers.
    """
    if not isinstance(pull, str):
        return {name: float(intensity) for name, intensity in pull.items()}
    if pull == "none":
        return {}
    if pull != "plan":
        raise RequestError(f"levers pulled as '{pull}'; expected none, plan or intensities")
    found = plan(conflict, concept)
    if isinstance(found, Shortfall):
        raise RequestError("there is no plan whose levers could be pulled; ask without levers")
    return found.intensities
