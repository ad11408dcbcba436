"""``goodoffices robustness``: how likely each outcome holds as values vary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.interruption import INTERRUPTED
from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    concept_option,
    conflict_argument,
    model_text,
    read_conflict,
)
from goodoffices.cli.options.output import PICTURES, Sink, progressing, tell_beside
from goodoffices.cli.options.runs import (
    parallel_options,
    store_option,
    tell_interrupted,
    tell_unsaved,
)
from goodoffices.cli.options.samples import intensities_of, pull_option, sample_options
from goodoffices.errors import RequestError
from goodoffices.stopping import finishing

if TYPE_CHECKING:
    from goodoffices.ensemble.counting import RobustnessJob
    from goodoffices.ensemble.robustness import Robustness
    from goodoffices.runs.resume import Outcome


@click.command()
@conflict_argument
@sample_options(10_000)
@pull_option("none")
@concept_option
@click.option("--keep", is_flag=True, help="Keep every verdict in the saved run, not only counts.")
@parallel_options
@store_option
@click.option("--no-store", is_flag=True, help="Do not save the run.")
@answer_options(*PICTURES)
@click.pass_context
def robustness(
    context: click.Context,
    source: str,
    samples: int,
    seed: int,
    pull: str | None,
    concept: tuple[str, ...],
    keep: bool,
    workers: int,
    scheduler: str | None,
    store: Path,
    no_store: bool,
    sink: Sink,
) -> None:
    """Ask how likely each outcome holds when values are uncertain.

    Draws the model many times, as its distributions say, and counts in how many of the models each
    state is an equilibrium, a settlement holds and is accepted, and each claim holds: with
    intervals. The run is saved as it goes (see goodoffices runs); Ctrl-C stops it and shows what
    there is. The formats html, svg and png draw it.

    \b
    Examples:
      goodoffices robustness istanbul-2025
      goodoffices robustness istanbul-2025 --samples 100000 --concept seq --pull plan
      goodoffices robustness my.yaml --no-store -o robustness.html
      goodoffices robustness big.yaml --samples 10000000 --scheduler tcp://host:8786
    """
    _refuse_screen(sink)
    from goodoffices.ensemble import robustness as asked
    from goodoffices.ensemble.sample import sample

    conflict = read_conflict(source)
    job = asked.robustness_job(
        sample(conflict, samples, seed),
        concept or None,
        intensities=intensities_of(conflict, pull),
        keep=keep,
        model=model_text(source, conflict),
    )
    outcome = _worked(job, None if no_store else store, workers, scheduler)
    tally = outcome.tally
    if not tally.complete:
        tell_interrupted(outcome.run, tally.count, tally.chunks)
    with finishing():
        if tally.count:
            _show(asked.Robustness(job, tally), outcome.run if tally.complete else None, sink)
    if not tally.complete:
        context.exit(INTERRUPTED)


def _refuse_screen(sink: Sink) -> None:
    if sink.path is None and sink.format == "html":
        raise RequestError("a picture goes to a file; add -o robustness.html, .svg or .png")


def _worked(job: RobustnessJob, store: Path | None, workers: int, scheduler: str | None) -> Outcome:
    from goodoffices.runs.execute import execute
    from goodoffices.runs.resume import Outcome, execute_saved

    with progressing(f"Judging {job.ensemble.samples:,} models") as advance:
        if store is None:
            tally = execute(job, workers=workers, scheduler=scheduler, progress=advance)
            return Outcome(job, tally, None)
        return execute_saved(
            job,
            store,
            trouble=tell_unsaved,
            workers=workers,
            scheduler=scheduler,
            progress=advance,
        )


def _show(found: Robustness, run: int | None, sink: Sink) -> None:
    sink.show(found)
    if run is not None:
        tell_beside(f"Saved as run {run}: goodoffices runs show {run}")
