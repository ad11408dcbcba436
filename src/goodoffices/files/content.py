"""Changes to the content of a model file as plain data; no text is involved."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

from goodoffices.errors import Path, RequestError, described, dotted
from goodoffices.files.schema import TOP_KEYS, DecisionMakerEntry
from goodoffices.files.schema_mediation import LeverEntry, MediationEntry
from goodoffices.files.schema_preferences import (
    PREFERENCE_FORMS,
    preference_forms,
)
from goodoffices.files.yaml.text import MOST_DEPTH
from goodoffices.files.yaml.tree import ANY, Key, matches

_DM = "decision_makers"
_OPTION: Path = (_DM, ANY, "options", ANY)
_PREFERENCES: Path = (_DM, ANY, "preferences")
_KEPT: tuple[Path, ...] = (  # which may be empty, and have to be there
    (_DM,),
    (_DM, ANY),
    *((*_PREFERENCES, form) for form in PREFERENCE_FORMS),
    ("scenarios", ANY),
    ("views", ANY),
)
_ORDERS: tuple[tuple[Path, tuple[str, ...]], ...] = (
    ((), TOP_KEYS),
    ((_DM, ANY), tuple(DecisionMakerEntry.keys)),
    (("mediation",), tuple(MediationEntry.keys)),
    (("mediation", "levers", ANY), tuple(LeverEntry.keys)),
)


def plain(value: object, depth: int = 0) -> Any:  # noqa: ANN401 - what JSON has
    """Return a value inside so many others as a file can have it; RequestError where it cannot."""
    if depth > MOST_DEPTH:
        raise RequestError(f"more than {MOST_DEPTH} lists or mappings inside one another")
    if isinstance(value, Mapping):
        return {_key(key): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, depth + 1) for item in value]
    number = isinstance(value, int | float) and abs(value) <= sys.float_info.max
    if value is None or number or isinstance(value, str):
        return value
    vast = isinstance(value, int)  # whose digits Python may refuse to write
    found = "a number of more than 300 digits" if vast else described(value)
    raise RequestError(
        f"{found} cannot stand in a model file; expected text, a number, true or "
        "false, nothing, a list or a mapping"
    )


def _key(key: object) -> Key:
    if isinstance(key, str) or (isinstance(key, int) and not isinstance(key, bool)):
        return key
    raise RequestError(f"{described(key)} as a key; expected text")


def put(content: Any, path: Path, value: object, *, new: bool = False) -> Any:  # noqa: ANN401
    """Return content with a value at a path, which need not be there; what is above it is made.

    A form of preferences takes the place of another one, and the short form of an option becomes
    the long one where it has to.

    Parameters
    ----------
    new
        True to add: a key that is there is refused, and in a list the others make room.

    Raises
    ------
    RequestError
        There is no such place.

    Examples
    --------
    >>> put({"a": [1, 3]}, ("a", 1), 2, new=True)
    {'a': [1, 2, 3]}
    """
    return _put(content, (), path, value, new=new)


def _put(content: Any, done: Path, path: Path, value: object, *, new: bool) -> Any:  # noqa: ANN401
    if not path:
        return value
    step, rest = path[0], path[1:]
    here = (*done, step)
    if isinstance(content, list):
        return _put_item(content, done, path, value, new=new)
    if matches(done, *_OPTION) and not isinstance(content, Mapping):
        content = {"label": content} if content else {}
    if content is None:
        content = {}
    if not isinstance(content, Mapping):
        raise RequestError(f"there is no entry {step} in {dotted(done) or 'the file'}")
    if new and not rest and step in content:
        raise RequestError(f"{dotted(here)} is there already; choose another name, or set it")
    form = preference_forms([step]) if matches(done, *_PREFERENCES) else []
    if form and form != preference_forms(content):
        content = {}
    entry = _put(content.get(step), here, rest, value, new=new)
    if step in content:
        return {**content, step: entry}
    return _with_entry(content, done, step, entry)


def _put_item(content: list[Any], done: Path, path: Path, value: object, *, new: bool) -> list[Any]:
    step, rest = path[0], path[1:]
    count = len(content)
    adding = not rest and (new or step == count)
    most = count if adding else count - 1
    if not isinstance(step, int) or isinstance(step, bool) or not 0 <= step <= most:
        raise RequestError(f"there is no entry {step} in {dotted(done)}; it has {count}")
    if adding:
        return [*content[:step], value, *content[step:]]
    inner = _put(content[step], (*done, step), rest, value, new=new)
    return [*content[:step], inner, *content[step + 1 :]]


def _with_entry(content: Mapping[Key, Any], path: Path, key: Key, value: object) -> dict[Key, Any]:
    """Return a mapping with one entry more, where the schema has it, or else at its end."""
    order = next((keys for pattern, keys in _ORDERS if matches(path, *pattern)), ())
    if key not in order:
        return {**content, key: value}
    earlier = set(order[: order.index(str(key))])
    place = max((k + 1 for k, one in enumerate(content) if one in earlier), default=0)
    entries = list(content.items())
    return dict([*entries[:place], (key, value), *entries[place:]])


def without(content: Any, paths: Iterable[Path]) -> Any:  # noqa: ANN401 - what JSON has
    """Return content without what stands at some paths; what is empty then goes as well.

    All paths are those of the content as it is given.

    Examples
    --------
    >>> without({"a": [1, 2, 3], "b": {"c": 4}}, [("a", 0), ("a", 2), ("b", "c")])
    {'a': [2]}
    """
    return _without(content, (), set(paths))


def _without(content: Any, done: Path, paths: set[Path]) -> Any:  # noqa: ANN401
    if not any(path[: len(done)] == done for path in paths):
        return content
    entries = content.items() if isinstance(content, Mapping) else enumerate(content)
    kept: list[tuple[Key, Any]] = []
    for key, value in entries:
        here = (*done, key)
        if here in paths:
            continue
        inner = _without(value, here, paths) if isinstance(value, Mapping | list) else value
        emptied = inner in ({}, []) and value not in ({}, [])
        if not emptied or any(matches(here, *pattern) for pattern in _KEPT):
            kept.append((key, inner))
    return dict(kept) if isinstance(content, Mapping) else [value for _, value in kept]


def moved(content: Any, path: Path, place: object) -> Any:  # noqa: ANN401 - what JSON has
    """Return content with an entry at another place among its neighbours.

    Raises
    ------
    RequestError
        There is no such entry, or no such place.

    Examples
    --------
    >>> moved({"a": [1, 2, 3]}, ("a", 0), 2)
    {'a': [2, 3, 1]}
    """
    *above, step = path
    parent = content
    for key in above:
        parent = parent[key]
    count = len(parent)
    if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < count:
        raise RequestError(f"{described(place)} as a place; expected 0 to {count - 1}")
    if isinstance(parent, list):
        at = int(step)
        rest = [*parent[:at], *parent[at + 1 :]]
        changed: Any = [*rest[:place], parent[at], *rest[place:]]
    else:
        others = [item for item in parent.items() if item[0] != step]
        changed = dict([*others[:place], (step, parent[step]), *others[place:]])
    return put(content, tuple(above), changed) if above else changed
