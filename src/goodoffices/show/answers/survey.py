"""What survey say: in words, and as plain data."""

from __future__ import annotations

from typing import Any

from goodoffices.ensemble.survey import Findings
from goodoffices.mediation.pressure_map import PressureMap
from goodoffices.show.telling import data, picked, plain


@data.register(Findings)
def findings_data(found: Findings) -> dict[str, Any]:
    """Return the answers as plain data for JSON, each in its own form."""
    equilibria = {key: found.analysis.equilibria(key) for key in found.analysis.concepts}
    return picked(
        found,
        "concept equilibria drift ripeness answer credible evenness mediators durability threats "
        "sensitivity=deciding pressure_map claims=verdicts claims_hold=odds.claims "
        "side_deals=deals neighbourhood zone roadmap spoilers scenarios inverse "
        "status_quo_stays=stays",
        equilibria=equilibria,
        pressure_map=_map_data(found.pressure_map),
    )


def _map_data(drawn: PressureMap | None) -> dict[str, Any] | None:
    """Return a map without the states that hold at each point, which the command map gives."""
    if drawn is None:
        return None
    data: dict[str, Any] = plain(drawn)
    for concept in data["concepts"].values():
        del concept["equilibria"]
    return data
