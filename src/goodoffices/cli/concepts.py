"""``goodoffices concepts``: which concepts explain an outcome that was observed."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    concept_option,
    conflict_argument,
    read_conflict,
    state_reference,
)
from goodoffices.cli.options.output import Sink, working


@click.command()
@conflict_argument
@click.option(
    "--observed",
    "state",
    metavar="STATE",
    help="The outcome: a state's number, pattern, label, or a statement true in it alone. "
    "[default: what the file says under observed]",
)
@concept_option
@answer_options()
def concepts(source: str, state: str | None, concept: tuple[str, ...], sink: Sink) -> None:
    """Say which stability concepts explain an outcome that was observed.

    Under the others, for whom it fails, and how much more it would have to be worth to them.

    \b
    Examples:
      goodoffices concepts cuban-missile-1962
      goodoffices concepts elmira-1991 --observed 5 --concept seq --concept sim
    """
    from goodoffices.stability.observed import observed

    conflict = read_conflict(source)
    with working(f"Analysing {len(conflict.states):,} states"):
        found = observed(conflict, state and state_reference(state), concept or None)
    sink.show(found)
