"""``goodoffices truths``: what to tell to whom, so that a state holds."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    conflict_argument,
    holding_option,
    read_conflict,
    read_with_scenarios,
    state_reference,
)
from goodoffices.cli.options.output import Sink, working
from goodoffices.cli.options.samples import intensities_of, pull_option
from goodoffices.errors import ModelError


@click.command()
@conflict_argument
@click.option(
    "--state",
    "-s",
    required=True,
    metavar="STATE",
    help="What is to hold: a number, pattern, label, or statement true in one state.",
)
@holding_option
@pull_option("none")
@answer_options()
def truths(source: str, state: str, concept: str, pull: str | None, sink: Sink) -> None:
    """Say what to tell to whom, at the least cost, so that a state holds.

    What could be told stands in the file under truths, what parties see otherwise under views. Says
    what else holds then, and what holds no more: a truth can undo as well.

    \b
    Examples:
      goodoffices truths my.yaml --state NNN
      goodoffices truths my.yaml --state 4 --concept nash --format json
    """
    from goodoffices.files.views import truths as search

    conflict = read_conflict(source)
    pulled = intensities_of(conflict, pull)
    try:
        with working("Trying truths"):
            found = search(conflict, state_reference(state), concept, intensities=pulled)
    except ModelError:
        read_with_scenarios(source)  # which says where in the file
        raise
    sink.show(found)
