"""What the commands share whose work takes long: where it is done, and where it is saved."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.failures import say, tell_interruption
from goodoffices.cli.interruption import INTERRUPTED, advise
from goodoffices.cli.options.output import progressing, tell_beside
from goodoffices.cli.types import Command, Count
from goodoffices.stopping import Progress, finishing

if TYPE_CHECKING:
    from goodoffices.errors import FileError
    from goodoffices.runs.execute import Outcome
    from goodoffices.runs.job import Job, Tally


@dataclass(frozen=True)
class Place:
    """Where work is done, and where it is saved: nowhere, if ``store`` is None."""

    workers: int
    scheduler: str | None
    store: Path | None

    @property
    def elsewhere(self) -> bool:
        """Whether it was asked to be done in other processes than this."""
        return self.workers > 1 or self.scheduler is not None

    def answer(self, job: Job, message: str, show: Callable[[Tally], None]) -> None:
        """Work through a job and show what it comes to: if it is interrupted, what is done."""
        with progressing(message) as advance:
            outcome = self._worked(job, advance)
        tally = outcome.tally
        if not tally.complete:
            tell_interrupted(outcome.run, tally.count, tally.chunks)
        with finishing():
            if tally.count:
                show(tally)
        if not tally.complete:
            click.get_current_context().exit(INTERRUPTED)
        if outcome.run is not None:
            tell_beside(f"Saved as run {outcome.run}: goodoffices runs show {outcome.run}")

    def _worked(self, job: Job, progress: Progress) -> Outcome:
        from goodoffices.runs.execute import Outcome, execute

        workers, scheduler = self.workers, self.scheduler
        if self.store is None:
            tally = execute(job, workers=workers, scheduler=scheduler, progress=progress)
            return Outcome(job, tally, None)
        from goodoffices.runs.resume import execute_saved

        return execute_saved(
            job,
            self.store,
            trouble=tell_unsaved,
            begun=advise_resume,
            workers=workers,
            scheduler=scheduler,
            progress=progress,
        )


def place_options(command: Command) -> Command:
    """Add --workers, --scheduler, --store and --no-store; the command gets one ``place``."""

    @functools.wraps(command)
    def run(
        *args: object,
        workers: int,
        scheduler: str | None,
        store: Path,
        no_store: bool,
        **rest: object,
    ) -> object:
        place = Place(workers, scheduler, None if no_store else store)
        return command(*args, place=place, **rest)

    unsaved = click.option("--no-store", is_flag=True, help="Do not save the run.")
    return parallel_options(store_option(unsaved(run)))


def store_option(command: Command) -> Command:
    """Add --store; the command gets the path of the file of saved runs as ``store``."""
    return click.option(
        "--store",
        metavar="PATH",
        callback=lambda _ctx, _option, value: _path(value),
        help="The file of saved runs.  [default: GOODOFFICES_STORE, or one in your data folder]",
    )(command)


def _path(given: str | None) -> Path:
    from goodoffices.runs.places import store_path

    return store_path(given)


def parallel_options(command: Command) -> Command:
    """Add --workers and --scheduler, which say where the work is done."""
    scheduler = click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Work on the Dask cluster whose scheduler is there, as tcp://host:8786.",
    )
    workers = click.option(
        "--workers",
        type=Count(min=1),
        default=1,
        metavar="N",
        help="Work in N processes.  [default: in one, which uses all cores by threads]",
    )
    return workers(scheduler(command))


def tell_unsaved(error: FileError) -> None:
    """Say on stderr that the rest of a run is not saved; its answer is given all the same."""
    say(error)
    tell_beside("The work goes on; what is not saved can be neither resumed nor shown.")


def advise_resume(number: int) -> None:
    """Have it told how a run goes on, if it has to be left."""
    advise(_to_go_on(number))


def _to_go_on(number: int) -> str:
    return f"; to go on: goodoffices runs resume {number}"


def tell_interrupted(number: int | None, done: int, chunks: int, of: str = "chunks") -> None:
    """Say on stderr how much was done before Ctrl-C, and how to go on."""
    more = "" if number is None else _to_go_on(number)
    tell_interruption(f"Interrupted: {done:,} of {chunks:,} {of} are done{more}")
