"""Renaming something in all that speaks of it, by the places of names and not by search."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.errors import Path, RequestError, dotted
from goodoffices.files.mentions import Mention, all_mentions, is_defined
from goodoffices.files.names import Book, Content
from goodoffices.files.yaml.edit import Edits, Swap
from goodoffices.files.yaml.tree import find
from goodoffices.model.expressions import NAME_PATTERN
from goodoffices.model.statements import KEYWORDS

_OPTION_DEPTH = 4


def rename(edits: Edits, content: Content, path: Path, new: str) -> None:
    """Give another name to what is defined at a path, in every statement that names it as well.

    Raises
    ------
    RequestError
        There is no such key, or the name is taken or cannot be one.
    """
    _check(content, path, new)
    book = Book(content)
    root = edits.root
    defined = find(root, path)
    if defined is None:
        raise RequestError(f"there is no {dotted(path)} in the file")
    edits.substitute(defined, [(0, len(str(path[-1])), new)], on_key=True)
    if path not in book.things:
        return
    for mention in all_mentions(content):
        swaps = list(dict.fromkeys(_swaps(book, mention, path, new)))
        node = find(root, mention.where)
        if swaps and node is not None:
            edits.substitute(node, swaps, on_key=mention.on_key)


def _check(content: Content, path: Path, new: object) -> None:
    if not path or isinstance(path[-1], int) or not is_defined(content, path):
        raise RequestError(f"there is no key {dotted(path) or 'without a name'} to rename")
    if not isinstance(new, str) or not new.strip():
        raise RequestError(f"a new name for {dotted(path)} is missing; expected text")
    if new != path[-1] and is_defined(content, (*path[:-1], new)):
        raise RequestError(f"{dotted((*path[:-1], new))} is there already; choose another name")
    named = path in Book(content).things
    if named and (not re.fullmatch(NAME_PATTERN, new) or new.lower() in KEYWORDS):
        raise RequestError(
            f"'{new}' cannot be a name; expected letters, digits and _, no digit first and no "
            "word of the statement language; put the full name in label"
        )


def _swaps(book: Book, mention: Mention, path: Path, new: str) -> Iterator[Swap]:
    """Yield what to write in a mention, where it names the thing or is unclear by the new name."""
    is_option = len(path) == _OPTION_DEPTH
    owners = book.owners.get(new, []) if is_option else []
    owner_end = 0
    for name in mention.names:
        qualified = owner_end and mention.text[owner_end : name.start].strip() == "."
        owner_end = 0 if len(name.thing) == _OPTION_DEPTH else name.end
        bare = f"{name.thing[1]}.{new}" if is_option and owners and not qualified else new
        unclear = name.thing[2:] == ("options", new) and bare != new
        if name.end and (name.thing == path or unclear):
            yield name.start, name.end, bare
