"""``goodoffices cases``: the published conflicts that come with the package."""

from __future__ import annotations

import click

from goodoffices.cases.fields import FEATURES, KNOWN_FIELDS
from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import read_conflict
from goodoffices.cli.options.output import Sink
from goodoffices.cli.types import Ends, Span


@click.command()
@click.argument("case", required=False)
@click.option("--field", metavar="FIELD", help=f"About this: {', '.join(KNOWN_FIELDS)}.")
@click.option("--states", type=Span(), help="With so many states: as 12, 10-100, 10- or -100.")
@click.option("--parties", type=Span(), help="With so many decision makers, likewise.")
@click.option(
    "--has",
    multiple=True,
    metavar="FEATURE",
    help=f"With this in its file, repeatable: {', '.join(FEATURES)}.",
)
@click.option("--like", metavar="FILE|CASE", help="The most similar in structure to it first.")
@answer_options()
def cases(
    case: str | None,
    field: str | None,
    states: Ends | None,
    parties: Ends | None,
    has: tuple[str, ...],
    like: str | None,
    sink: Sink,
) -> None:
    """List the published conflicts with their sources, or those asked for; with CASE, tell of it.

    Each name may be given in place of a model file. For a copy to work on: goodoffices new. The 78
    strict ordinal 2×2 games are chosen by a number.

    \b
    Examples:
      goodoffices cases
      goodoffices cases rapoport-guyer#66
      goodoffices cases --field water --states 10-100
      goodoffices cases --has mediation --like mine.yaml
    """
    from goodoffices.cases.finding import find_cases

    near = None if like is None else read_conflict(like)
    sink.show(find_cases(case, field=field, states=states, parties=parties, has=has, like=near))
