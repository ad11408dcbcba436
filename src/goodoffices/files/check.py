"""From the tree of a model file to a conflict, or to everything that is wrong with it.

The schema and the model each report what they find; what is wrong is taken out of the tree and
the rest is tried again, until nothing new turns up. So one run reports all of a file's errors (of
more than ``MOST_PROBLEMS``, which no hand has made, about as many).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from pydantic_core import ValidationError

from goodoffices.errors import ModelError, Path, Problem, SizeError
from goodoffices.files.claims import claim_problems
from goodoffices.files.convert import to_conflict
from goodoffices.files.problems import guess, schema_faults
from goodoffices.files.repair import Repairs
from goodoffices.files.schema import SCHEMA_VERSION, ModelFile
from goodoffices.files.yaml.tree import ANY, Document, Node, find, in_order, matches
from goodoffices.model.conflict import Conflict

MOST_PROBLEMS = 1000
_ROUNDS = 20
_PREFERENCES = ("decision_makers", ANY, "preferences")
_BESIDE = frozenset({"documents", "statements", "grounds", "seals"})
_NAMES = (
    ("decision_makers", ANY),
    ("decision_makers", ANY, "options", ANY),
    ("mediation", "mediators", ANY),
    ("mediation", "levers", ANY),
)


class Check:
    """One file being checked, perhaps ``like`` another; ``problems`` are those found so far."""

    def __init__(self, document: Document, like: Conflict | None = None) -> None:
        self.document, self._like = document, like
        self.problems = list(document.problems)
        self._told: set[tuple[int, int, str]] = set()
        self.repairs = Repairs(document.root)

    @property
    def _root(self) -> Node:
        return self.document.root

    def conflict(self, source: str) -> Conflict:
        """Return the conflict of a file without problems; else raise ModelError with them all."""
        found = self.run()
        if self.problems or found is None:
            raise ModelError(in_order(self.problems), source)
        return found

    def run(self) -> Conflict | None:
        """Return the conflict; with problems, None or what is left of it without them."""
        if not self._is_model():
            return None
        for path in self.document.left_out:
            self.repairs.doubts.note(path)
        for path in sorted(self.document.refused, key=_order, reverse=True):
            self.repairs.take_out(path)
        self._check_version()
        for _ in range(_ROUNDS):
            if len(self.problems) >= MOST_PROBLEMS:
                break
            file = self._valid_file()
            if file is None:
                return None
            try:
                return self.built(file)
            except ModelError as error:
                self._take(error.problems)
            except SizeError:
                if not self.problems:
                    raise
                return None
        return None

    def built(self, file: ModelFile) -> Conflict:
        """Build the conflict. Raises ModelError with what the model finds wrong."""
        return to_conflict(file, self._like)

    def _is_model(self) -> bool:
        """Report a file that is something else, and only that."""
        root = self._root
        if not isinstance(root.value, dict):
            found = "a list" if isinstance(root.value, list) else "a single value"
            expected = "entries such as title: and decision_makers:, one per line"
            self._report(Problem((), f"the file holds {found}", expected))
        elif "decisionMakers" in root.value and "decision_makers" not in root.value:
            remedy = "bring it over with: goodoffices import FILE -o NEW.yaml"
            self._report(Problem((), "this is a file of GMCR+", "a goodoffices file", remedy))
        elif "decision_makers" not in root.value and not _BESIDE.isdisjoint(root.value):
            remedy = "check it with: goodoffices sources check FILE, or goodoffices seal --check"
            self._report(Problem((), "this stands beside a model", "the model itself", remedy))
        elif (version := self._version()) is not None and version > SCHEMA_VERSION:
            found = f"version {version} of the file format"
            expected = f"version {SCHEMA_VERSION}, the newest that this program knows"
            self._report(Problem(("goodoffices",), found, expected, "upgrade goodoffices"))
        else:
            return True
        return False

    def _version(self) -> int | None:
        node = self._root.child("goodoffices")
        return node.value if node is not None and type(node.value) is int else None

    def _check_version(self) -> None:
        if self._version() == SCHEMA_VERSION:
            return
        where = ("goodoffices",)
        node = self._root.child("goodoffices")
        expected = f"goodoffices: {SCHEMA_VERSION}, the version of the file format"
        if node is None:
            remedy = f"write goodoffices: {SCHEMA_VERSION} as the first line"
            self._report(Problem((), "no version of the file format", expected, remedy))
        elif where not in self.document.refused:
            raw = self.document.text[node.start : node.end][:60] or "nothing"
            self._report(Problem(where, f"{raw} as goodoffices", expected))
        self.repairs.take_out(where)

    def _valid_file(self) -> ModelFile | None:
        """Return what is left of the file when everything has been taken out that is no use."""
        for _ in range(_ROUNDS):
            try:
                return ModelFile.of(self._root.plain())
            except ValidationError as error:
                faults = schema_faults(error, self._root, self.document.text, MOST_PROBLEMS)
            meant = {self._meant(fault.problem.where) for fault in faults if fault.kind == "key"}
            for fault in faults:
                where = self.repairs.in_file(fault.problem.where)
                if fault.problem.where not in meant and where not in self.repairs.doubts.missing:
                    self._report(fault.problem)
            faults.sort(key=lambda fault: _order(fault.problem.where), reverse=True)
            if len(faults) == MOST_PROBLEMS:
                return None
            for kind, problem in faults:
                if problem.where == ("decision_makers",) and problem.where not in meant:
                    return None
                self._repair(problem, unknown_key=kind == "key")
        return None

    def _take(self, problems: Iterable[Problem]) -> None:
        """Report what the model found and take it out."""
        found = list(problems)[:MOST_PROBLEMS]
        for problem in found:
            node = find(self._root, problem.where)
            value = None if node is None or node.children else node.value
            in_file = dataclasses.replace(problem, where=self.repairs.in_file(problem.where))
            if not (self.problems and self.repairs.doubts.explain(in_file, value)):
                self._report(self._with_quotes(problem, value))
        for problem in sorted(found, key=lambda problem: _order(problem.where), reverse=True):
            self._repair(problem, unknown_key=False)

    def _with_quotes(self, problem: Problem, value: object) -> Problem:
        """Say so when a number is the label of a state, which it would be in quotes."""
        labels = self._root.child("states")
        listed = [] if labels is None else [node.value for node in labels.children]
        if type(value) is int and str(value) in listed:
            remedy = f'the label of a state needs quotes: "{value}"'
            return dataclasses.replace(problem, remedy=remedy)
        return problem

    def _repair(self, problem: Problem, *, unknown_key: bool) -> None:
        path = problem.where
        if unknown_key:
            self._drop_key(path)
        elif not path:
            self.repairs.drop_rules()
        elif problem.on_key and any(matches(path, *names) for names in _NAMES):
            self.repairs.rename(path)
        else:
            self.repairs.take_out(path)

    def _meant(self, path: Path) -> Path:
        return (*path[:-1], guess(path[-1], path[:-1]) or "")

    def _drop_key(self, path: Path) -> None:
        parent = path[:-1]
        self.repairs.replace_key(path, guess(path[-1], parent))
        preferences = find(self._root, parent)
        if matches(parent, *_PREFERENCES) and preferences is not None:
            self.repairs.doubts.note(self.repairs.in_file(parent))
            if not preferences.value:
                self.repairs.take_out(parent)

    def _report(self, problem: Problem) -> None:
        """Keep a problem, with its place in the file."""
        placed = self.placed(problem)
        if (placed.line, placed.column, placed.found) not in self._told:
            self._told.add((placed.line, placed.column, placed.found))
            self.problems.append(placed)

    def placed(self, problem: Problem) -> Problem:
        """Return a problem with its place in the file."""
        line, column = self.document.place(self._offset(problem))
        where = self.repairs.in_file(problem.where)
        return dataclasses.replace(problem, where=where, line=line, column=column)

    def _offset(self, problem: Problem) -> int:
        """Return where in the text a problem is: at a key, at a value, or inside a statement."""
        node, complete = self._root, True
        for step in problem.where:
            child = node.child(step)
            if child is None:
                complete = False
                break
            node = child
        on_key = problem.on_key or not complete
        start = node.key_start if on_key else node.start
        if not complete or not problem.offset:
            return start
        before, text = problem.text[: problem.offset], self.document.text
        for first in (start, start + 1):  # the latter: behind a quotation mark
            if text.startswith(before, first):
                return first + problem.offset
        return start


class CheckWithClaims(Check):
    """A file whose claims have to be about what there is."""

    _asked = False

    def built(self, file: ModelFile) -> Conflict:
        """Build the conflict, and see that its claims can be tested in it."""
        conflict = super().built(file)
        known = not (self._asked or self.repairs.doubts.missing)
        problems = list(claim_problems(conflict)) if known else []
        self._asked = True
        if problems:
            raise ModelError(problems)
        return conflict


def _order(path: Path) -> tuple[tuple[bool, int, str], ...]:
    """Return a key that sorts paths, the items of one list by their position."""
    return tuple((False, step, "") if isinstance(step, int) else (True, 0, step) for step in path)
