"""The model file's key ``mediation``: what is sought, who holds what, what is claimed."""

import math
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from goodoffices.files.forms import Before, ByForm, Closed, Rule, key
from goodoffices.files.schema_types import (
    Condition,
    MaybeCondition,
    MaybeNumber,
    MaybeState,
    Nothing,
    Null,
    Number,
    Several,
    not_empty,
)
from goodoffices.files.schema_uncertainty import DistributionEntry, FormulaText, Uncertain
from goodoffices.model.checks.claims import CLAIM_TESTS
from goodoffices.model.lever_numbers import LEVER_NUMBERS, LeverNumber

MaybeUncertain = Annotated[
    Number | FormulaText | DistributionEntry | Nothing,
    ByForm("a number, a formula over quantities, or a distribution"),
    Before(not_empty),
]


def _key(row: LeverNumber) -> tuple[Any, Any]:
    """Return the annotation of the key of a number, and what else is said of it."""
    kind = (Uncertain, MaybeUncertain) if row.drawn else (Number, MaybeNumber)
    optional = row.default is None and not row.required
    words: dict[str, Any] = {"title": row.title, "description": row.meaning}
    if row.example is not None:
        words["examples"] = [row.example]
    return kind[optional], key(... if row.required else row.default, **words)


_COSTS = {row.keys[-1]: row for row in LEVER_NUMBERS if row.keys[0] == "cost"}


class CostEntry(Closed, keys={name: _key(row) for name, row in _COSTS.items()}):
    """What a lever costs its holder, per unit of intensity."""


_COST = key(
    default={},
    title="Cost",
    description="What the lever costs its holder per unit of intensity.",
    examples=[{"commit": 0.2, "execute": 1}],
    extra={"default": {name: row.default for name, row in _COSTS.items()}},
)
_NUMBERS = {
    row.keys[0]: (CostEntry, _COST) if row.keys[0] == "cost" else _key(row) for row in LEVER_NUMBERS
}


class LeverHead(Closed):
    """What comes before the numbers of a lever."""

    label: str = key("", title="Label", description="The lever in words, for tables.")
    held_by: str = key(
        title="Held by", description="Who holds the lever: a decision maker, or one of mediators."
    )
    on: str = key(
        title="On",
        description="The decision maker whose payoffs it changes; its preferences have to be "
        "weights or payoffs.",
    )
    where: Condition = key(
        title="Where",
        description="The lever bites in the states where this statement holds. Also a state or a "
        "list of states, by number, pattern or label.",
        examples=["not ceasefire"],
    )


class LeverEntry(LeverHead, keys=_NUMBERS):
    """Something that can be put on the table: pressure or an inducement."""

    note: str = key(
        "", title="Note", description="Where the values come from, or that they are assumed."
    )

    def number(self, row: LeverNumber) -> float | str | DistributionEntry | None:
        """Return what the file says of a number."""
        found: Any = self
        for step in row.keys:
            found = getattr(found, step)
        value: float | str | DistributionEntry | None = found
        return value


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise PydanticCustomError("finite_number", "a finite number")
    return value


Name = Annotated[
    str | int,
    ByForm("a name or a state number"),
]
RequestValue = Annotated[
    str | Annotated[int | float, Before(_finite)] | bool | Several[Name] | dict[str, Number],
    ByForm("text, a number, true or false, a list of names, or numbers by name"),
]


class ClaimEntry(Closed):
    """Something said about the conflict, and how to test it."""

    claim: str = key(title="Claim", description="What is claimed, in a sentence.")
    test: str = key(
        title="Test",
        description="What would bear the claim out: a plan, a shortfall, a bluff, or escalation.",
        extra={"enum": list(CLAIM_TESTS)},
    )
    request: dict[str, RequestValue] = key(
        default={},
        alias="with",
        title="With",
        description="What the test is asked with, such as levers, intensities, held_by, concept, "
        "credible.",
        examples=[{"held_by": ["US"], "concept": "seq", "credible": True}],
    )


class MediationEntry(Closed):
    """What is sought, and what can be put on the table for it."""

    settlement: MaybeCondition = key(
        default=None,
        title="Settlement",
        description="The settlement sought: a statement, which may hold in several states, or a "
        "state or a list of states.",
        examples=["ceasefire and not expand"],
    )
    no_deal: MaybeState = key(
        default=None,
        title="No deal",
        description="The state that holds without a deal, given like the status quo. Left out: "
        "the status quo.",
    )
    escalation: Condition = key(
        default="",
        title="Escalation",
        description="Where the conflict has escalated: a statement, a state or a list of states.",
    )
    mediators: dict[
        str,
        Annotated[
            Null | Annotated[str, Rule(title="Label")],
            ByForm("nothing, or a label"),
        ],
    ] = key(
        default={},
        title="Mediators",
        description="Holders of levers that are not decision makers, each under a short name and "
        "with a label.",
        examples=[{"US": "United States", "UN": None}],
    )
    signatories: Several[str] = key(
        default=(),
        title="Signatories",
        description="The decision makers that have to like the settlement better than no deal. "
        "Left out: all.",
    )
    levers: dict[str, LeverEntry] = key(
        default={},
        title="Levers",
        description="What can be put on the table, each under a short name.",
    )
    guarantee_prices: dict[str, Number] = key(
        default={},
        title="Guarantee prices",
        description="What guaranteeing a decision maker a point of its payoff costs, by name; 1 "
        "where nothing is said. Orders of steps are compared by it.",
        examples=[{"Russia": 2}],
    )
    power: dict[str, Number] = key(
        default={},
        title="Power",
        description="Weight of a signatory in Nash's bargaining rule, by name; 1 where nothing is "
        "said.",
        examples=[{"Russia": 1.5}],
    )
    claims: Several[ClaimEntry] = key(
        default=(),
        title="Claims",
        description="What has been said about the conflict, each with a test.",
    )
