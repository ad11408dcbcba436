"""The notebook's file: what may be written where. Frozen, strict and closed.

What the parts mean together, and against a model, is checked by ``goodoffices.sources.checking``.
"""

from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from goodoffices.errors import Path
from goodoffices.files.forms import After, ByForm, Closed, Rule, key
from goodoffices.files.schema_types import Nothing, Several
from goodoffices.files.yaml.tree import ANY
from goodoffices.sources.notebook import AUTHOR, Act, Hedge, Kind, Standing


def _forwards(span: tuple[int, ...]) -> tuple[int, ...]:
    if span[0] >= span[1]:
        raise PydanticCustomError("span", "the first place, then a later one, as [0, 24]")
    return span


SpanEntry = Annotated[
    Several[Annotated[int, Rule(ge=0)]],
    Rule(min_length=2, max_length=2),
    After(_forwards),
]
Names = Several[str]
_MaybeText = Annotated[str | Nothing, ByForm("text, or null for nothing")]


class DocumentEntry(Closed):
    """A text that statements are quoted from."""

    file: str = key(
        "",
        title="File",
        description="Where its text is kept, seen from the notebook. Left out: nowhere.",
    )
    sha256: Annotated[str, Rule(pattern=r"^([0-9a-f]{64})?$")] = key(
        "",
        title="SHA-256",
        description="The checksum of the file, 64 digits from 0 to f: another text has another.",
    )
    title: str = key("", title="Title", description="What it is called.")
    publisher: str = key("", title="Publisher", description="Who published it.")
    date: str = key("", title="Date", description="The day it was published, as 2025-05-12.")
    address: str = key("", title="Address", description="Where it was found; nothing is fetched.")
    passage: Several[SpanEntry] = key(
        default=(),
        title="Passage",
        description="The spans of its text that are about the dispute, each as [first, after the "
        "last], counted in characters from 0.",
        examples=[[[928, 3505]]],
    )


class StatementEntry(Closed):
    """Somebody does or says something to somebody, in words that stand in a document."""

    document: str = key(
        alias="in", title="In", description="The document that it is quoted from, by its name here."
    )
    span: SpanEntry = key(
        alias="at",
        title="At",
        description="Where the quote stands: its first character, and the one after its last, "
        "counted from 0.",
        examples=[[2009, 2134]],
    )
    quote: str = key(title="Quote", description="The words, exactly as they stand there.")
    act: Act = key(title="Act", description="What is done by the words.")
    actor: Names = key(
        default=(), title="Actor", description="Who does it: parties of this notebook."
    )
    target: Names = key(default=(), title="Target", description="Whom it is done to.")
    about: Names = key(
        default=(),
        title="About",
        description="Options and levers of the model, by name or as Party.option.",
        examples=[["Ukraine.cede"]],
    )
    hedge: Hedge = key("none", title="Hedge", description="How sure the words are.")
    speaker: str = key(
        AUTHOR,
        title="Speaker",
        description="Whose words they are: a party, or author, who reports them; then the row is "
        "a claim, not a fact.",
    )
    condition: _MaybeText = key(
        default=None, title="Condition", description="What it depends on, in words of the text."
    )
    by: str = key("reader", title="By", description="Who proposed it: reader, endpoint, a name.")
    state: Standing = key(
        "proposed",
        title="State",
        description="Whether a person let it stand; only what is confirmed counts.",
    )
    judged_by: str = key(
        "", title="Judged by", description="Who confirmed or rejected it, by name."
    )


class GroundEntry(Closed):
    """What one value of the model rests on."""

    statements: Names = key(
        default=(), title="Statements", description="Those that bear on it, by their names here."
    )
    kind: Kind = key(
        title="Kind",
        description="fact: so it is, whoever says it; claim: somebody says so; assumption: of the "
        "model.",
    )
    note: str = key("", title="Note", description="How the value comes from it.")


class NotebookFile(Closed):
    """The notebook of a model: which words of which document its values rest on."""

    documents: dict[str, DocumentEntry] = key(
        default={}, title="Documents", description="The texts, each under a short name."
    )
    parties: dict[str, Names] = key(
        default={},
        title="Parties",
        description="Who is spoken of: the name in the model, and the names used in the texts.",
        examples=[{"Russia": ["Putin", "Moscow"]}],
    )
    statements: dict[str, StatementEntry] = key(
        default={}, title="Statements", description="The rows, each under a short name."
    )
    grounds: dict[str, GroundEntry] = key(
        default={},
        title="Grounds",
        description="By path of a value of the model, keys joined by dots: what it rests on.",
        examples=[{"status_quo": {"kind": "fact"}}],
    )


SECTIONS: dict[Path, type[Closed]] = {
    (): NotebookFile,
    ("documents", ANY): DocumentEntry,
    ("statements", ANY): StatementEntry,
    ("grounds", ANY): GroundEntry,
}


def notebook_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of notebooks, for editors and validators."""
    from goodoffices.files.forms_json import schema_of

    return schema_of(NotebookFile, "goodoffices notebook, version 1")
