"""A timeline, as a report: a row per event, then what held because of it, beliefs, and warnings."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.timeline import OnDate, Timeline
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.show.answers.about import about, parties, recorded
from goodoffices.show.document import Block, Cell, Column, Document, Table
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
        yield f"Event {found.left_out} is left out."
    yield _events(found)
    if found.samples:
        yield (
            f"Likely: in so many of {found.samples:,} samples a settlement is agreed and holds "
            "with the levers of that date's plan, or with those that come nearest to one; the "
            "samples are drawn alike on all dates."
        )
    for one in found.dates:
        yield from (f"{one.date}, {quoted(one.event)}: {told}" for told in did(one))
    yield from _doubts(found)


def cost(answer: Plan | Shortfall | None) -> str | None:
    """Tell in a word or two what a settlement takes: "plan 3.914", or "lacks 1.25"."""
    if answer is None:
        return None
    return f"plan {amount(answer.cost)}" if isinstance(answer, Plan) else f"lacks {_total(answer)}"


def _total(answer: Shortfall) -> str:
    return amount(answer.total)


def _events(found: Timeline) -> Table:
    concept = short_name(found.concept)
    columns = [
        Column("number", kind="number"),
        Column("date"),
        Column("event"),
        Column("beliefs_moved"),
        Column("holding_states", concept, "number"),
        Column("all_levers"),
    ]
    if found.held_by is not None:
        names = [Words(found.conflict).party(name) for name in found.held_by]
        columns.append(Column("alone", f"{listing(names)} alone"))
    if found.samples:
        columns.append(Column("likely"))
    rows = [_row(found, one) for one in found.dates]
    return Table(tuple(columns), rows, "What happened", parties(found.conflict), section=1)


def _row(found: Timeline, one: OnDate) -> list[Cell]:
    cells: list[Cell] = [
        one.number or None,
        one.date or None,
        one.event or "as written",
        "; ".join(moved(one)) or None,
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
        f"{told}: {_named(labels)}"
        for labels, told in ((one.gained, "holds from then on"), (one.lost, "holds no more"))
        if labels
    ]
    if changes:
        yield f"{'; '.join(changes)}."
    if one.counted_before is not None:
        yield (
            "the status quo moved, and with it what holds without a deal. Counted from no "
            f"deal as it was before: {cost(one.counted_before)}; as it is now: {cost(one.answer)}."
        )
    if one.with_hindsight:
        yield "written down on a later day, with hindsight."


def _named(labels: tuple[str, ...]) -> str:
    more = len(labels) - _MOST_NAMED
    return listing([*labels[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])])


def _doubts(found: Timeline) -> Iterator[Block]:
    """Tell, as of the last event, which beliefs go with what their holders would bear."""
    last = found.dates[-1]
    words = Words(last.conflict)
    if last.borne_out:
        rows = [
            (words.lever(name).title, percent(last.beliefs[name]), percent(share))
            for name, share in last.borne_out.items()
        ]
        columns = (Column("lever"), Column("belief"), Column("borne_out"))
        yield Table(columns, rows, "Beliefs at the end, and what would bear them out")
        yield (
            "Borne out: how likely it is, by the distribution of resolve, that the holder would "
            "bear to carry the lever out to the full."
        )
    for name, (belief, share) in last.doubtful.items():
        yield (
            f"{quoted(words.lever(name).title)} is believed at {percent(belief)}, and its holder "
            f"would bear it to the full at {percent(share)}: the two are far apart."
        )


def _records(found: Timeline) -> Table:
    return recorded(
        found.dates,
        "number date event status_quo=status_quo.label holding gained lost answer alone settled "
        "beliefs",
        answer=lambda one: cost(one.answer),
        alone=lambda one: cost(one.alone),
        settled=lambda one: None if one.settled is None else one.settled.probability,
        beliefs=lambda one: [f"{name}={share:g}" for name, share in one.beliefs.items()],
    )


shape(
    OnDate,
    "number date event with_hindsight status_quo=status_quo.label holding gained lost beliefs "
    "moved borne_out answer alone counted_before settled",
)
shape(Timeline, "conflict concept held_by samples seed left_out dates")
