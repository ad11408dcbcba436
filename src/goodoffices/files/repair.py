"""Taking what is wrong out of a file's tree, so that the rest can still be checked.

What is taken out leaves doubts: a statement may name an option whose entry was unreadable, a
ranking may be right for rules that could not be read. ``Doubts`` remembers them, and a problem
that may follow from a doubt alone is not reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from goodoffices.errors import Path, Problem, dotted
from goodoffices.files.problems import DISTRIBUTED
from goodoffices.files.yaml.tree import ANY, Key, Node, find, matches
from goodoffices.model.checks.claims import CLAIM_TESTS
from goodoffices.model.expressions import NAME_PATTERN
from goodoffices.model.identifiers import identifier
from goodoffices.model.statements import KEYWORDS

GROUPS = ("exactly_one", "at_most_one", "at_least_one")
RULES = (*GROUPS, "infeasible", "same_state")
_DM = "decision_makers"
_RULE_DEPTH = 2  # of a problem with a rule as a whole
_FORM_DEPTH = 4  # of a problem with a ranking as a whole, and not with one of its states
_NAME = re.compile(NAME_PATTERN)
_LEVER: tuple[Key, ...] = ("mediation", "levers", ANY)
_PARTIES = ((*_LEVER, "held_by"), (*_LEVER, "on"))
_OUTCOMES = {"settlement", "no_deal", "escalation", "where"}
_STAND_INS: tuple[tuple[tuple[Key, ...], object], ...] = (
    (("goodoffices",), 1),
    (("title",), ""),
    ((_DM, ANY, "options", ANY), None),
    ((_DM, ANY, "preferences", "prioritized", ANY, "unordered", ANY), "true"),
    ((_DM, ANY, "preferences", "wants", ANY), "true"),
    (("no_move", ANY, "from"), "false"),
    (("no_move", ANY, "to"), "false"),
    (("mediation", "mediators", ANY), None),
    ((*_LEVER, "where"), 1),
    (("quantities", ANY), 1),
    *((place, 1) for place in DISTRIBUTED if place[0] == "mediation"),
    (("mediation", "claims", ANY, "claim"), ""),
    (("mediation", "claims", ANY, "test"), next(iter(CLAIM_TESTS))),
)


@dataclass
class Doubts:
    """What is uncertain after parts of a file were taken out. Paths are those of the file.

    Attributes
    ----------
    graph
        True when the file lists its states, so that options and rules do not make them.
    names
        Options and decision makers whose entries could not be used.
    options
        True when options of unknown names are missing.
    states
        True when there may be other states than those found.
    form
        True when it is unclear if the conflict is given as a graph.
    preferences
        Decision makers whose preferences are incomplete.
    holders
        True when mediators of unknown names are missing.
    missing
        Paths of what was taken out.
    """

    graph: bool = False
    names: set[str] = field(default_factory=set)
    options: bool = False
    states: bool = False
    form: bool = False
    preferences: set[str] = field(default_factory=set)
    holders: bool = False
    missing: set[Path] = field(default_factory=set)

    def note(self, path: Path) -> None:
        """Remember that the value at a path does not count."""
        first = path[0] if path else ""
        party, options = matches(path, _DM, ANY), matches(path, _DM, ANY, "options")
        option = matches(path, _DM, ANY, "options", ANY)
        if party or option:
            self.names.add(str(path[-1]))
        if matches(path, "mediation", "mediators"):
            self.holders = True
        if party or options or (option and not _NAME.fullmatch(str(path[-1]))):
            self.options = True
        if first in RULES or party or options or option:
            self.states = self.states or not self.graph
        elif first == "states":
            self.states = self.form = True
        elif matches(path[:3], _DM, ANY, "preferences"):
            self.preferences.add(str(path[1]))

    def explain(self, problem: Problem, value: object) -> bool:
        """Say whether a problem with ``value`` may follow from a doubt alone."""
        where = problem.where
        if problem.offset is not None:
            label = self.form and where[0] in {"status_quo", "mediation", "observed"}
            return label or self._explain_statement(problem.text, problem.offset)
        named = {
            str(value),
            *str(value).split("."),
            *map(str, where[-1:] if problem.on_key else ()),
        }
        asked = matches(where, "mediation", "claims", ANY, "with")
        incomplete = asked and any(path[: len(where)] == where for path in self.missing)
        if incomplete or where in self.missing or named & self.names:
            return True
        if matches(where[:3], _DM, ANY, "preferences"):
            incomplete = str(where[1]) in self.preferences and len(where) <= _FORM_DEPTH
            return self.states or incomplete
        if where and where[0] == "mediation":
            outcome = any(step in _OUTCOMES for step in where[1:])
            return (self.states and outcome) or (self.holders and where[-1] == "held_by")
        rule = where[:1] and where[0] in RULES and len(where) == _RULE_DEPTH and self.states
        if not where or where[0] in {"status_quo", "published", "observed"} or rule:
            return self.states
        by_form = self.form and matches(where, _DM, ANY, ANY)
        by_states = self.states and matches(where[:3], _DM, ANY, "moves")
        return by_form or by_states or (self.options and where[0] in GROUPS)

    def _explain_statement(self, text: str, offset: int) -> bool:
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in self.names):
            return True
        word = _NAME.match(text, offset)
        return self.options and word is not None and word[0].lower() not in KEYWORDS


class Repairs:
    """Changes a tree until what is left of it makes sense, and keeps the doubts that follow."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.doubts = Doubts(graph=root.child("states") is not None)

    def in_file(self, path: Path) -> Path:
        """Return the path in the file of a path in the tree, which may have moved since."""
        steps: list[Key] = []
        node: Node | None = self.root
        for step in path:
            node = node.child(step) if node is not None else None
            steps.append(step if node is None else node.step)
        return tuple(steps)

    def replace_key(self, path: Path, key: str | None) -> None:
        """Give an entry the key that was surely meant, or drop it."""
        parent = find(self.root, path[:-1])
        if parent is None or not isinstance(parent.value, dict):
            return
        keys = {path[-1]: key} if key is not None and key not in parent.value else {}
        kept = [(keys.get(old, old), child) for old, child in parent.value.items()]
        parent.value = {new: child for new, child in kept if new != path[-1]}

    def rename(self, path: Path) -> None:
        """Give an option or decision maker a name that can be used, so that the rest counts."""
        self.doubts.names.add(str(self.in_file(path)[-1]))
        parent = find(self.root, path[:-1])
        taken = [str(key) for key in parent.value] if parent is not None else []
        self.replace_key(path, identifier(str(path[-1]), taken))

    def take_out(self, path: Path) -> None:
        """Remove the value at a path with what makes no sense without it, or fill it in."""
        path = _whole(path)
        for whole in (("quantities", ANY), ("correlated", ANY), *DISTRIBUTED):
            if matches(path[: len(whole)], *whole):
                path = path[: len(whole)]
                self.doubts.names.add(dotted(self.in_file(path)))  # its name as a quantity
        party = any(matches(path, *pattern) for pattern in _PARTIES)
        if party and self.in_file(path) in self.doubts.missing:
            path, party = path[:-1], False
        node, harmless = find(self.root, path), self._harmless(path)
        if harmless is not None and node is not None:
            node.value = harmless.value
        elif harmless is not None:
            self._insert(path, harmless)
        if harmless is None or party or path[-1] == "preferences":
            self.doubts.note(self.in_file(path))
            self.doubts.missing.add(self.in_file(path))
        if harmless is None:
            self._remove(path)

    def drop_rules(self) -> None:
        """Leave out everything that makes states infeasible."""
        for rule in RULES:
            if rule in self.root.value:
                self.take_out((rule,))

    def _harmless(self, path: Path) -> Node | None:
        """Return what can stand in for a value, or None where it can be left out."""
        node, parties = find(self.root, path), find(self.root, (_DM,))
        if matches(path, "states", ANY) and node is not None and node.value is not None:
            return None if node.children else _scalar(str(node.value))
        named = matches(path, "no_move", ANY, "by") or any(matches(path, *p) for p in _PARTIES)
        if named and parties is not None and parties.children:
            return _scalar(next(iter(parties.value)))
        if matches(path, _DM, ANY, "preferences"):
            return _scalar({"weights": _scalar({})})
        for pattern, value in _STAND_INS:
            if matches(path, *pattern) and (node is not None or pattern[-1] != ANY):
                return _scalar(value)
        return None

    def _insert(self, path: Path, node: Node) -> None:
        parent = find(self.root, path[:-1])
        if parent is not None and isinstance(parent.value, dict):
            node.step = path[-1]
            parent.value[path[-1]] = node

    def _remove(self, path: Path) -> None:
        parent, up = find(self.root, path[:-1]), path[:-1]
        if parent is None or (find(self.root, path) is None and isinstance(parent.value, list)):
            return
        if isinstance(parent.value, list):
            del parent.value[int(path[-1])]
        elif isinstance(parent.value, dict):  # or else a key has the name of a mark, see ``tag``
            parent.value.pop(path[-1], None)  # not there when it is what the file lacks
        incomplete = (
            matches(up, _DM, ANY, "preferences")
            or matches(up, "no_move", ANY)
            or matches(up, "published", "coalition_improvements", ANY)
            or matches(up, "published", "differs", ANY)
            or matches(up, "observed")
        )
        emptied = isinstance(parent.value, list) and not parent.value and len(up) > 1
        if incomplete or emptied:
            self.take_out(up)


def _whole(path: Path) -> Path:
    """Return the path of what makes no sense as a whole where the value at a path makes none."""
    if matches(path[:4], _DM, ANY, "moves", ANY):
        return path[:4]
    if matches(path[:5], _DM, ANY, "preferences", "better", ANY):
        return path[:5]
    return path[:-1] if path[-1:] == ("unordered",) else path


def _scalar(value: object) -> Node:
    """Return a node that stands nowhere in the text."""
    return Node(value, 0, 0, "plain")
