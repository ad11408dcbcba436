"""``goodoffices inverse``: what would have to be wanted."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.by_name import numbers_by_name
from goodoffices.cli.options.conflict import (
    conflict_argument,
    holding_option,
    read_conflict,
    state_option,
    state_reference,
)
from goodoffices.cli.options.output import Sink, working
from goodoffices.cli.options.plan import names_of
from goodoffices.cli.types import Number
from goodoffices.errors import RequestError


@click.command()
@conflict_argument
@state_option()
@holding_option
@click.option(
    "--of",
    metavar="NAMES",
    help="Whose preferences may change, as Russia,Ukraine: at once.  [default: each by itself]",
)
@click.option(
    "--window",
    metavar="FIRST-LAST",
    help="Only the states at these places of the rankings change places, as 3-6.  [default: all]",
)
@click.option(
    "--orders",
    is_flag=True,
    help="Find the least change of the order of statements, of those who have statements.",
)
@click.option(
    "--weights",
    is_flag=True,
    help="Find the cheapest change of weights, of those who have weights.",
)
@click.option(
    "--within", type=Number(), metavar="AMOUNT", help="Change no weight by more.  [default: any]"
)
@click.option(
    "--price",
    "prices",
    multiple=True,
    metavar="NAME=PRICE",
    help="What a unit of change of a party's weights costs; may be repeated.  [default: 1]",
)
@click.option(
    "--limit",
    type=Number(),
    metavar="SECONDS",
    help="Stop each search after so long, with the best found.  [default: search to the end]",
)
@answer_options()
def inverse(
    source: str,
    state: str,
    concept: str,
    of: str | None,
    window: str | None,
    orders: bool,
    weights: bool,
    within: float | None,
    prices: tuple[str, ...],
    limit: float | None,
    sink: Sink,
) -> None:
    """Say what would have to be wanted for a state to hold.

    For each party the conditions that its ranking has to meet, in how many of its strict rankings
    it does, and the nearest one that does; beside it the least gift, and what levers could do.

    \b
    Examples:
      goodoffices inverse syria-iraq-1975 --state 2 --orders
      goodoffices inverse syria-iraq-1975 --state 2 --of Syria --window 3-6
      goodoffices inverse istanbul-2025 --state 9 --weights --concept nash
    """
    from goodoffices.ensemble.inverse import inverse as ask

    conflict = read_conflict(source)
    with working(f"Counting rankings of {len(conflict.states):,} states"):
        found = ask(
            conflict,
            state_reference(state),
            concept,
            names_of(of, "--of"),
            window=_window(window),
            orders=orders,
            weights=weights,
            within=within,
            prices=numbers_by_name(prices, "--price", "price"),
            limit=limit,
        )
    sink.show(found)


def _window(text: str | None) -> tuple[int, int] | None:
    """Read FIRST-LAST."""
    if text is None:
        return None
    first, _, last = text.partition("-")
    if not (first.strip().isdecimal() and last.strip().isdecimal()):
        raise RequestError(f"--window '{text}': expected two places of a ranking, as 3-6")
    return int(first), int(last)
