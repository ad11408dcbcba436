"""The model file, schema version 1: what may be written where. Frozen, strict and closed.

Titles and descriptions become tooltips in editors (see ``json_schema``) and the page on the file
format in the documentation. What the parts mean together is checked by the model, not here.
"""

from typing import Annotated, Any, Literal, Self

from pydantic_core import PydanticCustomError

from goodoffices.files.forms import Before, ByForm, Closed, Rule, key
from goodoffices.files.schema_mediation import MediationEntry
from goodoffices.files.schema_preferences import Preferences
from goodoffices.files.schema_published import ObservedEntry, PublishedEntry
from goodoffices.files.schema_timeline import EventEntry
from goodoffices.files.schema_types import (
    MaybeState,
    Nothing,
    Null,
    Number,
    Several,
    StateName,
    not_empty,
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

    label: str = key("", title="Label", description="The option in words, for tables.")
    reversible: bool = key(
        default=True,
        title="Reversible",
        description="false: once taken, the option stays taken.",
    )
    once_dropped: bool = key(
        default=False,
        title="Once dropped, dropped",
        description="true: once dropped, the option stays dropped.",
    )

    position: str = key("", title="Position", description="What its owner says of it.")
    interest: str = key("", title="Interest", description="Why its owner wants or refuses it.")
    fear: str = key("", title="Fear", description="What its owner dreads from it.")

    def sound(self) -> Self:
        """Refuse an option that is dropped for good and yet said to be reversible."""
        if self.once_dropped and self.reversible and "reversible" in self.given:
            raise PydanticCustomError("contradiction", "reversible, and yet dropped for good")
        return self


OptionValue = Annotated[
    Null | Annotated[str, Rule(title="Label")] | OptionSettings,
    ByForm("nothing, a label, or {label, reversible, once_dropped, position, interest, fear}"),
]


class DecisionMakerEntry(Closed):
    """A party to the conflict: what it can do and what it wants."""

    label: str = key("", title="Label", description="The full name, for tables and pictures.")
    options: dict[str, OptionValue] = key(
        default={},
        title="Options",
        description="What this decision maker may do or leave, each by a short name. The order of "
        "options gives patterns and state numbers.",
    )
    moves: Several[Annotated[Several[StateName], Rule(min_length=2, max_length=2)]] = key(
        default=(),
        title="Moves",
        description="Only in a conflict given by its states: the moves [from, to] that this "
        "decision maker can make by itself.",
        examples=[[[1, 2], [2, 1]]],
    )
    preferences: Preferences = key(
        title="Preferences",
        description="One of ranking, prioritized, weights or payoffs; or, where less is known, "
        "wants and better. Only weights and payoffs say by how much one state is better than "
        "another.",
    )


class NoMoveEntry(Closed):
    """A move that depends on the state and cannot be made."""

    by: str = key(title="By", description="The decision maker that cannot make the move.")
    origin: str = key(alias="from", title="From", description="Statement true before the move.")
    target: str = key(alias="to", title="To", description="Statement true after the move.")


OptionNames = Annotated[Several[str], Rule(min_length=1)]


class ModelFile(Closed):
    """A conflict: who can do what, who wants what."""

    goodoffices: Literal[1] = key(
        title="Version of the file format", description="Always 1; it marks the file as a conflict."
    )
    title: str = key(title="Title", description="The name of the conflict, with place and year.")
    sources: Several[str] = key(
        default=(), title="Sources", description="The literature that the model is taken from."
    )
    notes: str = key("", title="Notes", description="Anything that a reader should know.")
    states: Annotated[
        Annotated[int, Rule(ge=1, le=MOST_STATES, title="Number of states")]
        | Annotated[Several[str], Rule(min_length=1, title="Labels of the states")],
        ByForm("a list of labels, or the number of states"),
    ] = key(
        default=(),
        title="States",
        description="Only for a conflict given by its states and moves, not by options: a label "
        "for each state in the order of state numbers, or how many there are.",
    )
    decision_makers: Annotated[dict[str, DecisionMakerEntry], Rule(min_length=1)] = key(
        title="Decision makers",
        description="The parties, each under a short name of letters, digits and _.",
    )
    exactly_one: Several[OptionNames] = key(
        default=(),
        title="Exactly one",
        description="Groups of options of which exactly one is taken, in every state.",
        examples=[[["delay", "accept", "abandon"]]],
    )
    at_most_one: Several[OptionNames] = key(
        default=(),
        title="At most one",
        description="Groups of options of which at most one is taken.",
    )
    at_least_one: Several[OptionNames] = key(
        default=(),
        title="At least one",
        description="Groups of options of which at least one is taken.",
    )
    infeasible: Several[str] = key(
        default=(),
        title="Infeasible",
        description="Statements that never hold: states where one would hold are left out.",
        examples=[["abandon and modify"]],
    )
    same_state: Several[str] = key(
        default=(),
        title="Same state",
        description="For each statement, the patterns where it holds count as one state.",
        examples=[["abandon"]],
    )
    no_move: Several[NoMoveEntry] = key(
        default=(),
        title="No move",
        description="Moves that options would allow and yet cannot be made.",
        examples=[[{"by": "Local", "from": "insist and modify", "to": "not insist"}]],
    )
    status_quo: MaybeState = key(
        default=None,
        title="Status quo",
        description="Where things stand: a state number, a pattern of Y and N in option order, a "
        "statement that is true in exactly one state or, in graph form, a label.",
    )
    coalitions: Several[Annotated[Several[str], Rule(min_length=1)]] = key(
        default=(),
        title="Coalitions",
        description="Groups of decision makers that may act together.",
        examples=[[["Ministry", "Local"]]],
    )
    issues: dict[str, OptionNames] = key(
        default={},
        title="Issues",
        description="What is at issue, each with the options that belong to it: tables and the "
        "brief group options by it.",
        examples=[{"Territory": ["cede"]}],
    )
    greatly: dict[str, Number] = key(
        default={},
        title="Greatly",
        description="For a decision maker: from which gap on, in its own units, it feels an "
        "improvement or a loss greatly. A state is strongly stable for it where every sanction is "
        "greatly worse. Of a ranking with '>>' it counts these; 1 where nothing is said.",
        examples=[{"Local": 2}],
    )
    mediation: Annotated[
        MediationEntry | Nothing,
        ByForm("a mapping"),
        Before(not_empty),
    ] = key(
        default=None,
        title="Mediation",
        description="The settlement sought, and the levers that third parties or decision makers "
        "could pull for it.",
    )
    quantities: dict[str, QuantityValue] = key(
        default={},
        title="Quantities",
        description="Uncertain quantities by name, each with its distribution. A formula over them "
        "may stand in place of any number.",
        examples=[{"sanction_bite": {"uniform": [0.5, 2]}}],
    )
    correlated: Several[CorrelatedEntry] = key(
        default=(),
        title="Correlated",
        description="Groups of quantities that go together.",
    )
    scenarios: dict[str, ScenarioEntry] = key(
        default={},
        title="Scenarios",
        description="Variants of the model by name: what the file says otherwise, nested as in "
        "the file. A list or a single value is replaced as a whole. 'pulled' names levers pulled.",
        examples=[{"weak sanctions": {"quantities": {"sanction_bite": 0.5}, "pulled": {"aid": 2}}}],
    )
    views: dict[str, ScenarioEntry] = key(
        default={},
        title="Views",
        description="How a decision maker sees the conflict otherwise than it is: what the file "
        "would say, nested as in the file, as in a scenario. 'hidden' lists options of others that "
        "it does not know of, 'views' how it thinks that others see the conflict.",
        examples=[{"Local": {"hidden": ["Firm.appeal"]}}],
    )
    truths: dict[str, TruthEntry] = key(
        default={},
        title="Truths",
        description="What could be told to a decision maker that sees it otherwise, by name.",
    )
    timeline: Several[EventEntry] = key(
        default=(),
        title="Timeline",
        description="What happened on which date, and what it changed. Without a date asked for, "
        "an answer is about the file as it is written, before any of it.",
        examples=[[{"date": "2025-05-06", "event": "Talks open", "took": ["talks"]}]],
    )
    published: Annotated[
        PublishedEntry | Nothing,
        ByForm("a mapping"),
        Before(not_empty),
    ] = key(
        default=None,
        title="Published results",
        description="Results from the literature that the analysis is compared with.",
    )
    observed: Annotated[
        ObservedEntry | Nothing,
        ByForm("{state, source}"),
        Before(not_empty),
    ] = key(
        default=None,
        title="Observed outcome",
        description="The state that the conflict came to in history, and who says so.",
        examples=[{"state": "NYYN", "source": "A history of the crisis"}],
    )


TOP_KEYS = tuple(ModelFile.keys)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the model file, for editors and validators.

    Returns
    -------
    dict
        Ready for ``json.dumps``. Point an editor's YAML support at it to get completion, tooltips
        and checks while writing.
    """
    from goodoffices.files.forms_json import schema_of

    return schema_of(ModelFile, "goodoffices model file, version 1")
