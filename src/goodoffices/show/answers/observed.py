"""Which concepts explain an observed outcome: in words, as a table, as plain data."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.show.answers.about import about
from goodoffices.show.document import Block, Cell, Document, wide
from goodoffices.show.language import say, say_many
from goodoffices.show.telling import report, shape
from goodoffices.show.words import Words, foresight, listing, short_name
from goodoffices.stability.observed import Account, Observed, Unstable


@report.register(Observed)
def observed_report(found: Observed) -> Document:
    """Report what each concept makes of an observed state, a row per party that would leave it."""
    rows = [row for account in found.accounts for row in _rows(account)]
    records = wide("concept explains decision_maker lift passed", rows)
    return about(found, "concepts", *observed_blocks(found), records=records)


def _rows(account: Account) -> Iterator[list[Cell]]:
    start: list[Cell] = [account.concept, account.explains]
    for one in account.unstable:
        yield [*start, one.decision_maker, one.lift, one.passed]
    if account.explains:
        yield [*start, None, None, None]


def observed_blocks(found: Observed) -> Iterator[Block]:
    """Tell which concepts explain the state, then for whom it fails under the others."""
    words = Words(found.conflict)
    yield say("Observed: {}.", words.outcome(found.state))
    explaining = [one.concept for one in found.accounts if one.explains]
    if explaining:
        yield "\n".join([say("It is explained by"), *(f"- {_foreseen(c)}" for c in explaining)])
    failing = [one for one in found.accounts if not one.explains]
    if failing:
        yield "\n".join(
            [say("It is not explained by"), *(f"- {_failing(c, words)}" for c in failing)]
        )
    if found.nearest:
        near = listing([short_name(key) for key in found.nearest])
        yield say(
            "None explains it; nearest comes {}. Either somebody wants something else "
            "than the model says, or has other moves, or the conflict had not come to "
            "rest.",
            near,
        )


def _foreseen(concept: str) -> str:
    return say("{}: {}.", short_name(concept), foresight(concept))


def _failing(account: Account, words: Words) -> str:
    lacks = [
        say_many(
            "{1}, to be ranked past {0} state",
            "{1}, to be ranked past {0} states",
            one.passed,
            words.lacking([(one.decision_maker, one.lift)]),
        )
        for one in account.unstable
    ]
    return say("{}: {}.", short_name(account.concept), say("; ").join(lacks))


shape(Unstable, "decision_maker lift passed")
shape(Account, "concept explains unstable passed")
shape(Observed, "conflict state explained_by nearest accounts")
