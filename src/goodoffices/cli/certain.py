"""``goodoffices certain``: what holds whatever is not known of preferences."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import concept_option, conflict_argument, read_conflict
from goodoffices.cli.options.output import Sink, working


@click.command()
@conflict_argument
@concept_option
@click.option("--stability", is_flag=True, help="Also show for whom each state is stable.")
@answer_options()
def certain(source: str, concept: tuple[str, ...], stability: bool, sink: Sink) -> None:
    """Say what holds whatever is not known of preferences.

    A state always holds where it is an equilibrium under every preference that fits what the file
    says, and can hold where it is under some. Known are demands (wants), comparisons (better) and
    bounds; of what is uncertain in a file, only what it cannot change.

    \b
    Examples:
      goodoffices certain my.yaml
      goodoffices certain istanbul-2025 --concept seq --stability
    """
    from goodoffices.stability.certainty.certainty import certain as judge

    conflict = read_conflict(source)
    with working("Judging what is known"):
        found = judge(conflict, concept or None)
    sink.show(found, everybody=stability)
