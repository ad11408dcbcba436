"""A model drafted from a notebook: what the rows tell, and what to ask, most decisive first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from goodoffices.errors import Path, dotted
from goodoffices.files.drafted import drafted_text, line_of, places
from goodoffices.show.answers.about import about
from goodoffices.show.answers.draft_questions import Asking
from goodoffices.show.document import (
    Block,
    Column,
    Document,
    Section,
    Table,
    Text,
    paragraph,
    points,
    wide,
)
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import data, plain, report, shape, summary
from goodoffices.show.words import Words, listing
from goodoffices.sources.drafting.gaps import DraftQuestion
from goodoffices.sources.drafting.model_draft import CandidateClaim, NotebookDraft, ToldSign

_LETTERS = {1: "+", -1: "−", 0: "?"}
_CONTRADICTED = "+−"
_KEYS = "kind reason names line place statements share asked"
_NOTE = message(
    "+: the rows say that the party wants it; −: that it does not; ?: they do "
    "not say; +−: they say both."
)

shape(ToldSign, "decision_maker option value contradicted wanted_by unwanted_by statements")
shape(CandidateClaim, "claim statement test held_by on")
shape(
    DraftQuestion,
    "kind reason names places statements share",
    places=lambda one: [dotted(place) for place in one.places],
)


@report.register(NotebookDraft)
def draft_report(found: NotebookDraft) -> Document:
    """Report what a draft has from the rows, and the questions that it leaves open."""
    lines = places(drafted_text(found))
    return about(
        found,
        "sources draft",
        paragraph(_lead(found), "lead"),
        _signs(found),
        Text(say(_NOTE), "note"),
        *_sections(found, lines),
        records=wide(_KEYS, _records(found, lines)),
        notes=_notes(found),
    )


@summary.register(NotebookDraft)
def _lead(found: NotebookDraft) -> str:
    conflict, levers = found.conflict, found.conflict.mediation.levers
    options = sum(len(dm.options) for dm in conflict.decision_makers)
    parts = [
        say_many("{:,} decision maker", "{:,} decision makers", len(conflict.decision_makers)),
        say_many("{:,} option", "{:,} options", options),
        *([say_many("{:,} lever", "{:,} levers", len(levers))] if levers else []),
    ]
    rows = say_many("{:,} confirmed row", "{:,} confirmed rows", len(found.notebook.confirmed))
    told = say(
        "{} make a model of {}, {:,} states. They tell {} of {} signs. {} left.",
        rows,
        listing(parts),
        len(conflict.states),
        found.told,
        len(found.signs),
        say_many("{:,} question", "{:,} questions", len(found.questions)),
    )
    if not found.idle:
        return told
    lost = say_many(
        "{} more is lost in noise: nobody need be asked.",
        "{} more are lost in noise: nobody need be asked.",
        len(found.idle),
    )
    return f"{told} {lost}"


def _signs(found: NotebookDraft) -> Table:
    """Return what is told of each option, a column per decision maker."""
    words, makers = Words(found.conflict), found.conflict.decision_makers
    told = {(one.decision_maker, one.option): _letter(one) for one in found.signs}
    columns = [
        Column("whose"),
        Column("option"),
        *(Column(f"for_{dm.name}", words.party(dm.name)) for dm in makers),
    ]
    rows = [
        [words.party(owner), option.title, *(told[dm.name, name] for dm in makers)]
        for name, (owner, option) in found.conflict.option_of.items()
    ]
    return Table(tuple(columns), rows, say("What the rows tell"))


def _letter(sign: ToldSign) -> str:
    return _CONTRADICTED if sign.contradicted else _LETTERS[sign.value]


def _sections(found: NotebookDraft, lines: dict[Path, int]) -> Iterator[Block]:
    asking = Asking(found, lines)
    told = [block for k, one in enumerate(found.questions, 1) for block in asking.told(k, one)]
    yield Section("questions", say("To ask, the most decisive first"), tuple(told))
    if found.idle:
        text = say("Whatever the answer, it changes no more than noise: {}.", _idle(found, asking))
        yield Section("idle", say("Nobody need be asked"), (paragraph(text),))
    if found.candidates:
        rows = points(asking.candidate(one) for one in found.candidates)
        yield Section("candidates", say("May become claims, once there is a settlement"), rows)


def _idle(found: NotebookDraft, asking: Asking) -> str:
    return say("; ").join(asking.named(one) for one in found.idle)


def _records(found: NotebookDraft, lines: dict[Path, int]) -> Iterator[Sequence[Any]]:
    for one, asked in (
        *((one, True) for one in found.questions),
        *((one, False) for one in found.idle),
    ):
        place = dotted(one.places[0]) if one.places else None
        row = [one.kind, one.reason, " ".join(one.names), line_of(one, lines), place]
        yield [*row, " ".join(one.statements), one.share, asked]


def _notes(found: NotebookDraft) -> list[str]:
    notes = []
    if found.states:
        numbers = listing([str(number) for number in sorted(found.states)])
        holding = say_many(
            "whether state {1} holds under SEQ",
            "whether states {1} hold under SEQ",
            len(found.states),
            numbers,
        )
        if found.conflict.mediation.levers:
            holding = say("{}, with the levers pulled in full", holding)
        notes.append(
            say(
                "Signs and sizes stand by how much each explains of {}: where that is most open.",
                holding,
            )
        )
    elif any(one.kind in {"sign", "size"} for one in found.questions):
        notes.append(say("Signs and sizes are in the order of the file: nothing was drawn."))
    return notes


@data.register(NotebookDraft)
def draft_data(found: NotebookDraft) -> dict[str, Any]:
    """Return a draft as plain data, with the text of its file."""
    keys = ("signs", "questions", "idle", "states", "candidates")
    told = {key: plain(getattr(found, key)) for key in keys}
    return {"conflict": plain(found.conflict), **told, "model": drafted_text(found)}
