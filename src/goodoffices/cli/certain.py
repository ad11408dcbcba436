"""``goodoffices certain``: what holds whatever is not known of preferences, and what to ask."""

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
from goodoffices.errors import RequestError


@click.command()
@conflict_argument
@concept_option
@click.option("--state", "-s", metavar="STATE", help="Only this state.")
@click.option(
    "--why",
    is_flag=True,
    help="Say which comparison decides what is open, the most decisive first; under SEQ unless a "
    "concept is named.",
)
@click.option(
    "--decision-maker", "-d", metavar="NAME", help="With --why: what is open for this one only."
)
@click.option(
    "--type",
    "kinds",
    multiple=True,
    type=click.Choice(["a", "b", "c", "d"]),
    help="Also judge by this attitude to the unknown (Li et al. 2004); may be repeated.",
)
@click.option("--stability", is_flag=True, help="Also show for whom each state is stable.")
@answer_options()
def certain(
    source: str,
    concept: tuple[str, ...],
    state: str | None,
    why: bool,
    decision_maker: str | None,
    kinds: tuple[str, ...],
    stability: bool,
    sink: Sink,
) -> None:
    """Say what holds whatever is not known of preferences.

    A state always holds where it is an equilibrium under every preference that fits what the file
    says, and can hold where it is under some. Known are demands (wants), comparisons (better) and
    bounds; of what is uncertain in a file, only what it cannot change. With --why it says which
    comparison decides what is open.

    \b
    Examples:
      goodoffices certain my.yaml
      goodoffices certain my.yaml --state 9 --why
      goodoffices certain istanbul-2025 --concept seq --stability
    """
    conflict = read_conflict(source)
    named = None if state is None else state_reference(state)
    if why:
        if len(concept) > 1:
            raise RequestError("--why is about one concept; give one --concept")
        from goodoffices.stability.certainty.questions import questions

        with working("Looking for what decides"):
            asked = questions(
                conflict,
                concept[0] if concept else "seq",
                state=named,
                decision_maker=decision_maker,
            )
        sink.show(asked)
        return
    if decision_maker is not None:
        raise RequestError("--decision-maker goes with --why; see --stability for whom a state is")
    from goodoffices.stability.certainty.certainty import certain as judge

    within = None if named is None else conflict.where((named,))
    with working("Judging what is known"):
        found = judge(conflict, concept or None)
    sink.show(found, within, everybody=stability, kinds=kinds)
