"""``goodoffices views``: what holds where parties misread each other."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    concept_option,
    conflict_argument,
    read_conflict,
    read_with_scenarios,
)
from goodoffices.cli.options.output import Sink, working
from goodoffices.cli.options.samples import intensities_of, pull_option
from goodoffices.errors import ModelError


@click.command()
@conflict_argument
@concept_option
@pull_option("none")
@answer_options()
def views(source: str, concept: tuple[str, ...], pull: str | None, sink: Sink) -> None:
    """Say what holds where parties see the conflict otherwise than it is.

    What a party sees otherwise stands in the file under views. A state holds where it is stable for
    each party as it sees the conflict. Says what holds by illusion and what is prevented, who does
    not expect it to last, which deterrents surprise whom, and what is feared without need.

    \b
    Examples:
      goodoffices views my.yaml
      goodoffices views my.yaml --concept seq --pull sanctions=2
    """
    from goodoffices.files.views import views as judge

    conflict = read_conflict(source)
    pulled = intensities_of(conflict, pull)
    try:
        with working("Analysing what each party sees"):
            found = judge(conflict, concept or None, intensities=pulled)
    except ModelError:
        read_with_scenarios(source)  # which says where in the file
        raise
    sink.show(found)
