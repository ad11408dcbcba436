"""``goodoffices coalitions``: how a conflict moves jointly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    conflict_argument,
    read_conflict,
)
from goodoffices.cli.options.output import Sink, working

if TYPE_CHECKING:
    from goodoffices.show.document import Cell, Report
    from goodoffices.stability.coalitions import CoalitionAnalysis


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
