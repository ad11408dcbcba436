"""The tree of values in a YAML text: what each is and where it stands.

Scalars mean what the core schema of YAML 1.2 says, so ``no`` and ``on`` are text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from goodoffices.errors import Path, Problem

Key = int | str
Scalar = None | bool | int | float | str
ANY = "*"

_CONSTANTS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = r"[-+]?[0-9]{1,300}|0o[0-7]{1,99}|0x[0-9a-fA-F]{1,99}"
_FLOAT = r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
_INFINITE = r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
_NUMBERS_BEGIN = frozenset("-+.0123456789")
BREAK = re.compile(r"\r\n|\r|\n")


def resolve(text: str) -> Scalar:
    """Return what plain text means under the core schema of YAML 1.2."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMBERS_BEGIN:
        return text
    if re.fullmatch(_INTEGER, text):
        return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)
    if re.fullmatch(_FLOAT, text):
        return float(text)
    if re.fullmatch(_INFINITE, text):
        return float(text.replace(".", ""))
    return text


@dataclass(slots=True, eq=False)
class Node:
    """A value in the text.

    Attributes
    ----------
    value
        A scalar, a list of nodes, or a mapping from keys to nodes.
    start, end
        Offsets into the text. The end of a block is the end of its last value.
    style
        ``plain``, ``quoted`` or ``folded`` for scalars (folded: over several lines with ``|`` or
        ``>``), ``flow`` or ``block`` for lists and mappings.
    step
        The key or position of this value in its parent, as written in the text.
    key_start, key_end
        Offsets of the key in the text; the value's own start where it is an item of a list.
    """

    value: Any
    start: int
    end: int
    style: str
    step: Key = 0
    key_start: int = 0
    key_end: int = 0

    @property
    def children(self) -> list[Node]:
        """The values directly below this one."""
        if isinstance(self.value, dict):
            return list(self.value.values())
        return self.value if isinstance(self.value, list) else []

    def plain(self) -> Any:  # noqa: ANN401 - what JSON can say, and no type says that
        """Return the value as dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def child(self, step: Key) -> Node | None:
        """Return the value at a key or position, or None."""
        if isinstance(self.value, dict):
            found: Node | None = self.value.get(step)
            return found
        if isinstance(step, str) or not isinstance(self.value, list):
            return None
        return self.value[step] if 0 <= step < len(self.value) else None


@dataclass
class Document:
    """A text, the tree of its values, and what was refused on the way.

    Attributes
    ----------
    refused
        Paths of values that were refused (aliases, tags); they are None in the tree.
    left_out
        Paths of entries that are not in the tree because their keys were refused.
    """

    text: str
    root: Node
    problems: list[Problem] = field(default_factory=list)
    refused: list[Path] = field(default_factory=list)
    left_out: list[Path] = field(default_factory=list)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in BREAK.finditer(self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of an offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Yield every value with its path as written, parents first."""
    yield path, node
    for child in node.children:
        yield from walk(child, (*path, child.step))


def find(root: Node, path: Path) -> Node | None:
    """Return the value at a path in the tree, or None."""
    node: Node | None = root
    for step in path:
        node = node.child(step) if node is not None else None
    return node


def matches(path: Path, *pattern: Key) -> bool:
    """Say whether a path has the given steps; ``ANY`` stands for any one step."""
    alike = len(path) == len(pattern)
    return alike and all(p in {ANY, s} for p, s in zip(pattern, path, strict=True))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by their places in the text."""
    return sorted(problems, key=lambda problem: (problem.line, problem.column))
