"""``goodoffices check``: whether a model file is right and gives the results it quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.failures import BAD_INPUT, say
from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import read_with_scenarios
from goodoffices.cli.options.output import Sink
from goodoffices.errors import GoodOfficesError, ModelError, Problem, RequestError, Stopped

if TYPE_CHECKING:
    from goodoffices.cases.published import Comparison
    from goodoffices.model.conflict import Conflict
    from goodoffices.show.document import Cell, Report


@dataclass(frozen=True)
class _Checked:
    """What is known about one file; ``error`` where it cannot be analysed."""

    source: str
    conflict: Conflict | None = None
    comparisons: tuple[Comparison, ...] = ()
    error: GoodOfficesError | None = None

    @property
    def errors(self) -> tuple[GoodOfficesError, ...]:
        """What to say on stderr."""
        if self.error is not None:
            return (self.error,)
        wrong = sum(not comparison.agrees for comparison in self.comparisons)
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
            if not c.agrees
        )


@click.command()
@click.argument("sources", metavar="FILE|CASE...", nargs=-1, required=True)
@click.option("--size", is_flag=True, help="Only say how large they are, and whether they fit.")
@answer_options()
@click.pass_context
def check(context: click.Context, sources: tuple[str, ...], size: bool, sink: Sink) -> None:
    """Check model files, and the published results that they quote.

    Reports all errors of all files with line and column, and exits with 2 when there is one. Of a
    good file it prints a summary. With --size it reads options and rules only, and tells the number
    of states, the memory and time that an analysis takes and whether this machine has the memory.

    \b
    Examples:
      goodoffices check my.yaml
      goodoffices check *.yaml --format json
      goodoffices check my.yaml --size
    """
    if size:
        _tell_sizes(context, sources, sink)
        return
    checked = [_check(source) for source in sources]
    for entry in checked:
        for error in entry.errors:
            say(error)
    if sink.format != "table" or any(entry.error is None for entry in checked):
        sink.emit(_report(checked))
    if any(entry.problems for entry in checked):
        context.exit(BAD_INPUT)


def _tell_sizes(context: click.Context, sources: tuple[str, ...], sink: Sink) -> None:
    from goodoffices.cli.sizes import size_of, size_report

    sized, errors = [], []
    for source in sources:
        try:
            sized.append(size_of(source))
        except Stopped:
            raise
        except GoodOfficesError as error:
            errors.append(error)
            say(error)
    if sink.format != "table" or sized:
        sink.emit(size_report(sized, errors))
    if errors:
        context.exit(BAD_INPUT)


def _check(source: str) -> _Checked:
    from goodoffices.cases.published import compare

    try:
        conflict = read_with_scenarios(source)
        return _Checked(source, conflict, tuple(compare(conflict)))
    except Stopped:
        raise
    except GoodOfficesError as error:
        return _Checked(source, error=error)


def _report(checked: list[_Checked]) -> Report:
    from goodoffices.show.document import Column, Report, Sheet

    columns = (
        Column("file", "File"),
        Column("valid", "Valid"),
        Column("line", "Line", "number"),
        Column("column", "Column", "number"),
        Column("found", "Found"),
        Column("expected", "Expected"),
        Column("remedy", "To mend"),
    )
    return Report(
        command="check",
        title="Model files",
        body=tuple(_summary(e, e.conflict) for e in checked if e.conflict is not None),
        records=Sheet(columns, [row for entry in checked for row in _records(entry)]),
        data=lambda: {"files": [_data(entry) for entry in checked]},
    )


def _summary(entry: _Checked, conflict: Conflict) -> str:
    """Describe a good file in a few lines."""
    quo = conflict.status_quo_index
    state = None if quo is None else conflict.states[quo]
    lines = [
        f"{entry.source}: {conflict.title}",
        f"  {len(conflict.states):,} states; status quo: "
        + ("not given" if state is None else f"state {state.number} ({state.label})"),
    ]
    for dm in conflict.decision_makers:
        owned = ", ".join(option.name for option in dm.options)
        title = dm.name if dm.title == dm.name else f"{dm.name} ({dm.label})"
        lines.append(f"  {title}: {owned or f'{len(dm.moves)} moves'}; {dm.preferences.key}")
    if conflict.mediation:
        lines.append(f"  mediation: {_on_the_table(conflict)}")
    if conflict.uncertainty is not None:
        drawn = sum(q.distribution.varies for q in conflict.uncertainty.quantities)
        follow = len(conflict.uncertainty.supports())
        lines.append(
            f"  uncertain: {_count('number', follow)} from {_count('distribution', drawn)}"
        )
    if conflict.scenarios:
        lines.append(f"  scenarios: {', '.join(scenario.name for scenario in conflict.scenarios)}")
    if entry.comparisons:
        wrong = [f"  {c}" for c in entry.comparisons if not c.agrees]
        agreed = len(entry.comparisons) - len(wrong)
        lines.append(f"  published results: {agreed} of {len(entry.comparisons)} reproduced")
        lines += [f"  {line}" for line in wrong]
    return "\n".join(lines)


def _on_the_table(conflict: Conflict) -> str:
    """Describe the settlement sought, the levers and the claims in a line."""
    mediation = conflict.mediation
    sought = "no settlement named"
    if mediation.settlement is not None:
        sought = f"settlement in {_count('state', len(conflict.matching(mediation.settlement)))}"
    holders = dict.fromkeys(lever.held_by for lever in mediation.levers)
    held = f" held by {', '.join(holders)}" if holders else ""
    parts = [sought, _count("lever", len(mediation.levers)) + held]
    if mediation.claims:
        parts.append(_count("claim", len(mediation.claims)))
    return "; ".join(parts)


def _count(noun: str, count: int) -> str:
    from goodoffices.show.answers.about import plural

    return f"{count:,} {plural(noun, count)}"


def _records(entry: _Checked) -> list[list[Cell]]:
    rows: list[list[Cell]] = [
        [entry.source, False, p.line or None, p.column or None, p.found, p.expected, p.remedy]
        for p in entry.problems
    ]
    return rows or [[entry.source, True, None, None, None, None, None]]


def _data(entry: _Checked) -> dict[str, Any]:
    from goodoffices.errors import dotted
    from goodoffices.show.answers.about import conflict_data

    return {
        "file": entry.source,
        "valid": not entry.problems,
        "problems": [
            {
                "line": problem.line or None,
                "column": problem.column or None,
                "where": dotted(problem.where),
                "found": problem.found,
                "expected": problem.expected,
                "remedy": problem.remedy,
            }
            for problem in entry.problems
        ],
        "conflict": None if entry.conflict is None else conflict_data(entry.conflict),
        "published": [
            {
                "result": c.what,
                "agrees": c.agrees,
                "published": list(c.published),
                "computed": list(c.computed),
            }
            for c in entry.comparisons
        ],
    }
