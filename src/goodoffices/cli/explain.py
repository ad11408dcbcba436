"""``goodoffices explain``: why a state is, or is not, stable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    concept_option,
    conflict_argument,
    read_conflict,
    state_reference,
)
from goodoffices.cli.options.output import Sink, working

if TYPE_CHECKING:
    from goodoffices.show.document import Cell, Report
    from goodoffices.stability.analysis import Analysis
    from goodoffices.stability.explain import Explanation


@click.command()
@conflict_argument
@click.option(
    "--state",
    "-s",
    required=True,
    metavar="STATE",
    help="The state: its number, pattern, label, or a statement true in it alone.",
)
@concept_option
@click.option(
    "--decision-maker",
    "-d",
    "decision_makers",
    multiple=True,
    metavar="NAME",
    help="Only for this decision maker; may be repeated.",
)
@answer_options()
def explain(
    source: str,
    state: str,
    concept: tuple[str, ...],
    decision_makers: tuple[str, ...],
    sink: Sink,
) -> None:
    """Say why a state is or is not stable, for each decision maker.

    Lists the improvements from the state and, for each, the sanction that answers it, mover by
    mover, or the lack of one.

    \b
    Examples:
      goodoffices explain elmira-1991 --state 4 --concept seq
      goodoffices explain elmira-1991 --state "modify and accept and not insist" -d Local
    """
    from goodoffices.stability.analysis import analyze

    conflict = read_conflict(source)
    reference = state_reference(state)
    conflict.index(reference)
    chosen = decision_makers or conflict.names
    with working(f"Analysing {len(conflict.states):,} states"):
        analysis = analyze(conflict, concept or None)
        report = _report(analysis, reference, chosen)
    sink.emit(report)


def _report(analysis: Analysis, reference: int | str, decision_makers: tuple[str, ...]) -> Report:
    from goodoffices.show.answers.verdicts import conflict_data
    from goodoffices.show.document import Column, Report, Sheet
    from goodoffices.stability.explain import explain as explain_verdict

    explanations = [
        explain_verdict(analysis, reference, name, concept)
        for concept in analysis.concepts
        for name in decision_makers
    ]
    columns = (
        Column("concept", "Concept"),
        Column("decision_maker", "Decision maker"),
        Column("state", "State", "number"),
        Column("stable", "Stable"),
        Column("improvement", "Improvement", "number"),
        Column("sanctioned", "Sanctioned"),
        Column("replies", "Replies"),
        Column("outcome", "Outcome", "number"),
    )
    return Report(
        command="explain",
        title=analysis.conflict.title,
        body=tuple(str(explanation) for explanation in explanations),
        records=Sheet(columns, [row for e in explanations for row in _records(e)]),
        data=lambda: {
            "conflict": conflict_data(analysis.conflict),
            "state": explanations[0].state.number,
            "explanations": [explanation.to_dict() for explanation in explanations],
        },
    )


def _records(explanation: Explanation) -> list[list[Cell]]:
    """Return one row per improvement, or one that says that there is none."""
    start: list[Cell] = [
        explanation.concept,
        explanation.decision_maker,
        explanation.state.number,
        explanation.stable,
    ]
    rows: list[list[Cell]] = [
        [
            *start,
            answer.improvement.target.number,
            answer.sanctioned,
            "; ".join(f"{move.mover}: {move.target.number}" for move in answer.replies),
            answer.outcome.number,
        ]
        for answer in explanation.answers
    ]
    return rows or [[*start, None, None, None, None]]
