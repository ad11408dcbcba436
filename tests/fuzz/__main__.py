"""Ask for a time, count what happens, and fail where anything does that must not.

What must not happen: an exit other than 0, 2 and 130, a traceback, a warning, words of the solver
or of a library on the screen, ``nan`` or ``inf`` in an answer, and a refusal without a message.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import tempfile
import threading
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import click
from click.testing import CliRunner, Result

import goodoffices
from goodoffices.cli.main import main
from goodoffices.stopping import Stop, using
from tests.fuzz.commands import drawn
from tests.fuzz.models import mutated

PACKAGE = str(Path(goodoffices.__file__).parent)
LONGEST = 20.0
"""Seconds after which a command is asked to stop, as by Ctrl-C."""
_COMMANDS = 4  # on each model
_NO_NUMBER = re.compile(r"(?<![\w.])[-+]?(?:nan|inf|infinity)(?!\w)", re.IGNORECASE)
_FRAME = re.compile(rf'File "{re.escape(PACKAGE)}/(.*?)", line (\d+), in (\w+)')
_KIND = re.compile(r"^([A-Z]\w*(?:Error|Exception|Warning)\b.{0,60})", re.MULTILINE)
_SOLVER = re.compile(r"HiGHS|[Ss]olver status|Status \d|kOptimal|linprog|milp\b")


@dataclass
class Found:
    """What happened so far.

    Attributes
    ----------
    exits
        Command and exit to how often.
    faults
        Kind and place of a fault to how often.
    examples
        To each fault the folder in which its model and command are kept.
    """

    folder: Path
    exits: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    models: int = 0

    def note(self, fault: str, words: Sequence[str], text: str) -> None:
        """Count a fault; of the first of its kind the model and the command are kept."""
        self.faults[fault] += 1
        if fault not in self.examples:
            kept = self.folder / f"fault-{len(self.examples) + 1}"
            kept.mkdir()
            (kept / "model.yaml").write_text(text, encoding="utf-8", errors="surrogatepass")
            command = f"goodoffices {shlex.join(words)}"
            (kept / "command.txt").write_text(f"{command}\n{fault}\n", encoding="utf-8")
            self.examples[fault] = f"{kept}: {command}"

    def __str__(self) -> str:
        """Tell it all, the faults last."""
        runs = Counter[int]()
        for (_, status), count in self.exits.items():
            runs[status] += count
        told = [f"{sum(runs.values()):,} commands on {self.models:,} models"]
        told += [f"  exit {status}: {count:,}" for status, count in sorted(runs.items())]
        told += [f"{sum(self.faults.values()):,} faults of {len(self.faults):,} kinds"]
        for fault, count in self.faults.most_common():
            told += [f"  {count:,} × {fault}", f"      {self.examples[fault]}"]
        return "\n".join(told)


def fuzz(seconds: float, seed: int, folder: Path) -> Found:
    """Run commands on models for some time, in a folder, which becomes the working directory."""
    rng = Random(seed)
    found = Found(folder)
    os.chdir(folder)
    os.environ["GOODOFFICES_STORE"] = str(folder / "runs.sqlite")
    end = time.monotonic() + seconds
    with _screen(folder) as screen:
        while time.monotonic() < end:
            text, tree = mutated(rng)
            model = Path("model.yaml")
            found.models += 1
            for _ in range(_COMMANDS):
                model.write_text(text, encoding="utf-8", errors="surrogatepass")
                words = drawn(rng, model, tree)
                Path("command.txt").write_text(shlex.join(words), encoding="utf-8")
                for fault in run(words, screen, found):
                    found.note(fault, words, text)
    return found


def run(words: Sequence[str], screen: Path, found: Found) -> list[str]:
    """Run one command, and return its faults."""
    warned: list[str] = []
    stop = Stop()
    timer = threading.Timer(LONGEST, stop.set)
    timer.start()
    with warnings.catch_warnings(), using(stop):
        warnings.simplefilter("always")
        warnings.filterwarnings("ignore", category=ResourceWarning)
        warnings.showwarning = lambda message, kind, *_: warned.append(
            f"{kind.__name__} '{str(message)[:60]}' at {_here()}"
        )
        result = CliRunner().invoke(main, ["--debug", *words], prog_name="goodoffices")
    timer.cancel()
    found.exits[words[0], result.exit_code] += 1
    faults = [f"warning: {warning}" for warning in warned]
    if screen.stat().st_size:
        written = screen.read_text(encoding="utf-8", errors="replace").strip()
        faults.append(f"written past the program: {written.splitlines()[0][:80]!r}")
        os.truncate(screen, 0)
    return [*faults, *_faults(result, words)]


def _faults(result: Result, words: Sequence[str]) -> Iterator[str]:
    if result.exit_code not in {0, 2, 130}:
        yield f"exit {result.exit_code}: {_place(result.output)}"
    elif "Traceback (most recent" in result.output:
        yield f"a traceback: {result.output.strip().splitlines()[-1][:80]}"
    elif result.exit_code and not result.stderr.strip():
        yield f"exit {result.exit_code} without a message"
    if solver := _SOLVER.search(result.output):
        yield f"words of the solver: {solver[0]}"
    asked_for = any(map(_NO_NUMBER.search, words))  # a title may be inf
    if result.exit_code == 0 and not asked_for and (number := _NO_NUMBER.search(result.stdout)):
        line = result.stdout[: number.end()].splitlines()[-1]
        yield f"no number: {' '.join(line.split())[-50:]}"


def _place(output: str) -> str:
    """Return the kind of an error, and the innermost place of ours that it comes from."""
    told = output.rpartition("Traceback (most recent call last):")[2]
    ours = _FRAME.findall(told)
    kinds = _KIND.findall(told)
    place = "{}:{} in {}".format(*ours[-1]) if ours else "no place of ours"
    return f"{kinds[-1] if kinds else 'an error'} at {place}"


def _here() -> str:
    """Return the innermost place of ours that is being run."""
    ours = [f for f in traceback.extract_stack() if f.filename.startswith(PACKAGE)]
    return _told(ours[-1]) if ours else "no place of ours"


def _told(frame: traceback.FrameSummary) -> str:
    place = Path(frame.filename).relative_to(PACKAGE).as_posix()
    return f"{place}:{frame.lineno} in {frame.name}"


@contextmanager
def _screen(folder: Path) -> Iterator[Path]:
    """Catch in a file what libraries write to the screen past Python."""
    file = folder / "screen.txt"
    sys.stdout.flush()
    kept = os.dup(1), os.dup(2)
    caught = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    try:
        os.dup2(caught, 1)
        os.dup2(caught, 2)
        yield file
    finally:
        for stream, number in zip(kept, (1, 2), strict=True):
            os.dup2(stream, number)
            os.close(stream)
        os.close(caught)


def ask(arguments: Sequence[str]) -> int:
    """Fuzz for as many seconds as asked for, and return 1 where there is a fault."""
    seconds = float(arguments[0]) if arguments else 30.0
    seed = int(arguments[1]) if len(arguments) > 1 else int(time.time())
    folder = Path(tempfile.mkdtemp(prefix="goodoffices-fuzz-"))
    click.echo(f"{seconds:g} seconds with seed {seed} in {folder}")
    found = fuzz(seconds, seed, folder)
    click.echo(str(found))
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(ask(sys.argv[1:]))
