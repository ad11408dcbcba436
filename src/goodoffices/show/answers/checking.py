"""A notebook checked: its texts, what values rest on, what is broken and what may not be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from goodoffices.show.answers.about import recorded
from goodoffices.show.document import Block, Cell, Document, Table, columns, paragraph
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.words import enumerated, listing
from goodoffices.sources.checking import DocumentCheck, SourcesCheck, Standing, ValueCheck
from goodoffices.sources.notebook import Kind

MOST_LISTED = 12
_COUNTED: dict[Kind, str] = {
    "fact": message("{} on facts"),
    "claim": message("{} on claims"),
    "assumption": message("{} assumed"),
}
_STANDING: dict[Standing, str] = {
    "at hand": message("at hand"),
    "changed": message("changed"),
    "not at hand": message("not at hand"),
}
_TITLES: dict[tuple[str, bool], str] = {
    ("fact", False): message("Values on facts"),
    ("claim", False): message("Values on claims"),
    ("assumption", False): message("Values assumed"),
    ("", True): message("With a note in the model alone"),
    ("", False): message("On nothing"),
}
_NEVER = message("What is said of a value is not whether it is true: that is for people to judge.")


@report.register(SourcesCheck)
def sources_report(found: SourcesCheck, *, every: bool = False, problems: bool = True) -> Document:
    """Report on a notebook; ``every`` value in a table, ``problems`` beside the hints."""
    told = found.problems if problems else found.hints
    return Document(
        "sources check",
        say("What the model rests on"),
        (
            paragraph(found.summary),
            *_texts(found),
            *_values(found, every=every),
            *_unused(found, every=every),
            *(f"{found.source}:{problem}" for problem in told),
        ),
        recorded(found.values, "place kind statements voices noted"),
        found.to_dict,
        (say(_NEVER),),
    )


@summary.register(SourcesCheck)
def in_brief(found: SourcesCheck) -> str:
    """Say how large the notebook is, and whether anything is broken."""
    notebook, confirmed = found.notebook, len(found.notebook.confirmed)
    parts = [
        say_many("{:,} document", "{:,} documents", len(notebook.documents)),
        say(
            "{} ({} confirmed)",
            say_many("{:,} statement", "{:,} statements", len(notebook.statements)),
            confirmed,
        ),
        say_many("{:,} ground", "{:,} grounds", len(notebook.grounds)),
    ]
    broken, hints = len(found.broken), len(found.hints)
    judged = [
        say_many("{:,} problem", "{:,} problems", broken) if broken else say("nothing is broken"),
        *([say_many("{:,} hint", "{:,} hints", hints)] if hints else []),
    ]
    told = message("{0}, against {3}: {1}; {2}.")
    return say(
        told if found.model else message("{}, against no model: {}; {}."),
        Path(found.source).name,
        listing(parts),
        enumerated(judged),
        Path(found.model).name,
    )


def _texts(found: SourcesCheck) -> Iterator[Block]:
    """Tell which texts are at hand, how many quotes stand in them, and which are copies."""
    if not found.documents:
        return
    rows: list[list[Cell]] = [
        [one.name, one.title, say(_STANDING[one.standing]), one.quotes, _right(one)]
        for one in found.documents
    ]
    told = columns("document title text quotes# in_their_place#")
    yield Table(told, rows, say("Documents"))
    absent = [one for one in found.documents if one.standing == "not at hand"]
    if absent:
        quotes = sum(one.quotes for one in absent)
        names = listing([one.name for one in absent])
        yield paragraph(
            say_many(
                "The text of {1} is not at hand: {0:,} quote unchecked. A folder with the texts "
                "can be named (--documents).",
                "The text of {1} is not at hand: {0:,} quotes unchecked. A folder with the texts "
                "can be named (--documents).",
                quotes,
                names,
            )
        )
    for group in found.voices:
        if len(group) > 1:
            yield paragraph(
                say("{} are one text, partly edited: they count as one voice.", listing(group))
            )


def _right(one: DocumentCheck) -> Cell:
    return say("unchecked") if one.standing == "not at hand" else one.right


def _values(found: SourcesCheck, *, every: bool) -> Iterator[Block]:
    """Tell how many values rest on what, and which rest on nothing."""
    if not found.values:
        return
    count = Counter(one.kind for one in found.values)
    noted = sum(one.noted and not one.kind for one in found.values)
    quoted = sum(bool(one.statements) for one in found.values)
    parts = [say(told, count[kind]) for kind, told in _COUNTED.items() if count[kind]]
    parts += [say("{} with a note in the model alone", noted)] if noted else []
    unsourced = found.unsourced
    without = message("{} without a source") if unsourced else message("none without a source")
    parts.append(say(without, len(unsourced)))
    told = say_many(
        "{:,} value of the model: {}.",
        "{:,} values of the model: {}.",
        len(found.values),
        listing(parts),
    )
    rest = (
        say_many("{} of them rests on a quote.", "{} of them rest on a quote.", quoted)
        if quoted
        else say("None of them rests on a quote.")
    )
    yield paragraph(f"{told} {rest}")
    if unsourced and not every:
        yield paragraph(say("Values without a source: {}.", _some(unsourced)))
    for title, rows in _by_kind(found.values) if every else ():
        shown = columns("value rows voices#" if any(row[1] for row in rows) else "value")
        yield Table(shown, [row[: len(shown)] for row in rows], title)


def _by_kind(values: Sequence[ValueCheck]) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Yield tables of values, by what they rest on."""
    for (kind, noted), title in _TITLES.items():
        some = [one for one in values if one.kind == kind and (kind or one.noted == noted)]
        if some:
            yield say(title), [[one.place, ", ".join(one.statements), one.voices] for one in some]


def _unused(found: SourcesCheck, *, every: bool) -> Iterator[Block]:
    """Tell which confirmed statements no value rests on."""
    if found.unused:
        told = listing(found.unused) if every else _some(found.unused)
        yield paragraph(say("Confirmed statements that no value rests on: {}.", told))


def _some(names: Sequence[str]) -> str:
    """List names, of many the first ones."""
    if len(names) <= MOST_LISTED:
        return listing(names)
    return say(
        "{} and {} more (--all lists all)",
        enumerated(names[:MOST_LISTED]),
        len(names) - MOST_LISTED,
    )


shape(
    SourcesCheck,
    "notebook=source model documents values unused unsourced voices problems hints",
    problems=lambda found: [one.to_dict() for one in found.broken],
    hints=lambda found: [one.to_dict() for one in found.hints],
)
