"""One change to the text of a model file after the other, as data: what an edit is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goodoffices.errors import Path, RequestError, described, dotted, nearest
from goodoffices.files.content import moved, plain, put, without
from goodoffices.files.lettering import relettered, with_patterns
from goodoffices.files.mentions import MentionedError, is_defined, mentions
from goodoffices.files.names import Book
from goodoffices.files.removal import with_mentions
from goodoffices.files.renaming import rename
from goodoffices.files.yaml.edit import Edits
from goodoffices.files.yaml.reparse import reparsed
from goodoffices.files.yaml.tree import ANY, Document, find, matches
from goodoffices.model.conflict import Conflict

OPS = ("set", "add", "remove", "rename", "move")
_KEYS = ("op", "path", "value", "with_mentions")


@dataclass(frozen=True)
class Change:
    """A change: what to do, where, and with which value."""

    op: str
    path: Path
    value: Any = None
    with_mentions: bool = False


def checked(given: Mapping[str, Any]) -> Change:
    """Return a change that is given as data. Raises RequestError where it is none."""
    if not isinstance(given, Mapping):
        raise RequestError(f"{described(given)} in place of a change; expected op, path and value")
    for key in given:
        if key not in _KEYS:
            raise RequestError(f"a change has no '{key}'; {nearest(key, _KEYS)}")
    op, path = given.get("op"), given.get("path")
    if op not in OPS:
        raise RequestError(f"no change '{op}'; {nearest(op, OPS)}")
    if not isinstance(path, list | tuple) or not path or not all(map(_is_step, path)):
        raise RequestError(f"{described(path)} in place of a path; expected a list of keys")
    value = plain(given.get("value"))
    return Change(str(op), tuple(path), value, bool(given.get("with_mentions")))


def _is_step(step: object) -> bool:
    return isinstance(step, str | int) and not isinstance(step, bool)


def changed(document: Document, conflict: Conflict | None, change: Change, source: str) -> Document:
    """Return the tree of a text with a change made; whether it is a conflict is not asked.

    Parameters
    ----------
    document
        The tree of the text; it stays as it is.
    conflict
        What the text described before any change of the edit; None where it may describe none,
        and patterns of states then stay as they are.

    Raises
    ------
    RequestError
        The change cannot be made.
    ModelError
        The text would not be YAML any more.
    """
    content = document.root.plain()
    if change.op in {"remove", "rename", "move"} and not is_defined(content, change.path):
        raise RequestError(f"there is no {dotted(change.path)} in the file to {change.op}")
    edits = Edits(document)
    if change.op == "rename":
        rename(edits, content, change.path, change.value)
        return reparsed(document, edits.text(), source)
    if conflict is not None and change.op == "remove" and not change.with_mentions:
        _refuse_mentioned(content, conflict, change.path)
    wanted = _wanted(content, change)
    if (
        conflict is not None
        and not content.get("states")
        and Book(content).owned != Book(wanted).owned
    ):
        lettered = with_patterns(content, conflict)
        wanted = relettered(_wanted(lettered, change), lettered)
    if change.op == "move":
        document = _moved(document, change, source)
    return _updated(document, wanted, source)


def _wanted(content: dict[str, Any], change: Change) -> dict[str, Any]:
    """Return the content that a change makes."""
    path = change.path
    found: dict[str, Any]
    if change.op == "move":
        found = moved(content, path, change.value)
    elif change.op != "remove":
        found = put(content, path, change.value, new=change.op == "add")
    elif change.with_mentions:
        found = with_mentions(content, path)
    else:
        found = without(content, [path])
    return found


def _refuse_mentioned(content: dict[str, Any], conflict: Conflict, path: Path) -> None:
    """Raise MentionedError where others speak of a thing, of an option by its letter as well."""
    if path not in Book(content).things:
        return
    told = content if content.get("states") else with_patterns(content, conflict)
    if speaking := mentions(told, path):
        raise MentionedError(path, speaking)


def _moved(document: Document, change: Change, source: str) -> Document:
    """Move the lines of an entry, or write what is in brackets in another order."""
    above = change.path[:-1]
    parent = find(document.root, above)
    child = None if parent is None else parent.child(change.path[-1])
    if parent is None or child is None:
        return document
    edits = Edits(document)
    if not edits.move(parent, child, change.value):
        if "#" in document.text[parent.start : parent.end]:
            raise RequestError(
                f"{dotted(change.path)} cannot be moved for the comments beside it; move it in the "
                "text instead"
            )
        edits = Edits(document)
        edits.replace(parent, moved(parent.plain(), change.path[-1:], change.value), above)
    return reparsed(document, edits.text(), source)


def _updated(document: Document, wanted: dict[str, Any], source: str) -> Document:
    """Make a text say what is wanted. Raises RequestError where it is laid out too oddly."""
    edits = Edits(document)
    edits.update(document.root, document.root.plain(), wanted)
    try:
        found = reparsed(document, edits.text(), source)
    except ValueError as error:  # changes that overlap, or what is no YAML
        told = str(error).splitlines()[0]
        raise RequestError(f"{source}: laid out too oddly to be changed ({told})") from None
    if _in_short(found.root.plain()) != _in_short(wanted):
        raise RequestError(f"{source}: laid out too oddly to be changed; edit the text instead")
    return found


def _in_short(value: Any, path: Path = ()) -> Any:  # noqa: ANN401 - what JSON has
    """Write options that have a label and nothing else by that."""
    if isinstance(value, Mapping):
        if matches(path, "decision_makers", ANY, "options", ANY) and list(value) == ["label"]:
            return value["label"]
        return {key: _in_short(item, (*path, key)) for key, item in value.items()}
    return value
