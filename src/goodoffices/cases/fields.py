"""What the published conflicts are about, and what is in their files: what a search asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict

FIELDS: dict[str, tuple[str, ...]] = {
    "apple-samsung-2012": ("business",),
    "battle-of-the-sexes": ("textbook game",),
    "chicken": ("textbook game",),
    "cuban-missile-1962": ("crisis", "arms"),
    "cuban-missile-brams": ("crisis", "arms"),
    "dvd-formats-1995": ("business",),
    "elmira-1991": ("environment", "water"),
    "elmira-1991-graph": ("environment", "water"),
    "elmira-1991-nine": ("environment", "water"),
    "garrison-diversion-1976": ("environment", "water"),
    "india-nuclear-test-2008": ("arms",),
    "india-pakistan-2016": ("war",),
    "indus-waters-1960": ("water",),
    "istanbul-2025": ("war",),
    "milk-river-gmcrplus": ("water",),
    "missile-crisis-nine-views": ("crisis", "arms"),
    "mutual-destruction-2025": ("arms",),
    "nhl-lockout-2012": ("business",),
    "prisoners-dilemma": ("textbook game",),
    "rapoport-guyer": ("textbook game",),
    "regime-opposition-israel-2026": ("war",),
    "stag-hunt": ("textbook game",),
    "stay-at-home-2021": ("health",),
    "syria-iraq-1975": ("water", "crisis"),
    "ukraine-articles-2025": ("war",),
    "us-canada-tariffs-2025": ("trade",),
    "us-china-climate-2011": ("environment",),
    "us-china-trade-2020": ("trade",),
    "us-china-trade-76": ("trade",),
    "us-china-trade-options": ("trade",),
    "us-china-vendor-finance-2001": ("trade",),
    "us-debt-ceiling-2011": ("politics",),
    "us-india-tariffs-2025": ("trade",),
    "us-iran-2005": ("arms",),
    "us-japan-cars-2025": ("trade",),
    "us-north-korea-2017": ("arms", "crisis"),
    "us-north-korea-2017-belligerent": ("arms", "crisis"),
    "us-north-korea-2017-deterred": ("arms", "crisis"),
    "us-north-korea-2017-invaded": ("arms", "crisis"),
    "us-north-korea-2017-peaceful": ("arms", "crisis"),
    "us-ussr-arms-race": ("arms",),
    "us-ussr-first-strike": ("arms", "war"),
}
KNOWN_FIELDS = tuple(sorted({field for fields in FIELDS.values() for field in fields}))
FEATURES = (
    "graph",
    "merged",
    "irreversible",
    "coalitions",
    "mediation",
    "claims",
    "issues",
    "uncertainty",
    "scenarios",
    "views",
    "timeline",
    "published",
    "differs",
    "observed",
)


def features_of(conflict: Conflict, irreversible: float) -> tuple[str, ...]:
    """Return which of the features a conflict has, in their order."""
    published = conflict.published
    has = {
        "graph": conflict.in_graph_form,
        "merged": conflict.same_state,
        "irreversible": irreversible > 0,
        "coalitions": conflict.coalitions,
        "mediation": conflict.mediation,
        "claims": conflict.mediation.claims,
        "issues": conflict.issues,
        "uncertainty": conflict.uncertainty,
        "scenarios": conflict.scenarios,
        "views": conflict.views,
        "timeline": conflict.timeline,
        "published": published,
        "differs": published is not None and published.differs,
        "observed": conflict.observed,
    }
    return tuple(feature for feature in FEATURES if has[feature])
