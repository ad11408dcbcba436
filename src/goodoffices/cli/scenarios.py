"""``goodoffices scenarios``: the variants that a model names, side by side."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    concept_option,
    file_argument,
    read_conflict,
    read_with_scenarios,
)
from goodoffices.cli.options.output import Sink, working
from goodoffices.errors import ModelError


@click.command()
@file_argument
@concept_option
@answer_options()
def scenarios(source: str, concept: tuple[str, ...], sink: Sink) -> None:
    """Compare the variants that a model names under scenarios.

    For each variant: the equilibria under each concept, and whether the claims hold; and for each
    state, in how many variants it is an equilibrium.

    \b
    Examples:
      goodoffices scenarios istanbul-2025
      goodoffices scenarios my.yaml --concept seq -o tally.csv
    """
    from goodoffices.files.scenarios import scenarios as compare

    conflict = read_conflict(source)
    try:
        with working("Analysing the variants"):
            found = compare(conflict, concept or None)
    except ModelError:
        read_with_scenarios(source)  # which says where in the file
        raise
    sink.show(found)
