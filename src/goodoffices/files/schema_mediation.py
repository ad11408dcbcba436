"""The model file's key ``mediation``: what is sought, who holds what, what is claimed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, Tag, create_model
from pydantic_core import PydanticCustomError

from goodoffices.files.schema_types import (
    Closed,
    Condition,
    MaybeCondition,
    MaybeNumber,
    MaybeState,
    Nothing,
    Number,
    Several,
    by_form,
    not_empty,
    tag,
)
from goodoffices.files.schema_uncertainty import DistributionEntry, FormulaText, Uncertain
from goodoffices.model.checks.claims import CLAIM_TESTS
from goodoffices.model.lever_numbers import LEVER_NUMBERS, LeverNumber

MaybeUncertain = Annotated[
    Annotated[Number, Tag(tag("number"))]
    | Annotated[FormulaText, Tag(tag("text"))]
    | Annotated[DistributionEntry, Tag(tag("map"))]
    | Nothing,
    by_form("a number, a formula over quantities, or a distribution"),
    BeforeValidator(not_empty),
]


def _field(row: LeverNumber) -> tuple[Any, Any]:
    """Return the type and the settings of the key of a number."""
    kind = (Uncertain, MaybeUncertain) if row.drawn else (Number, MaybeNumber)
    optional = row.default is None and not row.required
    examples = None if row.example is None else [row.example]
    return kind[optional], Field(
        default=... if row.required else row.default,
        title=row.title,
        description=row.meaning,
        examples=examples,
    )


def _keys(rows: Iterable[LeverNumber]) -> dict[str, Any]:
    return {row.keys[-1]: _field(row) for row in rows}


class LeverHead(Closed):
    """What comes before the numbers of a lever."""

    label: str = Field("", title="Label", description="The lever in words, for tables.")
    held_by: str = Field(
        title="Held by", description="Who holds the lever: a decision maker, or one of mediators."
    )
    on: str = Field(
        title="On",
        description="The decision maker whose payoffs it changes; its preferences have to be "
        "weights or payoffs.",
    )
    where: Condition = Field(
        title="Where",
        description="The lever bites in the states where this statement holds. Also a state or a "
        "list of states, by number, pattern or label.",
        examples=["not ceasefire"],
    )


_COSTS = [row for row in LEVER_NUMBERS if row.keys[0] == "cost"]
CostEntry = create_model(
    "CostEntry",
    __base__=Closed,
    __doc__="What a lever costs its holder, per unit of intensity.",
    **_keys(_COSTS),
)
_COST = Field(
    default_factory=CostEntry,  # made when it is needed: one made here builds its schema apart
    title="Cost",
    description="What the lever costs its holder per unit of intensity.",
    examples=[{"commit": 0.2, "execute": 1}],
    json_schema_extra={"default": {row.keys[-1]: row.default for row in _COSTS}},
)
if TYPE_CHECKING:
    _LeverNumbers = LeverHead
else:
    _LeverNumbers = create_model(
        "_LeverNumbers",
        __base__=LeverHead,
        **{
            row.keys[0]: (CostEntry, _COST) if row.keys[0] == "cost" else _field(row)
            for row in LEVER_NUMBERS
        },
    )


class LeverEntry(_LeverNumbers):
    """Something that can be put on the table: pressure or an inducement."""

    note: str = Field(
        "", title="Note", description="Where the values come from, or that they are assumed."
    )

    def number(self, row: LeverNumber) -> float | str | DistributionEntry | None:
        """Return what the file says of a number."""
        found: Any = self
        for key in row.keys:
            found = getattr(found, key)
        value: float | str | DistributionEntry | None = found
        return value


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise PydanticCustomError("finite_number", "a finite number")
    return value


Name = Annotated[
    Annotated[str, Tag(tag("text"))] | Annotated[int, Tag(tag("number"))],
    by_form("a name or a state number"),
]
RequestValue = Annotated[
    Annotated[str, Tag(tag("text"))]
    | Annotated[int | float, BeforeValidator(_finite), Tag(tag("number"))]
    | Annotated[bool, Tag(tag("switch"))]
    | Annotated[Several[Name], Tag(tag("list"))]
    | Annotated[dict[str, Number], Tag(tag("map"))],
    by_form("text, a number, true or false, a list of names, or numbers by name"),
]


class ClaimEntry(Closed):
    """Something said about the conflict, and how to test it."""

    claim: str = Field(title="Claim", description="What is claimed, in a sentence.")
    test: str = Field(
        title="Test",
        description="What would bear the claim out: a plan, a shortfall, a bluff, or escalation.",
        json_schema_extra={"enum": list(CLAIM_TESTS)},
    )
    request: dict[str, RequestValue] = Field(
        default={},
        alias="with",
        title="With",
        description="What the test is asked with, such as levers, intensities, held_by, concept, "
        "credible.",
        examples=[{"held_by": ["US"], "concept": "seq", "credible": True}],
    )


class MediationEntry(Closed):
    """What is sought, and what can be put on the table for it."""

    settlement: MaybeCondition = Field(
        default=None,
        title="Settlement",
        description="The settlement sought: a statement, which may hold in several states, or a "
        "state or a list of states.",
        examples=["ceasefire and not expand"],
    )
    no_deal: MaybeState = Field(
        default=None,
        title="No deal",
        description="The state that holds without a deal, given like the status quo. Left out: "
        "the status quo.",
    )
    escalation: Condition = Field(
        default="",
        title="Escalation",
        description="Where the conflict has escalated: a statement, a state or a list of states.",
    )
    mediators: dict[
        str,
        Annotated[
            Annotated[None, Tag(tag("nothing"))]
            | Annotated[str, Field(title="Label"), Tag(tag("text"))],
            by_form("nothing, or a label"),
        ],
    ] = Field(
        default={},
        title="Mediators",
        description="Holders of levers that are not decision makers, each under a short name and "
        "with a label.",
        examples=[{"US": "United States", "UN": None}],
    )
    signatories: Several[str] = Field(
        default=(),
        title="Signatories",
        description="The decision makers that have to like the settlement better than no deal. "
        "Left out: all.",
    )
    levers: dict[str, LeverEntry] = Field(
        default={},
        title="Levers",
        description="What can be put on the table, each under a short name.",
    )
    guarantee_prices: dict[str, Number] = Field(
        default={},
        title="Guarantee prices",
        description="What guaranteeing a decision maker a point of its payoff costs, by name; 1 "
        "where nothing is said. Orders of steps are compared by it.",
        examples=[{"Russia": 2}],
    )
    power: dict[str, Number] = Field(
        default={},
        title="Power",
        description="Weight of a signatory in Nash's bargaining rule, by name; 1 where nothing is "
        "said.",
        examples=[{"Russia": 1.5}],
    )
    claims: Several[ClaimEntry] = Field(
        default=(),
        title="Claims",
        description="What has been said about the conflict, each with a test.",
    )
