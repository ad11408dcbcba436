"""The model file, schema version 1: what may be written where. Frozen, strict and closed.

Titles and descriptions become tooltips in editors (see ``json_schema``) and the page on the file
format in the documentation. What the parts mean together is checked by the model, not here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from goodoffices.files.schema_mediation import MediationEntry
from goodoffices.files.schema_published import PublishedEntry
from goodoffices.files.schema_types import (
    Closed,
    MaybeState,
    Nothing,
    Number,
    Several,
    StateName,
    by_form,
    not_empty,
    tag,
)
from goodoffices.files.schema_uncertainty import (
    CorrelatedEntry,
    DistributionEntry,
    FormulaText,
    QuantityValue,
    ScenarioEntry,
    Uncertain,
)

SCHEMA_VERSION = 1
MOST_STATES = 100_000


def preference_forms(keys: Iterable[object]) -> list[str]:
    """Return the forms of preferences that some keys belong to, each once, in the schema's order.

    Examples
    --------
    >>> preference_forms(["better", "wants"])
    ['partial']
    """
    given = set(keys)
    return list(dict.fromkeys(form for key, form in _FORM_OF.items() if key in given))


def _preference_form(value: object) -> str | None:
    forms = preference_forms(value) if isinstance(value, dict) else []
    return tag(forms[0]) if len(forms) == 1 else None


def _statement_form(value: object) -> str | None:
    if isinstance(value, str):
        return tag("text")
    whole = isinstance(value, UnorderedEntry) or (isinstance(value, dict) and "unordered" in value)
    return tag("map") if whole else None


class OptionSettings(Closed):
    """An option of a decision maker: something it may do or leave."""

    label: str = Field("", title="Label", description="The option in words, for tables.")
    reversible: bool = Field(
        default=True,
        title="Reversible",
        description="false: once taken, the option stays taken.",
    )
    once_dropped: bool = Field(
        default=False,
        title="Once dropped, dropped",
        description="true: once dropped, the option stays dropped.",
    )

    position: str = Field("", title="Position", description="What its owner says of it.")
    interest: str = Field("", title="Interest", description="Why its owner wants or refuses it.")
    fear: str = Field("", title="Fear", description="What its owner dreads from it.")

    @model_validator(mode="after")
    def _one_direction(self) -> Self:
        if self.once_dropped and self.reversible and "reversible" in self.model_fields_set:
            raise PydanticCustomError("contradiction", "reversible, and yet dropped for good")
        return self


OptionValue = Annotated[
    Annotated[None, Tag(tag("nothing"))]
    | Annotated[str, Field(title="Label"), Tag(tag("text"))]
    | Annotated[OptionSettings, Tag(tag("map"))],
    by_form("nothing, a label, or {label, reversible, once_dropped, position, interest, fear}"),
]


class RankingForm(Closed):
    """The states from best to worst."""

    ranking: Several[
        Annotated[
            Annotated[int, Field(ge=1, title="State number"), Tag(tag("number"))]
            | Annotated[str, Field(title="Pattern or label"), Tag(tag("text"))]
            | Annotated[
                Several[StateName], Field(min_length=1, title="Liked equally"), Tag(tag("list"))
            ],
            by_form("a state number, a pattern such as YNNY, or a list of states liked equally"),
        ]
    ] = Field(
        title="Ranking",
        description="Every feasible state once, best first, by number or as a pattern of Y and N "
        "in option order. States liked equally stand together in an inner list. '>>' between two "
        "ranks: what stands below is liked greatly less.",
        examples=[[3, 4, [1, 2]], [3, ">>", 4, 1, 2]],
    )
    swaps: Annotated[int, Field(ge=0)] = Field(
        default=0,
        title="Swaps",
        description="How uncertain the ranking is: up to so many times, two neighbouring ranks "
        "change places. Used where a model is drawn many times.",
    )


class UnorderedEntry(Closed):
    """Statements whose order among themselves is not known."""

    unordered: Annotated[Several[str], Field(min_length=2)] = Field(
        title="Unordered",
        description="Statements of equal standing as far as one knows: each order of them is "
        "equally likely. Where one order is needed, they count as listed.",
    )


class PrioritizedForm(Closed):
    """Statements about the outcome, most important first."""

    prioritized: Several[
        Annotated[
            Annotated[str, Field(title="Statement"), Tag(tag("text"))]
            | Annotated[UnorderedEntry, Tag(tag("map"))],
            Discriminator(
                _statement_form,
                custom_error_type="wrong_kind",
                custom_error_message="a statement, or {unordered: [statements]}",
            ),
        ]
    ] = Field(
        title="Prioritized statements",
        description="What the decision maker wants to be true, most important first: a state in "
        "which an earlier statement holds is better, whatever the later ones say. Words: not, "
        "and, or, if, iff, parentheses; options as option or DM.option. Statements whose order is "
        "not known stand together as {unordered: [...]}.",
        examples=[["not attack", "withdraw if not blockade"]],
    )


class WeightsForm(Closed):
    """Statements with a number each; a state is worth the sum of those that hold."""

    weights: dict[str, Uncertain] = Field(
        title="Weights",
        description="A number for each statement. A state's payoff is the sum over the statements "
        "that hold in it. Cardinal: differences count.",
        examples=[{"accept": 3, "accept and insist": -2.5}],
    )


Worth = Annotated[
    Annotated[Number, Tag(tag("number"))]
    | Annotated[FormulaText, Tag(tag("text"))]
    | Annotated[DistributionEntry, Tag(tag("map"))]
    | Annotated[
        Several[Number],
        Field(min_length=2, max_length=2, title="Bounds, least and greatest"),
        Tag(tag("list")),
    ],
    by_form("a number, its bounds [least, greatest], a formula over quantities, or a distribution"),
]


class PayoffsForm(Closed):
    """A number for each state."""

    payoffs: Annotated[
        Annotated[Several[Worth], Tag(tag("list"))]
        | Annotated[dict[StateName, Worth], Tag(tag("map"))],
        by_form("a list of numbers, or a mapping from states to numbers"),
    ] = Field(
        title="Payoffs",
        description="A number for each feasible state, larger is better: as a list in the order of "
        "state numbers, or by pattern or state number. Cardinal: differences count. A number that "
        "is not known may be given by its bounds, [least, greatest].",
        examples=[[3, 4, 1, 2], {"YN": 2, "NN": [-1, 0.5]}],
    )


class PartialForm(Closed):
    """What is known of preferences, where it is less than an order of all states."""

    wants: Several[str] = Field(
        default=(),
        title="Demands and refusals",
        description="Statements that the decision maker wants to be true, in no order: a state is "
        "better than another where all of them hold that hold in the other, and one more. Of other "
        "states nothing is said.",
        examples=[["ceasefire", "not cede"]],
    )
    better: Several[
        Annotated[
            Annotated[str, Field(title="Comparison of statements"), Tag(tag("text"))]
            | Annotated[
                Several[StateName],
                Field(min_length=2, max_length=2, title="Two states, the better one first"),
                Tag(tag("list")),
            ],
            by_form("two states, the better one first, as [1, 3], or statements as 'a > b'"),
        ]
    ] = Field(
        default=(),
        title="Comparisons",
        description="Two states each, the better one first, or text 'a > b': each state where a "
        "holds and not b is better than each where b holds and not a. What follows from them need "
        "not be there.",
        examples=[[[1, 3], [1, "YNN"], "talks > expand"]],
    )


_FORM_OF = {
    "ranking": "ranking",
    "prioritized": "prioritized",
    "weights": "weights",
    "payoffs": "payoffs",
    "wants": "partial",
    "better": "partial",
}
PREFERENCE_FORMS = tuple(_FORM_OF)
Preferences = Annotated[
    Annotated[RankingForm, Tag(tag("ranking"))]
    | Annotated[PrioritizedForm, Tag(tag("prioritized"))]
    | Annotated[WeightsForm, Tag(tag("weights"))]
    | Annotated[PayoffsForm, Tag(tag("payoffs"))]
    | Annotated[PartialForm, Tag(tag("partial"))],
    Discriminator(
        _preference_form,
        custom_error_type="preference_form",
        custom_error_message="not one form of preferences",
    ),
]


class DecisionMakerEntry(Closed):
    """A party to the conflict: what it can do and what it wants."""

    label: str = Field("", title="Label", description="The full name, for tables and pictures.")
    options: dict[str, OptionValue] = Field(
        default={},
        title="Options",
        description="What this decision maker may do or leave, each by a short name. The order of "
        "options gives patterns and state numbers.",
    )
    moves: Several[Annotated[Several[StateName], Field(min_length=2, max_length=2)]] = Field(
        default=(),
        title="Moves",
        description="Only in a conflict given by its states: the moves [from, to] that this "
        "decision maker can make by itself.",
        examples=[[[1, 2], [2, 1]]],
    )
    preferences: Preferences = Field(
        title="Preferences",
        description="One of ranking, prioritized, weights or payoffs; or, where less is known, "
        "wants and better. Only weights and payoffs say by how much one state is better than "
        "another.",
    )


class NoMoveEntry(Closed):
    """A move that depends on the state and cannot be made."""

    by: str = Field(title="By", description="The decision maker that cannot make the move.")
    origin: str = Field(alias="from", title="From", description="Statement true before the move.")
    target: str = Field(alias="to", title="To", description="Statement true after the move.")


OptionNames = Annotated[Several[str], Field(min_length=1)]


class ModelFile(Closed):
    """A conflict: who can do what, who wants what."""

    goodoffices: Literal[1] = Field(
        title="Version of the file format", description="Always 1; it marks the file as a conflict."
    )
    title: str = Field(title="Title", description="The name of the conflict, with place and year.")
    sources: Several[str] = Field(
        default=(), title="Sources", description="The literature that the model is taken from."
    )
    notes: str = Field("", title="Notes", description="Anything that a reader should know.")
    states: Annotated[
        Annotated[int, Field(ge=1, le=MOST_STATES, title="Number of states"), Tag(tag("number"))]
        | Annotated[
            Several[str], Field(min_length=1, title="Labels of the states"), Tag(tag("list"))
        ],
        by_form("a list of labels, or the number of states"),
    ] = Field(
        default=(),
        title="States",
        description="Only for a conflict given by its states and moves, not by options: a label "
        "for each state in the order of state numbers, or how many there are.",
    )
    decision_makers: dict[str, DecisionMakerEntry] = Field(
        min_length=1,
        title="Decision makers",
        description="The parties, each under a short name of letters, digits and _.",
    )
    exactly_one: Several[OptionNames] = Field(
        default=(),
        title="Exactly one",
        description="Groups of options of which exactly one is taken, in every state.",
        examples=[[["delay", "accept", "abandon"]]],
    )
    at_most_one: Several[OptionNames] = Field(
        default=(),
        title="At most one",
        description="Groups of options of which at most one is taken.",
    )
    at_least_one: Several[OptionNames] = Field(
        default=(),
        title="At least one",
        description="Groups of options of which at least one is taken.",
    )
    infeasible: Several[str] = Field(
        default=(),
        title="Infeasible",
        description="Statements that never hold: states where one would hold are left out.",
        examples=[["abandon and modify"]],
    )
    same_state: Several[str] = Field(
        default=(),
        title="Same state",
        description="For each statement, the patterns where it holds count as one state.",
        examples=[["abandon"]],
    )
    no_move: Several[NoMoveEntry] = Field(
        default=(),
        title="No move",
        description="Moves that options would allow and yet cannot be made.",
        examples=[[{"by": "Local", "from": "insist and modify", "to": "not insist"}]],
    )
    status_quo: MaybeState = Field(
        default=None,
        title="Status quo",
        description="Where things stand: a state number, a pattern of Y and N in option order, a "
        "statement that is true in exactly one state or, in graph form, a label.",
    )
    coalitions: Several[Annotated[Several[str], Field(min_length=1)]] = Field(
        default=(),
        title="Coalitions",
        description="Groups of decision makers that may act together.",
        examples=[[["Ministry", "Local"]]],
    )
    issues: dict[str, OptionNames] = Field(
        default={},
        title="Issues",
        description="What is at issue, each with the options that belong to it: tables and the "
        "brief group options by it.",
        examples=[{"Territory": ["cede"]}],
    )
    greatly: dict[str, Number] = Field(
        default={},
        title="Greatly",
        description="For a decision maker: from which gap on, in its own units, it feels an "
        "improvement or a loss greatly. A state is strongly stable for it where every sanction is "
        "greatly worse. Of a ranking with '>>' it counts these; 1 where nothing is said.",
        examples=[{"Local": 2}],
    )
    mediation: Annotated[
        Annotated[MediationEntry, Tag(tag("map"))] | Nothing,
        by_form("a mapping"),
        BeforeValidator(not_empty),
    ] = Field(
        default=None,
        title="Mediation",
        description="The settlement sought, and the levers that third parties or decision makers "
        "could pull for it.",
    )
    quantities: dict[str, QuantityValue] = Field(
        default={},
        title="Quantities",
        description="Uncertain quantities by name, each with its distribution. A formula over them "
        "may stand in place of any number.",
        examples=[{"sanction_bite": {"uniform": [0.5, 2]}}],
    )
    correlated: Several[CorrelatedEntry] = Field(
        default=(),
        title="Correlated",
        description="Groups of quantities that go together.",
    )
    scenarios: dict[str, ScenarioEntry] = Field(
        default={},
        title="Scenarios",
        description="Variants of the model by name: what the file says otherwise, nested as in "
        "the file. A list or a single value is replaced as a whole. 'pulled' names levers pulled.",
        examples=[{"weak sanctions": {"quantities": {"sanction_bite": 0.5}, "pulled": {"aid": 2}}}],
    )
    published: Annotated[
        Annotated[PublishedEntry, Tag(tag("map"))] | Nothing,
        by_form("a mapping"),
        BeforeValidator(not_empty),
    ] = Field(
        default=None,
        title="Published results",
        description="Results from the literature that the analysis is compared with.",
    )


TOP_KEYS = tuple(ModelFile.model_fields)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the model file, for editors and validators.

    Returns
    -------
    dict
        Ready for ``json.dumps``. Point an editor's YAML support at it to get completion, tooltips
        and checks while writing.
    """
    schema = ModelFile.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "goodoffices model file, version 1",
    }
