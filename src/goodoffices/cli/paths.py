"""``goodoffices paths``: how a conflict moves, step by step."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    concept_option,
    conflict_argument,
    read_conflict,
    state_reference,
)
from goodoffices.cli.options.output import Sink, working


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
    Where preferences are known only in part it tells moves that surely are improvements from moves
    that may be.

    \b
    Examples:
      goodoffices paths elmira-1991 --to 5
      goodoffices paths elmira-1991 --concept seq
      goodoffices paths cuban-missile-1962 --from NYNN --to NYYN
    """
    from goodoffices.stability.certainty.judged import judged
    from goodoffices.stability.paths import paths as find_paths

    conflict = read_conflict(source)
    to = [state_reference(target) for target in targets] or None
    origin = None if start is None else state_reference(start)
    with working(f"Searching {len(conflict.states):,} states"):
        found = find_paths(judged(conflict, concept or None), to, origin)
    sink.show(found)
