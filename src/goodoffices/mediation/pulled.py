"""Which levers a question about packages or steps takes as pulled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from goodoffices.errors import RequestError
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.model.conflict import Conflict

Pull = Literal["none", "plan"] | Mapping[str, float]
"""``none``, ``plan`` for those of the cheapest plan, or intensities by lever."""


def pulled(pull: Pull, planned: Callable[[], Plan | Shortfall]) -> Mapping[str, float]:
    """Return the intensities of the levers pulled, by name; those not named are not.

    Parameters
    ----------
    planned
        Seeks the cheapest plan; called only where its levers are asked for.

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
    found = planned()
    if isinstance(found, Shortfall):
        raise RequestError("there is no plan whose levers could be pulled; ask without levers")
    return found.intensities


def under_levers(conflict: Conflict, intensities: Mapping[str, float]) -> Conflict:
    """Return the conflict with levers pulled; itself where none is."""
    return conflict.under(intensities) if any(intensities.values()) else conflict
