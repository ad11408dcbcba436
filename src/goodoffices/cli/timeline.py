"""``goodoffices timeline``: what each event did."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    file_argument,
    holding_option,
    read_conflict,
    read_with_scenarios,
)
from goodoffices.cli.options.output import PICTURES, Sink, working
from goodoffices.cli.options.plan import names_of
from goodoffices.cli.options.samples import sample_options
from goodoffices.cli.types import Count
from goodoffices.errors import ModelError


@click.command()
@file_argument
@holding_option
@click.option(
    "--held-by",
    metavar="HOLDERS",
    help="Also seek plans with the levers of these holders alone, as US or US,China.",
)
@sample_options(2000)
@click.option("--until", metavar="DATE", help="Leave out what happened after this day.")
@click.option(
    "--leave-out",
    type=Count(min=1),
    metavar="N",
    help="Take event N not to have happened, counted in the order of dates.",
)
@answer_options(*PICTURES)
def timeline(
    source: str,
    concept: str,
    held_by: str | None,
    samples: int,
    seed: int,
    until: str | None,
    leave_out: int | None,
    sink: Sink,
) -> None:
    """Say what each event of a model's timeline did.

    Event by event: which beliefs it moved, how many states hold, what a settlement costs or lacks,
    and how likely one is; what came to hold and what ceased to. The formats html, svg and png draw
    beliefs and costs over the dates.

    \b
    Examples:
      goodoffices timeline istanbul-2025
      goodoffices timeline istanbul-2025 --held-by US --until 2025-05-06
      goodoffices timeline istanbul-2025 --leave-out 2 -o timeline.csv
    """
    from goodoffices.files.timeline import timeline as go_through

    conflict = read_conflict(source)
    holders = names_of(held_by, "--held-by")
    try:
        with working("Going through what happened"):
            found = go_through(
                conflict,
                concept,
                held_by=holders,
                samples=samples,
                seed=seed,
                until=until,
                leave_out=leave_out,
            )
    except ModelError:
        if leave_out is None:
            read_with_scenarios(source)  # which says where in the file
        raise
    sink.show(found)
