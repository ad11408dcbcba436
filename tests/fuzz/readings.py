"""Texts changed at random that are only read: thousands for the time of one command."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from random import Random

from goodoffices.errors import GoodOfficesError
from goodoffices.files.foreign import import_file
from goodoffices.files.load import load
from goodoffices.files.notebooks.load import loads_notebook
from tests.fuzz import games, models, notebooks
from tests.fuzz.models import NUMBERS, TEXTS, TOKENS, Tree, change, flow
from tests.fuzz.watching import LONGEST, raised, watching

_GAMES = 0.1  # the share of games and tables
_PIECES = (*TOKENS, *TEXTS, *map(str, NUMBERS), "goodoffices: 1\n", "\0", "\x85", "\ufeff", "<<: ")


def tried(rng: Random, screen: Path) -> tuple[str, dict[str, bytes], list[str]]:
    """Read one text; return what was read, its file, and what is wrong."""
    name, content, read = _drawn(rng)
    file = Path(name)
    file.write_bytes(content)
    with watching(screen, LONGEST) as faults:
        try:
            read(file)
        except GoodOfficesError as refused:
            if not str(refused).strip():
                faults.append("a refusal without a message")
        except Exception as error:  # noqa: BLE001 - what is looked for
            faults.append(raised(error))
    return name, {name: content}, faults


def _drawn(rng: Random) -> tuple[str, bytes, Callable[[Path], object]]:
    """Return the name of a file, what it holds, and what reads it."""
    if rng.random() < _GAMES:
        return *games.changed(rng), import_file
    name, trees, read = rng.choice(_KINDS)
    content = _changed(rng, trees(rng)).encode(errors="surrogatepass")
    if rng.random() < 0.02:
        content = content.replace(
            rng.choice((b" ", b"a", b"\n")), rng.choice((b"\xff", b"\r", b""))
        )
    return name, content, read


def _changed(rng: Random, tree: Tree) -> str:
    """Change values of a tree, and then pieces of its text, or neither."""
    tree = copy.deepcopy(tree)
    for _ in range(rng.choice((0, 1, 1, 2, 4))):
        change(tree, rng)
    text = flow(tree)
    for _ in range(rng.choice((0, 0, 0, 1, 1, 3, 9))):
        start = rng.randrange(len(text) + 1)
        end = start + rng.choice((0, 0, 1, 3, 20))
        text = text[:start] + rng.choice((*_PIECES, text[start:end] * 2)) + text[end:]
    return text


def _notebook(file: Path) -> None:
    try:
        text = file.read_bytes().decode()
    except UnicodeDecodeError:
        return  # told by whoever reads files, as with models
    loads_notebook(text)


_Kind = tuple[str, Callable[[Random], Tree], Callable[[Path], object]]
_KINDS: tuple[_Kind, ...] = (
    *[("model.yaml", models.tree, load)] * 4,
    ("my.sources.yaml", notebooks.tree, _notebook),
)
