"""``goodoffices coalitions``: how a conflict moves jointly."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    conflict_argument,
    read_conflict,
)
from goodoffices.cli.options.output import Sink, working


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
    sink.show(found)
