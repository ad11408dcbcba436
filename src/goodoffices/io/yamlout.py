"""A conflict's data as YAML that is pleasant to read: blocks outside, flow lists inside."""

from __future__ import annotations

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
)

from goodoffices.errors import Path
from goodoffices.io.tree import ANY, matches, resolve

WIDTH = 100
INDENT = 2
_PROSE_WIDTH = 90
_LONG_LIST = 80
_TRAILING = re.compile(" +\n")  # the emitter leaves them where it wraps text
_PROSE = {"notes", "source"}
_DM = "decision_makers"
_FLOW = (
    ("exactly_one",),
    ("at_most_one",),
    ("at_least_one",),
    ("coalitions",),
    ("no_move", ANY),
    (_DM, ANY, "moves"),
    (_DM, ANY, "options", ANY),
    (_DM, ANY, "preferences", "ranking"),
    (_DM, ANY, "preferences", "payoffs"),
    ("published", "equilibria", ANY),
    ("published", "stable_for", ANY, ANY),
    ("published", "coalition_improvements", ANY, "coalition"),
    ("published", "coalition_improvements", ANY, "moves"),
)
_APART = {_DM, "exactly_one", "at_most_one", "at_least_one", "infeasible", "published"}


def document(data: dict[str, Any]) -> str:
    """Write the whole of a file."""
    parts: list[str] = []
    before = ""
    for key, value in data.items():
        apart = key in _APART and before not in _APART - {_DM}
        parts.append(("\n" if apart or before == _DM else "") + entry((key,), value))
        before = key
    return "".join(parts)


def entry(path: Path, value: object, *, flow: bool = False) -> str:
    """Write ``key: value`` for the last key of a path, ending with a line break, not indented."""
    return _dump(CommentedMap({path[-1]: _styled(path, value, flow=flow)}))


def inline(path: Path, value: object) -> str:
    """Write a value so that it can stand behind ``key:`` or ``-``; lines may be wrapped."""
    text = _dump(CommentedMap({"k": _styled(path, value, flow=True)}))
    return text.removeprefix("k:").strip()


def block(path: Path, value: object) -> str:
    """Write a list or mapping as lines of their own, not indented, without the last line break."""
    return _dump(_styled(path, value, flow=False)).removesuffix("\n")


def is_flow(path: Path) -> bool:
    """Say whether the value at a path is written in brackets or braces."""
    return any(matches(path[: len(pattern)], *pattern) for pattern in _FLOW)


def short(path: Path, value: object) -> object:
    """Return the short form of an option that has a label and nothing else."""
    alone = matches(path, _DM, ANY, "options", ANY) and isinstance(value, dict)
    return (
        value["label"] if alone and isinstance(value, dict) and list(value) == ["label"] else value
    )


def _dump(value: object) -> str:
    yaml = YAML()
    yaml.width = WIDTH
    yaml.indent(mapping=INDENT, sequence=2 * INDENT, offset=INDENT)
    if isinstance(value, CommentedSeq):
        yaml.indent(mapping=INDENT, sequence=INDENT, offset=0)
    stream = io.StringIO()
    yaml.dump(value, stream)
    return _TRAILING.sub("\n", stream.getvalue())


def _styled(path: Path, value: object, *, flow: bool) -> Any:  # noqa: ANN401 - ruamel's own types
    value, flow = short(path, value), flow or (is_flow(path) and not _is_long(value))
    if isinstance(value, dict):
        items = {_key(k): _styled((*path, k), v, flow=flow) for k, v in value.items()}
        mapping = CommentedMap(items)
        if flow:
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq(
            _styled((*path, k), item, flow=flow) for k, item in enumerate(value)
        )
        if flow:
            sequence.fa.set_flow_style()
        return sequence
    return _text(path, value, flow=flow) if isinstance(value, str) else value


def _is_long(value: object) -> bool:
    """Say whether a list of lists needs a line for each."""
    nested = isinstance(value, list) and all(isinstance(item, list) for item in value)
    return nested and len(str(value)) > _LONG_LIST


def _key(key: object) -> object:
    return DoubleQuotedScalarString(key) if isinstance(key, str) and _misread(key) else key


def _misread(text: str) -> bool:
    """Say whether text is no text, or no single line, when written without quotes."""
    return not isinstance(resolve(text), str) or not text.isprintable()


def _text(path: Path, text: str, *, flow: bool) -> Any:  # noqa: ANN401 - ruamel's own types
    body = text.removesuffix("\n")
    lines = body.split("\n")
    plain = all(line.isprintable() and line == line.strip() for line in lines)
    if flow or not body or not plain or not (path and path[-1] in _PROSE) or "" in lines[:1]:
        return DoubleQuotedScalarString(text) if _misread(text) else text
    if len(lines) > 1:
        return LiteralScalarString(text)
    if len(body) <= _PROSE_WIDTH and body == text:
        return DoubleQuotedScalarString(text) if _misread(text) else text
    folded = FoldedScalarString(text)
    folded.fold_pos = _folds(body)
    return folded


def _folds(line: str) -> list[int]:
    """Return the spaces at which a line is broken."""
    folds: list[int] = []
    start, last = 0, 0
    for k in range(1, len(line) - 1):
        if line[k] == " " and line[k - 1] != " " and line[k + 1] != " ":
            if k - start > _PROSE_WIDTH and last > start:
                folds.append(last)
                start = last
            last = k
    if len(line) - start > _PROSE_WIDTH and last > start:
        folds.append(last)
    return folds
