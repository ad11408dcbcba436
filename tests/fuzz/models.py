"""Model files that nobody would write: good ones changed at random, with extreme values."""

from __future__ import annotations

import copy
import json
import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML

from goodoffices.cases import catalog
from goodoffices.errors import GoodOfficesError
from goodoffices.files.load import loads
from goodoffices.files.starter import starter

Tree = Any
Place = tuple[Any, Any]
"""A list or mapping, and a position or key in it."""

_KEPT = 0.85  # how often a change is taken back that makes a model no model
ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
NUMBERS = (
    *(0, -0.0, 1, -1, 2, 0.5, 1e-6, 2e-6, 1e-9, 1e-12, 1e-300, 5e-324, 1 / 3, 1 / 0.6),
    *(7, 99, 1000, 1e7, 1e9, 1e12, 1e15, 1e17, 1e300, -1e300, 1.7e308, 2**53 + 1, 2**63, 10**30),
    *(math.inf, -math.inf, math.nan),
)
TEXTS = (
    *("", " ", "x", "not x", "(", ")", "true", "false", "null", "0", "-", "no deal", "status quo"),
    *("é–ζ", "مرحبا", "\u202eabc", "\u200c", "a\nb", "x" * 300, "a, b", "a+b", "a=1", "A.x.y"),
    *(
        "1/0",
        "2 * p",
        "p / (p - p)",
        "1e999",
        "9" * 40,
        "<b>&amp;</b>",
        "[x](y)",
        "`$x`",
        "|",
        "%s",
    ),
)
TOKENS = (
    "[",
    "]",
    "{",
    "}",
    ": ",
    ", ",
    "- ",
    "\n",
    "\n  ",
    '"',
    "'",
    "#",
    "&a ",
    "!x ",
    "\t",
    "~",
)


@cache
def seeds() -> tuple[str, ...]:
    """Return the texts of shipped cases, of the starter and of the documentation's examples."""
    cases = [Path(catalog.path(name)).read_text(encoding="utf-8") for name in catalog.names()]
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    blocks = (b for page in pages for b in _BLOCK.findall(page.read_text(encoding="utf-8")))
    texts = (*cases, starter(), *(block for block in blocks if "goodoffices: 1" in block))
    return tuple(text for text in texts if not _is_refused(text))


@cache
def _trees() -> tuple[Tree, ...]:
    reader = YAML(typ="safe", pure=True)
    return tuple(reader.load(text) for text in seeds())


def tree(rng: Random) -> Tree:
    """Return what one of the seeds says, rather a small one: those are quick."""
    return rng.choices(_trees(), _weights())[0]


@cache
def _weights() -> tuple[float, ...]:
    return tuple(len(text) ** -0.7 for text in seeds())


def mutated(rng: Random) -> tuple[str, Tree]:
    """Return the text of a model that was changed, and the tree that it is the text of."""
    changed = copy.deepcopy(tree(rng))
    for _ in range(rng.choice((0, 1, 1, 2, 3, 5, 9))):
        before = copy.deepcopy(changed)
        change(changed, rng)
        if rng.random() < _KEPT and _is_refused(flow(changed)):
            changed = before
    text = flow(changed)
    if rng.random() < 0.05:
        start = rng.randrange(len(text) + 1)
        end = start + rng.choice((0, 1, 3, 20))
        text = text[:start] + rng.choice((*TOKENS, text[start:end] * 2)) + text[end:]
    return text, changed


def _is_refused(text: str) -> bool:
    try:
        loads(text)
    except GoodOfficesError:
        return True
    except Exception:  # noqa: BLE001 - a fault, which the commands are to show
        return False
    return False


def places(tree: Tree) -> Iterator[Place]:
    """Yield every place in a tree."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        keys = list(node) if isinstance(node, dict) else range(len(node))
        for key in keys:
            yield node, key
            if isinstance(node[key], dict | list):
                waiting.append(node[key])


def flow(value: Tree) -> str:
    """Write a tree in brackets, an entry of the file a line."""
    if isinstance(value, dict):
        return "\n".join(f"{_inline(key)}: {_inline(child)}" for key, child in value.items())
    return _inline(value)


def _inline(value: Tree) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_inline(k)}: {_inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else f"{'-' * (value < 0)}.inf"
    return (
        json.dumps(value, ensure_ascii=False)
        if value is None or isinstance(value, str | bool)
        else repr(value)
    )


def change(tree: Tree, rng: Random) -> None:
    """Change one place of a tree."""
    found = list(places(tree))
    numbers = [place for place in found if _is_number(place[0][place[1]])]
    if numbers and rng.random() < 0.7:
        node, key = rng.choice(numbers)
        node[key] = _other_number(node[key], rng)
        return
    if not found:
        return
    node, key = rng.choice(found)
    change = rng.choice((_replace, _replace, _graft, _remove, _rename, _repeat, _option))
    change(tree, node, key, rng)


def _is_number(value: Tree) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _other_number(value: float, rng: Random) -> Tree:
    low, high = sorted((value, rng.choice((*NUMBERS[:17], value + 1))))
    middle = (low + high) / 2
    return rng.choice(
        (
            rng.choice(NUMBERS),
            rng.choice(NUMBERS),
            value * rng.choice((-1, 10, 1e-3, 1e6, 1e-9)),
            value + rng.choice((-1, 1, 1e-6, -1e-9)),
            {"uniform": [low, high]},
            {"triangular": [low, middle, high]},
            {"pert": [low, middle, high]},
            {"normal": [value, rng.choice(NUMBERS)]},
            {"lognormal": [value, rng.choice(NUMBERS)]},
            {"value": value, "confidence": rng.choice(("low", "high", 1))},
            f"{value} * 2 / 3",
            str(value),
        )
    )


def _replace(tree: Tree, node: Tree, key: Any, rng: Random) -> None:  # noqa: ANN401
    other, place = rng.choice(list(places(tree)))
    anything: tuple[Any, ...] = (None, True, [], {}, [[]], [node[key]], {"x": node[key]}, 1.5, 3)
    texts = (*TEXTS, "not (" + str(node[key])[:50] + ")")
    node[key] = copy.deepcopy(
        rng.choice((rng.choice(anything), rng.choice(texts), rng.choice(NUMBERS), other[place]))
    )


def _graft(tree: Tree, node: Tree, key: Any, rng: Random) -> None:  # noqa: ANN401
    """Put a section of another model in the place of ours, or beside it."""
    other = rng.choice(_trees())
    section = rng.choice(list(other))
    tree[section] = copy.deepcopy(other[section])
    _remove(tree, node, key, rng) if rng.random() < 0.2 else None


def _remove(tree: Tree, node: Tree, key: Any, rng: Random) -> None:  # noqa: ANN401, ARG001
    del node[key]


def _rename(tree: Tree, node: Tree, key: Any, rng: Random) -> None:  # noqa: ANN401
    if isinstance(node, dict):
        keys = [k for n, k in places(tree) if isinstance(n, dict)]
        node[rng.choice((*TEXTS, *NUMBERS[:4], *keys, *keys))] = node.pop(key)
    else:
        node.reverse()


def _repeat(tree: Tree, node: Tree, key: Any, rng: Random) -> None:  # noqa: ANN401, ARG001
    if isinstance(node, list):
        node.insert(rng.randrange(len(node) + 1), copy.deepcopy(node[key]))
    else:
        node[f"{key}_2"] = copy.deepcopy(node[key])


def _option(tree: Tree, node: Tree, key: Any, rng: Random) -> None:  # noqa: ANN401
    """Give a party more options, or none."""
    makers = tree.get("decision_makers")
    parties = (
        [m for m in makers.values() if isinstance(m, dict)] if isinstance(makers, dict) else []
    )
    if not parties:
        _replace(tree, node, key, rng)
        return
    count = rng.choice((0, 1, 2, 4, 8))
    rng.choice(parties)["options"] = {f"extra_{k}": {} for k in range(count)}
