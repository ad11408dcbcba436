"""What whole commands take from start to answer: ``python -m benchmarks.starting [CHECKOUT]``.

Seconds of processor time, of the process and its threads, the least of several runs; beside them
how many times as long as ``import numpy`` that is. Given another checkout of the repository, its
commands take turns with these, and the ratio of the two is told. The first run of each compiles
and fills caches, and does not count.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

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
    "robustness istanbul-2025 --no-store",
    "robustness istanbul-2025 --samples 100000 --no-store",
    "claims istanbul-2025 --flips",
    "brief istanbul-2025 --force -o brief.html",
    "timeline istanbul-2025",
    "settlements istanbul-2025 --samples 1000",
)
PAGE = "The union demands higher wages. The company refuses to pay more than five percent.\n"


def cost(arguments: list[str], checkout: Path, folder: str) -> float:
    """Return the seconds of processor time of one process of Python."""
    store = str(Path(folder) / "runs.sqlite")
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src"), "GOODOFFICES_STORE": store}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, *arguments]
    before = os.times()
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def least(arguments: list[str], checkouts: list[Path], folder: str) -> list[float]:
    """Return the least cost in each checkout, which take turns."""
    rounds = [[cost(arguments, one, folder) for one in checkouts] for _ in range(RUNS + 1)]
    return [min(costs) for costs in zip(*rounds[1:], strict=True)]


def starting(table: Table, checkouts: list[Path]) -> None:
    """Add a row for each command."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "page.txt").write_text(PAGE, encoding="utf-8")
        (numpy,) = least(["-c", "import numpy"], [HERE], folder)
        table.add_row("import numpy", f"{numpy:.2f} s")
        for command in COMMANDS:
            here, *other = least(["-m", "goodoffices", *command.split()], checkouts, folder)
            told = f"{here:.2f} s, {here / numpy:.1f} times"
            ratios = [f"; {before:.2f} s before, {before / here:.2f} times" for before in other]
            table.add_row(command, "".join([told, *ratios]))


def main() -> None:
    """Measure and print."""
    table = Table("command", "processor time")
    starting(table, [HERE, *map(Path, sys.argv[1:])])
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
