"""What a model file says of the unknown: distributions, quantities, scenarios, truths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, Tag, create_model, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from goodoffices.files.schema_types import Closed, MaybeNumber, Number, Several, by_form, tag
from goodoffices.model.distributions import CONFIDENCE, FAMILIES, drawn_families

_Parameters = Several[Number]
_Bound = Annotated[
    Annotated[None, Tag(tag("nothing"))] | Annotated[Number, Tag(tag("number"))],
    by_form("a number, or null for no bound"),
]
DRAWN = drawn_families()
FORMS = (*DRAWN, "confidence")


def _known_confidence(value: object) -> object:
    if not isinstance(value, str) or value not in CONFIDENCE:
        raise PydanticCustomError("confidence_name", "low, medium or high")
    return value


if TYPE_CHECKING:
    _Families = Closed
else:
    _Families = create_model(
        "_Families",
        __base__=Closed,
        **{
            name: (
                _Parameters,
                Field(
                    default=(),
                    title=name.capitalize(),
                    description=FAMILIES[name].meaning,
                    examples=[list(FAMILIES[name].example)],
                ),
            )
            for name in DRAWN
        },
    )


class DistributionEntry(_Families):
    """How an uncertain number is distributed: exactly one family, and what bounds it."""

    weights: _Parameters = Field(
        default=(),
        title="Weights",
        description="Of a choice: how likely each value is, relative to the others.",
        examples=[[2, 1, 1]],
    )
    within: Annotated[Several[_Bound], Field(min_length=2, max_length=2)] | None = Field(
        default=None,
        title="Within",
        description="Bounds to which the distribution is cut, [low, high]; null for none.",
        examples=[[0, None]],
    )
    value: MaybeNumber = Field(
        default=None,
        title="Nominal value",
        description="The value used wherever only one is computed. Left out: the mode of a "
        "triangular or PERT distribution, the likeliest value of a choice, the mean of a beta "
        "distribution, the median of the others.",
    )
    confidence: Annotated[
        Literal["low", "medium", "high"] | SkipJsonSchema[None], BeforeValidator(_known_confidence)
    ] = Field(
        default=None,
        title="Confidence in the value",
        description="In place of a distribution: a triangle around the value that reaches 60, 30 "
        "or 10 % of it to either side. The value must not be 0.",
        examples=["medium"],
    )

    @model_validator(mode="after")
    def _one_family(self) -> Self:
        given = [key for key in FORMS if key in self.model_fields_set]
        if given == ["confidence"]:
            if self.confidence is None or not self.value:
                raise PydanticCustomError("confidence_form", "a value other than 0")
        elif len(given) != 1:
            raise PydanticCustomError("distribution_form", "exactly one distribution")
        return self


class QuantityEntry(DistributionEntry):
    """A named quantity that formulas may use, in one place of the file or in several."""

    label: str = Field("", title="Label", description="The quantity in words, for tables.")
    note: str = Field("", title="Note", description="Where the values come from.")


class CorrelatedEntry(Closed):
    """Quantities that go together."""

    quantities: Annotated[Several[str], Field(min_length=2)] = Field(
        title="Quantities",
        description="Their names; a number that is uncertain by itself is named by its keys, "
        "joined by dots.",
    )
    correlation: Annotated[
        Annotated[Number, Tag(tag("number"))]
        | Annotated[Several[Several[Number]], Tag(tag("list"))],
        by_form("a number, or a matrix as a list of rows"),
    ] = Field(
        title="Correlation",
        description="Between every two of them, from -1 to 1; or a matrix, a row per quantity. It "
        "is that of the normal scores (a normal copula).",
        examples=[0.6],
    )


FormulaText = Annotated[
    str,
    Field(
        title="Formula over quantities",
        json_schema_extra={"pattern": r"^(?!.*[^-+*/().\s]\s+[^-+*/().\s])[^!-',:-@\[-^`{-~]+$"},
    ),
]
Uncertain = Annotated[
    Annotated[Number, Tag(tag("number"))]
    | Annotated[FormulaText, Tag(tag("text"))]
    | Annotated[DistributionEntry, Tag(tag("map"))],
    by_form("a number, a formula over quantities, or a distribution"),
]
QuantityValue = Annotated[
    Annotated[Number, Tag(tag("number"))] | Annotated[QuantityEntry, Tag(tag("map"))],
    by_form("a number, or a distribution"),
]
ScenarioEntry = dict[str, Any]


class TruthEntry(Closed):
    """Something that could be told to a decision maker."""

    to: str = Field(title="To", description="The decision maker that would be told.")
    about: str = Field(
        title="About",
        description="What of its view would be gone then: keys joined by dots, the option's name "
        "last for one that is hidden.",
        examples=["decision_makers.Firm.preferences", "hidden.Firm.appeal"],
    )
    cost: Annotated[Number, Field(ge=0)] = Field(
        default=1, title="Cost", description="What telling it costs whoever tells it."
    )
