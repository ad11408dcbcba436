"""Payoffs that stay in files: ``python -m benchmarks.mapped [OPTIONS [GIGABYTES]]``.

Four parties with so many options each, 7 unless told otherwise, which are 2^28 states; and the
memory allowed, 8 GB unless told otherwise. Prints what is stated beforehand and what is measured:
memory of the process's own, files read not counted, at most and over what it was before.
"""

from __future__ import annotations

import re
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from rich.console import Console

import goodoffices as go
from goodoffices.model.size import Extent
from goodoffices.stability.concepts import usual_concepts
from goodoffices.stability.engines.footprint import footprint, slabs_within

PARTIES = 4
_BLOCK = 1 << 22


def written(folder: Path, states: int) -> list[Path]:
    """Write whole random payoffs for each party, as ``numpy.save`` does, block by block."""
    rng = np.random.default_rng(7)
    paths = [folder / f"party{i}.npy" for i in range(PARTIES)]
    for path in paths:
        rows = np.lib.format.open_memmap(path, "w+", np.float64, (states,))
        for start in range(0, states, _BLOCK):
            rows[start : start + _BLOCK] = rng.integers(1, states, len(rows[start:][:_BLOCK]))
        rows.flush()
    return paths


def conflict_of(paths: list[Path], options: int) -> go.Conflict:
    """Make a conflict whose payoffs stay in the files."""
    own = tuple(go.Option(f"o{k}") for k in range(options))
    return go.Conflict(
        "mapped",
        tuple(
            go.DecisionMaker(path.stem, go.Payoffs(np.load(path, mmap_mode="r")), own)
            for path in paths
        ),
    )


def own_memory() -> int:
    """Return the bytes of the process that lie in no file."""
    found = re.search(r"RssAnon:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) * 1024 if found else 0


def watched(done: threading.Event, most: list[int]) -> None:
    """Keep the most memory that was seen until done."""
    while not done.wait(0.05):
        most[0] = max(most[0], own_memory())


def main() -> None:
    """Measure and print."""
    say = Console(width=120).print
    options = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    memory = int(float(sys.argv[2] if len(sys.argv) > 2 else 8) * 10**9)
    extent = Extent((1 << options,) * PARTIES, (1,) * PARTIES)
    slabs = slabs_within(extent, usual_concepts(), memory)
    if slabs is None:
        sys.exit("more memory is needed")
    stated = footprint(extent, slabs=slabs, mapped=True)
    say(f"{extent.cells:,} states, {slabs} slabs, {stated.peak / 1e9:.2f} GB stated")
    with tempfile.TemporaryDirectory() as folder:
        conflict = conflict_of(written(Path(folder), extent.cells), options)
        done, most = threading.Event(), [0]
        watching = threading.Thread(target=watched, args=(done, most))
        watching.start()
        busy, passed = time.process_time(), time.perf_counter()
        analysis = go.analyze(conflict, memory=memory)
        busy, passed = time.process_time() - busy, time.perf_counter() - passed
        done.set()
        watching.join()
    say(f"{most[0] / 1e9:.2f} GB at most, {passed:.0f} s, {busy:.0f} s of processor time")
    say({key: analysis.count(key) for key in usual_concepts()})


if __name__ == "__main__":
    main()
