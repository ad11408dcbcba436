"""``goodoffices graph``: the conflict as a picture."""

from __future__ import annotations

from dataclasses import replace

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import concept_option, conflict_argument, read_conflict
from goodoffices.cli.options.output import PICTURES, Sink
from goodoffices.errors import RequestError


@click.command()
@conflict_argument
@concept_option
@click.option(
    "--improvements-only", is_flag=True, help="Leave out moves that their mover cannot gain by."
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
    needs no network. The formats besides html, svg and png list the moves. Of preferences that are
    known only in part it shows what always holds and what can, sure and possible improvements.

    \b
    Examples:
      goodoffices graph elmira-1991 -o graph.html
      goodoffices graph elmira-1991 --concept seq --improvements-only -o graph.svg
    """
    if sink.path is None and sink.format == "html":
        raise RequestError("a picture goes to a file; add -o graph.html, graph.svg or graph.png")
    from goodoffices.stability.certainty.judged import judged

    found = judged(read_conflict(source), concept or None)
    if sink.format not in PICTURES:
        from goodoffices.show.answers.export import export_report

        sink.emit(replace(export_report(found, moves=True), command="graph"))
        return
    drawn = {
        "improvements_only": improvements_only,
        "decision_makers": decision_makers or None,
        "where": where,
    }
    sink.show(found, drawn=drawn)
