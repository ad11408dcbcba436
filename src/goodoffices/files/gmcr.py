"""Conflicts from files of GMCR+.

There, an option's place in one list gives its bit in a state's number; here, options are grouped
by decision maker. So states may get other numbers, and rankings are carried over by pattern.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path as FilePath

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import FileError, ModelError, Problem
from goodoffices.files.gmcr_format import (
    Compound,
    Condition,
    GmcrDecisionMaker,
    GmcrFile,
    conditions,
    read_gmcr,
)
from goodoffices.files.imported import Imported, Remark, in_a_line, label_of, naming
from goodoffices.files.read import decoded, given, refuse_pickle
from goodoffices.model.conflict import Conflict
from goodoffices.model.identifiers import identifiers
from goodoffices.model.preferences import Preferences, Prioritized, Ranking
from goodoffices.model.statements import Vocabulary
from goodoffices.model.written import DecisionMaker, Option

_IGNORED = {"coalitionsFull", "program", "version"}  # derived from the rest, or about the program
GmcrRanking = tuple[int | tuple[int, ...], ...]


def import_gmcr(source: str | os.PathLike[str] | bytes, name: str = "upload.gmcr") -> Imported:
    """Read a conflict from a file of GMCR+ (``.gmcr``), or from what one holds.

    Parameters
    ----------
    source
        The path of the file, or its content as bytes.
    name
        Of bytes: what messages call them, and what the title is made of.

    Raises
    ------
    FileError
        The file cannot be read, or is a Python pickle, which is not opened.
    ModelError
        The file is not one of GMCR+, or contradicts itself; lists every problem.
    SizeError
        The conflict is larger than can be analysed.

    Examples
    --------
    >>> import json
    >>> from pathlib import Path
    >>> sign = {"name": "Sign", "permittedDirection": "fwd"}
    >>> ann = {"name": "Ann", "options": [0], "preferences": [[[0, "Y"]]]}
    >>> old = {"options": [sign], "decisionMakers": [ann], "infeasibles": []}
    >>> _ = Path("old.gmcr").write_text(json.dumps(old), encoding="utf-8")
    >>> go.import_gmcr("old.gmcr").conflict.names
    ('Ann',)
    >>> go.import_gmcr(json.dumps(old).encode(), "Treaty.gmcr").conflict.title
    'Treaty'
    """
    content, told = given(source, name)
    try:
        file = read_gmcr(decoded(content, told), told)
    except (FileError, ModelError):
        refuse_pickle(content, told)
        raise
    return _Import(file, told).run()


class _Import:
    """One file on its way to a conflict."""

    def __init__(self, file: GmcrFile, source: str) -> None:
        self.file = file
        self.source = source
        self.changes: list[Remark] = []
        self.problems: list[Problem] = []
        self.names = identifiers([dm.name for dm in file.decisionMakers])
        self.grouped = [k for dm in file.decisionMakers for k in dm.options]
        self.options = [
            identifiers([file.options[k].name for k in dm.options]) for dm in file.decisionMakers
        ]
        owned = [(n, o) for n, row in zip(self.names, self.options, strict=True) for o in row]
        vocabulary = Vocabulary(owned)
        self.shown = {k: vocabulary.shortest(place) for place, k in enumerate(self.grouped)}

    def run(self) -> Imported:
        """Return the conflict, and what of the file is not in it."""
        preferences = [self._preferences(i) for i in range(len(self.names))]
        if self.problems:
            raise ModelError(self.problems, self.source)
        conflict = self._conflict(preferences)
        for i, dm in enumerate(self.file.decisionMakers):
            self._remark_on(i, dm, conflict)
        self._remark_on_keys()
        if self.grouped != sorted(self.grouped):
            self._remark_on_numbers()
        return Imported(conflict, tuple(self.changes))

    def _conflict(self, preferences: Sequence[Preferences]) -> Conflict:
        name = FilePath(self.source)
        version = in_a_line(self._extra(self.file).get("version", ""))
        with naming(self.source):
            return Conflict(
                title=in_a_line(name.stem),
                decision_makers=tuple(
                    self._decision_maker(i, form) for i, form in enumerate(preferences)
                ),
                notes=f"Imported from {in_a_line(name.name)}, a file of GMCR+ {version}".strip()
                + ".",
                infeasible=tuple(self._text(statement) for statement in self.file.infeasibles),
                coalitions=tuple(self._coalitions()),
            )

    def _decision_maker(self, i: int, preferences: Preferences) -> DecisionMaker:
        dm, name = self.file.decisionMakers[i], self.names[i]
        options = tuple(
            self._option(k, option) for k, option in zip(dm.options, self.options[i], strict=True)
        )
        return DecisionMaker(name, preferences, options, label_of(dm.name, name))

    def _option(self, k: int, name: str) -> Option:
        option = self.file.options[k]
        return Option(
            name,
            label_of(option.name, name),
            reversible=option.permittedDirection != "fwd",
            once_dropped=option.permittedDirection == "back",
        )

    def _coalitions(self) -> Iterator[tuple[str, ...]]:
        for item in self.file.coalitions:
            members = [] if isinstance(item, int) else list(dict.fromkeys(item))
            if len(members) > 1:
                yield tuple(self.names[k] for k in members)

    def _text(self, statement: Condition | Compound) -> str:
        """Write a condition or compound statement as a statement over our options."""
        parts = [
            " and ".join(self.shown[k] if yes == "Y" else f"not {self.shown[k]}" for k, yes in part)
            for part in conditions(statement)
        ]
        if len(parts) == 1:
            return parts[0] or "true"
        joined = (f"({part})" if " and " in part else part or "true" for part in parts)
        return " or ".join(joined) or "false"

    def _preferences(self, i: int) -> Preferences:
        dm = self.file.decisionMakers[i]
        if not (self.file.ranking_counts and dm.ranking):
            return Prioritized(tuple(self._text(statement) for statement in dm.preferences))
        problems = list(_ranking_problems(dm.ranking, len(self._numbers)))
        key = "preferenceRanking" if dm.preferenceRanking else "preferenceVector"
        for place, found, expected in problems:
            self.problems.append(Problem(("decisionMakers", i, key, place), found, expected))
        omitted = _omitted(dm.ranking, len(self._numbers))
        if omitted:
            self._remark("omitted", dm.name, tuple(omitted))
        return Ranking(()) if problems else self._ranking((*dm.ranking, tuple(omitted)))

    def _ranking(self, tiers: GmcrRanking) -> Ranking:
        """Carry a ranking over to our state numbers."""
        grouped = ((item,) if isinstance(item, int) else item for item in tiers)
        ours = (sorted(int(self._numbers[number - 1]) for number in tier) for tier in grouped)
        return Ranking(tuple(tuple(tier) for tier in ours if tier))

    @cached_property
    def _numbers(self) -> NDArray[np.int64]:
        """Our number of each state, in the order of the file's state numbers."""
        indifferent = self._conflict([Prioritized(())] * len(self.names))
        codes = [
            sum(1 << k for k, yes in zip(self.grouped, state.pattern, strict=True) if yes == "Y")
            for state in indifferent.states
        ]
        return np.array(sorted(range(1, len(codes) + 1), key=lambda n: codes[n - 1]), np.int64)

    def _remark(self, kind: str, *values: object) -> None:
        self.changes.append(Remark(kind, values))

    def _remark_on(self, i: int, dm: GmcrDecisionMaker, conflict: Conflict) -> None:
        for statement in dm.misperceptions:
            self._remark("misperception", dm.name, self._text(statement))
        if self.file.ranking_counts and dm.preferences and dm.ranking:
            self._remark("statements", dm.name)
        if self.file.ranking_counts and not dm.ranking:
            self._remark("no ranking", dm.name)
        if not self.file.ranking_counts and dm.ranking:
            self._remark_on_ranking(dm, conflict.payoffs[i])
        if dm.payoffs:
            self._remark_on_payoffs(dm, dm.payoffs, conflict.payoffs[i])

    def _remark_on_ranking(self, dm: GmcrDecisionMaker, payoffs: NDArray[np.float64]) -> None:
        count = len(payoffs)
        wrong = any(_ranking_problems(dm.ranking, count)) or _omitted(dm.ranking, count)
        if wrong or not _same_order(_levels(self._ranking(dm.ranking)), payoffs):
            self._remark("ranking", dm.name)

    def _remark_on_payoffs(
        self, dm: GmcrDecisionMaker, given: Sequence[float], payoffs: NDArray[np.float64]
    ) -> None:
        numbers = self._numbers
        if len(given) != len(numbers):
            self._remark("number of payoffs", dm.name, len(given), len(numbers))
        elif not _same_order(np.array(given), payoffs[numbers - 1]):
            self._remark("payoffs", dm.name)

    def _remark_on_keys(self) -> None:
        parts: list[tuple[str, object, tuple[str, ...]]] = [("file", self.file, ())]
        parts += [("option", o, (o.name,)) for o in self.file.options]
        parts += [("party", dm, (dm.name,)) for dm in self.file.decisionMakers]
        for kind, part, owner in parts:
            for key, value in self._extra(part).items():
                if value and key not in _IGNORED:
                    self._remark(f"key of {kind}", in_a_line(key), *owner)

    def _remark_on_numbers(self) -> None:
        moved = [(k + 1, int(n)) for k, n in enumerate(self._numbers) if k + 1 != n]
        if moved:
            self._remark("renumbered", tuple(moved))

    @staticmethod
    def _extra(part: object) -> Mapping[str, object]:
        return getattr(part, "model_extra", None) or {}


def _ranking_problems(ranking: GmcrRanking, count: int) -> Iterator[tuple[int, str, str]]:
    """Yield the place of each state that is not there or ranked before, and what to say of it."""
    seen: set[int] = set()
    for place, item in enumerate(ranking):
        for number in (item,) if isinstance(item, int) else item:
            if not 1 <= number <= count:
                yield place, f"there is no state {number}", f"a number from 1 to {count}"
            elif number in seen:
                yield place, f"state {number} is ranked twice", "each state once"
            seen.add(number)


def _omitted(ranking: GmcrRanking, count: int) -> list[int]:
    """Return the states that a ranking leaves out."""
    seen = {n for item in ranking for n in ((item,) if isinstance(item, int) else item)}
    return [number for number in range(1, count + 1) if number not in seen]


def _levels(ranking: Ranking) -> NDArray[np.float64]:
    """Return a level for each state by number, larger for better ones."""
    pairs = [(n, -t) for t, tier in enumerate(ranking.tiers) for n in tier]
    return np.array([level for _, level in sorted(pairs, key=lambda p: int(p[0]))], float)


def _same_order(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    """Say whether two lists of numbers put the states in the same order, ties included."""
    ranks, others = (np.unique(values, return_inverse=True)[1] for values in (one, other))
    return np.array_equal(ranks, others)
