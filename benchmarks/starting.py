"""What whole commands take from start to answer: ``python -m benchmarks.starting [OTHER ...]``.

Seconds by the clock and of processor time, the least of several runs; beside them how many times
as long as ``import numpy`` that is. OTHER is another checkout of the repository, or the Python of
an environment in which another version is installed: its commands take turns with these, and the
ratio of these to its is told. The first run of each compiles and fills caches, and does not count.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

RUNS = 3
HERE = Path(__file__).parents[1]
COMMANDS = (
    "analyze elmira-1991",
    "read page.txt",
    "plan istanbul-2025",
    "settlements ukraine-articles-2025",
    "graph istanbul-2025 --force -o graph.html",
    "map istanbul-2025 --force -o map.html",
    "sensitivity istanbul-2025",
    "robustness istanbul-2025",
    "robustness istanbul-2025 --samples 100000",
    "claims istanbul-2025 --flips",
    "brief istanbul-2025 --force -o brief.html",
    "brief istanbul-2025 --no-flips --force -o brief.html",
    "timeline istanbul-2025",
    "settlements istanbul-2025 --samples 1000",
)
PAGE = "The union demands higher wages. The company refuses to pay more than five percent.\n"


class Cost(NamedTuple):
    """Seconds by the clock, and of processor time of a process and its own."""

    clock: float
    processor: float

    def beside(self, other: Cost) -> str:
        """Return how many times as long as another it takes, by the clock and in processor time."""
        return f"{self.clock / other.clock:.2f}, {self.processor / other.processor:.2f}"


def cost(arguments: list[str], where: Path, folder: str) -> Cost | None:
    """Return what one process of Python takes; None where it does not know what it is to do."""
    store = Path(mkdtemp(dir=folder)) / "runs.sqlite"  # a new one, so that nothing is found there
    environment = {**os.environ, "PYTHONPATH": "", "GOODOFFICES_STORE": str(store)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if where.is_dir():
        environment["PYTHONPATH"] = str(where.resolve() / "src")
    command = [sys.executable if where.is_dir() else str(where.absolute()), *arguments]
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True)
    taken, after = time.perf_counter() - start, os.times()
    return None if done.returncode else Cost(taken, sum(after[2:4]) - sum(before[2:4]))


def least(arguments: list[str], places: list[Path], folder: str) -> list[Cost | None]:
    """Return the least cost in each place, which take turns."""
    rounds = [[cost(arguments, one, folder) for one in places] for _ in range(RUNS + 1)]
    return [_least(costs) for costs in zip(*rounds[1:], strict=True)]


def _least(costs: tuple[Cost | None, ...]) -> Cost | None:
    known = [one for one in costs if one is not None]
    return Cost(*map(min, zip(*known, strict=True))) if len(known) == len(costs) else None


def starting(table: Table, places: list[Path]) -> None:
    """Add a row for each command."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "page.txt").write_text(PAGE, encoding="utf-8")
        numpy, *_ = least(["-c", "import numpy"], places, folder)
        for command in ("", *COMMANDS):
            arguments = (
                ["-m", "goodoffices", *command.split()] if command else ["-c", "import numpy"]
            )
            here, *others = least(arguments, places, folder)
            if numpy is None or here is None:
                raise SystemExit(f"{' '.join(arguments)} failed")
            told = f"{here.clock:.2f} s, {here.processor:.2f} s"
            ratios = [here.beside(other) if other else "not there" for other in others]
            table.add_row(command or "import numpy", told, here.beside(numpy), *ratios)


def main() -> None:
    """Measure and print."""
    others = [*map(Path, sys.argv[1:])]
    table = Table("command", "clock, processor", "times numpy", *map(str, others))
    starting(table, [HERE, *others])
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
