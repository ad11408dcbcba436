"""Changes to the text of a model file that leave everything else as it is, comments included.

An edit replaces stretches of the text; what it does not touch stays the same to the letter. Lists
and mappings in brackets are written anew when entries come or go, blocks entry by entry.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from goodoffices.errors import Path
from goodoffices.files.yaml import write as yamlout
from goodoffices.files.yaml.tree import ANY, BREAK, Document, Key, Node, matches, resolve

Swap = tuple[int, int, str]

_ORDERED = (
    ("decision_makers",),
    ("decision_makers", ANY, "options"),
    ("decision_makers", ANY, "preferences", "weights"),
    ("mediation", "levers"),
    ("quantities",),
    ("scenarios",),
    ("truths",),
)
_SETTINGS = ("decision_makers", ANY, "options", ANY)
_SPACE = re.compile(r" +(?=[,}])")
_COMMA = re.compile(r"\s*,")
_WORD = re.compile(r"\w+")
_NAMES = re.compile(r"[\w.]+")


class Edits:
    """Changes to one text, collected and then made all at once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        self._newline = "\r\n" if "\r\n" in document.text else "\n"
        self._changes: list[tuple[int, int, str]] = []
        self._dropped: list[Node] = []

    @property
    def root(self) -> Node:
        """The tree of the text that is changed."""
        return self._document.root

    def text(self) -> str:
        """Return the changed text. Raises ValueError when changes overlap."""
        parts: list[str] = []
        done = 0
        for start, end, new in sorted(self._changes, key=lambda change: change[:2]):
            if start < done:
                raise ValueError("changes that overlap")
            parts += [self._text[done:start], new.replace("\n", self._newline)]
            done = end
        return "".join([*parts, self._text[done:]])

    def update(self, node: Node, old: object, new: object, path: Path = ()) -> None:
        """Change what stands at ``node`` so that it says ``new`` where it said ``old``."""
        if _same(old, new, path):
            return
        if isinstance(old, dict) and isinstance(new, dict) and isinstance(node.value, dict):
            self._update_mapping(node, old, new, path)
        elif (
            isinstance(old, list)
            and isinstance(new, list)
            and isinstance(node.value, list)
            and len(old) == len(node.value)
        ):
            self._update_list(node, old, new, path)
        else:
            self.replace(node, new, path)

    def replace(self, node: Node, new: object, path: Path) -> None:
        """Write a new value in the place of an old one."""
        new = yamlout.short(path, new)
        same_kind = type(new) is type(node.value) and bool(new)
        if node.style == "block" and same_kind:
            self._change(
                node.start, node.end, _indent(yamlout.block(path, new), self._column(node))
            )
            return
        inline = self._inline(path, new, node)
        if node.style == "block" and node.key_start != node.start:  # a block below its key
            colon = self._text.index(":", node.key_end) + 1
            self._change(colon, colon, " " + inline)
            self._change(self._before_break(node.start), node.end, "")
        elif node.end > node.start:
            self._change(node.start, node.end, inline)
        else:  # nothing there: behind ':' or '-', or a key without even a colon
            sign = "" if self._text[node.start - 1] in ":-" else ":"
            space = _SPACE.match(self._text, node.end)
            self._change(node.start, space.end() if space else node.end, f"{sign} {inline}")

    def insert(self, parent: Node, new: object, path: Path, after: Node | None) -> None:
        """Add an entry to a mapping in block style, behind the entry ``after``.

        Without ``after`` it goes in front of the first entry that stays.
        """
        column = self._column(parent)
        lines = _indent(yamlout.entry(path, new), column)
        if after is not None:
            place = self._line_end(after.end)
            self._change(place, place, "\n" + " " * column + lines)
            return
        first = next(child for child in parent.children if child not in self._dropped)
        self._change(first.key_start, first.key_start, lines + "\n" + " " * column)

    def append(self, parent: Node, new: object, path: Path) -> None:
        """Add an item to a list."""
        if parent.style == "block" and parent.children:
            self._insert_items(parent, [new], parent.children[-1], path)
        else:
            items = [child.plain() for child in parent.children]
            self.replace(parent, [*items, new], path)

    def substitute(self, node: Node, swaps: Sequence[Swap], *, on_key: bool = False) -> None:
        """Write other words in a text or a key; what stays keeps its line breaks and quotes.

        Parameters
        ----------
        node
            Where the text stands.
        swaps
            From and to in the text as it is read, and what comes in its place.
        on_key
            Whether it is the key.
        """
        start, end = (node.key_start, node.key_end) if on_key else (node.start, node.end)
        raw, old = self._text[start:end], str(node.step if on_key else node.value)
        new = _swapped(old, swaps)
        written = None
        if all(_NAMES.fullmatch(one) for _, _, one in swaps):
            written = new if raw == old else _in_raw(raw, old, swaps)
        if written is not None and raw == old and not isinstance(resolve(new), str):
            written = None
        self._change(start, end, yamlout.scalar(new, flow=True) if written is None else written)

    def move(self, parent: Node, child: Node, place: int) -> bool:
        """Move the lines of an entry of a block, and comments above it; False where that fails."""
        siblings = parent.children
        at = siblings.index(child)
        tops = [top for top in map(self._top, siblings) if top is not None]
        if parent.style != "block" or len(tops) < len(siblings) or tops[at] == 0 or place == at:
            return place == at
        begin, end = self._before_break(tops[at]), self._line_end(child.end)
        lines = self._text[tops[at] : end].replace("\r\n", "\n")
        self._change(begin, end, "")
        if place > at:
            target = self._line_end(siblings[place].end)
            self._change(target, target, "\n" + lines)
        else:
            self._change(tops[place], tops[place], lines + "\n")
        return True

    def _top(self, entry: Node) -> int | None:
        """Return where the comments begin that stand right above an entry, or where it does itself.

        None where the entry does not begin a line.
        """
        start = entry.key_start
        if isinstance(entry.step, int):
            start = self._text.rindex("-", 0, start)
        top = self._line_start(start)
        column = start - top
        if self._text[top:start].strip():
            return None
        while top:
            above = self._line_start(self._before_break(top))
            if not self._text.startswith(" " * column + "#", above):
                break
            top = above
        return top

    def _update_mapping(
        self, node: Node, old: Mapping[Key, Any], new: Mapping[Key, Any], path: Path
    ) -> None:
        kept = [key for key in node.value if key in new]
        stated = matches(path, *_SETTINGS)  # defaults are dropped, for they might contradict
        gone = [key for key in node.value if key not in new and (stated or key in old)]
        added = [key for key in new if key not in node.value]
        reordered = _is_ordered(path) and kept != [k for k in new if k in kept]
        inside = node.style == "flow" and bool(gone or added)
        anew = not kept or reordered or yamlout.short(path, new) is not new
        if inside and not anew and self._update_flow(node, old, new, gone, path):
            return
        if anew or inside:
            extras = {} if stated else _extras(node, old, new)
            self.replace(node, {**new, **extras}, path)
            return
        for key in kept:
            self.update(node.value[key], old.get(key), new[key], (*path, key))
        for key in gone:
            self._delete(node, node.value[key])
        after: Node | None = None
        for key in new:
            if key in node.value:
                after = node.value[key]
            else:
                self.insert(node, new[key], (*path, key), after)

    def _update_flow(
        self,
        node: Node,
        old: Mapping[Key, Any],
        new: Mapping[Key, Any],
        gone: Sequence[Key],
        path: Path,
    ) -> bool:
        """Change a mapping in braces entry by entry; False where it is better written anew."""
        children = node.children
        text = self._text[node.start : node.end]
        added = {
            key: f"{yamlout.scalar(key, flow=True)}: {yamlout.inline((*path, key), new[key])}"
            for key in new
            if key not in node.value
        }
        length = (
            len(text) + node.start - self._line_start(node.start) + sum(map(len, added.values()))
        )
        bare = any(
            c.start == c.end and not _same(old.get(c.step), new.get(c.step), ()) for c in children
        )
        if bare or ("#" not in text and ("\n" in text or length > yamlout.WIDTH)):
            return False
        after: Node | None = None
        for k, child in enumerate(children):
            if child.step not in gone:
                self.update(child, old.get(child.step), new[child.step], (*path, child.step))
                after = child
            elif after is None:
                self._change(child.key_start, children[k + 1].key_start, "")
            elif "#" in self._text[children[k - 1].end : child.key_start]:
                comma = _COMMA.match(self._text, child.end)
                self._change(child.key_start, comma.end() if comma else child.end, "")
            else:
                self._change(children[k - 1].end, child.end, "")
        after = None
        for key in new:
            if key not in added:
                after = node.value[key]
            elif after is None:
                first = next(c for c in children if c.step not in gone)
                self._change(first.key_start, first.key_start, f"{added[key]}, ")
            else:
                self._change(after.end, after.end, f", {added[key]}")
        return True

    def _update_list(self, node: Node, old: list[Any], new: list[Any], path: Path) -> None:
        """Keep the items that stay; change, drop or add those between them."""
        if not new or (node.style == "flow" and len(old) != len(new)):
            self.replace(node, new, path)
            return
        if node.style == "flow":
            for k, child in enumerate(node.children):
                self.update(child, old[k], new[k], (*path, k))
            return
        after: Node | None = None
        for first_old, last_old, first_new, last_new in _stretches(old, new):
            paired = min(last_old - first_old, last_new - first_new)
            for k in range(paired):
                child, place = node.children[first_old + k], first_old + k
                self.update(child, old[place], new[first_new + k], (*path, place))
            for child in node.children[first_old + paired : last_old]:
                self._delete(node, child)
            if first_old + paired:
                after = node.children[first_old + paired - 1]
            if last_new > first_new + paired:
                self._insert_items(node, new[first_new + paired : last_new], after, path)

    def _insert_items(
        self, node: Node, items: Sequence[object], after: Node | None, path: Path
    ) -> None:
        column = self._column(node)
        lines = ["- " + self._inline((*path, 0), item, node, column + 2) for item in items]
        joined = ("\n" + " " * column).join(lines)
        if after is None:
            self._change(node.start, node.start, joined + "\n" + " " * column)
        else:
            place = self._line_end(after.end)
            self._change(place, place, "\n" + " " * column + joined)

    def _delete(self, parent: Node, child: Node) -> None:
        """Remove an entry of a block with its lines, and a comment behind it."""
        start = child.key_start
        if isinstance(parent.value, list):
            start = self._text.rindex("-", 0, start)
        self._dropped.append(child)
        begin, end = self._line_start(start), self._line_end(child.end)
        if self._text[begin:start].strip():  # the first entry of '- key: value'
            siblings = [c for c in parent.children if c.key_start > start]
            self._change(start, siblings[0].key_start if siblings else end, "")
        elif begin:
            self._change(self._before_break(start), end, "")
        else:
            following = BREAK.match(self._text, end)
            self._change(begin, following.end() if following else end, "")

    def _inline(self, path: Path, new: object, node: Node, column: int | None = None) -> str:
        text = yamlout.inline(path, new)
        return _indent(text, self._column(node) if column is None else column)

    def _change(self, start: int, end: int, new: str) -> None:
        self._changes.append((start, end, new))

    def _column(self, node: Node) -> int:
        return self._document.place(node.start)[1] - 1

    def _line_start(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        found = BREAK.search(self._text, offset)
        return found.start() if found else len(self._text)

    def _before_break(self, offset: int) -> int:
        """Return the end of the line before that of an offset."""
        end = self._line_start(offset) - 1
        return end - 1 if self._text[end - 1 : end + 1] == "\r\n" else end


def _indent(text: str, column: int) -> str:
    """Indent all lines but the first."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(" " * column + line if line else line for line in rest)])


def _same(old: object, new: object, path: Path) -> bool:
    """Say whether two values are equal, in the order of entries as well where that counts."""
    if isinstance(old, dict) and isinstance(new, dict):
        alike = list(old) == list(new) if _is_ordered(path) else old.keys() == new.keys()
        return alike and all(_same(value, new[key], (*path, key)) for key, value in old.items())
    return old == new


def _is_ordered(path: Path) -> bool:
    return any(matches(path, *pattern) for pattern in _ORDERED)


def _extras(node: Node, old: Mapping[Key, Any], new: Mapping[Key, Any]) -> dict[Key, Any]:
    """Return the entries of the file that only repeat a default."""
    return {k: child.plain() for k, child in node.value.items() if k not in old and k not in new}


def _stretches(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two lists differ: from and to in the old one, from and to in the new one."""
    one, other = ([repr(item) for item in items] for items in (old, new))
    for stretch in difflib.SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if stretch[0] != "equal":
            yield stretch[1:]


def _swapped(text: str, swaps: Iterable[Swap]) -> str:
    for start, end, new in sorted(swaps, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _in_raw(raw: str, old: str, swaps: Sequence[Swap]) -> str | None:
    """Swap words in a text as it is written, over lines or in quotes; None where they differ."""
    header = raw.index("\n") if raw[:1] in "|>" and "\n" in raw else 0
    read = [match.span() for match in _WORD.finditer(old)]
    there = [match.span() for match in _WORD.finditer(raw, header)]
    alike = [old[a:b] for a, b in read] == [raw[a:b] for a, b in there]
    if not alike or any((start, end) not in read for start, end, _ in swaps):
        return None
    return _swapped(raw, [(*there[read.index((a, b))], new) for a, b, new in swaps])
