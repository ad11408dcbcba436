"""One file changed at random, or a request, and what is asked about it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

from tests.fuzz import games, notebooks, pages, readings, requests
from tests.fuzz.commands import drawn
from tests.fuzz.found import Found
from tests.fuzz.models import mutated
from tests.fuzz.watching import LONGEST, run

_COMMANDS = 4  # on each model


def trial(rng: Random, screen: Path, found: Found, read: float = 0.5) -> None:
    """Try one file in the working directory, and note what is wrong.

    Parameters
    ----------
    read
        The share of files that are read and no more.
    """
    kinds = ("model", "page", "notebook", "game", "request")
    kind = "reading" if rng.random() < read else rng.choices(kinds, (2, 4, 3, 2, 3))[0]
    found.tried[kind] += 1
    _TRIALS[kind](rng, screen, found)


def _reading(rng: Random, screen: Path, found: Found) -> None:
    name, files, faults = readings.tried(rng, screen)
    for fault in faults:
        found.note(fault, f"goodoffices check {name}", files)


def _model(rng: Random, screen: Path, found: Found) -> None:
    text, tree = mutated(rng)
    files = {"model.yaml": text.encode(errors="surrogatepass")}
    for _ in range(_COMMANDS):
        _written(files)
        words = drawn(rng, Path("model.yaml"), tree)
        _asked(words, files, screen, found)


def _page(rng: Random, screen: Path, found: Found) -> None:
    words, files = pages.drawn(rng)
    _written(files)
    _asked(words, files, screen, found, LONGEST)


def _notebook(rng: Random, screen: Path, found: Found) -> None:
    words, files = notebooks.drawn(rng)
    _written(files)
    _asked(words, files, screen, found, LONGEST)


def _game(rng: Random, screen: Path, found: Found) -> None:
    words, files = games.drawn(rng)
    _written(files)
    Path("imported.yaml").unlink(missing_ok=True)
    _asked(words, files, screen, found, LONGEST)
    if (made := Path("imported.yaml")).exists():  # what is written can be read
        files["imported.yaml"] = made.read_bytes()
        _asked(["analyze", made.name, "--concept", "nash"], files, screen, found, LONGEST)


def _request(rng: Random, screen: Path, found: Found) -> None:
    for asked, faults in requests.tried(rng, screen, found):
        for fault in faults:
            found.note(fault, asked.told, {"body": asked.content})


def _written(files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        Path(name).write_bytes(content)


def _asked(
    words: Sequence[str],
    files: Mapping[str, bytes],
    screen: Path,
    found: Found,
    most: float = 2 * LONGEST,
) -> None:
    command = f"goodoffices {shlex.join(words)}"
    Path("command.txt").write_text(command, encoding="utf-8", errors="surrogatepass")
    for fault in run(words, screen, found, most):
        found.note(fault, command, files)


_TRIALS: Mapping[str, Callable[[Random, Path, Found], None]] = {
    "reading": _reading,
    "model": _model,
    "page": _page,
    "notebook": _notebook,
    "game": _game,
    "request": _request,
}
