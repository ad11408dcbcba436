"""Command lines drawn at random: every command and option that there is, found by looking."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import click

from goodoffices.cases import catalog
from goodoffices.cli.main import main
from goodoffices.stability.concepts import CONCEPTS
from tests.fuzz.models import NUMBERS, TEXTS, Tree, mutated, places

_LEFT_OUT = {"--workers", "--scheduler", "--store", "--debug", "--force", "--help"}
_DEAR = {"html", "svg", "png", "pdf"}
_SIZES: dict[str, Sequence[object]] = {
    "--samples": (1, 2, 16, 64, 100),
    "--fresh": (1, 64),
    "--points": (2, 3, 5),
}
"""Options that are always given, as their defaults take long."""
_USUAL = {"--flips": 0.8}
_ENDLESS = {"web"}  # serves until it is stopped; tests/web asks what it serves
_CASES = (*catalog.names(), "rapoport-guyer#66", "rapoport-guyer#79", "rapoport-guyer")
_SECONDS = (0, 0.01, 1, -1, math.nan, math.inf)
_COUNTS = (0, 1, 2, 3, 7, 100, -1, 10**20, "x", "1.5")
_SUFFIXES = ("txt", "json", "csv", "md", "yaml", "svg", "html", "png", "pdf", "lp", "doc", "")


def names() -> tuple[str, ...]:
    """Return every command, those of a group as ``group command``."""
    return tuple(" ".join(path) for path, _ in _commands(main, ()))


def _commands(
    group: click.Group, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        elif name not in _ENDLESS:
            yield (*path, name), command


_FOUND = tuple(_commands(main, ()))


def drawn(rng: Random, model: Path, tree: Tree) -> list[str]:
    """Return the words of a command that asks about a model.

    Parameters
    ----------
    model
        The model's file; other files are written beside it.
    tree
        What the model says, for names to ask about.
    """
    path, command = rng.choice(_FOUND)
    words = list(path)
    told = Vocabulary(tree)
    usual = rng.choice((0.0, 0.05, 0.2))
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            words += _argument(parameter, rng, model, tree)
        elif isinstance(parameter, click.Option) and not _LEFT_OUT.intersection(parameter.opts):
            words += _option(parameter, rng, told, usual)
    return [word.replace("\0", "") for word in words]


def _argument(parameter: click.Argument, rng: Random, model: Path, tree: Tree) -> list[str]:
    if parameter.metavar in {"RUN", "RUN..."}:
        return [str(rng.choice((1, 1, 2, 3, 9)))]
    if parameter.name == "key":
        return [_key(tree, rng)]
    if parameter.name == "value":
        return [str(rng.choice((*NUMBERS, *TEXTS, "{uniform: [0, 1]}", "[1, 2]")))]
    if parameter.name == "file" and rng.random() < 0.3:
        return [_other_program(rng, model)]
    return [rng.choice((*[str(model)] * 12, rng.choice(_CASES), "nothing.yaml"))]


def _option(option: click.Option, rng: Random, told: Vocabulary, usual: float) -> list[str]:
    name = option.opts[-1] if option.opts[-1].startswith("--") else option.opts[0]
    if rng.random() > (0.95 if option.required or name in _SIZES else _USUAL.get(name, usual)):
        return []
    if option.is_flag:
        return [rng.choice(option.secondary_opts or option.opts)]
    if name == "--output":
        return [name, f"out.{rng.choice(_SUFFIXES)}", *(["--force"] * (rng.random() < 0.9))]
    return [name, _value(option, name, rng, told)]


def _value(option: click.Option, name: str, rng: Random, told: Vocabulary) -> str:
    if isinstance(option.type, click.Choice):
        quick = [choice for choice in option.type.choices if choice not in _DEAR]
        return str(rng.choice(quick if rng.random() < 0.8 else list(option.type.choices)))
    known = _SIZES.get(name)
    if known is None and isinstance(option.type, click.types.IntParamType):
        known = _COUNTS
    if known is None and isinstance(option.type, click.types.FloatParamType):
        known = _SECONDS if name == "--limit" else (*NUMBERS, "90%", "x")
    return _text(rng, told, str(option.metavar)) if known is None else str(rng.choice(known))


class Vocabulary:
    """What a model speaks of, to ask about.

    Attributes
    ----------
    all
        Every key and text.
    apt
        By what help calls an option's value: texts that may make sense.
    """

    def __init__(self, tree: Tree) -> None:
        found = list(places(tree))
        keys = [str(key) for node, key in found if isinstance(node, dict)]
        texts = [str(node[key]) for node, key in found if isinstance(node[key], str | int)]
        self.all = [text[:200] for text in (*keys, *texts)] or ["x"]
        makers, mediation = _section(tree, "decision_makers"), _section(tree, "mediation")
        options = [f"{m}.{o}" for m in makers for o in _section(makers[m], "options")]
        levers = [*_section(mediation, "levers")] or ["x"]
        names = [*makers, *_section(mediation, "mediators")] or ["x"]
        states = ["1", "2", "3", "Y" * len(options), "N" * len(options)]
        self.apt: dict[str, list[str]] = {
            "CONCEPT": [*CONCEPTS],
            "STATE": states,
            "STATEMENT": [*(options or ["x"]), *(f"not {option}" for option in options), *states],
            "NAME": [*map(str, (*names, *levers))],
            "NAMES": [*map(str, names)],
            "LEVERS": [
                *map(str, levers),
                *(f"{lever}={number}" for lever in levers for number in (0.5, 1, 9)),
            ],
            "NAME=NUMBER": [f"{name}={number}" for name in names for number in (0, 0.5, 2)],
        }


def _section(tree: Tree, key: str) -> Tree:
    section = tree.get(key) if isinstance(tree, dict) else None
    return section if isinstance(section, dict) else {}


def _text(rng: Random, told: Vocabulary, metavar: str) -> str:
    if metavar in told.apt and rng.random() < 0.8:
        return rng.choice(told.apt[metavar])
    one, other = rng.choice(told.all), rng.choice(told.all)
    number = rng.choice(NUMBERS)
    return rng.choice(
        (
            *(one, other, f"{one},{other}", f"{one}+{other}", f"{one}={number}", f"not ({one})"),
            *(f"{one}={one},{other}=1", f"{one} and not {other}", "all", "seq,nash"),
            *(str(rng.randrange(-1, 20)), str(number), rng.choice(TEXTS), "Y" * rng.randrange(9)),
        )
    )


def _key(tree: Tree, rng: Random) -> str:
    """Return the place of a value, written as ``set`` takes it."""
    steps: list[str] = []
    node: Any = tree
    while isinstance(node, dict | list) and node:
        step = rng.choice(list(node) if isinstance(node, dict) else range(len(node)))
        steps.append(f"[{step}]" if isinstance(node, list) else f".{step}")
        node = node[step]
        if rng.random() < 0.1:
            break
    return "".join(steps).removeprefix(".") or "title"


def _other_program(rng: Random, model: Path) -> str:
    """Write a file of another program, changed at random, and return its name."""
    _, tree = mutated(rng)
    parties = [
        {"name": str(key)[:99], "options": [k], "preferences": [[[k, "Y"]], []]}
        for k, key in enumerate(list(tree)[:3])
    ]
    document: dict[str, Any] = {
        "options": [{"name": rng.choice(TEXTS)} for _ in parties],
        "decisionMakers": parties,
        "infeasibles": [],
    }
    node, key = rng.choice(list(places(document)))
    node[key] = rng.choice((*TEXTS, *NUMBERS[:20], None, [], {}, [[0, "Y"]]))
    file = model.with_suffix(".gmcr")
    file.write_text(json.dumps(document), encoding="utf-8")
    return str(file)
