"""``goodoffices explain``: why a state is, or is not, stable."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    concept_option,
    conflict_argument,
    read_conflict,
    state_option,
    state_reference,
)
from goodoffices.cli.options.output import Sink, working


@click.command()
@conflict_argument
@state_option("the status quo")
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
    state: str | None,
    concept: tuple[str, ...],
    decision_makers: tuple[str, ...],
    sink: Sink,
) -> None:
    """Say why a state is or is not stable, for each decision maker.

    Lists the improvements from the state and, for each, the sanction that answers it, mover by
    mover, or the lack of one.

    \b
    Examples:
      goodoffices explain elmira-1991
      goodoffices explain elmira-1991 --state 4 --concept seq
      goodoffices explain elmira-1991 --state "modify and accept and not insist" -d Local
    """
    from goodoffices.stability.analysis import analyze
    from goodoffices.stability.explain import explanations, state_explained

    conflict = read_conflict(source)
    reference = None if state is None else state_reference(state)
    state_explained(conflict, reference)
    with working(f"Analysing {len(conflict.states):,} states"):
        analysis = analyze(conflict, concept or None)
        found = explanations(analysis, reference, decision_makers or None)
    sink.show(found)
