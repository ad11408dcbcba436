"""``goodoffices threats``, ``durability``, ``ripeness``, ``drift`` and ``claims``."""

from __future__ import annotations

from typing import Any

import click

from goodoffices.cli.numbers import Number
from goodoffices.cli.options import (
    answer_options,
    concept_option,
    conflict_argument,
    read_conflict,
    state_reference,
)
from goodoffices.cli.output import Sink, progressing, working
from goodoffices.cli.requests import request_options, settlement_option
from goodoffices.errors import RequestError


@click.command()
@conflict_argument
@request_options
@answer_options()
def durability(source: str, request: dict[str, Any], sink: Sink) -> None:
    """Say whether the settlement lasts when levers are withdrawn.

    Finds the plan, then withdraws each of its levers, and all of them: does the settlement still
    hold, is it still liked better than no deal, who leaves it, and where does that lead?

    \b
    Examples:
      goodoffices durability istanbul-2025
      goodoffices durability istanbul-2025 --credible --concept nash
    """
    from goodoffices.mediation.durability import durability as withdraw
    from goodoffices.mediation.plan.planning import plan
    from goodoffices.mediation.plan.results import Plan
    from goodoffices.show.answers.prospects import durability_report, no_durability_report

    conflict = read_conflict(source)
    with working("Searching for the cheapest levers"):
        answer = plan(conflict, **request)
        if isinstance(answer, Plan):
            report = durability_report(withdraw(answer))
        else:
            report = no_durability_report(answer)
    sink.emit(report)


@click.command()
@conflict_argument
@click.option(
    "--state",
    "-s",
    metavar="STATE",
    help="The state: its number, pattern, label, or a statement true in it alone.  "
    "[default: the status quo]",
)
@answer_options()
def threats(source: str, state: str | None, sink: Sink) -> None:
    """Say which deterrents are believed, and which levers are bluffs.

    Lists the improvements that the others could sanction but would not, as carrying it out does not
    pay them; and for each lever whether it is credible, a bluff or unassessed, and from which
    intensity on.

    \b
    Examples:
      goodoffices threats istanbul-2025
      goodoffices threats istanbul-2025 --state 9
    """
    from goodoffices.mediation.threats import threats as judge
    from goodoffices.show.answers.prospects import threats_report

    conflict = read_conflict(source)
    quo = conflict.status_quo_index
    if state is None and quo is None:
        raise RequestError("at which state? Give --state; the conflict has no status quo")
    reference = quo + 1 if state is None and quo is not None else state_reference(str(state))
    with working(f"Analysing {len(conflict.states):,} states"):
        found = judge(conflict, reference)
    sink.emit(threats_report(found))


@click.command()
@conflict_argument
@settlement_option
@answer_options()
def ripeness(source: str, settlement: int | str | None, sink: Sink) -> None:
    """Say whether the conflict is ripe for mediation.

    At the status quo, for each signatory: is it stuck, and does it fare no better than what it
    could make sure of by itself? Then: is there a way out that is better for all of them?

    \b
    Examples:
      goodoffices ripeness istanbul-2025
      goodoffices ripeness istanbul-2025 --settlement "ceasefire and neutrality" --format json
    """
    from goodoffices.mediation.ripeness import ripeness as judge
    from goodoffices.show.answers.prospects import ripeness_report

    conflict = read_conflict(source)
    with working("Looking for ways out"):
        found = judge(conflict, settlement)
    sink.emit(ripeness_report(found))


@click.command()
@conflict_argument
@click.option("--from", "start", metavar="STATE", help="Where to start.  [default: the status quo]")
@concept_option
@click.option(
    "--noise",
    type=Number(),
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
    from goodoffices.mediation.outcome_chances import chances
    from goodoffices.mediation.status_quo_paths import drift as follow
    from goodoffices.show.answers.prospects import chances_report, drift_report

    if noise is None and rates:
        raise RequestError("--rate matters to chances only; give --noise as well, as --noise 0.1")
    if noise is not None and len(concept) > 1:
        raise RequestError("with --noise the rests are those of one concept; give --concept once")
    paces = _rates(rates)
    conflict = read_conflict(source)
    origin = None if start is None else state_reference(start)
    with working(f"Searching {len(conflict.states):,} states"):
        if noise is None:
            report = drift_report(follow(conflict, origin, concepts=concept or None))
        else:
            rests = concept[0] if concept else "nash"
            report = chances_report(
                chances(conflict, noise=noise, start=origin, concept=rests, rates=paces)
            )
    sink.emit(report)


def _rates(texts: tuple[str, ...]) -> dict[str, float]:
    """Read NAME=NUMBER, each name once."""
    rates: dict[str, float] = {}
    for text in texts:
        name, equals, number = text.rpartition("=")
        if name in rates:
            raise RequestError(f"--rate '{text}': {name} is given a rate twice; give it once")
        try:
            rates[name] = float(number if equals else "")
        except ValueError:
            message = f"--rate '{text}': expected a party and a number, as Russia=2"
            raise RequestError(message) from None
    return rates


@click.command()
@conflict_argument
@click.option(
    "--flips",
    is_flag=True,
    help="Also find the smallest change of a single number that would turn each answer; takes up "
    "to a minute.",
)
@answer_options()
def claims(source: str, flips: bool, sink: Sink) -> None:
    """Test the claims that the model carries, one by one.

    Says of each whether it holds under the values of the model, and why.

    \b
    Examples:
      goodoffices claims istanbul-2025
      goodoffices claims istanbul-2025 --format csv
    """
    from goodoffices.mediation.claims import claims as test_claims
    from goodoffices.show.answers.prospects import claims_report

    conflict = read_conflict(source)
    with progressing("Testing claims") as advance:
        verdicts = test_claims(
            conflict,
            flips=flips,
            progress=lambda place, count, share: advance((place + share) / count),
        )
    sink.emit(claims_report(conflict, verdicts))


COMMANDS = (threats, durability, ripeness, drift, claims)
