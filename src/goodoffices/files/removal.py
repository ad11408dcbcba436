"""Removing something together with what speaks of it.

What speaks of a thing goes as a whole: a statement, a rule, a claim, the lever that bites where a
statement holds. A group of options or a coalition loses the one name, and goes when fewer than
two are left.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from goodoffices.errors import Path
from goodoffices.files.content import without
from goodoffices.files.mentions import Mention, all_mentions
from goodoffices.files.names import GROUPS, Content, within

_PAIR = 2


def with_mentions(content: Content, path: Path) -> dict[str, Any]:
    """Return content without what stands at a path, and without all that speaks of it."""
    known = list(all_mentions(content))
    gone, waiting = {path}, [path]
    while waiting:
        thing = waiting.pop()
        for unit in (_unit(m) for m in known if m.speaks_of(thing)):
            if not any(unit[: len(other)] == other for other in gone):
                gone.add(unit)
                waiting.append(unit)
    return _shrunk(content, without(content, gone))


def _unit(mention: Mention) -> Path:
    """Return the path of what goes as a whole with a mention in it."""
    where = mention.where
    above, inner = within(where)
    if inner[:2] in {("mediation", "claims"), ("mediation", "levers")}:
        inner = inner[:3]
    elif inner[0] in {"no_move", "truths"}:
        inner = inner[:2]
    elif inner[0] == "observed":
        inner = inner[:1]
    elif inner[:2] in {("published", "coalition_improvements"), ("published", "differs")}:
        inner = inner[:3]
    return (*above, *inner)


def _shrunk(before: Content, after: dict[str, Any]) -> dict[str, Any]:
    """Drop groups of fewer than two that had more, and unpack statements left without a peer."""
    after = copy.deepcopy(after)
    for content in (after, *_variants(after)):
        for key in (*GROUPS, "coalitions"):
            as_before = before.get(key) or ()
            _keep(content, key, partial(_is_group, as_before))
        _keep(content, "correlated", _is_whole)
        for party in _mappings(content.get("decision_makers")):
            for preferences in _mappings({"": party.get("preferences")}):
                _unpack(preferences)
    return after


def _variants(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the scenarios and the views in a content say, and those in them."""
    below = [*_mappings(content.get("scenarios")), *_mappings(content.get("views"))]
    return [variant for one in below for variant in (one, *_variants(one))]


def _mappings(table: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - what JSON has
    """Return the mappings among the values of a mapping; none where it is something else."""
    values = table.values() if isinstance(table, dict) else ()
    return [value for value in values if isinstance(value, dict)]


def _keep(content: dict[str, Any], key: str, kept: Callable[[Any], bool]) -> None:
    """Keep some items of a list; nothing is left of one without any."""
    listed = content.get(key)
    if isinstance(listed, list) and all(map(_is_some, listed)) and not all(map(kept, listed)):
        content[key] = [item for item in listed if kept(item)]
        if not content[key]:
            del content[key]


def _is_some(item: Any) -> bool:  # noqa: ANN401 - what JSON has
    return isinstance(item, list | dict)


def _is_group(known: Collection[Any], group: Collection[Any]) -> bool:
    return len(group) >= _PAIR or group in known


def _is_whole(group: Mapping[str, Any]) -> bool:
    size, matrix = len(group.get("quantities") or ()), group.get("correlation")
    return size >= _PAIR and not (isinstance(matrix, list) and len(matrix) != size)


def _unpack(preferences: dict[str, Any]) -> None:
    listed = preferences.get("prioritized")
    if isinstance(listed, list):
        alone = [
            entry["unordered"][0]
            if isinstance(entry, dict) and len(entry.get("unordered") or ()) == 1
            else entry
            for entry in listed
        ]
        preferences["prioritized"] = alone
