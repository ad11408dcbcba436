"""``goodoffices export``: the conflict for other tools."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import concept_option, conflict_argument, read_conflict
from goodoffices.cli.options.output import Sink, working
from goodoffices.errors import RequestError

MOST_EXPORTED = 100_000


@click.command()
@conflict_argument
@concept_option
@click.option("--moves", is_flag=True, help="In CSV: the moves, and not the states.")
@click.option(
    "--all", "everything", is_flag=True, help=f"Also with more than {MOST_EXPORTED:,} states."
)
@answer_options(default="json")
def export(
    source: str, concept: tuple[str, ...], moves: bool, everything: bool, sink: Sink
) -> None:
    """Write states, moves, payoffs and verdicts for other tools.

    JSON and Markdown have all of them. CSV has one row per state, or with --moves one per move.

    \b
    Examples:
      goodoffices export elmira-1991 --format json
      goodoffices export my.yaml -o states.csv
      goodoffices export my.yaml --moves -o moves.csv
    """
    from goodoffices.show.answers.export import export_report
    from goodoffices.stability.analysis import analyze

    conflict = read_conflict(source)
    count = len(conflict.states)
    if count > MOST_EXPORTED and not everything:
        raise RequestError(
            f"{count:,} states are many for one file; add --all to write every one, or pick some "
            "with goodoffices analyze --where"
        )
    with working(f"Analysing {count:,} states"):
        report = export_report(analyze(conflict, concept or None), moves=moves)
    sink.emit(report)
