"""Which comparison decides where verdicts are open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from goodoffices.show.answers.about import about
from goodoffices.show.document import Block, Cell, Column, Document, Table, columns, wide
from goodoffices.show.language import message, say, say_as, say_many
from goodoffices.show.telling import report, shape
from goodoffices.show.words import Words, brief, enumerated, listing, short_name
from goodoffices.stability.certainty.questions import Outcome, Question, Questions

shape(Outcome, "settled holds fails")
shape(Question, "decision_maker one other decisive if_one if_other")
shape(
    Questions,
    "conflict concept state open_for open holds fails undecided questions",
    questions=lambda found: list(found.asked),
)
_FEW = 6
_HOLDS, _FAILS = message("holds for {}"), message("fails for {}")
_TOGETHER = message("What it hangs on; none of these answers settles a verdict by itself")
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
    telling = [one for one in found if _settles(one)]
    if telling:
        yield _first(telling[0], words)
        yield _table(found, telling, words)
    elif len(found):
        yield _table_of_pairs(found, words)


def _settles(one: Question) -> bool:
    return bool(one.if_one.settled or one.if_other.settled)


def _first(one: Question, words: Words) -> str:
    """Ask the most decisive question in words."""
    asked, sides = words.party(one.decision_maker), map(words.outcome, (one.one, one.other))
    return say("Ask first which {} prefers: {}.", asked, say(", or ").join(sides))


def _lead(found: Questions, words: Words) -> str:
    name = short_name(found.concept)
    if found.state is not None:
        return _lead_of_state(found, words.tag(found.state), words)
    if not found.open:
        return say("No verdict is open under {}.", name)
    whose = listing([words.party(who) for who in found.open_for])
    lead = say_many(
        "{:,} verdict is open under {}, of a state for a party: for {}.",
        "{:,} verdicts are open under {}, of a state for a party: for {}.",
        found.open,
        name,
        whose,
    )
    return f"{lead} {_undecided(found)}"


def _undecided(found: Questions) -> str:
    """Say which states may be equilibria and need not be."""
    states = [brief(state) for state in found.undecided[:_FEW]]
    if not states:
        return say("No equilibrium hangs on that: each state fails for somebody, or holds for all.")
    more = len(found.undecided) - len(states)
    told = listing([*states, *([say("{:,} more", more)] if more else [])])
    return say("Equilibria may be, and need not be: {}.", told)


def _lead_of_state(found: Questions, tag: str, words: Words) -> str:
    """Say for whom a state is open, and for whom it holds or fails whatever is not known."""
    name = short_name(found.concept)
    holds, fails = (listing(list(map(words.party, who))) for who in (found.holds, found.fails))
    if found.open:
        whose = listing([words.party(who) for who in found.open_for])
        lead = say("State {} is open under {} for {}.", tag, name, whose)
        return say("{} Whatever the answers, it fails for {}.", lead, fails) if fails else lead
    told = [say(verb, who) for verb, who in ((_FAILS, fails), (_HOLDS, holds)) if who]
    return say(
        "Nothing about {} is open under {}: whatever is not known, it {}.",
        tag,
        name,
        listing(told),
    )


def _deciding(found: Questions, words: Words) -> Iterator[str]:
    """Say for whom one comparison decides, whichever way it is; the first such for each."""
    none = []
    for name in found.open_for:
        who = words.party(name)
        decides = next((one for one in found if _decides(one, name)), None)
        if decides is None:
            none.append(who)
            continue
        sides = (decides.one, decides.other)
        if name not in decides.if_one.holds:
            sides = sides[::-1]
        asked = words.party(decides.decision_maker)
        yield say(
            "Open for {} until one knows whether {} prefers {} to {}: if so it holds for "
            "{}, if it is the other way round it does not.",
            who,
            asked,
            words.tag(sides[0]),
            words.tag(sides[1]),
            who,
        )
    if none:
        yield say("For {} no single comparison decides whichever way it is.", listing(none))


def _decides(one: Question, name: str) -> bool:
    """Say whether either answer settles the verdict for a decision maker."""
    return all(name in (*side.holds, *side.fails) for side in (one.if_one, one.if_other))


def _table(found: Questions, asked: Sequence[Question], words: Words) -> Table:
    """Return the questions with what either answer settles."""
    of_state = found.state is not None
    rows = [
        [
            *_pair(one, words),
            *(
                _outcome(side, words) if of_state else side.settled
                for side in (one.if_one, one.if_other)
            ),
        ]
        for one in asked
    ]
    sharp = "" if of_state else "#"
    told = columns(f"if_preferred{sharp} if_the_other_way_round{sharp}")
    title = (
        say("What to ask")
        if of_state
        else say("What to ask, with how many open verdicts it settles")
    )
    return Table((*_asking(), *told), rows, title)


def _table_of_pairs(asked: Iterable[Question], words: Words) -> Table:
    """Return the questions alone."""
    return Table(_asking(), [_pair(one, words) for one in asked], say(_TOGETHER))


def _asking() -> tuple[Column, ...]:
    """Return the columns of a question, whose headings ask: does A prefer this over that."""
    return (
        Column("asked_of", say_as("a question", "Does")),
        Column("prefers_one", say_as("a question", "Prefer")),
        Column("to_other", say_as("a question", "Over")),
    )


def _pair(one: Question, words: Words) -> list[Cell]:
    return [words.party(one.decision_maker), words.tag(one.one), words.tag(one.other)]


def _outcome(side: Outcome, words: Words) -> str:
    """Say for whom the state holds then, and for whom it does not."""
    told = [
        say(verb, listing([words.party(name) for name in names]))
        for verb, names in ((_HOLDS, side.holds), (_FAILS, side.fails))
        if names
    ]
    return enumerated(told) or say("open still")
