"""Model files checked: what is wrong in them, and which published results they give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.cases.published import Comparison
from goodoffices.errors import GoodOfficesError, ModelError, Problem, RequestError, dotted
from goodoffices.show.document import Cell, Document, wide
from goodoffices.show.language import message, say, say_as, say_many
from goodoffices.show.telling import conflict_data, picked, text
from goodoffices.show.words import enumerated

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict


_FORMS = {
    "ranking": message("ranking"),
    "prioritized": message("prioritized"),
    "weights": message("weights"),
    "payoffs": message("payoffs"),
    "wants": message("wants"),
    "better": message("better"),
}
"""Forms of preference, by their keys in the file."""


@dataclass(frozen=True)
class Checked:
    """What is known about one file; ``error`` where it cannot be analysed."""

    source: str
    conflict: Conflict | None = None
    comparisons: tuple[Comparison, ...] = ()
    error: GoodOfficesError | None = None
    hints: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[GoodOfficesError, ...]:
        """What to say on stderr."""
        if self.error is not None:
            return (self.error,)
        wrong = sum(not comparison.as_expected for comparison in self.comparisons)
        if not wrong:
            return ()
        found = f"{wrong} of {len(self.comparisons)} published results are not reproduced"
        return (RequestError(f"{self.source}: {found}; correct the results quoted, or the model"),)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, one by one."""
        if isinstance(self.error, ModelError):
            return self.error.problems
        if self.error is not None:
            return (Problem((), str(self.error)),)
        return tuple(
            Problem(("published",), str(c), remedy="correct the results quoted, or the model")
            for c in self.comparisons
            if not c.as_expected
        )


def check_report(checked: list[Checked]) -> Document:
    """Report on files, good and bad."""
    keys = "file valid severity line column found expected remedy"
    return Document(
        command="check",
        title=say("Model files"),
        blocks=tuple(_summary(e, e.conflict) for e in checked if e.conflict is not None),
        records=wide(keys, [row for entry in checked for row in _records(entry)]),
        data=lambda: {"files": [_data(entry) for entry in checked]},
    )


def _summary(entry: Checked, conflict: Conflict) -> str:
    """Describe a good file in a few lines."""
    quo = conflict.status_quo_index
    state = None if quo is None else conflict.states[quo]
    stands = say("not given") if state is None else say("state {} ({})", state.number, state.label)
    lines = [
        say("{}: {}", entry.source, conflict.title),
        f"  {say('{:,} states; status quo: {}', len(conflict.states), stands)}",
    ]
    for dm in conflict.decision_makers:
        owned = enumerated(option.name for option in dm.options)
        title = dm.name if dm.title == dm.name else say("{} ({})", dm.name, dm.label)
        does = owned or say("{} moves", len(dm.moves))
        lines.append(f"  {say('{}: {}; {}', title, does, say(_FORMS[dm.preferences.key]))}")
    lines += [f"  {told}" for told in (*_further(conflict), *_compared(entry))]
    if conflict.observed is not None:
        seen = conflict.states[conflict.index(conflict.observed.state)]
        lines.append(f"  {say('observed: state {} ({})', seen.number, seen.label)}")
    lines += [f"{entry.source}:{hint}" for hint in entry.hints]
    return "\n".join(lines)


def _further(conflict: Conflict) -> Iterator[str]:
    """Yield what is said of each part of a model that not every model has."""
    if conflict.mediation:
        yield say("mediation: {}", _on_the_table(conflict))
    if conflict.uncertainty is not None:
        drawn = sum(q.distribution.varies for q in conflict.uncertainty.quantities)
        follow = len(conflict.uncertainty.supports())
        yield say(
            "uncertain: {} from {}",
            say_many("{:,} number", "{:,} numbers", follow),
            say_many("{:,} distribution", "{:,} distributions", drawn),
        )
    if conflict.scenarios:
        yield say("scenarios: {}", enumerated(one.name for one in conflict.scenarios))
    if conflict.timeline:
        days = sorted(event.date for event in conflict.timeline)
        yield say_many(
            "timeline: {} event, {} to {}",
            "timeline: {} events, {} to {}",
            len(days),
            days[0],
            days[-1],
        )
    if conflict.views:
        yield say("seen otherwise by: {}", enumerated(view.by for view in conflict.views))
    if conflict.truths:
        yield say("truths: {}", enumerated(truth.name for truth in conflict.truths))


def _compared(entry: Checked) -> Iterator[str]:
    """Yield how many published results are reproduced, and those that are not."""
    of = len(entry.comparisons)
    if not of:
        return
    agreed = sum(c.agrees and not c.why for c in entry.comparisons)
    explained = sum(c.as_expected for c in entry.comparisons) - agreed
    if explained:
        yield say(
            "published results: {} of {} reproduced; {} not, for a reason", agreed, of, explained
        )
    else:
        yield say("published results: {} of {} reproduced", agreed, of)
    yield from (f"  {c}" for c in entry.comparisons if not c.agrees or c.why)


@text.register(Comparison)
def compared(comparison: Comparison) -> str:
    """Say what is published and what is computed."""
    result, why = _result(comparison), comparison.why.strip()
    if why and comparison.agrees:
        return say("{}: the file says why it differs, and it does not", result)
    published, computed = (
        enumerated(map(str, states)) or say_as("of states", "none")
        for states in (comparison.published, comparison.computed)
    )
    told = say("{}: published {}; computed {}", result, published, computed)
    return f"{told}. {why}" if why else told


def _result(comparison: Comparison) -> str:
    """Name a published result."""
    about, party = comparison.about, comparison.stable_for
    if comparison.origin is not None:
        return say("improvements of {} from {}", about, comparison.origin)
    return say("{} stable for {}", about, party) if party else say("{} equilibria", about)


def _on_the_table(conflict: Conflict) -> str:
    """Describe the settlement sought, the levers and the claims in a line."""
    mediation = conflict.mediation
    sought = say("no settlement named")
    if mediation.settlement is not None:
        sought = say_many(
            "settlement in {:,} state",
            "settlement in {:,} states",
            len(conflict.matching(mediation.settlement)),
        )
    count = len(mediation.levers)
    holders = enumerated(dict.fromkeys(lever.held_by for lever in mediation.levers))
    levers = (
        say_many("{:,} lever held by {}", "{:,} levers held by {}", count, holders)
        if holders
        else say_many("{:,} lever", "{:,} levers", count)
    )
    parts = [sought, levers]
    if mediation.claims:
        parts.append(say_many("{:,} claim", "{:,} claims", len(mediation.claims)))
    return say("; ").join(parts)


def _records(entry: Checked) -> list[list[Cell]]:
    valid, keys = not entry.problems, "severity line column found expected remedy"
    told = [problem_data(problem, keys) for problem in (*entry.problems, *entry.hints)]
    rows: list[list[Cell]] = [[entry.source, valid, *row.values()] for row in told]
    return rows or [[entry.source, valid, *[None] * len(keys.split())]]


def problem_data(problem: Problem, keys: str) -> dict[str, Any]:
    """Return attributes of a problem as plain data."""
    line, column = problem.line or None, problem.column or None
    return picked(problem, keys, line=line, column=column, where=dotted(problem.where))


def _data(entry: Checked) -> dict[str, Any]:
    keys = "line column where found expected remedy"
    return {
        "file": entry.source,
        "valid": not entry.problems,
        "problems": [problem_data(problem, keys) for problem in entry.problems],
        "hints": [problem_data(hint, keys) for hint in entry.hints],
        "conflict": None if entry.conflict is None else conflict_data(entry.conflict),
        "published": [
            picked(c, "result agrees published computed", result=_result(c))
            | ({"why": c.why} if c.why else {})
            for c in entry.comparisons
        ],
    }
