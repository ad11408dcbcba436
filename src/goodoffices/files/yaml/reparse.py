"""The tree of a text that was changed in one place, from the tree that it had before.

Reading YAML takes most of the time that an edit takes. So only the entries that a change touches
are read, of the innermost mapping that holds them, and put in the place of those before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from goodoffices.errors import ModelError
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import Document, Node

_APART = re.compile(r"^(---|\.\.\.|%)|\ufeff", re.MULTILINE)


def changed_stretch(old: str, new: str) -> tuple[int, int, int]:
    r"""Return where two texts begin to differ, and where each goes on as the other does.

    Examples
    --------
    >>> changed_stretch("a: 1\nb: 2\n", "a: 13\nb: 2\n")
    (4, 4, 5)
    """
    shorter = min(len(old), len(new))
    begin = _alike(shorter, lambda n: old.startswith(new[:n]))
    left = shorter - begin
    end = _alike(left, lambda n: old.endswith(new[len(new) - n :]))
    return begin, len(old) - end, len(new) - end


def reparsed(document: Document, text: str, source: str = "") -> Document:
    """Return the tree of a text, given that of a similar one, which stays as it is.

    Raises
    ------
    ModelError
        When there is no tree, as ``parse`` raises it.
    """
    if document.text == text:
        return Document(text, _copy(document.root, len(text), 0))
    found = None
    if not (document.problems or document.refused or document.left_out):
        found = _spliced(document, text)
    return parse(text, source) if found is None else found


def _alike(most: int, alike: Callable[[int], bool]) -> int:
    """Return the greatest count up to ``most`` that is alike, where all smaller ones are, too."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if alike(middle) else (low, middle - 1)
    return low


def _spliced(document: Document, text: str) -> Document | None:
    """Read the entries that changed; None where they cannot be read by themselves."""
    begin, end, new_end = changed_stretch(document.text, text)
    shift = new_end - end
    above = _above(document.root, begin, end, len(document.text))
    if not above:
        return None
    parent, first, last, limit = above[-1]
    start = parent.children[first].key_start
    column = document.place(start)[1] - 1
    read = _read(text[start : limit + shift], start, column)
    if read is None:
        return None
    root = _copy(document.root, end, shift)
    steps = [list(node.value)[k] for node, k, _, _ in above[:-1]]
    chain = [root]
    for step in steps:
        chain.append(chain[-1].value[step])
    before = list(chain[-1].value.values())
    entries = [*before[:first], *read, *before[last:]]
    chain[-1].value = {child.step: child for child in entries}
    if len(chain[-1].value) < len(entries):  # a key is there twice
        return None
    for node in reversed(chain):
        node.end = max(node.start, *(child.end for child in node.children))
    return Document(text, root)


def _above(root: Node, begin: int, end: int, limit: int) -> list[tuple[Node, int, int, int]]:
    """Return the mappings around a stretch, outermost first.

    Each with the first of its entries that are touched, the one behind the last, and where they
    end in the text.
    """
    found: list[tuple[Node, int, int, int]] = []
    node = root
    while isinstance(node.value, dict) and node.style == "block":
        starts = [child.key_start for child in node.children]
        first = bisect_right(starts, begin) - 1
        if first < 0:
            break
        last = max(bisect_right(starts, end), first + 1)
        limit = starts[last] if last < len(starts) else limit
        found.append((node, first, last, limit))
        if last > first + 1:
            break
        node = node.children[first]
    return found


def _read(text: str, start: int, column: int) -> list[Node] | None:
    """Read entries of a mapping by themselves; None where they are not just that."""
    if _APART.search(text):
        return None
    try:
        found = parse(" " * column + text)
    except ModelError:
        return None
    root = found.root
    whole = isinstance(root.value, dict) and root.style == "block" and bool(root.value)
    if not whole or found.problems or found.refused or found.left_out:
        return None
    if root.children[0].key_start != column:
        return None
    return [_copy(child, 0, start - column) for child in root.children]


def _copy(node: Node, end: int, shift: int) -> Node:
    """Copy a node and what is below it; what stands at ``end`` or behind it is shifted."""
    value = node.value
    if isinstance(value, dict):
        value = {key: _copy(child, end, shift) for key, child in value.items()}
    elif isinstance(value, list):
        value = [_copy(child, end, shift) for child in value]
    places = (node.start, node.end, node.key_start, node.key_end)
    begin, stop, key_start, key_end = (p + shift if p >= end else p for p in places)
    return Node(value, begin, stop, node.style, node.step, key_start, key_end)
