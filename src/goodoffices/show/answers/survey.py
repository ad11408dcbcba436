"""What survey say: in words, and as plain data."""

from __future__ import annotations

from typing import Any

from goodoffices.ensemble.survey import Findings
from goodoffices.mediation.pressure_map import PressureMap
from goodoffices.show.answers.about import within
from goodoffices.show.telling import data


@data.register(Findings)
def findings_data(found: Findings) -> dict[str, Any]:
    """Return the answers as plain data for JSON, each in its own form."""
    named = {
        "drift": found.drift,
        "ripeness": found.ripeness,
        "answer": found.answer,
        "credible": found.credible,
        "evenness": found.evenness,
        "mediators": found.mediators,
        "durability": found.durability,
        "threats": found.threats,
        "sensitivity": found.deciding,
    }
    return {
        "concept": found.concept,
        "equilibria": {
            key: [state.number for state in found.analysis.equilibria(key)]
            for key in found.analysis.concepts
        },
        **{key: None if value is None else within(value) for key, value in named.items()},
        "pressure_map": _map_data(found.pressure_map),
        "claims": [verdict.to_dict() for verdict in found.verdicts],
        "claims_hold": [share.to_dict() for share in found.odds.claims] if found.odds else None,
        "side_deals": {name: within(answer) for name, answer in found.deals.items()},
    }


def _map_data(drawn: PressureMap | None) -> dict[str, Any] | None:
    """Return a map without the states that hold at each point, which the command map gives."""
    if drawn is None:
        return None
    data = within(drawn)
    for concept in data["concepts"].values():
        del concept["equilibria"]
    return data
