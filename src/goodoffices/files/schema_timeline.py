"""The model file's key ``timeline``: what happened on which date, and what it changed."""

from typing import Any

from goodoffices.files.forms import Closed, key
from goodoffices.files.schema_types import MaybeNumber, Number, Several


class EvidenceEntry(Closed):
    """Something that was seen, which is likelier if a lever is meant, or if it is a bluff."""

    if_meant: Number = key(
        title="If meant", description="How likely what was seen is if the lever is meant, 0 to 1."
    )
    if_bluff: Number = key(
        title="If a bluff",
        description="How likely what was seen is if the lever is a bluff, 0 to 1.",
    )


class DueEntry(Closed):
    """A lever fell due: it was carried out, or its holder shrank from it."""

    carried_out: bool = key(title="Carried out", description="Whether it was.")
    relevance: Number = key(
        default=1,
        title="Relevance",
        description="How much of a case it is for the next time, from 0 to 1.",
    )
    intensity: MaybeNumber = key(
        default=None,
        title="Intensity",
        description="How far the lever was to be pulled. With it, what the holder would bear "
        "(resolve) is cut at what that costs.",
    )


class EventEntry(Closed):
    """Something that happened on a date, and what it changed."""

    date: str = key(title="Date", description="The day, as 2025-05-06.")
    event: str = key(title="Event", description="What happened, in a line.")
    source: str = key("", title="Source", description="Where that is known from.")
    recorded: str = key(
        "",
        title="Recorded",
        description="The day on which the entry was written; a later one is with hindsight.",
    )
    change: dict[str, Any] = key(
        default={},
        title="Change",
        description="What the file says otherwise from then on, nested as in the file, merged as "
        "in scenarios.",
    )
    took: Several[str] = key(
        default=(),
        title="Took",
        description="Options that their owners took: the status quo moves.",
        examples=[["talks"]],
    )
    dropped: Several[str] = key(
        default=(), title="Dropped", description="Options that their owners dropped."
    )
    pulled: dict[str, Number] = key(
        default={},
        title="Pulled",
        description="Levers in force from then on, and how much further: their effect is in the "
        "payoffs, the rest of them can still be pulled.",
        examples=[{"sanctions": 1}],
    )
    withdrawn: Several[str] = key(
        default=(), title="Withdrawn", description="Levers that are no longer in force."
    )
    evidence: dict[str, EvidenceEntry] = key(
        default={},
        title="Evidence",
        description="By lever: how likely what was seen is if it is meant, and if it is a bluff.",
        examples=[{"sanctions": {"if_meant": 0.2, "if_bluff": 0.6}}],
    )
    due: dict[str, DueEntry] = key(
        default={},
        title="Due",
        description="By lever: whether it was carried out when it fell due.",
        examples=[{"sanctions": {"carried_out": False, "relevance": 0.5}}],
    )
    revealed: Several[str] = key(
        default=(),
        title="Revealed",
        description="Truths that were told: who misread it does so no more.",
    )
