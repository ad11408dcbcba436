"""``goodoffices paths``: how a conflict moves, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    concept_option,
    conflict_argument,
    read_conflict,
    state_reference,
)
from goodoffices.cli.options.output import Sink, working

if TYPE_CHECKING:
    from goodoffices.show.document import Cell, Report
    from goodoffices.stability.paths import Paths


@click.command()
@conflict_argument
@click.option(
    "--to",
    "targets",
    multiple=True,
    metavar="STATE",
    help="State to reach; may be repeated.  [default: every equilibrium]",
)
@click.option("--from", "start", metavar="STATE", help="Where to start.  [default: the status quo]")
@concept_option
@answer_options()
def paths(
    source: str,
    targets: tuple[str, ...],
    start: str | None,
    concept: tuple[str, ...],
    sink: Sink,
) -> None:
    """Find the shortest ways from the status quo to other states.

    Gives the shortest sequence of moves, and the shortest in which each move improves on the state
    before for its mover. Without --to: to every equilibrium, so one sees which can be reached.

    \b
    Examples:
      goodoffices paths elmira-1991 --to 5
      goodoffices paths elmira-1991 --concept seq
      goodoffices paths cuban-missile-1962 --from NYNN --to NYYN
    """
    from goodoffices.stability.analysis import analyze
    from goodoffices.stability.paths import paths as find_paths

    conflict = read_conflict(source)
    to = [state_reference(target) for target in targets] or None
    origin = None if start is None else state_reference(start)
    with working(f"Searching {len(conflict.states):,} states"):
        found = find_paths(analyze(conflict, concept or None), to, origin)
    sink.emit(_paths_report(found))


def _paths_report(found: Paths) -> Report:
    from goodoffices.show.answers.verdicts import conflict_data, steps, without_title
    from goodoffices.show.document import Column, Report, Sheet

    columns = (
        Column("from", "From", "number"),
        Column("to", "To", "number"),
        Column("equilibrium_of", "Equilibrium under"),
        Column("moves", "Moves"),
        Column("improvements", "Improvements"),
    )
    rows: list[list[Cell]] = [
        [
            found.start.number,
            route.target.number,
            " ".join(route.equilibrium_of),
            None if route.moves is None else steps(route.moves),
            None if route.improvements is None else steps(route.improvements),
        ]
        for route in found.routes
    ]
    return Report(
        command="paths",
        title=found.conflict.title,
        body=(str(found),),
        records=Sheet(columns, rows),
        data=lambda: {"conflict": conflict_data(found.conflict), **without_title(found.to_dict())},
    )
