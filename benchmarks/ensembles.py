"""How fast uncertain models are drawn and judged, and what a second process brings.

Rows of ``python -m benchmarks.figures``; alone: ``python -m benchmarks.ensembles``.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

import goodoffices as go
from benchmarks.conflicts import Size, random_weights, uncertain
from goodoffices.stability.engines.compiled import THREADS

SAMPLES, MANY = 50_000, 1_000_000
ALONE = 50


def seconds(call: Callable[[], object]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def models(size: Size) -> tuple[float, float]:
    """Return models per second drawn, summed up and judged: together, and one by one."""
    conflict = uncertain(random_weights(size, statements=12))
    ensemble = go.sample(conflict, SAMPLES)
    times = [seconds(partial(go.robustness, ensemble)) for _ in range(4)]
    alone = seconds(lambda: [go.analyze(ensemble.at(k)) for k in range(ALONE)])
    return SAMPLES / statistics.median(times[1:]), ALONE / alone


def processes() -> float:
    """Return how many times as fast two processes are as one, each with one thread."""
    conflict = uncertain(random_weights(Size(4, 2), statements=12))
    ensemble = go.sample(conflict, MANY)
    before = os.environ.get(THREADS)
    os.environ[THREADS] = "1"
    try:
        go.robustness(go.sample(conflict, SAMPLES))
        ratios = [
            seconds(partial(go.robustness, ensemble))
            / seconds(partial(go.robustness, ensemble, workers=2))
            for _ in range(2)
        ]
    finally:
        os.environ.pop(THREADS)
        if before is not None:
            os.environ[THREADS] = before
    return statistics.median(ratios)


def flagship() -> float:
    """Return the time of a whole process that judges the flagship 100,000 times."""
    program = str(Path(sys.executable).with_name("goodoffices"))
    command = ["robustness", "istanbul-2025", "--samples", "100000", "--no-store"]
    run = partial(subprocess.run, [program, *command], check=True, stdout=subprocess.DEVNULL)
    return statistics.median([seconds(run) for _ in range(3)])


def ensembles(table: Table) -> None:
    """Add the rows on uncertain models."""
    for size in (Size(4, 2), Size(3, 3)):
        together, alone = models(size)
        rates = f"{together:,.0f} a second, {together / alone:,.0f} times one by one"
        table.add_row(f"models of {size}, five concepts, drawn and judged", rates)
    table.add_row("the same in two processes", f"{processes():.2f} times as fast as one")
    table.add_row("robustness istanbul-2025 --samples 100000, whole process", f"{flagship():.1f} s")


def main() -> None:
    """Measure and print."""
    table = Table("what", "figure")
    ensembles(table)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
