"""``goodoffices paths`` and ``coalitions``: how a conflict moves, step by step and jointly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodoffices.cli.options import (
    answer_options,
    concept_option,
    conflict_argument,
    read_conflict,
    state_reference,
)
from goodoffices.cli.output import Sink, working

if TYPE_CHECKING:
    from goodoffices.show.document import Cell, Report
    from goodoffices.stability.coalitions import CoalitionAnalysis
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


@click.command()
@conflict_argument
@click.option(
    "--coalition",
    multiple=True,
    metavar="A+B",
    help="Only this coalition, its members joined by +; may be repeated.",
)
@answer_options()
def coalitions(source: str, coalition: tuple[str, ...], sink: Sink) -> None:
    """Find joint moves that all members gain by.

    Also which states stand up to each coalition. With up to five decision makers, every coalition
    of two or more is looked at; with more, those that the file names.

    CNash: the coalition has no improvement; CGMR: each is answered by the others; CSMR: and there
    is no escape; CSEQ: the answer is a sequence of improvements of the others, alone or jointly.

    \b
    Examples:
      goodoffices coalitions elmira-1991
      goodoffices coalitions elmira-1991 --coalition MoE+Uniroyal --format json
    """
    from goodoffices.stability.coalitions import coalitions as find_coalitions

    conflict = read_conflict(source)
    with working("Looking at coalitions"):
        found = find_coalitions(conflict, coalition or None)
    sink.emit(_coalitions_report(found))


def _coalitions_report(found: CoalitionAnalysis) -> Report:
    from goodoffices.show.answers.verdicts import conflict_data, without_title
    from goodoffices.show.document import Column, Report, Sheet
    from goodoffices.stability.coalitions import COALITION_CONCEPTS

    columns = (
        Column("coalition", "Coalition"),
        Column("state", "State", "number"),
        Column("improvements", "Improvements"),
        *(Column(key, name, "verdict", "Stable") for key, name in COALITION_CONCEPTS.items()),
    )
    rows: list[list[Cell]] = [
        [
            "+".join(members),
            state.number,
            " ".join(str(q) for q in found.improvements(members).get(state.number, ())),
            *(bool(found.stable(members, c)[state.number - 1]) for c in COALITION_CONCEPTS),
        ]
        for members in found.coalitions
        for state in found.conflict.states
    ]
    return Report(
        command="coalitions",
        title=found.conflict.title,
        body=(str(found),),
        records=Sheet(columns, rows),
        data=lambda: {"conflict": conflict_data(found.conflict), **without_title(found.to_dict())},
    )


COMMANDS = (paths, coalitions)
