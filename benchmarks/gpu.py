"""Print what a GPU takes at 2^24 to 2^30 states: ``python -m benchmarks.gpu [FIRST [LAST]]``.

Needs the extra ``gpu`` and an NVIDIA GPU. Each size is judged on the GPU and, up to 2^26, on the
processor as well, whose verdicts must be the same.
"""

from __future__ import annotations

import sys
import time

from rich.console import Console
from rich.table import Table

import goodoffices as go
from benchmarks.conflicts import Size, random_payoffs

MOST_COMPARED = 26


def size_of(power: int) -> Size:
    """Make four decision makers, as equal as can be, with 2^power combinations."""
    options = -(-power // 4)
    return Size(4, options, smaller=4 * options - power)


def row(power: int) -> list[str]:
    """Measure one size."""
    conflict = random_payoffs(size_of(power))
    go.analyze(random_payoffs(Size(4, 2)), device="gpu")
    start = time.perf_counter()
    found = go.analyze(conflict, device="gpu")
    on_gpu = time.perf_counter() - start
    if power > MOST_COMPARED:
        return [f"2^{power}", f"{on_gpu:.2f} s", "", ""]
    start = time.perf_counter()
    same = (go.analyze(conflict).packed == found.packed).all()
    on_cpu = time.perf_counter() - start
    return [f"2^{power}", f"{on_gpu:.2f} s", f"{on_cpu:.2f} s", "yes" if same else "NO"]


def main(first: int = 24, last: int = 30) -> None:
    """Measure and print, one size after the other until memory runs out."""
    table = Table("states", "GPU", "processor", "same verdicts")
    try:
        for power in range(first, last + 1, 2):
            table.add_row(*row(power))
    except MemoryError as error:
        Console(stderr=True).print(f"2^{power} does not fit: {error}")
    except go.GoodOfficesError as error:
        raise SystemExit(f"Error: {error}") from None
    Console(width=100).print(table)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
