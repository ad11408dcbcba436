"""Notebooks changed at random, and commands that check them or draft from them."""

from __future__ import annotations

import copy
from functools import cache
from random import Random
from typing import NamedTuple

from ruamel.yaml import YAML

from goodoffices.cases import catalog
from goodoffices.errors import GoodOfficesError
from goodoffices.files.notebooks.load import loads_notebook
from tests.fuzz import pages
from tests.fuzz.models import ROOT as _ROOT
from tests.fuzz.models import TOKENS, Tree, change, flow
from tests.sources import strike

_KEPT = 0.8  # how often a change is taken back that makes a notebook none
_FORMATS = ("table", "json", "csv", "markdown")


class _Seed(NamedTuple):
    notebook: Tree
    files: dict[str, bytes]


@cache
def _seeds() -> tuple[_Seed, ...]:
    folder = _ROOT / "tests" / "sources" / "texts"
    case = catalog.path("istanbul-2025")
    news = {"my.yaml": strike.MODEL.encode(), "news.txt": strike.NEWS.encode()}
    made = [
        (strike.NOTEBOOK, news),
        (strike.NOTEBOOK, news),
        (
            case.with_suffix(".sources.yaml").read_text(encoding="utf-8"),
            {"my.yaml": case.read_bytes()},
        ),
        *(
            (path.read_text(encoding="utf-8"), news)
            for path in sorted(folder.rglob("*.sources.yaml"))
        ),
    ]
    return tuple(_Seed(YAML(typ="safe", pure=True).load(text), files) for text, files in made)


def tree(rng: Random) -> Tree:
    """Return what one of the seeds says."""
    return rng.choice(_seeds()).notebook


def mutated(rng: Random) -> tuple[str, dict[str, bytes]]:
    """Return the text of a notebook that was changed, and the files beside it."""
    seed = rng.choice(_seeds())
    tree = copy.deepcopy(seed.notebook)
    for _ in range(rng.choice((0, 1, 1, 2, 4, 9))):
        before = copy.deepcopy(tree)
        change(tree, rng)
        if rng.random() < _KEPT and _is_refused(flow(tree)):
            tree = before
    text = flow(tree)
    if rng.random() < 0.1:
        start = rng.randrange(len(text) + 1)
        text = text[:start] + rng.choice(TOKENS) + text[start + rng.choice((0, 1, 20)) :]
    files = dict(seed.files)
    if "news.txt" in files and rng.random() < 0.2:
        files["news.txt"] = pages.changed(files["news.txt"], rng)
    return text, files


def _is_refused(text: str) -> bool:
    try:
        loads_notebook(text)
    except GoodOfficesError:
        return True
    except Exception:  # noqa: BLE001 - a fault, which the commands are to show
        return False
    return False


def drawn(rng: Random) -> tuple[list[str], dict[str, bytes]]:
    """Return the words of a command that asks about a notebook, and all files by name."""
    text, files = mutated(rng)
    files["my.sources.yaml"] = text.encode(errors="surrogatepass")
    if rng.random() < 0.5:
        words = ["sources", "check", rng.choice(("my.yaml", "my.yaml", "my.sources.yaml"))]
        words += ["--all"] * (rng.random() < 0.3)
    else:
        words = ["sources", "draft", "my.sources.yaml"]
        if rng.random() < 0.4:
            return [*words, "-o", rng.choice(("drafted.yaml", "drafted.html")), "--force"], files
    if rng.random() < 0.5:
        words += ["--format", rng.choice(_FORMATS)]
    return words, files
