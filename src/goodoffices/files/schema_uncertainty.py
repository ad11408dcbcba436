"""What a model file says of the unknown: distributions, quantities, scenarios, truths."""

from typing import Annotated, Any, Literal, Self

from pydantic_core import PydanticCustomError

from goodoffices.files.forms import Before, ByForm, Closed, Rule, key
from goodoffices.files.schema_types import MaybeNumber, Nothing, Null, Number, Several
from goodoffices.model.distributions import CONFIDENCE, FAMILIES, drawn_families

_Parameters = Several[Number]
_Bound = Annotated[
    Null | Number,
    ByForm("a number, or null for no bound"),
]
DRAWN = drawn_families()
FORMS = (*DRAWN, "confidence")


def _known_confidence(value: object) -> object:
    if not isinstance(value, str) or value not in CONFIDENCE:
        raise PydanticCustomError("confidence_name", "low, medium or high")
    return value


_MaybeConfidence = Annotated[Literal["low", "medium", "high"] | Nothing, Before(_known_confidence)]
_FAMILIES = {
    name: (
        _Parameters,
        key(
            default=(),
            title=name.capitalize(),
            description=FAMILIES[name].meaning,
            examples=[list(FAMILIES[name].example)],
        ),
    )
    for name in DRAWN
}


class DistributionEntry(Closed, keys=_FAMILIES):
    """How an uncertain number is distributed: exactly one family, and what bounds it."""

    weights: _Parameters = key(
        default=(),
        title="Weights",
        description="Of a choice: how likely each value is, relative to the others.",
        examples=[[2, 1, 1]],
    )
    within: Annotated[Several[_Bound], Rule(min_length=2, max_length=2)] | None = key(
        default=None,
        title="Within",
        description="Bounds to which the distribution is cut, [low, high]; null for none.",
        examples=[[0, None]],
    )
    value: MaybeNumber = key(
        default=None,
        title="Nominal value",
        description="The value used wherever only one is computed. Left out: the mode of a "
        "triangular or PERT distribution, the likeliest value of a choice, the mean of a beta "
        "distribution, the median of the others.",
    )
    confidence: _MaybeConfidence = key(
        default=None,
        title="Confidence in the value",
        description="In place of a distribution: a triangle around the value that reaches 60, 30 "
        "or 10 % of it to either side. The value must not be 0.",
        examples=["medium"],
    )

    def sound(self) -> Self:
        """Refuse another number of distributions than one."""
        given = [form for form in FORMS if form in self.given]
        if given == ["confidence"]:
            if self.confidence is None or not self.value:
                raise PydanticCustomError("confidence_form", "a value other than 0")
        elif len(given) != 1:
            raise PydanticCustomError("distribution_form", "exactly one distribution")
        return self


class QuantityEntry(DistributionEntry):
    """A named quantity that formulas may use, in one place of the file or in several."""

    label: str = key("", title="Label", description="The quantity in words, for tables.")
    note: str = key("", title="Note", description="Where the values come from.")


class CorrelatedEntry(Closed):
    """Quantities that go together."""

    quantities: Annotated[Several[str], Rule(min_length=2)] = key(
        title="Quantities",
        description="Their names; a number that is uncertain by itself is named by its keys, "
        "joined by dots.",
    )
    correlation: Annotated[
        Number | Several[Several[Number]],
        ByForm("a number, or a matrix as a list of rows"),
    ] = key(
        title="Correlation",
        description="Between every two of them, from -1 to 1; or a matrix, a row per quantity. It "
        "is that of the normal scores (a normal copula).",
        examples=[0.6],
    )


FormulaText = Annotated[
    str,
    Rule(
        title="Formula over quantities",
        extra={"pattern": r"^(?!.*[^-+*/().\s]\s+[^-+*/().\s])[^!-',:-@\[-^`{-~]+$"},
    ),
]
Uncertain = Annotated[
    Number | FormulaText | DistributionEntry,
    ByForm("a number, a formula over quantities, or a distribution"),
]
QuantityValue = Annotated[
    Number | QuantityEntry,
    ByForm("a number, or a distribution"),
]
ScenarioEntry = dict[str, Any]


class TruthEntry(Closed):
    """Something that could be told to a decision maker."""

    to: str = key(title="To", description="The decision maker that would be told.")
    about: str = key(
        title="About",
        description="What of its view would be gone then: keys joined by dots, the option's name "
        "last for one that is hidden.",
        examples=["decision_makers.Firm.preferences", "hidden.Firm.appeal"],
    )
    cost: Annotated[Number, Rule(ge=0)] = key(
        default=1, title="Cost", description="What telling it costs whoever tells it."
    )
