"""``goodoffices claims``: the claims that a model carries, put to the test."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    conflict_argument,
    read_conflict,
)
from goodoffices.cli.options.output import Sink, progressing


@click.command()
@conflict_argument
@click.option(
    "--flips",
    is_flag=True,
    help="Also find the smallest change of a single number that would turn each answer; takes up "
    "to a minute.",
)
@answer_options()
def claims(source: str, flips: bool, sink: Sink) -> None:
    """Test the claims that the model carries, one by one.

    Says of each whether it holds under the values of the model, and why.

    \b
    Examples:
      goodoffices claims istanbul-2025
      goodoffices claims istanbul-2025 --format csv
    """
    from goodoffices.mediation.claims import claims as test_claims

    conflict = read_conflict(source)
    with progressing("Testing claims") as advance:
        verdicts = test_claims(conflict, flips=flips, progress=advance)
    sink.show(verdicts)
