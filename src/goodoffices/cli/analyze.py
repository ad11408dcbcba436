"""``goodoffices analyze``: which states can hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    concept_option,
    conflict_argument,
    read_anew,
    state_reference,
)
from goodoffices.cli.options.output import Sink, working
from goodoffices.cli.sizes import within_memory
from goodoffices.cli.types import Count
from goodoffices.errors import RequestError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from goodoffices.model.conflict import Conflict

SHOWN = 40
SHOWN_OF_MANY = 20
MOST_RECORDS = 100_000
MOST_SHOWN = 10_000


@click.command()
@conflict_argument
@concept_option
@click.option("--where", metavar="STATEMENT", help="Only states where STATEMENT holds.")
@click.option(
    "--state",
    "-s",
    multiple=True,
    metavar="STATE",
    help="Only this state: a number, pattern, label, or statement true in one state; may be "
    "repeated.",
)
@click.option("--stability", is_flag=True, help="Also show for whom each state is stable.")
@click.option(
    "--greatly",
    multiple=True,
    metavar="GAP",
    help="Also show what is strongly stable: where a sanction costs GAP or more, in a decision "
    "maker's own units; 2 for all, or A=2 for one; may be repeated.",
)
@click.option(
    "--limit",
    type=Count(min=1),
    metavar="N",
    help=f"Most states to give.  [default: {SHOWN} in tables, "
    f"{SHOWN_OF_MANY} of a large conflict, else all]",
)
@click.option("--all", "everything", is_flag=True, help="Give all states, however many.")
@click.option(
    "--device",
    type=click.Choice(["cpu", "gpu"]),
    default="cpu",
    help="Where to compute: gpu needs a conflict in option form, CuPy and an NVIDIA GPU.  "
    "[default: cpu]",
)
@answer_options()
def analyze(
    source: str,
    concept: tuple[str, ...],
    where: str | None,
    state: tuple[str, ...],
    stability: bool,
    greatly: tuple[str, ...],
    limit: int | None,
    everything: bool,
    device: str,
    sink: Sink,
) -> None:
    """Say which states can hold, equilibria first.

    Shows which options are taken in a state, how each decision maker ranks it, and under which
    concepts it is an equilibrium: nobody has an improvement that the others would leave
    unanswered. Of a file that says preferences only in part it shows what always holds and what
    can, as `certain` does.

    \b
    Examples:
      goodoffices analyze elmira-1991
      goodoffices analyze my.yaml --concept seq --where "accept and not insist" -o out.csv
      goodoffices analyze elmira-1991 --state 4 --state 7 --stability
    """
    with within_memory(concept, device):
        conflict = _felt(read_anew(source), greatly)
    within = _within(conflict, where, state)
    most = _most(sink.format, within, limit, everything=everything)
    if conflict.partly_known:
        _show_certain(conflict, concept, sink, (within, most), everybody=stability)
        return
    from goodoffices.stability.analysis import analyze as analyze_conflict

    with working(f"Analysing {len(conflict.states):,} states"):
        analysis = analyze_conflict(conflict, concept or None, device=device)
    sink.show(analysis, within, most, everybody=stability)


def _felt(conflict: Conflict, greatly: tuple[str, ...]) -> Conflict:
    """Return the conflict with the great gaps that were given, in place of its own."""
    gaps = dict(conflict.greatly)
    for given in greatly:
        name, sign, gap = given.rpartition("=")
        chosen = conflict.names[conflict.decision_maker_index(name)] if sign else ""
        value = _gap(gap, given)
        sized = [
            dm.name
            for dm in conflict.decision_makers
            if dm.preferences.cardinal or dm.name in conflict.strengths
        ]
        if not (sized or sign):
            raise RequestError(
                "of no decision maker more than an order is known, so that no gap has a size; "
                "write '>>' into a ranking, or give weights or payoffs"
            )
        gaps |= dict.fromkeys([chosen] if sign else sized, value)
    return conflict.replace(greatly=gaps) if greatly else conflict


def _gap(text: str, given: str) -> float:
    try:
        gap = float(text)
    except ValueError:
        gap = 0.0
    if not 0 < gap < float("inf"):
        raise RequestError(f"--greatly {given}: expected a number above 0, as 2 or A=2")
    return gap


def _show_certain(
    conflict: Conflict,
    concept: tuple[str, ...],
    sink: Sink,
    asked: tuple[NDArray[np.bool_], int | None],
    *,
    everybody: bool,
) -> None:
    """Show what always holds and what can, of a conflict that is known only in part."""
    from goodoffices.stability.certainty.certainty import certain

    with working("Judging what is known"):
        found = certain(conflict, concept or None)
    from goodoffices.show.telling import report

    sink.emit(replace(report(found, *asked, everybody=everybody), command="analyze"))


def _within(conflict: Conflict, where: str | None, states: tuple[str, ...]) -> NDArray[np.bool_]:
    """Say which states were asked for. Shape (states,)."""
    import numpy as np

    within = np.ones(len(conflict.states), bool) if where is None else conflict.where(where).copy()
    if states:
        asked = [conflict.index(state_reference(state)) for state in states]
        named = np.zeros(len(within), bool)
        named[asked] = True
        within &= named
    return within


def _most(
    form: str, within: NDArray[np.bool_], limit: int | None, *, everything: bool
) -> int | None:
    """Return how many states to give at most, None for all; refuse what would not be readable."""
    from goodoffices.show.answers.analysis import LARGE

    matching = int(within.sum())
    if limit is not None and everything:
        raise RequestError("--limit and --all exclude each other; give one of them")
    people = form in {"table", "markdown"}
    if people and everything and matching > MOST_SHOWN:
        raise RequestError(f"a table of {matching:,} states; add --format csv, or leave out --all")
    if not people and limit is None and not everything and matching > MOST_RECORDS:
        raise RequestError(
            f"{matching:,} states are many for one file; narrow them with --where, --state or "
            "--limit, or add --all to write every one"
        )
    if limit is not None or everything or not people:
        return limit
    return SHOWN if len(within) <= LARGE else SHOWN_OF_MANY
