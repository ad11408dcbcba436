"""Print the figures that the documentation quotes: ``python -m benchmarks.figures``.

Times are the median of several runs after a warm-up; ratios are taken within this one run.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

import goodoffices as go
from benchmarks.conflicts import Size, random_payoffs, random_weights
from benchmarks.ensembles import ensembles
from benchmarks.parallel import parallel
from goodoffices.cli.machine import available_memory
from goodoffices.model.size import Extent
from goodoffices.stability.concepts import usual_concepts
from goodoffices.stability.engines.footprint import footprint

RUNS = 7
COMMANDS = [
    ["--help"],
    ["analyze", "elmira-1991"],
    *(["plan", "istanbul-2025", "--concept", concept] for concept in usual_concepts()),
]


def seconds(call: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median time of a call, after one that is not counted."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def engine(table: Table) -> None:
    """Five concepts for all decision makers, and how time grows with size."""
    small = Size(3, 4)
    conflict = random_payoffs(small)
    table.add_row(str(small), f"{seconds(partial(go.analyze, conflict)) * 1e3:.1f} ms")
    sizes = [Size(4, 4, smaller=2), Size(4, 4), Size(4, 5, smaller=2), Size(4, 5)]
    conflicts = [random_payoffs(size) for size in sizes]
    times = [seconds(partial(go.analyze, c)) for c in conflicts]
    for size, taken in zip(sizes, times, strict=True):
        table.add_row(str(size), f"{taken * 1e3:.0f} ms")
    slope = np.polyfit(np.log([size.states for size in sizes]), np.log(times), 1)[0]
    table.add_row("slope of log time on log states, 2^14 to 2^20", f"{slope:.2f}")
    for size in (Size(4, 5, infeasible=0.3), Size(4, 5, irreversible=2)):
        other = random_payoffs(size)
        ratio = seconds(partial(go.analyze, other)) / times[-1]
        table.add_row(str(size), f"{ratio:.2f} times the plain one")


def plans(table: Table) -> None:
    """Plans by concept, the conflict made beforehand."""
    large = random_weights(Size(4, 6), levers=20)
    taken = seconds(partial(go.plan, large, "nash"), runs=3)
    table.add_row("plan, Nash, 4 DMs x 64 strategies, 20 levers", f"{taken:.2f} s")
    for concept in ("seq", "sseq"):
        times = [
            seconds(partial(go.plan, random_weights(Size(3, 4), seed=s, levers=12), concept), 1)
            for s in range(7, 13)
        ]
        what = f"plan, {concept.upper()}, 3 DMs x 16 strategies, 12 levers, median and worst of 6"
        table.add_row(what, f"{statistics.median(times):.1f} s, {max(times):.1f} s")


def peak_memory() -> float:
    """Return the peak memory in MB of analysing 2^20 states, in a process of its own."""
    go.analyze(random_payoffs(Size(4, 5)))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def at_scale(size: Size) -> tuple[float, float, float]:
    """Return time, its multiple of one copy of the payoffs, and peak memory in MB.

    For five concepts and all decision makers, in a process of its own. The copy goes to memory that
    is in use already, as the engine's arrays are after their first pass.
    """
    go.analyze(random_payoffs(Size(4, 4)))
    conflict = random_payoffs(size)
    room = np.empty_like(conflict.payoffs[0])
    copies = sum(seconds(partial(np.copyto, room, p), runs=3) for p in conflict.payoffs)
    del room
    start = time.perf_counter()
    go.analyze(conflict)
    taken = time.perf_counter() - start
    return taken, taken / copies, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def touch(size: int) -> None:
    """Write to so many bytes once.

    A virtual machine pays for the first use of its memory, ten times what writing to it takes.
    """
    np.ones(size, np.uint8)


def large(table: Table) -> None:
    """Two sizes near the limits of a desktop machine, as far as they fit."""
    for size in (Size(4, 6), Size(4, 7, smaller=2)):
        needed = footprint(Extent(tuple(1 << own for own in size.own), (1,) * len(size.own)))
        if (available_memory() or 0) < needed.peak:
            table.add_row(str(size), f"left out: needs {needed.peak / 2**20:,.0f} MB")
            continue
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            pool.submit(touch, needed.peak).result()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            taken, multiple, peak = pool.submit(at_scale, size).result()
        table.add_row(str(size), f"{taken:.1f} s, {multiple:.0f} copies of the payoffs")
        estimate = needed.peak / 2**20
        table.add_row("  peak memory", f"{peak:,.0f} MB (estimated {estimate:,.0f} MB)")


def processes(table: Table) -> None:
    """Whole commands, with a cold and a warm cache of compiled code."""
    program = str(Path(sys.executable).with_name("goodoffices"))
    for command in COMMANDS:
        shown = " ".join(["goodoffices", *command])
        cache = tempfile.mkdtemp()
        environment = {**os.environ, "NUMBA_CACHE_DIR": cache}
        table.add_row(f"{shown}, cold", f"{run(program, command, environment):.2f} s")
        warm = seconds(partial(run, program, command, environment))
        table.add_row(f"{shown}, warm", f"{warm:.2f} s")
        shutil.rmtree(cache)


def run(program: str, command: list[str], environment: Mapping[str, str]) -> float:
    """Return the time of one run of the program."""
    start = time.perf_counter()
    subprocess.run([program, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    table = Table("what", "figure", title=f"goodoffices {go.__version__}, {os.cpu_count()} cores")
    # Memory comes first: a new process takes over its parent's high-water mark.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        table.add_row("peak memory, 2^20 states", f"{pool.submit(peak_memory).result():.0f} MB")
    large(table)
    engine(table)
    plans(table)
    parallel(table)
    ensembles(table)
    processes(table)
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
