"""Seals: what a model said on which day, and what has changed since."""

from __future__ import annotations

from goodoffices.show.answers.about import recorded
from goodoffices.show.document import Cell, Column, Document, Table, columns, paragraph
from goodoffices.show.language import message, say, say_as, say_many
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.words import amount, enumerated, listing, short_name
from goodoffices.sources.seals import Said, Seal, SealCheck

NOT_WHEN = message(
    "A checksum says that something is the same, not when it was written: where "
    "the day is to count, publish the file of seals, or give it to somebody."
)
_KEYS = "date version model notebook answers=said.checksum after"
_PARTS = {
    "model": message("model"),
    "notebook": message("notebook"),
    "answers": message("answers"),
}


@report.register(Seal)
def seal_report(found: Seal) -> Document:
    """Report on a seal that was made."""
    sums = [("model", found.model), ("notebook", found.notebook)]
    sums += [*found.documents.items(), ("answers", found.said.checksum)]
    rows: list[list[Cell]] = [[_part(name), checksum] for name, checksum in sums if checksum]
    of = Column("of", say_as("a checksum", "Of"))
    return Document(
        "seal",
        say("Sealed"),
        (
            paragraph(found.summary),
            Table((of, *columns("checksum")), rows, say("Checksums (SHA-256)")),
        ),
        recorded([found], _KEYS),
        found.to_dict,
        (say(NOT_WHEN),),
    )


@summary.register(Seal)
def seal_in_brief(found: Seal) -> str:
    """Say on which day what was said."""
    return say("On {}, by goodoffices {}: {}.", found.date, found.version, _told(found.said))


@report.register(SealCheck)
def check_report(found: SealCheck) -> Document:
    """Report on all seals, against what the model says now."""
    rows: list[list[Cell]] = [
        [k, seal.date, seal.version, _told(seal.said), _changed(seal, found.now)]
        for k, seal in enumerate(found.seals, start=1)
    ]
    lines = [found.summary]
    if "answers" in found.changed:
        lines.append(say("Now: {}.", _told(found.now.said)))
    told = columns("seal# date version what_was_said changed_since")
    return Document(
        "seal",
        say("Seals"),
        (*map(paragraph, lines), Table(told, rows)),
        recorded(found.seals, _KEYS),
        found.to_dict,
        (say(NOT_WHEN),),
    )


@summary.register(SealCheck)
def check_in_brief(found: SealCheck) -> str:
    """Say what has changed since the latest seal, and whether the history was changed."""
    count, latest = len(found.seals), found.seals[-1]
    begin = say_many(
        "{} seal in {}, the latest of {}.",
        "{} seals in {}, the latest of {}.",
        count,
        found.file,
        latest.date,
    )
    if found.broken:
        broken = say_many(
            "The history was changed: what stands before seal {1} is not what stood there.",
            "The history was changed: what stands before seals {1} is not what stood there.",
            len(found.broken),
            listing([str(k) for k in found.broken]),
        )
        return f"{begin} {broken}"
    if not found.changed:
        return say("{} Nothing has changed since.", begin)
    told = message("{} Changed since: {}.")
    if "answers" not in found.changed:
        told = message("{} Changed since: {}; the answers are the same.")
    return say(told, begin, listing([*map(_part, found.changed)]))


def _changed(seal: Seal, now: Seal) -> str:
    return listing([*map(_part, seal.differences(now))]) or say("nothing")


def _part(name: str) -> str:
    return say(_PARTS[name]) if name in _PARTS else name


def _told(said: Said) -> str:
    """Say in a line how many states hold, and what the plan is."""
    held = enumerated(f"{short_name(key)} {count}" for key, count in said.equilibria.items())
    possible = enumerated(f"{short_name(key)} {count}" for key, count in said.possible.items())
    parts = [say("equilibria {}", held) if not possible else say("surely equilibria {}", held)]
    parts += [say("possibly {}", possible)] if possible else []
    plan = said.plan
    if plan is None:
        parts.append(say("no plan sought"))
    elif "cost" in plan:
        parts.append(say("a plan at {} for state {}", amount(plan["cost"]), plan["settlement"]))
    else:
        parts.append(
            say("no plan, {} missing in state {}", amount(plan["missing"]), plan["settlement"])
        )
    return say("; ").join(parts)


shape(Said, "equilibria possible states plan checksum")
shape(Seal, "date version model notebook documents said after")
shape(SealCheck, "file seals now broken changed")
