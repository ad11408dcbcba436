"""``goodoffices robustness``: how likely each outcome holds as values vary."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    concept_option,
    conflict_argument,
    model_text,
    read_conflict,
)
from goodoffices.cli.options.output import PICTURES, Sink
from goodoffices.cli.options.runs import Place, place_options
from goodoffices.cli.options.samples import intensities_of, pull_option, sample_options
from goodoffices.errors import RequestError


@click.command()
@conflict_argument
@sample_options(10_000)
@pull_option("none")
@concept_option
@click.option("--keep", is_flag=True, help="Keep every verdict in the saved run, not only counts.")
@place_options
@answer_options(*PICTURES)
def robustness(
    source: str,
    samples: int,
    seed: int,
    pull: str | None,
    concept: tuple[str, ...],
    keep: bool,
    place: Place,
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
    place.answer(
        job,
        f"Judging {samples:,} models",
        lambda tally: sink.show(asked.Robustness(job, tally)),
    )


def _refuse_screen(sink: Sink) -> None:
    if sink.path is None and sink.format == "html":
        raise RequestError("a picture goes to a file; add -o robustness.html, .svg or .png")
