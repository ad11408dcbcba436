"""Model files: writing them whole, and changing those that are there."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Callable
from functools import partial
from pathlib import Path as FilePath

from goodoffices.errors import (
    FileError,
    ModelError,
    Path,
    RequestError,
    SizeError,
    dotted,
    expect,
    nearest,
)
from goodoffices.files.as_data import as_data
from goodoffices.files.atomic import refuse_existing, write_text
from goodoffices.files.conflict_from import conflict_from_text
from goodoffices.files.draft import Draft
from goodoffices.files.dumps import dumps
from goodoffices.files.editing import Change, changed
from goodoffices.files.mentions import mentions
from goodoffices.files.names import Book
from goodoffices.files.read import read_model, read_text
from goodoffices.files.scenarios import checked_conflict
from goodoffices.files.schema import TOP_KEYS
from goodoffices.files.yaml.edit import Edits
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import Key, Node, find
from goodoffices.model.conflict import Conflict

_STEP = re.compile(r"""\.?(?:\["(?P<quoted>[^"]*)"\]|\[(?P<index>\d+)\]|(?P<name>[^.\[\]]+))""")


def save(conflict: Conflict, path: str | os.PathLike[str], *, force: bool = False) -> None:
    """Write a conflict to a model file, whole or not at all.

    Parameters
    ----------
    conflict
        What to write.
    path
        Where to.
    force
        True to replace a file that is there. A model file keeps its comments, its order and its
        style where the conflict has not changed.

    Raises
    ------
    FileError
        The file is there and ``force`` is not set, or it cannot be written.
    ModelError
        The conflict holds something that a file cannot.

    Examples
    --------
    >>> go.save(go.case("chicken"), "chicken.yaml")
    >>> go.load("chicken.yaml").names
    ('Ann', 'Bob')
    """
    expect(conflict, Conflict)
    file = FilePath(path)
    refuse_existing(file, force=force)
    text = updated(file, conflict) if file.is_file() else None
    write_text(file, dumps(conflict) if text is None else text, force=force)


def updated(file: FilePath, conflict: Conflict) -> str | None:
    """Return the text of a model file changed to describe a conflict; None where that fails."""
    try:
        text = read_text(file)
        before = conflict_from_text(text, str(file))
        document = parse(text)
        edits = Edits(document)
        edits.update(document.root, as_data(before), as_data(conflict))
        told = edits.text()
        return told if conflict_from_text(told, str(file)) == conflict else None
    except (FileError, SizeError, ValueError):  # no model, or laid out too oddly
        return None


def set_value(path: str | os.PathLike[str], key: str, value: str) -> None:
    """Change one value in a model file, and nothing else in it.

    Parameters
    ----------
    path
        The file.
    key
        Keys joined by dots, positions in brackets from 0: ``status_quo``, ``infeasible[0]``,
        ``decision_makers.MoE.preferences.ranking``, ``…weights["a and b"]``. The position after
        the last appends; a form of preferences takes the place of another one.
    value
        The value in YAML.

    Raises
    ------
    RequestError
        There is no such key or position, or the value is not YAML.
    ModelError
        The file would not describe a conflict any more; it is left as it is.
    FileError
        The file cannot be read or written.
    """
    document = parse(read_model(path), str(path))
    where = _where(key, document.root)
    if find(document.root, where[:-1]) is None:
        told = ".".join(map(str, where[:-1]))
        raise RequestError(f"there is no {told} in the file yet; set it as a whole")
    made = changed(document, None, Change("set", where, _value(value)), str(path)).text
    checked_conflict(made, f"{path}, with {key} = {textwrap.shorten(value, 40)}")
    write_text(FilePath(path), made, force=True)


def rename_key(path: str | os.PathLike[str], key: str, new: str) -> tuple[str, list[str]]:
    """Rename something in a model file, in all that speaks of it as well.

    Parameters
    ----------
    key
        As ``set_value`` takes it, or a name alone where nothing else in the file has it.

    Returns
    -------
    tuple
        The whole key of what was renamed, and the places that spoke of it.

    Raises
    ------
    RequestError, ModelError, FileError
        As ``Draft.rename``, ``Draft.read`` and ``Draft.save`` raise them; the file stays then.
    """
    return _changed(path, key, lambda draft, where: draft.rename(where, new))


def remove_key(
    path: str | os.PathLike[str], key: str, *, with_mentions: bool = False
) -> tuple[str, list[str]]:
    """Take something out of a model file, on request with all that speaks of it.

    Parameters
    ----------
    key
        As ``set_value`` takes it, or a name alone where nothing else in the file has it.

    Returns
    -------
    tuple
        The whole key of what is gone, and the places that spoke of it.

    Raises
    ------
    MentionedError, RequestError, ModelError, FileError
        As ``Draft.remove``, ``Draft.read`` and ``Draft.save`` raise them; the file stays then.
    """
    return _changed(path, key, partial(Draft.remove, with_mentions=with_mentions))


def _changed(
    path: str | os.PathLike[str], key: str, change: Callable[[Draft, Path], None]
) -> tuple[str, list[str]]:
    """Change what a key leads to; return its whole key, and the places that spoke of it."""
    draft = Draft.read(path)
    where = _defined(draft, key)
    places = _speaking(draft, where)
    change(draft, where)
    draft.save()
    return dotted(where), places


def _speaking(draft: Draft, where: Path) -> list[str]:
    known = where in Book(draft.content).things
    return [str(mention) for mention in mentions(draft.content, where)] if known else []


def _defined(draft: Draft, key: str) -> Path:
    """Return the path of what a key leads to, or of what alone has a name."""
    root = parse(draft.text).root
    where = _where(key, root)
    if find(root, where) is not None:
        return where
    things = Book(draft.content).things
    ends: list[Path] = [where[-1:]]
    if len(where) == 2:  # noqa: PLR2004 - an option behind its owner
        ends = [("decision_makers", where[0], "options", where[1])]
    found = sorted(t for t in things if any(t[-len(end) :] == end for end in ends))
    if len(where) <= 2 and len(found) == 1:  # noqa: PLR2004
        return found[0]
    if found:
        told = " or ".join(dotted(thing) for thing in found)
        raise RequestError(f"'{key}' may be several things; write {told}")
    names = dict.fromkeys(str(thing[-1]) for thing in sorted(things))
    raise RequestError(f"there is no {key} in {draft.name}; {nearest(key, names)}")


def _value(value: str) -> object:
    try:
        document = parse(value)
    except ModelError as error:
        raise RequestError(
            f"the value {value!r} cannot be read: {error.problems[0].found}"
        ) from None
    if document.problems:
        raise RequestError(f"the value {value!r} cannot be read: {document.problems[0].found}")
    content: object = document.root.plain()
    return content


def _where(key: str, root: Node) -> Path:
    """Return the path that a dotted key names; names that contain dots are matched as a whole."""
    steps: list[Key] = []
    node: Node | None = root
    rest = key.strip()
    while rest:
        step, rest = _step(key, rest, node)
        steps.append(step)
        node = node.child(step) if node is not None else None
    if not steps:
        raise RequestError(f"no key given; {nearest('', TOP_KEYS)}")
    return tuple(steps)


def _step(key: str, rest: str, node: Node | None) -> tuple[Key, str]:
    names = node.value if node is not None and isinstance(node.value, dict) else {}
    bare = rest.removeprefix(".")
    whole = [k for k in names if re.match(rf"{re.escape(str(k))}(?=$|[.\[])", bare)]
    if whole:
        longest = max(whole, key=lambda k: len(str(k)))
        return longest, bare[len(str(longest)) :]
    found = _STEP.match(rest)
    if found is None:
        raise RequestError(f"'{key}' is no key; write it like decision_makers.NAME.label")
    if found["index"] is not None:
        return int(found["index"]), rest[found.end() :]
    name = found["quoted"] if found["quoted"] is not None else found["name"]
    return next((k for k in names if str(k) == name), name), rest[found.end() :]
