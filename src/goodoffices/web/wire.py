"""What the page may ask: every request as a checked shape, with its bounds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from goodoffices.sources.notebook import Act, Hedge, Kind, Standing

Name = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=4 * 2**20)]
Step = Annotated[str, Field(max_length=4_000)] | int
Intensities = dict[Name, Annotated[float, Field(ge=0, le=1e12)]]


class Asked(BaseModel):
    """A request: nothing but its keys."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Opening(Asked):
    """A model to open: a published case, a text, another program's file (base64), or a new one."""

    case: Name | None = None
    text: Text | None = None
    foreign: Text | None = None
    name: Name = "my.yaml"
    title: Name | None = None
    parties: Annotated[list[Name], Field(max_length=20)] = []


class Pull(Asked):
    """Levers as they stand, by which concept and for which settlement (number), and as whom."""

    intensities: Intensities = {}
    concept: Name = "seq"
    settlement: int | None = None
    bands: bool = True
    seen_by: Name | None = None


class Rows(Pull):
    """Rows of the table of a large conflict: which states, in which order, from which place on."""

    first: Annotated[int, Field(ge=0)] = 0
    count: Annotated[int, Field(ge=1, le=200)] = 60
    holding: bool = False
    wanted: dict[Name, Literal["Y", "N"]] = {}
    by: Name = ""
    descending: bool = False


class Why(Pull):
    """A state (number) to be explained for a party."""

    state: int
    party: Name


class Change(Asked):
    """One change to the content of a model file."""

    op: Literal["set", "add", "remove", "rename", "move"]
    path: Annotated[list[Step], Field(max_length=20)]
    value: Any = None
    with_mentions: bool = False


class Editing(Asked):
    """Changes that are made together, to a model as it was at a revision."""

    revision: int
    label: Name
    changes: Annotated[list[Change], Field(max_length=1_000)]


class Rewriting(Asked):
    """The whole text of a model file."""

    revision: int
    text: Text


class Ranking(Asked):
    """Preferences that are being tried, to see in which order the party would put the states."""

    party: Name
    prioritized: Annotated[list[Text], Field(max_length=200)] | None = None
    weights: dict[Text, float] | None = None


class Against(Asked):
    """What to compare with: an earlier version, a scenario, or another open model."""

    version: int | None = None
    scenario: Name | None = None
    model: Name | None = None
    concept: Name = "seq"


class Day(Asked):
    """A date on which the model is wanted as it stood."""

    date: Name


Names = Annotated[list[Name], Field(max_length=100)]
Place = Annotated[str, Field(max_length=4_000)]


class Reading(Asked):
    """A text to read: as text, or the bytes of a file (base64)."""

    op: Literal["read"]
    text: Text | None = None
    content: Text | None = None
    name: Name = ""
    title: Name = ""
    date: Name = ""
    whole: bool = False


class Judging(Asked):
    """Rows that are confirmed, rejected, or open again."""

    op: Literal["judge"]
    statements: Names
    standing: Standing


class Said(Asked):
    """What a row says of its words; what is not given stays."""

    act: Act | None = None
    actors: Names | None = None
    targets: Names | None = None
    about: Names | None = None
    hedge: Hedge | None = None
    speaker: Name | None = None
    condition: Annotated[str, Field(max_length=4_000)] | None = None


class Revising(Said):
    """A row of which something is said otherwise."""

    op: Literal["revise"]
    statement: Name


class Marking(Said):
    """A passage that a person marked: its first code point, and the one after its last."""

    op: Literal["mark"]
    document: Name
    span: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]


class Tying(Asked):
    """A value of the model (its path, keys joined by dots) and the rows that it rests on."""

    op: Literal["tie"]
    place: Place
    statements: Names = []
    kind: Kind
    note: Annotated[str, Field(max_length=4_000)] = ""


class Untying(Asked):
    """A value that rests on nothing any more."""

    op: Literal["untie"]
    place: Place


class Dropping(Asked):
    """A document that goes, with its rows."""

    op: Literal["drop"]
    document: Name


NotesChange = Reading | Judging | Revising | Marking | Tying | Untying | Dropping


class Noting(Asked):
    """A change to a notebook as it was at a revision."""

    revision: int
    change: Annotated[NotesChange, Field(discriminator="op")]


class Work(Pull):
    """Something that takes longer than a breath."""

    kind: Name
    credible: bool = False
    held_by: Annotated[list[Name], Field(max_length=100)] | None = None
    samples: Annotated[int, Field(ge=1, le=10_000_000)] = 1_000
    to: int | None = None
    cheapest: bool = False
    rule: Name | None = None
