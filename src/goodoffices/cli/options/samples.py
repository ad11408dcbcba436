"""What the commands share that draw a model many times: how often, and with which levers pulled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options.output import working
from goodoffices.cli.types import Command, Count
from goodoffices.errors import RequestError

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict


def sample_options(samples: int) -> Callable[[Command], Command]:
    """Add --samples, with so many by default, and --seed."""
    seed = _seed_option("The same seed gives the same answer, bit by bit.")
    many = click.option(
        "--samples",
        type=Count(min=1),
        default=samples,
        metavar="N",
        help=f"How many models to draw.  [default: {samples}]",
    )
    return lambda command: many(seed(command))


def drawing_options(what: str) -> Callable[[Command], Command]:
    """Add --samples, which says what is drawn and is None by default, and --seed."""
    seed = _seed_option("With --samples: the same seed draws the same.")
    many = click.option("--samples", type=Count(min=1), metavar="N", help=what)
    return lambda command: many(seed(command))


def _seed_option(what: str) -> Callable[[Command], Command]:
    told = f"{what}  [default: 1]"
    return click.option("--seed", type=Count(min=0), default=1, metavar="N", help=told)


def pull_option(default: str) -> Callable[[Command], Command]:
    """Add --pull; the command gets the text, or None where it is not given."""
    return click.option(
        "--pull",
        metavar="LEVERS",
        help="Levers pulled, as sanctions=2,aid=1; or plan, as the cheapest plan for the nominal "
        f"values says; or none.  [default: {default}]",
    )


def levers_of(text: str) -> dict[str, float]:
    """Read intensities, as sanctions=2,aid=1; none is none."""
    if text == "none":
        return {}
    pulled: dict[str, float] = {}
    for part in text.split(","):
        name, _, value = map(str.strip, part.partition("="))
        if name in pulled:
            raise RequestError(f"--pull '{text}': lever '{name}' is there twice")
        try:
            pulled[name] = float(value)
        except ValueError:
            raise RequestError(
                f"--pull '{text}': expected plan, none, or levers as NAME=INTENSITY,… such as "
                "sanctions=2,aid=1"
            ) from None
    return pulled


def intensities_of(conflict: Conflict, pull: str | None) -> Mapping[str, float]:
    """Read --pull: nothing where it is not given."""
    if pull != "plan":
        return levers_of("none" if pull is None else pull)
    planned = levers_of_plan(conflict, "seq")
    if planned is None:
        raise RequestError("there is no plan whose levers could be pulled: see goodoffices plan")
    return planned


def levers_of_plan(conflict: Conflict, concept: str) -> Mapping[str, float] | None:
    """Return the levers that the cheapest plan for the nominal values pulls; None without one."""
    from goodoffices.mediation.plan.planning import plan
    from goodoffices.mediation.plan.results import Plan

    with working("Searching for the plan"):
        answer = plan(conflict, concept)
    return answer.intensities if isinstance(answer, Plan) else None
