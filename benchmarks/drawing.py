"""How many uncertain models are drawn and judged: ``python -m benchmarks.drawing [CHECKOUT]``.

Models per second of processor time, five concepts, the most of several runs; and what share of the
time so many cores are busy, from the processor time per second that passes: 2.0 where two are, on
a machine that has nothing else to do. Given another checkout of the repository, its runs take turns
with these, and the ratio of the two is told.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

RUNS = 3
HERE = Path(__file__).parents[1]
SIZES = ("Size(4, 2)", "Size(3, 3)")
SAMPLES = 50_000
PROGRAM = """
import time
import goodoffices as go
from benchmarks.conflicts import Size, random_weights, uncertain
conflict = uncertain(random_weights({size}, statements=12))
go.robustness(go.sample(conflict, 4096))
busy, passed = time.process_time(), time.perf_counter()
go.robustness(go.sample(conflict, {samples}))
print(time.process_time() - busy, time.perf_counter() - passed)
"""


def run(size: str, checkout: Path) -> tuple[float, float]:
    """Return models per second of processor time, and cores that were busy."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(checkout / "src"), str(HERE)])}
    command = [sys.executable, "-c", PROGRAM.format(size=size, samples=SAMPLES)]
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    busy, passed = map(float, told.stdout.split())
    return SAMPLES / busy, busy / passed


def drawing(table: Table, checkouts: list[Path]) -> None:
    """Add a row for each size."""
    for size in SIZES:
        rounds = [[run(size, one) for one in checkouts] for _ in range(RUNS)]
        (here, cores), *other = [max(runs) for runs in zip(*rounds, strict=True)]
        told = [f"{here:,.0f} a second of processor time, {cores:.1f} cores busy"]
        told += [f"; {before:,.0f} before, {here / before:.2f} times" for before, _ in other]
        table.add_row(size, "".join(told))


def main() -> None:
    """Measure and print."""
    table = Table("models", "drawn and judged")
    drawing(table, [HERE, *map(Path, sys.argv[1:])])
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
