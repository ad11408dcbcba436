"""``goodoffices runs``: what was computed before, shown, compared, finished or handed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from goodoffices.cli.interruption import INTERRUPTED
from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.output import PICTURES, Sink, progressing, working
from goodoffices.cli.options.runs import (
    advise_resume,
    parallel_options,
    store_option,
    tell_interrupted,
    tell_unsaved,
)
from goodoffices.cli.types import Count
from goodoffices.errors import RequestError
from goodoffices.stopping import finishing

if TYPE_CHECKING:
    from goodoffices.runs.catalogue import SavedRun
    from goodoffices.runs.execute import Outcome
    from goodoffices.show.document import Document

T = TypeVar("T")


class _Runs(click.Group):
    """A group that lists the runs where no command of it is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        return list(self.commands)


run_argument = click.argument("number", metavar="RUN", type=Count(min=1))


@click.group(cls=_Runs)
def runs() -> None:
    """List saved runs, and show, compare, finish, hand on, delete or repair them.

    A run is saved piece by piece while it is computed. One that was interrupted or killed goes on
    where it stopped, and comes to the very same answer. Without a command: the list.

    \b
    Examples:
      goodoffices runs
      goodoffices runs show 3
      goodoffices runs compare 2 3
      goodoffices runs resume 3 --workers 4
      goodoffices runs export 3 -o run3.json
      goodoffices runs delete 1 2 --yes
      goodoffices runs delete --all
      goodoffices runs repair
    """


@runs.command("list")
@store_option
@answer_options()
def list_(store: Path, sink: Sink) -> None:
    """List the saved runs, the latest first.

    \b
    Examples:
      goodoffices runs list
      goodoffices runs --format json
      goodoffices runs list --store results.sqlite
    """
    from goodoffices.runs.catalogue import to_read
    from goodoffices.show.answers.runs import list_report

    found: list[SavedRun] = []
    if store.exists():
        with to_read(store) as saved:
            found = saved.runs()
    sink.emit(list_report(store, found))


@runs.command()
@run_argument
@store_option
@answer_options(*PICTURES)
def show(number: int, store: Path, sink: Sink) -> None:
    """Show what a run was asked, and what it came to.

    Of a run that is not complete: what the part that is done came to. The formats html, svg and
    png draw it.

    \b
    Examples:
      goodoffices runs show 3
      goodoffices runs show 3 --format json
      goodoffices runs show 3 -o map.html
    """
    _send(*_found(store, number), sink)


@runs.command()
@click.argument("first", metavar="RUN", type=Count(min=1))
@click.argument("second", metavar="RUN", type=Count(min=1))
@store_option
@answer_options()
def compare(first: int, second: int, store: Path, sink: Sink) -> None:
    """Show in what two runs differ: settings, model and figures.

    \b
    Examples:
      goodoffices runs compare 2 3
      goodoffices runs compare 2 3 -o differences.csv
    """
    from goodoffices.show.answers.runs import compare_report

    one, its = _found(store, first)
    other, others = _found(store, second)
    if one.kind != other.kind:
        raise RequestError(
            f"run {first} is of the kind '{one.kind}' and run {second} of '{other.kind}'; compare "
            "runs of one kind"
        )
    ours, theirs = _something(one, _told(one, its)), _something(other, _told(other, others))
    sink.emit(compare_report((one, ours), (other, theirs)))


@runs.command()
@run_argument
@store_option
@parallel_options
@click.option(
    "--any-version", is_flag=True, help="Also where another version of goodoffices began the run."
)
@answer_options(*PICTURES)
@click.pass_context
def resume(
    context: click.Context,
    number: int,
    store: Path,
    workers: int,
    scheduler: str | None,
    any_version: bool,
    sink: Sink,
) -> None:
    """Go on with a run where it stopped.

    Computes only what is missing. The answer is the one that the run would have come to without
    stopping, to the last bit. The formats html, svg and png draw it.

    \b
    Examples:
      goodoffices runs resume 3
      goodoffices runs resume 3 --workers 4 -o likely.html
      goodoffices runs resume 3 --scheduler tcp://cluster.example.org:8786
    """
    from goodoffices.runs.resume import resume as go_on
    from goodoffices.show.kinds import remake

    advise_resume(number)
    with progressing(f"Going on with run {number}") as advance:
        outcome = go_on(
            store,
            number,
            remake,
            trouble=tell_unsaved,
            any_version=any_version,
            workers=workers,
            scheduler=scheduler,
            progress=advance,
        )
    tally = outcome.tally
    if not tally.complete:
        tell_interrupted(number, tally.count, tally.chunks)
    run = _saved(store, number)
    with finishing():
        if tally.count or sink.format not in PICTURES:
            _send(run, outcome if tally.count else None, sink, "runs resume")
    if not tally.complete:
        context.exit(INTERRUPTED)


@runs.command()
@run_argument
@store_option
@answer_options(default="json")
def export(number: int, store: Path, sink: Sink) -> None:
    """Write all of a run: what was asked, the model, and what it came to.

    CSV has the figures only.

    \b
    Examples:
      goodoffices runs export 3 -o run3.json
      goodoffices runs export 3 -o run3.csv
    """
    from goodoffices.show.answers.runs import export_report

    run, outcome = _found(store, number)
    sink.emit(export_report(run, _told(run, outcome)))


@runs.command()
@click.argument("numbers", metavar="RUN...", nargs=-1, type=Count(min=1))
@click.option("--all", "every", is_flag=True, help="All runs, with the file that they are in.")
@store_option
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@answer_options()
def delete(numbers: tuple[int, ...], every: bool, store: Path, yes: bool, sink: Sink) -> None:
    """Delete runs; asks before it does.

    What is deleted is overwritten in the file. With --all the file itself is overwritten and
    removed, also one that is damaged. A disk may keep what was there before.

    \b
    Examples:
      goodoffices runs delete 3 --yes
      goodoffices runs delete 1 2 --yes
      goodoffices runs delete --all
    """
    from goodoffices.runs.catalogue import to_read, to_write
    from goodoffices.show.answers.runs import deleted_report

    if every == bool(numbers):
        raise RequestError("name the runs to delete, as in: runs delete 3, or delete them --all")
    if every:
        _delete_all(store, sink, yes=yes)
        return
    with to_read(store) as saved:
        chosen = [saved.run(number) for number in dict.fromkeys(numbers)]
    named = ", ".join(f"{run.id} ({run.title or run.kind})" for run in chosen)
    if not yes and not _agreed(f"Delete run {named}?", "deleted"):
        sink.emit(deleted_report([]))
        return
    with to_write(store) as saved:
        for run in chosen:
            saved.delete(run.id)
    sink.emit(deleted_report(chosen))


def _delete_all(store: Path, sink: Sink, *, yes: bool) -> None:
    from goodoffices.runs.removal import remove_store
    from goodoffices.show.answers.runs import removed_report

    agreed = store.exists() and (
        yes or _agreed(f"Delete all saved runs, and remove {store}?", "deleted")
    )
    sink.emit(removed_report(remove_store(store) if agreed else []))


@runs.command()
@store_option
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@answer_options()
def repair(store: Path, yes: bool, sink: Sink) -> None:
    """Drop what is damaged, so that a resume makes it anew; asks before it does.

    Every chunk bears a checksum. Those that no longer hold what was saved are dropped, and a run
    of which it is no longer known what was asked is dropped whole.

    \b
    Examples:
      goodoffices runs repair
      goodoffices runs repair --store results.sqlite --yes
    """
    from goodoffices.runs.catalogue import damage, repair
    from goodoffices.runs.checksums import named
    from goodoffices.show.answers.runs import repaired_report

    with working("Reading the saved runs"):
        found = damage(store)
    if found and (yes or _agreed(f"Drop what is damaged: {named(found)}?", "dropped")):
        found = repair(store)
        sink.emit(repaired_report(store, found, found))
        return
    sink.emit(repaired_report(store, found, []))


def _agreed(question: str, done: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        raise RequestError(f"nobody answered, and nothing was {done}; add --yes") from None


def _found(store: Path, number: int) -> tuple[SavedRun, Outcome | None]:
    """Return a saved run and what it came to; None where nothing of it is done."""
    from goodoffices.runs.resume import load
    from goodoffices.show.kinds import remake

    with working(f"Reading run {number}"):
        run = _saved(store, number)
        return run, load(store, number, remake) if run.done else None


def _told(run: SavedRun, outcome: Outcome | None) -> Document | None:
    from goodoffices.show.kinds import report_of

    return None if outcome is None else report_of(run.kind, outcome.job, outcome.tally)


def _send(run: SavedRun, outcome: Outcome | None, sink: Sink, command: str = "runs show") -> None:
    """Send what a run came to: as a picture where that is the format, else with what was asked."""
    if sink.format in PICTURES:
        from goodoffices.show.kinds import answer_of

        done = _something(run, outcome)
        sink.show(answer_of(run.kind, done.job, done.tally))
        return
    from goodoffices.show.answers.runs import run_report

    sink.emit(run_report(run, _told(run, outcome), command))


def _saved(store: Path, number: int) -> SavedRun:
    from goodoffices.runs.catalogue import to_read

    with to_read(store) as saved:
        return saved.run(number)


def _something(run: SavedRun, found: T | None) -> T:
    if found is None:
        raise RequestError(
            f"nothing of run {run.id} is done yet; first: goodoffices runs resume {run.id}"
        )
    return found
