"""Ask for a time or for a number of files, and fail where ``watching`` finds a fault."""

from __future__ import annotations

import faulthandler
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import click

from tests.fuzz.chunks import Progress, chunks
from tests.fuzz.found import Found
from tests.fuzz.trials import trial
from tests.fuzz.watching import screen_of

_READ = 0.995  # of many files: the share that is read and no more
_STUCK = 600.0  # seconds after which the process ends itself, and says where it was


def fuzz(seconds: float, seed: int, folder: Path) -> Found:
    """Try files for some time, in a folder, which becomes the working directory."""
    rng = Random(seed)
    found = Found(folder)
    end = time.monotonic() + seconds
    with screen_of(_entered(folder)) as screen:
        while time.monotonic() < end:
            trial(rng, screen, found)
    return found


def fuzz_files(total: int, store: Path, seed: int, seconds: float) -> Found:
    """Try as many files as asked for, chunk by chunk, and go on where an earlier call stopped.

    Parameters
    ----------
    total
        How many files, with those of earlier calls.
    store
        Where the state is kept; examples of faults are beside it.
    seed
        Of a new store; one that is there has its own.
    seconds
        After which no further chunk is begun.
    """
    store = store.resolve()
    store.parent.mkdir(parents=True, exist_ok=True)
    progress = Progress.read(store, seed)
    found = progress.found
    end = time.monotonic() + seconds
    with (
        tempfile.TemporaryDirectory(prefix="goodoffices-fuzz-") as folder,
        screen_of(_entered(Path(folder))) as screen,
        store.with_name(f"{store.name}.stuck").open("w") as stuck,
    ):
        for chunk, count in chunks(progress.done, total):
            if time.monotonic() >= end:
                break
            rng = Random(f"{progress.seed} {chunk}")
            for _ in range(count):
                faulthandler.dump_traceback_later(_STUCK, exit=True, file=stuck)
                trial(rng, screen, found, _READ)
            progress.write(store)
        faulthandler.cancel_dump_traceback_later()
        os.chdir(store.parent)
    return found


def _entered(folder: Path) -> Path:
    os.chdir(folder)
    os.environ["GOODOFFICES_STORE"] = str(folder / "runs.sqlite")
    return folder


@click.command()
@click.argument("seconds", type=float, required=False)
@click.argument("seed", type=int, required=False)
@click.option("--total", type=click.IntRange(1), help="Try N files, with those of earlier calls.")
@click.option("--store", type=click.Path(path_type=Path), help="Where --total keeps how far it is.")
def ask(seconds: float | None, seed: int | None, total: int | None, store: Path | None) -> None:
    """Try files changed at random for SECONDS, or as many as --total says; exit 1 on a fault."""
    chosen = int(time.time()) if seed is None else seed
    if (total is None) != (store is None):
        raise click.UsageError("give --total and --store together, or neither")
    if total is not None and store is not None:
        found = fuzz_files(total, store, chosen, float("inf") if seconds is None else seconds)
    else:
        seconds = 30.0 if seconds is None else seconds
        folder = Path(tempfile.mkdtemp(prefix="goodoffices-fuzz-"))
        click.echo(f"{seconds:g} seconds with seed {chosen} in {folder}")
        found = fuzz(seconds, chosen, folder)
    click.echo(str(found))
    sys.exit(1 if found.faults else 0)


if __name__ == "__main__":
    ask()
