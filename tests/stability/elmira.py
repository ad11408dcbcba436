"""Elmira 1991 in its twelve-pattern form, as Hipel, Fang, Kilgour & Haight (1993) have it."""

from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Ranking
from goodoffices.model.written import DecisionMaker, Option


def ranking(*tiers: int | tuple[int, ...]) -> Ranking:
    return Ranking(tuple(tier if isinstance(tier, tuple) else (tier,) for tier in tiers))


ABANDONED = (5, 6, 11, 12)
ELMIRA = Conflict(
    "Elmira",
    (
        DecisionMaker(
            "MoE",
            ranking(9, 3, 4, 10, 7, 1, 2, 8, ABANDONED),
            (Option("modify", "Modify the order", reversible=False),),
            label="Ministry",
        ),
        DecisionMaker(
            "Uniroyal",
            ranking(1, 4, 10, 7, ABANDONED, 2, 3, 9, 8),
            (
                Option("delay", "Delay", once_dropped=True),
                Option("accept", "Accept"),
                Option("abandon", "Abandon", reversible=False),
            ),
        ),
        DecisionMaker("Local", ranking(9, 3, 7, 1, 10, 8, 4, 2, ABANDONED), (Option("insist"),)),
    ),
    exactly_one=(("delay", "accept", "abandon"),),
    status_quo="NYNNN",
)
