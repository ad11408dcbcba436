"""What a model file says of the unknown: distributions, quantities, correlations, scenarios."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from goodoffices.files.schema_types import Closed, MaybeNumber, Number, Several, by_form, tag
from goodoffices.model.uncertainty import FAMILIES

_Parameters = Several[Number]
_Bound = Annotated[
    Annotated[None, Tag(tag("nothing"))] | Annotated[Number, Tag(tag("number"))],
    by_form("a number, or null for no bound"),
]
DRAWN = tuple(family for family in FAMILIES if family != "fixed")


class DistributionEntry(Closed):
    """How an uncertain number is distributed: exactly one family, and what bounds it."""

    uniform: _Parameters = Field(
        default=(),
        title="Uniform",
        description="[low, high]: anything in between, equally likely.",
        examples=[[0.5, 2]],
    )
    triangular: _Parameters = Field(
        default=(),
        title="Triangular",
        description="[low, mode, high]: a best guess and how far off it may be.",
        examples=[[1, 2, 5]],
    )
    normal: _Parameters = Field(
        default=(),
        title="Normal",
        description="[mean, standard deviation].",
        examples=[[10, 2]],
    )
    lognormal: _Parameters = Field(
        default=(),
        title="Lognormal",
        description="[median, standard deviation of the natural logarithm]: above 0, and now and "
        "then much larger than usual.",
        examples=[[3, 0.5]],
    )
    beta: _Parameters = Field(
        default=(),
        title="Beta",
        description="[a, b]: between 0 and 1, as for a probability; the mean is a / (a + b).",
        examples=[[2, 5]],
    )
    choice: _Parameters = Field(
        default=(),
        title="Choice",
        description="One of these values: equally likely, or by weights.",
        examples=[[0, 5, 10]],
    )
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
        "triangular distribution, the likeliest value of a choice, the mean of a beta "
        "distribution, the median of the others.",
    )

    @model_validator(mode="after")
    def _one_family(self) -> Self:
        given = [family for family in DRAWN if family in self.model_fields_set]
        if len(given) != 1:
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
