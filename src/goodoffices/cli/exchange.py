"""``goodoffices export`` and ``graph``: the conflict for other tools, and as a picture."""

from __future__ import annotations

from dataclasses import replace

import click

from goodoffices.cli.drawing import PICTURES, as_picture
from goodoffices.cli.options import answer_options, concept_option, conflict_argument, read_conflict
from goodoffices.cli.output import Sink, working
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


@click.command()
@conflict_argument
@concept_option
@click.option(
    "--improvements-only", is_flag=True, help="Leave out moves that their mover does not gain by."
)
@click.option(
    "--decision-maker",
    "-d",
    "decision_makers",
    multiple=True,
    metavar="NAME",
    help="Draw the moves of this decision maker only; may be repeated.",
)
@click.option("--where", metavar="STATEMENT", help="Draw only states where STATEMENT holds.")
@answer_options(*PICTURES, default="html")
def graph(
    source: str,
    concept: tuple[str, ...],
    improvements_only: bool,
    decision_makers: tuple[str, ...],
    where: str | None,
    sink: Sink,
) -> None:
    """Draw states and moves as a picture.

    Equilibria are marked, moves coloured by decision maker. HTML is interactive, in one file that
    needs no network. The formats besides html, svg and png list the moves.

    \b
    Examples:
      goodoffices graph elmira-1991 -o graph.html
      goodoffices graph elmira-1991 --concept seq --improvements-only -o graph.svg
    """
    if sink.path is None and sink.format == "html":
        raise RequestError("a picture goes to a file; add -o graph.html, graph.svg or graph.png")
    from goodoffices.stability.analysis import analyze

    analysis = analyze(read_conflict(source), concept or None)
    if sink.format not in PICTURES:
        from goodoffices.show.answers.export import export_report

        sink.emit(replace(export_report(analysis, moves=True), command="graph"))
        return
    from goodoffices.show.charts import graph as draw

    with working("Drawing"):
        picture = draw(
            analysis,
            improvements_only=improvements_only,
            decision_makers=decision_makers or None,
            where=where,
        )
        content = as_picture(picture, sink.format)
    sink.send(content)


COMMANDS = (export, graph)
