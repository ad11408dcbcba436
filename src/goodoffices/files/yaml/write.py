"""A conflict's data as YAML that is pleasant to read: blocks outside, flow lists inside.

Few forms are used, each written so that it cannot be misread: text is plain where YAML leaves no
doubt and in double quotes elsewhere; only prose (notes, sources) runs over several lines.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from goodoffices.errors import Path
from goodoffices.files.yaml.tree import ANY, matches, resolve
from goodoffices.model.lever_numbers import LEVER_NUMBERS

WIDTH = 100
_PROSE_WIDTH = 90
_LONG_LIST = 80
_DM = "decision_makers"
_LEVER = ("mediation", "levers", ANY)
_CLAIM = ("mediation", "claims", ANY)
_PROSE = (
    ("notes",),
    ("sources", ANY),
    ("published", "source"),
    ("published", "differs", ANY, "why"),
    ("observed", "source"),
    (*_LEVER, "note"),
    (*_CLAIM, "claim"),
)
_FLOW = (
    ("exactly_one",),
    ("at_most_one",),
    ("at_least_one",),
    ("coalitions",),
    ("greatly",),
    ("views", ANY, "hidden"),
    ("truths", ANY),
    ("issues", ANY),
    ("mediation", "guarantee_prices"),
    ("mediation", "power"),
    ("no_move", ANY),
    (_DM, ANY, "moves"),
    (_DM, ANY, "options", ANY),
    (_DM, ANY, "preferences", "ranking"),
    (_DM, ANY, "preferences", "payoffs"),
    (_DM, ANY, "preferences", "weights", ANY),
    (_DM, ANY, "preferences", "prioritized", ANY),
    ("quantities", ANY),
    ("correlated", ANY),
    ("mediation", "settlement"),
    ("mediation", "escalation"),
    ("mediation", "signatories"),
    (*_LEVER, "where"),
    *((*_LEVER, row.keys[0]) for row in LEVER_NUMBERS),
    (*_CLAIM, "with"),
    ("published", "equilibria", ANY),
    ("published", "stable_for", ANY, ANY),
    ("published", "coalition_improvements", ANY, "coalition"),
    ("published", "coalition_improvements", ANY, "moves"),
    ("published", "differs", ANY, "states"),
    ("documents", ANY, "passage"),
    ("parties", ANY),
    *(("statements", ANY, key) for key in ("at", "actor", "target", "about")),
    ("grounds", ANY),
    *(("seals", ANY, key) for key in ("documents", "equilibria", "possible", "plan")),
    ("seals", ANY, "states", ANY),
)
_INDICATORS = (*tuple("-?:,[]{}#&*!|>'\"%@`=<"), "...")
_MOST_SHORT = 0xFFFF
_FLOW_INDICATORS = set(",[]{}:?")


def document(data: Mapping[str, Any]) -> str:
    """Write the whole of a file."""
    parts: list[str] = []
    before = ""
    for key, value in data.items():
        apart = _DM in {key, before} or key in {
            "mediation",
            "quantities",
            "scenarios",
            "views",
            "published",
            "observed",
        }
        parts += ["\n" if apart else "", entry((key,), value), "\n"]
        before = key
    return "".join(parts)


def entry(path: Path, value: object) -> str:
    """Write ``key: value`` for the last key of a path, not indented, without a last line break."""
    key, value = scalar(path[-1], flow=False), short(path, value)
    if _is_block(path, value):
        lines = block(path, value)
        return f"{key}:\n  {_indent(lines)}"
    if isinstance(value, str) and (prose := _prose(path, value)):
        return f"{key}: {_indent(prose)}"
    return f"{key}: {_indent(inline(path, value, flow=False))}"


def block(path: Path, value: object) -> str:
    """Write a list or mapping as lines of their own, not indented, without a last line break."""
    if isinstance(value, dict):
        return "\n".join(entry((*path, key), item) for key, item in value.items())
    items = value if isinstance(value, list) else []
    return "\n".join(f"- {_indent(_item((*path, k), item))}" for k, item in enumerate(items))


def inline(path: Path, value: object, *, flow: bool = True) -> str:
    """Write a value so that it can stand behind ``key:`` or ``-``; long lists are wrapped.

    Parameters
    ----------
    path
        Where the value stands in the file.
    value
        The value.
    flow
        True when it is to stand in brackets or braces, which needs more quotes.
    """
    value = short(path, value)
    if not isinstance(value, list | dict):
        return scalar(value, flow=flow)
    lines = [""]
    for token in _tokens(path, value):
        if lines[-1] and len(lines[-1]) + len(token) >= WIDTH - len(path) * 4:
            lines.append(token)
        else:
            lines[-1] += (" " if lines[-1] else "") + token
    return "\n".join(lines)


def short(path: Path, value: object) -> object:
    """Return the short form of an option that has a label and nothing else."""
    alone = matches(path, _DM, ANY, "options", ANY) and isinstance(value, dict)
    return (
        value["label"] if alone and isinstance(value, dict) and list(value) == ["label"] else value
    )


def scalar(value: object, *, flow: bool) -> str:
    """Write a single value; ``flow`` inside of brackets or braces."""
    if isinstance(value, str):
        return value if _is_plain(value, flow=flow) else _quoted(value)
    return json.dumps(value)


def _item(path: Path, value: object) -> str:
    if _is_block(path, value):
        return block(path, value)
    if isinstance(value, str) and (prose := _prose(path, value)):
        return prose
    return inline(path, value, flow=False)


def _is_block(path: Path, value: object) -> bool:
    """Say whether a value is written as a block: it is not empty and not one of the short lists."""
    if not isinstance(value, list | dict) or not value:
        return False
    nested = isinstance(value, list) and all(isinstance(item, list) for item in value)
    if nested and len(str(value)) > _LONG_LIST:
        return True
    return not any(matches(path[: len(pattern)], *pattern) for pattern in _FLOW)


def _tokens(path: Path, value: object) -> Iterator[str]:
    """Yield a flow list or mapping in pieces between which lines may be broken."""
    value = short(path, value)
    if not isinstance(value, list | dict):
        yield scalar(value, flow=True)
        return
    begin, end = "[]" if isinstance(value, list) else "{}"
    pieces: list[str] = []
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        inner = list(_tokens((*path, key), item))
        if isinstance(value, dict):
            inner[0] = f"{scalar(key, flow=True)}: {inner[0]}"
        inner[-1] += ","
        pieces += inner
    if pieces:
        pieces[-1] = pieces[-1].removesuffix(",")
    yield from _enclosed(begin, pieces, end)


def _enclosed(begin: str, pieces: Sequence[str], end: str) -> Sequence[str]:
    if len(pieces) < 2:  # noqa: PLR2004 - one piece takes both
        return [begin + "".join(pieces) + end]
    return [begin + pieces[0], *pieces[1:-1], pieces[-1] + end]


def _is_plain(text: str, *, flow: bool) -> bool:
    """Say whether text can do without quotes."""
    unclear = not text.isprintable() or text != text.strip() or text.startswith(_INDICATORS)
    split = ": " in text or " #" in text or text.endswith(":")
    enclosed = flow and not _FLOW_INDICATORS.isdisjoint(text)
    return not (unclear or split or enclosed) and isinstance(resolve(text), str)


def _quoted(text: str) -> str:
    escaped = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in escaped)


def _escape(letter: str) -> str:
    code = ord(letter)
    return f"\\U{code:08X}" if code > _MOST_SHORT else f"\\u{code:04X}"


def _prose(path: Path, text: str) -> str:
    """Return text over several lines, or nothing where one line does."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    tidy = all(line.isprintable() and line == line.strip() for line in lines)
    if not any(matches(path, *p) for p in _PROSE) or not tidy or not lines[0] or not lines[-1]:
        return ""
    sign = "" if text.endswith("\n") else "-"
    if len(lines) > 1:
        return "\n".join([f"|{sign}", *lines])
    folded = textwrap.wrap(body, _PROSE_WIDTH, break_long_words=False, break_on_hyphens=False)
    if (len(folded) == 1 and not text.endswith("\n")) or " ".join(folded) != body:
        return ""
    return "\n".join([f">{sign}", *folded])


def _indent(text: str) -> str:
    """Indent all lines but the first by one step."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"  {line}" if line else line for line in rest)])
