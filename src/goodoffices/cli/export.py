"""``goodoffices export``: the conflict for other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import concept_option, conflict_argument, read_conflict
from goodoffices.cli.options.output import Sink, tell_beside, working
from goodoffices.errors import RequestError

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict

MOST_EXPORTED = 100_000


@click.command()
@conflict_argument
@concept_option
@click.option("--moves", is_flag=True, help="In CSV: the moves, and not the states.")
@click.option(
    "--all", "everything", is_flag=True, help=f"Also with more than {MOST_EXPORTED:,} states."
)
@click.option(
    "--what",
    type=click.Choice(["states", "actors", "relations"]),
    help="States; or parties, mediators and levers, and in CSV these or the relations between "
    "them.  [default: states; in GraphML actors]",
)
@answer_options("graphml", "nfg", default="json")
def export(
    source: str,
    concept: tuple[str, ...],
    moves: bool,
    everything: bool,
    what: str | None,
    sink: Sink,
) -> None:
    """Write states, moves, payoffs and verdicts for other tools; or who is who, for maps.

    JSON and Markdown have all of them. CSV has one row per state, or with --moves one per move.
    Of preferences that are known only in part: what always holds and what can, sure and possible
    improvements, and the payoffs that are known.
    With --what actors: parties, mediators and levers, who holds which lever, whom it bites on, and
    who is in a coalition with whom; as GraphML too. As .nfg: a game of Gambit, parties as players.

    \b
    Examples:
      goodoffices export elmira-1991 --format json
      goodoffices export my.yaml -o states.csv
      goodoffices export my.yaml --moves -o moves.csv
      goodoffices export my.yaml -o my.nfg
      goodoffices export my.yaml --what actors -o actors.graphml
      goodoffices export my.yaml --what relations -o relations.csv
    """
    if sink.format == "nfg":
        if concept or moves or what:
            raise click.UsageError("a game has payoffs only; leave out --concept, --moves, --what")
        _export_game(read_conflict(source), sink)
        return
    if (what or sink.format) in {"actors", "relations", "graphml"}:
        if concept or moves or everything:
            raise click.UsageError("--concept, --moves and --all are of states, not of actors")
        _export_actors(read_conflict(source), sink, relations=what == "relations")
        return
    if sink.format == "graphml":
        raise click.UsageError("GraphML has actors and relations; leave out --what states")
    from goodoffices.show.answers.export import export_report
    from goodoffices.stability.certainty.judged import judged

    conflict = read_conflict(source)
    count = len(conflict.states)
    if count > MOST_EXPORTED and not everything:
        raise RequestError(
            f"{count:,} states are many for one file; add --all to write every one, or pick some "
            "with goodoffices analyze --where"
        )
    with working(f"Analysing {count:,} states"):
        report = export_report(judged(conflict, concept or None), moves=moves)
    sink.emit(report)


def _export_game(conflict: Conflict, sink: Sink) -> None:
    """Write a game in strategic form, and say what is not in it."""
    from goodoffices.files.nfg import export_nfg
    from goodoffices.show.answers.imported import beside

    exported = export_nfg(conflict)
    for remark in exported.unsaid:
        tell_beside(beside(remark))
    sink.send(exported.text)


def _export_actors(conflict: Conflict, sink: Sink, *, relations: bool) -> None:
    """Write who is who, as a graph or as tables."""
    from goodoffices.show.answers.actors import actors, actors_report, relations_of

    if sink.format != "graphml":
        sink.emit(actors_report(conflict, relations=relations))
        return
    from goodoffices.show.writers.graphml import as_graphml

    sink.send(as_graphml(actors(conflict), relations_of(conflict), conflict.title))
