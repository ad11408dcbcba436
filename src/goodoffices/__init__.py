"""Goodoffices: which outcomes of a dispute can hold, and what it takes to get there.

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodoffices.cases.catalog import case, case_names
    from goodoffices.ensemble.probability_map import ProbabilityMap, probability_map
    from goodoffices.ensemble.robust.frontier import Frontier, frontier
    from goodoffices.ensemble.robust.plan import robust_plan
    from goodoffices.ensemble.robust.results import RobustPlan, RobustShortfall
    from goodoffices.ensemble.robustness import Robustness, robustness
    from goodoffices.ensemble.sample import Ensemble, sample
    from goodoffices.ensemble.scenarios import ScenarioTally
    from goodoffices.ensemble.sensitivity import Influence, Sensitivity, sensitivity
    from goodoffices.errors import (
        FileError,
        GoodOfficesError,
        MissingExtraError,
        ModelError,
        Problem,
        RequestError,
        SizeError,
    )
    from goodoffices.files.gmcr import import_gmcr
    from goodoffices.files.load import load, loads
    from goodoffices.files.save import dumps, save
    from goodoffices.files.scenarios import scenarios
    from goodoffices.mediation.claims import Verdict, claims
    from goodoffices.mediation.durability import Durability, durability
    from goodoffices.mediation.evenness import Evenness, evenness
    from goodoffices.mediation.mediators import Mediators, mediators
    from goodoffices.mediation.outcome_chances import Chances, chances
    from goodoffices.mediation.plan.planning import plan
    from goodoffices.mediation.plan.results import Plan, Shortfall
    from goodoffices.mediation.pressure_map import PressureMap, pressure_map
    from goodoffices.mediation.ripeness import Ripeness, ripeness
    from goodoffices.mediation.status_quo_paths import Drift, drift
    from goodoffices.mediation.threats import Threats, threats
    from goodoffices.model.conflict import Conflict, DecisionMaker, NoMove, Option
    from goodoffices.model.levers import Claim, Lever, Mediation
    from goodoffices.model.preferences import Payoffs, Prioritized, Ranking, Weights
    from goodoffices.model.states import State
    from goodoffices.model.uncertainty import (
        Correlation,
        Distribution,
        Quantity,
        Scenario,
        Uncertainty,
        Use,
    )
    from goodoffices.show.brief import Brief, brief
    from goodoffices.show.charts import (
        Picture,
        frontier_picture,
        graph,
        map_picture,
        odds_picture,
        probability_picture,
        sensitivity_picture,
    )
    from goodoffices.stability.analysis import Analysis, analyze
    from goodoffices.stability.coalitions import CoalitionAnalysis, coalitions
    from goodoffices.stability.explain import Explanation, explain
    from goodoffices.stability.paths import Move, Paths, paths
    from goodoffices.stability.warming import warm

__all__ = [
    "Analysis",
    "Brief",
    "Chances",
    "Claim",
    "CoalitionAnalysis",
    "Conflict",
    "Correlation",
    "DecisionMaker",
    "Distribution",
    "Drift",
    "Durability",
    "Ensemble",
    "Evenness",
    "Explanation",
    "FileError",
    "Frontier",
    "GoodOfficesError",
    "Influence",
    "Lever",
    "Mediation",
    "Mediators",
    "MissingExtraError",
    "ModelError",
    "Move",
    "NoMove",
    "Option",
    "Paths",
    "Payoffs",
    "Picture",
    "Plan",
    "PressureMap",
    "Prioritized",
    "ProbabilityMap",
    "Problem",
    "Quantity",
    "Ranking",
    "RequestError",
    "Ripeness",
    "RobustPlan",
    "RobustShortfall",
    "Robustness",
    "Scenario",
    "ScenarioTally",
    "Sensitivity",
    "Shortfall",
    "SizeError",
    "State",
    "Threats",
    "Uncertainty",
    "Use",
    "Verdict",
    "Weights",
    "__version__",
    "analyze",
    "brief",
    "case",
    "case_names",
    "chances",
    "claims",
    "coalitions",
    "drift",
    "dumps",
    "durability",
    "evenness",
    "explain",
    "frontier",
    "frontier_picture",
    "graph",
    "import_gmcr",
    "load",
    "loads",
    "map_picture",
    "mediators",
    "odds_picture",
    "paths",
    "plan",
    "pressure_map",
    "probability_map",
    "probability_picture",
    "ripeness",
    "robust_plan",
    "robustness",
    "sample",
    "save",
    "scenarios",
    "sensitivity",
    "sensitivity_picture",
    "threats",
    "warm",
]

__version__ = "0.1.0.dev0"

_HOMES = {
    "cases.catalog": ("case", "case_names"),
    "ensemble.probability_map": ("ProbabilityMap", "probability_map"),
    "ensemble.robust.frontier": ("Frontier", "frontier"),
    "ensemble.robust.plan": ("robust_plan",),
    "ensemble.robust.results": ("RobustPlan", "RobustShortfall"),
    "ensemble.robustness": ("robustness", "Robustness"),
    "ensemble.sample": ("Ensemble", "sample"),
    "ensemble.sensitivity": ("Influence", "Sensitivity", "sensitivity"),
    "ensemble.scenarios": ("ScenarioTally",),
    "errors": (
        "FileError",
        "GoodOfficesError",
        "MissingExtraError",
        "ModelError",
        "Problem",
        "RequestError",
        "SizeError",
    ),
    "show.brief": ("Brief", "brief"),
    "files.load": ("load", "loads"),
    "files.gmcr": ("import_gmcr",),
    "show.charts": (
        "Picture",
        "frontier_picture",
        "graph",
        "map_picture",
        "odds_picture",
        "probability_picture",
        "sensitivity_picture",
    ),
    "files.scenarios": ("scenarios",),
    "files.save": ("dumps", "save"),
    "mediation.outcome_chances": ("Chances", "chances"),
    "mediation.claims": ("claims", "Verdict"),
    "mediation.status_quo_paths": ("Drift", "drift"),
    "mediation.durability": ("Durability", "durability"),
    "mediation.evenness": ("Evenness", "evenness"),
    "mediation.mediators": ("Mediators", "mediators"),
    "mediation.plan.planning": ("plan",),
    "mediation.pressure_map": ("PressureMap", "pressure_map"),
    "mediation.plan.results": ("Plan", "Shortfall"),
    "mediation.ripeness": ("Ripeness", "ripeness"),
    "mediation.threats": ("Threats", "threats"),
    "model.conflict": ("Conflict", "DecisionMaker", "NoMove", "Option"),
    "model.levers": ("Claim", "Lever", "Mediation"),
    "model.preferences": ("Payoffs", "Prioritized", "Ranking", "Weights"),
    "model.states": ("State",),
    "model.uncertainty": (
        "Correlation",
        "Distribution",
        "Quantity",
        "Scenario",
        "Uncertainty",
        "Use",
    ),
    "stability.analysis": ("Analysis", "analyze"),
    "stability.coalitions": ("CoalitionAnalysis", "coalitions"),
    "stability.explain": ("Explanation", "explain"),
    "stability.paths": ("Move", "Paths", "paths"),
    "stability.warming": ("warm",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name the first time it is used."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'goodoffices' has no attribute '{name}'")
    value: object = getattr(importlib.import_module(f"goodoffices.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
