"""A timeline, as a report: a row per event, then what held because of it, beliefs, and warnings."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.timeline import OnDate, Timeline
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.show.answers.about import about, parties, recorded
from goodoffices.show.document import Block, Cell, Column, Document, Table, columns
from goodoffices.show.language import say, speaking
from goodoffices.show.telling import report, shape
from goodoffices.show.words import Words, amount, listing, percent, quoted, short_name

_MOST_NAMED = 12


@report.register(Timeline)
def timeline_report(found: Timeline) -> Document:
    """Report what each event did."""
    return about(found, "timeline", *timeline_blocks(found), records=_records(found))


def timeline_blocks(found: Timeline) -> Iterator[Block]:
    """Tell the events, what each of them did, and what to doubt."""
    if found.left_out is not None:
        yield say("Event {} is left out.", found.left_out)
    yield _events(found)
    if found.samples:
        yield say(
            "Likely: in so many of {:,} samples a settlement is agreed and holds with "
            "the levers of that date's plan, or with those that come nearest to one; the "
            "samples are drawn alike on all dates.",
            found.samples,
        )
    for one in found.dates:
        yield from (say("{}, {}: {}", one.date, quoted(one.event), told) for told in did(one))
    yield from _doubts(found)


def cost(answer: Plan | Shortfall | None) -> str | None:
    """Tell in a word or two what a settlement takes: "plan 3.914", or "lacks 1.25"."""
    if answer is None:
        return None
    return (
        say("plan {}", amount(answer.cost))
        if isinstance(answer, Plan)
        else say("lacks {}", _total(answer))
    )


def _recorded_cost(answer: Plan | Shortfall | None) -> str | None:
    """Tell what a settlement takes as records have it, whatever language is spoken."""
    with speaking("en"):
        return cost(answer)


def _total(answer: Shortfall) -> str:
    return amount(answer.total)


def _events(found: Timeline) -> Table:
    concept = short_name(found.concept)
    shown = [
        *columns("number# date event beliefs_moved"),
        Column("holding_states", concept, "number"),
        Column("all_levers"),
    ]
    if found.held_by is not None:
        names = [Words(found.conflict).party(name) for name in found.held_by]
        shown.append(Column("alone", say("{} alone", listing(names))))
    if found.samples:
        shown.append(Column("likely"))
    rows = [_row(found, one) for one in found.dates]
    return Table(tuple(shown), rows, say("What happened"), parties(found.conflict), section=1)


def _row(found: Timeline, one: OnDate) -> list[Cell]:
    cells: list[Cell] = [
        one.number or None,
        one.date or None,
        one.event or say("as written"),
        say("; ").join(moved(one)) or None,
        len(one.holding),
        cost(one.answer),
    ]
    if found.held_by is not None:
        cells.append(cost(one.alone))
    if found.samples:
        cells.append(None if one.settled is None else percent(one.settled.probability))
    return cells


def moved(one: OnDate) -> list[str]:
    """Tell how an event moved beliefs: "Threat to walk away 50 % → 25 %"."""
    words = Words(one.conflict)
    return [
        f"{words.lever(name).title} {percent(old)} → {percent(new)}"
        for name, (old, new) in one.moved.items()
    ]


def did(one: OnDate) -> Iterator[str]:
    """Tell what came to hold with an event and what ceased to, and what no deal is since."""
    changes = [
        say("{}: {}", told, listing(labels, _MOST_NAMED))
        for labels, told in (
            (one.gained, say("holds from then on")),
            (one.lost, say("holds no more")),
        )
        if labels
    ]
    if changes:
        yield say("{}.", say("; ").join(changes))
    if one.counted_before is not None:
        yield say(
            "the status quo moved, and with it what holds without a deal. Counted from "
            "no deal as it was before: {}; as it is now: {}.",
            cost(one.counted_before),
            cost(one.answer),
        )
    if one.with_hindsight:
        yield say("written down on a later day, with hindsight.")


def _doubts(found: Timeline) -> Iterator[Block]:
    """Tell, as of the last event, which beliefs go with what their holders would bear."""
    last = found.dates[-1]
    words = Words(last.conflict)
    if last.borne_out:
        rows = [
            (words.lever(name).title, percent(last.beliefs[name]), percent(share))
            for name, share in last.borne_out.items()
        ]
        told = columns("lever belief borne_out")
        yield Table(told, rows, say("Beliefs at the end, and what would bear them out"))
        yield say(
            "Borne out: how likely it is, by the distribution of resolve, that the "
            "holder would bear to carry the lever out to the full."
        )
    for name, (belief, share) in last.doubtful.items():
        yield say(
            "{} is believed at {}, and its holder would bear it to the full at {}: the "
            "two are far apart.",
            quoted(words.lever(name).title),
            percent(belief),
            percent(share),
        )


def _records(found: Timeline) -> Table:
    return recorded(
        found.dates,
        "number date event status_quo=status_quo.label holding gained lost answer alone settled "
        "beliefs",
        answer=lambda one: _recorded_cost(one.answer),
        alone=lambda one: _recorded_cost(one.alone),
        settled=lambda one: None if one.settled is None else one.settled.probability,
        beliefs=lambda one: [f"{name}={share:g}" for name, share in one.beliefs.items()],
    )


shape(
    OnDate,
    "number date event with_hindsight status_quo=status_quo.label holding gained lost beliefs "
    "moved borne_out answer alone counted_before settled",
)
shape(Timeline, "conflict concept held_by samples seed left_out dates")
