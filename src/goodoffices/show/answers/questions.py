"""Which comparison decides where verdicts are open."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.show.answers.about import about
from goodoffices.show.document import Block, Cell, Document, Table, columns, wide
from goodoffices.show.telling import report, shape
from goodoffices.show.words import Words, listing, short_name
from goodoffices.stability.certainty.questions import Outcome, Question, Questions

shape(Outcome, "settled holds fails")
shape(Question, "decision_maker one other decisive if_one if_other")
shape(
    Questions,
    "conflict concept state open_for open questions",
    questions=lambda found: list(found.asked),
)
_KEYS = "decision_maker one other if_one if_other holds_if_one holds_if_other fails_if_one"


@report.register(Questions)
def questions_report(found: Questions) -> Document:
    """Report what is open and which comparison decides, the most decisive first."""
    rows: list[list[Cell]] = [
        [
            one.decision_maker,
            one.one.number,
            one.other.number,
            one.if_one.settled,
            one.if_other.settled,
            " ".join(one.if_one.holds),
            " ".join(one.if_other.holds),
            " ".join(one.if_one.fails),
            " ".join(one.if_other.fails),
        ]
        for one in found
    ]
    return about(
        found,
        "certain",
        *_blocks(found, Words(found.conflict)),
        records=wide(f"{_KEYS} fails_if_other", rows),
    )


def _blocks(found: Questions, words: Words) -> Iterator[Block]:
    yield _lead(found, words)
    if found.state is not None:
        yield from _deciding(found, words)
    if len(found):
        yield _table(found, words)


def _lead(found: Questions, words: Words) -> str:
    name = short_name(found.concept)
    if not found.open:
        what = "No verdict" if found.state is None else f"Nothing about {words.tag(found.state)}"
        return f"{what} is open under {name}."
    whose = listing([words.party(who) for who in found.open_for])
    if found.state is not None:
        return f"State {words.tag(found.state)} is open under {name} for {whose}."
    verdicts = "verdict is" if found.open == 1 else "verdicts are"
    return f"{found.open:,} {verdicts} open under {name}, of a state for a party: for {whose}."


def _deciding(found: Questions, words: Words) -> Iterator[str]:
    """Say for whom one comparison decides, whichever way it is; the first such for each."""
    for name in found.open_for:
        who = words.party(name)
        decides = next((one for one in found if _decides(one, name)), None)
        if decides is None:
            yield f"For {who} no single comparison decides whichever way it is."
            continue
        sides = (decides.one, decides.other)
        if name not in decides.if_one.holds:
            sides = sides[::-1]
        asked = words.party(decides.decision_maker)
        yield (
            f"Open for {who} until one knows whether {asked} prefers {words.tag(sides[0])} to "
            f"{words.tag(sides[1])}: if so it holds for {who}, if it is the other way round it "
            "does not."
        )


def _decides(one: Question, name: str) -> bool:
    """Say whether either answer settles the verdict for a decision maker."""
    return all(name in (*side.holds, *side.fails) for side in (one.if_one, one.if_other))


def _table(found: Questions, words: Words) -> Table:
    of_state = found.state is not None
    rows = [
        [
            words.party(one.decision_maker),
            words.tag(one.one),
            words.tag(one.other),
            *(
                _outcome(side, words) if of_state else side.settled
                for side in (one.if_one, one.if_other)
            ),
        ]
        for one in found
    ]
    sharp = "" if of_state else "#"
    keys = f"asked_of prefers_one to_other if_preferred{sharp} if_the_other_way_round{sharp}"
    title = "What to ask" if of_state else "What to ask, with how many open verdicts it settles"
    return Table(columns(keys), rows, title)


def _outcome(side: Outcome, words: Words) -> str:
    """Say for whom the state holds then, and for whom it does not."""
    told = [
        f"{verb} for {listing([words.party(name) for name in names])}"
        for verb, names in (("holds", side.holds), ("fails", side.fails))
        if names
    ]
    return ", ".join(told) or "open still"
