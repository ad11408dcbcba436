"""One thing asked, and what must not happen meanwhile.

That is an exit other than 0, 2 and 130, a traceback, a warning, words of the solver or of a library
on the screen, ``nan`` or ``inf`` in an answer, a refusal without a message, and no end.
"""

from __future__ import annotations

import os
import re
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result

import goodoffices
from goodoffices.cli.main import main
from goodoffices.stopping import Stop, using
from tests.fuzz.found import Found

PACKAGE = str(Path(goodoffices.__file__).parent)
LONGEST = 20.0
"""Seconds after which a command is asked to stop, as by Ctrl-C."""
_NO_NUMBER = re.compile(r"(?<![\w.])[-+]?(?:nan|inf|infinity)(?!\w)", re.IGNORECASE)
_FRAME = re.compile(rf'File "{re.escape(PACKAGE)}/(.*?)", line (\d+), in (\w+)')
_KIND = re.compile(r"^([A-Z]\w*(?:Error|Exception|Warning)\b.{0,60})", re.MULTILINE)
_SOLVER = re.compile(r"HiGHS|[Ss]olver status|Status \d|kOptimal|linprog|milp\b")


@contextmanager
def watching(screen: Path, most: float = 2 * LONGEST) -> Iterator[list[str]]:
    """Give a list that has, when all is done, what must not have happened in any case.

    Parameters
    ----------
    screen
        The file that catches what is written past Python.
    most
        Seconds of CPU that it may take, until it has stopped.
    """
    faults: list[str] = []
    stop = Stop()
    timer = threading.Timer(LONGEST, stop.set)
    timer.daemon = True
    timer.start()
    begun = time.process_time()
    with warnings.catch_warnings(), using(stop):
        warnings.simplefilter("always")
        warnings.filterwarnings("ignore", category=ResourceWarning)
        warnings.showwarning = lambda message, kind, *_: faults.append(
            f"warning: {kind.__name__} '{str(message)[:60]}' at {_here()}"
        )
        yield faults
    timer.cancel()
    if time.process_time() - begun > most:
        faults.append(f"more than {most:g} seconds")
    if screen.stat().st_size:
        written = screen.read_text(encoding="utf-8", errors="replace").strip()
        faults.append(f"written past the program: {written.splitlines()[0][:80]!r}")
        os.truncate(screen, 0)


def run(words: Sequence[str], screen: Path, found: Found, most: float = 2 * LONGEST) -> list[str]:
    """Run one command, and return its faults."""
    with watching(screen, most) as faults:
        result = CliRunner().invoke(main, ["--debug", *words], prog_name="goodoffices")
    found.exits[words[0], result.exit_code] += 1
    return [*faults, *_faults(result, words)]


def raised(error: BaseException) -> str:
    """Return the kind of an error that was raised, and the innermost place of ours."""
    return place("".join(traceback.format_exception(error)))


def _faults(result: Result, words: Sequence[str]) -> Iterator[str]:
    if result.exit_code not in {0, 2, 130}:
        yield f"exit {result.exit_code}: {place(result.output)}"
    elif "Traceback (most recent" in result.output:
        yield f"a traceback: {result.output.strip().splitlines()[-1][:80]}"
    elif result.exit_code and not result.stderr.strip():
        yield f"exit {result.exit_code} without a message"
    if solver := _SOLVER.search(result.output):
        yield f"words of the solver: {solver[0]}"
    quoting = words[0] in {"read", "sources"}  # the words of a page, whatever they are
    asked_for = quoting or any(map(_NO_NUMBER.search, words))  # a title may be inf
    if result.exit_code == 0 and not asked_for and (number := _NO_NUMBER.search(result.stdout)):
        line = result.stdout[: number.end()].splitlines()[-1]
        yield f"no number: {' '.join(line.split())[-50:]}"


def place(output: str) -> str:
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
def screen_of(folder: Path) -> Iterator[Path]:
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
