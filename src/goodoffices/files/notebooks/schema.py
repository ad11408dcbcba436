"""The notebook's file: what may be written where. Frozen, strict and closed.

What the parts mean together, and against a model, is checked by ``goodoffices.sources.checking``.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, Tag
from pydantic_core import PydanticCustomError

from goodoffices.errors import Path
from goodoffices.files.schema_types import Closed, Nothing, Several, by_form, tag
from goodoffices.files.yaml.tree import ANY
from goodoffices.sources.notebook import AUTHOR, Act, Hedge, Kind, Standing


def _forwards(span: tuple[int, ...]) -> tuple[int, ...]:
    if span[0] >= span[1]:
        raise PydanticCustomError("span", "the first place, then a later one, as [0, 24]")
    return span


SpanEntry = Annotated[
    Several[Annotated[int, Field(ge=0)]],
    Field(min_length=2, max_length=2),
    AfterValidator(_forwards),
]
Names = Several[str]
_MaybeText = Annotated[
    Annotated[str, Tag(tag("text"))] | Nothing, by_form("text, or null for nothing")
]


class DocumentEntry(Closed):
    """A text that statements are quoted from."""

    file: str = Field(
        "",
        title="File",
        description="Where its text is kept, seen from the notebook. Left out: nowhere.",
    )
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = Field(
        "",
        title="SHA-256",
        description="The checksum of the file, 64 digits from 0 to f: another text has another.",
    )
    title: str = Field("", title="Title", description="What it is called.")
    publisher: str = Field("", title="Publisher", description="Who published it.")
    date: str = Field("", title="Date", description="The day it was published, as 2025-05-12.")
    address: str = Field("", title="Address", description="Where it was found; nothing is fetched.")
    passage: Several[SpanEntry] = Field(
        default=(),
        title="Passage",
        description="The spans of its text that are about the dispute, each as [first, after the "
        "last], counted in characters from 0.",
        examples=[[[928, 3505]]],
    )


class StatementEntry(Closed):
    """Somebody does or says something to somebody, in words that stand in a document."""

    document: str = Field(
        alias="in", title="In", description="The document that it is quoted from, by its name here."
    )
    span: SpanEntry = Field(
        alias="at",
        title="At",
        description="Where the quote stands: its first character, and the one after its last, "
        "counted from 0.",
        examples=[[2009, 2134]],
    )
    quote: str = Field(title="Quote", description="The words, exactly as they stand there.")
    act: Act = Field(title="Act", description="What is done by the words.")
    actor: Names = Field(
        default=(), title="Actor", description="Who does it: parties of this notebook."
    )
    target: Names = Field(default=(), title="Target", description="Whom it is done to.")
    about: Names = Field(
        default=(),
        title="About",
        description="Options and levers of the model, by name or as Party.option.",
        examples=[["Ukraine.cede"]],
    )
    hedge: Hedge = Field("none", title="Hedge", description="How sure the words are.")
    speaker: str = Field(
        AUTHOR,
        title="Speaker",
        description="Whose words they are: a party, or author, who reports them; then the row is "
        "a claim, not a fact.",
    )
    condition: _MaybeText = Field(
        default=None, title="Condition", description="What it depends on, in words of the text."
    )
    by: str = Field("reader", title="By", description="Who proposed it: reader, endpoint, a name.")
    state: Standing = Field(
        "proposed",
        title="State",
        description="Whether a person let it stand; only what is confirmed counts.",
    )
    judged_by: str = Field(
        "", title="Judged by", description="Who confirmed or rejected it, by name."
    )


class GroundEntry(Closed):
    """What one value of the model rests on."""

    statements: Names = Field(
        default=(), title="Statements", description="Those that bear on it, by their names here."
    )
    kind: Kind = Field(
        title="Kind",
        description="fact: so it is, whoever says it; claim: somebody says so; assumption: of the "
        "model.",
    )
    note: str = Field("", title="Note", description="How the value comes from it.")


class NotebookFile(Closed):
    """The notebook of a model: which words of which document its values rest on."""

    documents: dict[str, DocumentEntry] = Field(
        default={}, title="Documents", description="The texts, each under a short name."
    )
    parties: dict[str, Names] = Field(
        default={},
        title="Parties",
        description="Who is spoken of: the name in the model, and the names used in the texts.",
        examples=[{"Russia": ["Putin", "Moscow"]}],
    )
    statements: dict[str, StatementEntry] = Field(
        default={}, title="Statements", description="The rows, each under a short name."
    )
    grounds: dict[str, GroundEntry] = Field(
        default={},
        title="Grounds",
        description="By path of a value of the model, keys joined by dots: what it rests on.",
        examples=[{"status_quo": {"kind": "fact"}}],
    )


SECTIONS: dict[Path, type[BaseModel]] = {
    (): NotebookFile,
    ("documents", ANY): DocumentEntry,
    ("statements", ANY): StatementEntry,
    ("grounds", ANY): GroundEntry,
}


def notebook_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of notebooks, for editors and validators."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **NotebookFile.model_json_schema(by_alias=True),
        "title": "goodoffices notebook, version 1",
    }
