"""What the commands share whose work takes long: where it is done, and where it is saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.failures import say, tell_interruption
from goodoffices.cli.options.output import tell_beside
from goodoffices.cli.types import Command, Count

if TYPE_CHECKING:
    from goodoffices.errors import FileError


def store_option(command: Command) -> Command:
    """Add --store; the command gets the path of the file of saved runs as ``store``."""
    return click.option(
        "--store",
        metavar="PATH",
        callback=lambda _ctx, _option, value: _path(value),
        help="The file of saved runs.  [default: GOODOFFICES_STORE, or one in your data folder]",
    )(command)


def _path(given: str | None) -> Path:
    from goodoffices.runs.database import store_path

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


def tell_interrupted(number: int | None, done: int, chunks: int, of: str = "chunks") -> None:
    """Say on stderr how much was done before Ctrl-C, and how to go on."""
    more = "" if number is None else f"; to go on: goodoffices runs resume {number}"
    tell_interruption(f"Interrupted: {done:,} of {chunks:,} {of} are done{more}")
