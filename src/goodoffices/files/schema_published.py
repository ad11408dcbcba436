"""What a model file says of results in the literature: equilibria, stability, improvements."""

from typing import Annotated

from pydantic_core import PydanticCustomError

from goodoffices.errors import Path
from goodoffices.files.forms import Before, Closed, Rule, key
from goodoffices.files.schema_types import Several, StateName, StateNumber
from goodoffices.files.yaml.tree import ANY
from goodoffices.stability.concepts import CONCEPTS


def _known_concept(key: object) -> object:
    if not isinstance(key, str) or key not in CONCEPTS:
        raise PydanticCustomError("unknown_concept", "unknown concept")
    return key


Concept = Annotated[str, Rule(extra={"enum": CONCEPTS.keys()}), Before(_known_concept)]
ByConcept = dict[Concept, Several[StateNumber]]


class CoalitionImprovementsEntry(Closed):
    """Published improvements of one coalition."""

    coalition: Several[str] = key(title="Coalition", description="Names of decision makers.")
    moves: dict[StateNumber, Several[StateNumber]] = key(
        title="Moves", description="From a state's number to the numbers of the states reached."
    )


class DifferenceEntry(Closed):
    """A published result that does not follow from the definitions."""

    decision_maker: str = key(
        "",
        title="Decision maker",
        description="Whose stable states they are; left out: they are the equilibria.",
    )
    concept: Concept = key(title="Concept", description="Under which concept.")
    states: Several[StateNumber] = key(title="States", description="What is published.")
    why: str = key(title="Why", description="Why the definitions give something else.")


class ObservedEntry(Closed):
    """What the conflict came to, as far as history knows."""

    state: StateName = key(
        title="State",
        description="The state: its number, a pattern, a statement true in exactly one state or, "
        "in graph form, a label.",
    )
    source: str = key("", title="Source", description="Who says so.")


class PublishedEntry(Closed):
    """Results that the literature reports for this conflict, by state number."""

    source: str = key("", title="Source", description="Where the results are from.")
    equilibria: ByConcept = key(
        default={}, title="Equilibria", description="For each concept, the equilibria."
    )
    stable_for: dict[str, ByConcept] = key(
        default={},
        title="Stable for",
        description="For each decision maker and concept, the stable states.",
    )
    coalition_improvements: Several[CoalitionImprovementsEntry] = key(
        default=(), title="Coalition improvements", description="Improvements by joint moves."
    )
    differs: Several[DifferenceEntry] = key(
        default=(),
        title="Differs",
        description="Published results that the definitions do not give, each with the reason.",
    )


PUBLISHED_SECTIONS: dict[Path, type[Closed]] = {
    ("published",): PublishedEntry,
    ("published", "coalition_improvements", ANY): CoalitionImprovementsEntry,
    ("published", "differs", ANY): DifferenceEntry,
    ("observed",): ObservedEntry,
}
