"""``goodoffices drift``: where a conflict goes with no mediation."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.by_name import numbers_by_name
from goodoffices.cli.options.conflict import (
    concept_option,
    conflict_argument,
    read_conflict,
    state_reference,
)
from goodoffices.cli.options.output import Sink, working
from goodoffices.cli.types import Number
from goodoffices.errors import RequestError


@click.command()
@conflict_argument
@click.option("--from", "start", metavar="STATE", help="Where to start.  [default: the status quo]")
@concept_option
@click.option(
    "--noise",
    type=Number(
        most=5,
        advice="at 1 a party errs often by its whole range from worst to best; write 10 % as 0.1",
    ),
    metavar="NUMBER",
    help="Give the chances of each outcome when parties may err: 0 never, 0.1 now and then, 1 "
    "often.",
)
@click.option(
    "--rate",
    "rates",
    multiple=True,
    metavar="NAME=NUMBER",
    help="With --noise: how often a party is the one to choose, 1 for all others; may be repeated.",
)
@answer_options()
def drift(
    source: str,
    start: str | None,
    concept: tuple[str, ...],
    noise: float | None,
    rates: tuple[str, ...],
    sink: Sink,
) -> None:
    """Say where the conflict goes with no mediation.

    Gives the equilibria that improvements lead to, by which moves; whether the conflict has
    escalated there; and where improvements can go round for ever.

    With --noise it gives probabilities: parties are drawn one after the other and mostly choose
    what is better for them, but err the more easily the less it costs them, until the conflict
    rests in an equilibrium of one concept, Nash by default.

    \b
    Examples:
      goodoffices drift istanbul-2025
      goodoffices drift istanbul-2025 --from 5 --concept seq
      goodoffices drift istanbul-2025 --noise 0.1 --rate Russia=2
    """
    from goodoffices.mediation.outcome_chances import Chances, chances
    from goodoffices.mediation.status_quo_paths import Drift
    from goodoffices.mediation.status_quo_paths import drift as follow

    if noise is None and rates:
        raise RequestError("--rate matters to chances only; give --noise as well, as --noise 0.1")
    if noise is not None and len(concept) > 1:
        raise RequestError("with --noise the rests are those of one concept; give --concept once")
    paces = numbers_by_name(rates, "--rate", "rate")
    conflict = read_conflict(source)
    origin = None if start is None else state_reference(start)
    with working(f"Searching {len(conflict.states):,} states"):
        found: Drift | Chances
        if noise is None:
            found = follow(conflict, origin, concepts=concept or None)
        else:
            rests = concept[0] if concept else "nash"
            found = chances(conflict, noise=noise, start=origin, concept=rests, rates=paces)
    sink.show(found)
