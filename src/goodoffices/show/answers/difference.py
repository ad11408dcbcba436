"""Two conflicts side by side: which states hold in one and not in the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from goodoffices.show.answers.about import about
from goodoffices.show.document import Block, Cell, Column, Document, Table, columns
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import report, shape
from goodoffices.show.words import quoted, short_name
from goodoffices.stability.difference import Difference, Outcome

_WHERE = {
    (True, True): message("both"),
    (True, False): message("here"),
    (False, True): message("there"),
}


@report.register(Difference)
def difference_report(found: Difference) -> Document:
    """Report what holds in one conflict and what in another."""
    return about(found, "difference", *difference_blocks(found), records=_outcomes(found, str))


def difference_blocks(found: Difference) -> Iterator[Block]:
    """Tell how many states hold where, then each, then the lines in which the files differ."""
    here, there = quoted(found.conflict.title), quoted(found.other.title)
    yield say("Here: {}. There: {}.", here, there)
    yield "\n".join(counted(found, concept) for concept in found.concepts)
    yield _outcomes(found)
    if found.lines:
        yield "\n".join([say("Lines that differ, - here and + there:"), *found.lines])


def counted(found: Difference, concept: str) -> str:
    """Say how many states hold in both, and how many in one only."""
    rows = [(concept in one.holds_here, concept in one.holds_there) for one in found.outcomes]
    both, here, there = (rows.count(where) for where in _WHERE)
    in_both = (
        say_many("1 state holds in both", "{} states hold in both", both)
        if both
        else say("no states hold in both")
    )
    apart = say("{} only here and {} only there", here or say("none"), there or say("none"))
    return say("Under {} {}, {}.", short_name(concept), in_both, apart)


def _outcomes(found: Difference, tell: Callable[[str], str] = say) -> Table:
    """Return a row per state that holds; ``tell`` says where, and that nothing is taken."""
    holds = (Column(c, short_name(c), "text", say("Holds")) for c in found.concepts)
    shown = (*columns("taken here# there#"), *holds)
    return Table(shown, list(_rows(found, tell)), say("States that hold in either"))


def _rows(found: Difference, tell: Callable[[str], str]) -> Iterator[list[Cell]]:
    where = {pair: tell(text) for pair, text in _WHERE.items()}
    for one in found.outcomes:
        held = (where.get((c in one.holds_here, c in one.holds_there)) for c in found.concepts)
        numbers = (None if state is None else state.number for state in (one.here, one.there))
        yield [", ".join(one.taken) or tell(message("none")), *numbers, *held]


shape(Outcome, "taken here there holds_here holds_there")
shape(Difference, "conflict other concepts outcomes lines")
