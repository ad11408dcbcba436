"""What a model file says of results in the literature: equilibria, stability, improvements."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from goodoffices.errors import Path
from goodoffices.files.schema_types import Closed, Several, StateName, StateNumber
from goodoffices.files.yaml.tree import ANY
from goodoffices.stability.concepts import CONCEPTS


def _known_concept(key: object) -> object:
    if not isinstance(key, str) or key not in CONCEPTS:
        raise PydanticCustomError("unknown_concept", "unknown concept")
    return key


class _ConceptKey:
    """The keys of concepts that there are when a JSON Schema is written."""

    def __get_pydantic_json_schema__(self, *_: object) -> dict[str, Any]:
        return {"type": "string", "enum": list(CONCEPTS)}


Concept = Annotated[str, BeforeValidator(_known_concept), _ConceptKey()]
ByConcept = dict[Concept, Several[StateNumber]]


class CoalitionImprovementsEntry(Closed):
    """Published improvements of one coalition."""

    coalition: Several[str] = Field(title="Coalition", description="Names of decision makers.")
    moves: dict[StateNumber, Several[StateNumber]] = Field(
        title="Moves", description="From a state's number to the numbers of the states reached."
    )


class DifferenceEntry(Closed):
    """A published result that does not follow from the definitions."""

    decision_maker: str = Field(
        "",
        title="Decision maker",
        description="Whose stable states they are; left out: they are the equilibria.",
    )
    concept: Concept = Field(title="Concept", description="Under which concept.")
    states: Several[StateNumber] = Field(title="States", description="What is published.")
    why: str = Field(title="Why", description="Why the definitions give something else.")


class ObservedEntry(Closed):
    """What the conflict came to, as far as history knows."""

    state: StateName = Field(
        title="State",
        description="The state: its number, a pattern, a statement true in exactly one state or, "
        "in graph form, a label.",
    )
    source: str = Field("", title="Source", description="Who says so.")


class PublishedEntry(Closed):
    """Results that the literature reports for this conflict, by state number."""

    source: str = Field("", title="Source", description="Where the results are from.")
    equilibria: ByConcept = Field(
        default={}, title="Equilibria", description="For each concept, the equilibria."
    )
    stable_for: dict[str, ByConcept] = Field(
        default={},
        title="Stable for",
        description="For each decision maker and concept, the stable states.",
    )
    coalition_improvements: Several[CoalitionImprovementsEntry] = Field(
        default=(), title="Coalition improvements", description="Improvements by joint moves."
    )
    differs: Several[DifferenceEntry] = Field(
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
