"""What the commands that ask for plans share on their command lines."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, cast

import click

from goodoffices.cli.options.conflict import holding_option, state_reference
from goodoffices.cli.types import Command, Number
from goodoffices.errors import RequestError

SEARCHING = "Searching for the cheapest levers"


def names_of(text: str | None, option: str) -> tuple[str, ...] | None:
    """Read names with commas between them; None where the option is not given."""
    if text is None:
        return None
    names = tuple(name.strip() for name in text.split(","))
    if not all(names):
        raise RequestError(f"{option} '{text}': expected names with commas between them, as A,B")
    return names


def settlement_option(command: Command) -> Command:
    """Add --settlement; the command gets a state's number, or text, or None."""
    return click.option(
        "--settlement",
        metavar="STATEMENT",
        callback=lambda _ctx, _option, value: None if value is None else state_reference(value),
        help="The settlement sought: a statement, or a state by number, pattern or label.  "
        "[default: the file's]",
    )(command)


_ASKED: tuple[Callable[[Command], Command], ...] = (
    holding_option,
    settlement_option,
    click.option("--held-by", metavar="NAMES", help="Only levers of these holders, as US,China."),
    click.option("--credible", is_flag=True, help="Keep every lever within its holder's resolve."),
    click.option(
        "--margin",
        type=Number(),
        metavar="PAYOFF",
        help="By how much each party has to prefer what it is meant to prefer.  "
        "[default: a millionth of its payoff range]",
    ),
    click.option(
        "--for",
        "parties",
        metavar="NAMES",
        help="Accepted by, and stable for, these decision makers only, as Russia,Ukraine.",
    ),
    click.option(
        "--accept/--no-accept",
        default=True,
        help="Whether signatories must also like it better than no deal.  [default: they must]",
    ),
    click.option(
        "--limit",
        type=Number(),
        metavar="SECONDS",
        help="Stop each search after so long, with the best that was found and how much better "
        "another could be.  [default: search to the end]",
    ),
)


def request_options(command: Command) -> Command:
    """Add what can be asked of a plan; the command gets the arguments of it as ``request``."""

    @functools.wraps(command)
    def run(*args: object, **given: Any) -> object:
        request = {
            "concept": given.pop("concept"),
            "settlement": given.pop("settlement"),
            "accept": given.pop("accept"),
            "held_by": names_of(given.pop("held_by"), "--held-by"),
            "credible": given.pop("credible"),
            "margin": given.pop("margin"),
            "decision_makers": names_of(given.pop("parties"), "--for"),
            "limit": given.pop("limit"),
        }
        return command(*args, request=request, **given)

    return functools.reduce(_add, reversed(_ASKED), cast("Command", run))


def _add(command: Command, option: Callable[[Command], Command]) -> Command:
    return option(command)
