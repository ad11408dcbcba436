"""The model file, schema version 1: what may be written where. Frozen, strict and closed.

Titles and descriptions become tooltips in editors (see ``json_schema``) and the page on the file
format in the documentation. What the parts mean together is checked by the model, not here.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from goodoffices.files.schema_mediation import MediationEntry
from goodoffices.files.schema_preferences import Preferences
from goodoffices.files.schema_published import ObservedEntry, PublishedEntry
from goodoffices.files.schema_timeline import EventEntry
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
    QuantityValue,
    ScenarioEntry,
    TruthEntry,
)

SCHEMA_VERSION = 1
MOST_STATES = 100_000


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
    views: dict[str, ScenarioEntry] = Field(
        default={},
        title="Views",
        description="How a decision maker sees the conflict otherwise than it is: what the file "
        "would say, nested as in the file, as in a scenario. 'hidden' lists options of others that "
        "it does not know of, 'views' how it thinks that others see the conflict.",
        examples=[{"Local": {"hidden": ["Firm.appeal"]}}],
    )
    truths: dict[str, TruthEntry] = Field(
        default={},
        title="Truths",
        description="What could be told to a decision maker that sees it otherwise, by name.",
    )
    timeline: Several[EventEntry] = Field(
        default=(),
        title="Timeline",
        description="What happened on which date, and what it changed. Without a date asked for, "
        "an answer is about the file as it is written, before any of it.",
        examples=[[{"date": "2025-05-06", "event": "Talks open", "took": ["talks"]}]],
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
    observed: Annotated[
        Annotated[ObservedEntry, Tag(tag("map"))] | Nothing,
        by_form("{state, source}"),
        BeforeValidator(not_empty),
    ] = Field(
        default=None,
        title="Observed outcome",
        description="The state that the conflict came to in history, and who says so.",
        examples=[{"state": "NYYN", "source": "A history of the crisis"}],
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
