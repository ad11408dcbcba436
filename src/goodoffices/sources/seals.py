"""Seals: what a model said on a day, by checksums of its files and of its answers.

Each seal but the first has the checksum of the one before it, so that the history cannot be changed
at one place alone. A checksum says that something is the same, not when it was written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, SolverError
from goodoffices.mediation.plan.planning import plan as make_plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.model.conflict import Conflict
from goodoffices.stability.analysis import analyze
from goodoffices.stability.certainty.certainty import certain

MOST_NUMBERED = 40
"""Of a concept under which more states hold a seal has their count, and no numbers."""
_DIGITS = 6


@dataclass(frozen=True)
class Said(Answer):
    """What a model answers, as far as a seal has it.

    Attributes
    ----------
    equilibria
        By concept how many states are equilibria; where preferences are known in part, for sure.
    possible
        By concept how many can be, where preferences are known in part.
    states
        By concept the numbers of the equilibria, where they are no more than ``MOST_NUMBERED``.
    plan
        The cheapest plan by SEQ: settlement, cost and levers pulled; or what is ``missing`` for
        one. None where the model has nothing to plan with.
    checksum
        SHA-256 of all of it, the numbers of all states included.

    Examples
    --------
    >>> said = go.seal("chicken").said
    >>> said.equilibria["nash"], said.states["nash"], said.plan
    (2, (2, 3), None)
    """

    equilibria: Mapping[str, int]
    states: Mapping[str, tuple[int, ...]]
    possible: Mapping[str, int] = field(default_factory=dict)
    plan: Mapping[str, Any] | None = None
    checksum: str = ""


@dataclass(frozen=True)
class Seal(Answer):
    """What a model said on a day.

    Attributes
    ----------
    date, version
        The day by the clock of the machine (UTC), and the version of goodoffices.
    model, notebook
        SHA-256 of the files; empty where there is no notebook.
    documents
        By name SHA-256 of the documents of the notebook: of the text at hand, else as noted.
    said
        What the model answers.
    after
        SHA-256 of the seal before; empty for the first.

    Examples
    --------
    >>> go.seal("stag-hunt").after
    ''
    """

    date: str
    version: str
    model: str
    notebook: str
    documents: Mapping[str, str]
    said: Said
    after: str = ""

    def differences(self, now: Seal) -> tuple[str, ...]:
        """Name what is not the same: ``model``, ``notebook``, documents by name, ``answers``."""
        return tuple(self._differences(now))

    def _differences(self, now: Seal) -> Iterator[str]:
        if self.model != now.model:
            yield "model"
        if self.notebook != now.notebook:
            yield "notebook"
        for name in {**self.documents, **now.documents}:
            if self.documents.get(name) != now.documents.get(name):
                yield name
        if self.said != now.said:
            yield "answers"


@dataclass(frozen=True)
class SealCheck(Answer):
    """The seals of a model, against what it says now.

    Attributes
    ----------
    file
        Where the seals are.
    seals
        In the order in which they were made.
    now
        What the latest seal would have to say today.
    broken
        Numbers of seals, from 1, that do not follow on the one before them as it stands.

    Examples
    --------
    >>> _ = go.seal("chicken")
    >>> go.check_seal("chicken").changed
    ()
    """

    file: str
    seals: tuple[Seal, ...]
    now: Seal
    broken: tuple[int, ...] = ()

    @property
    def changed(self) -> tuple[str, ...]:
        """What is not as it was when the latest seal was made."""
        return self.seals[-1].differences(self.now)


def digest(data: object) -> str:
    """Return the SHA-256 of plain data, written as JSON in one way only."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def said_by(conflict: Conflict) -> Said:
    """Compute what a seal has of a model's answers."""
    possible: dict[str, list[int]] = {}
    if conflict.partly_known:
        judged = certain(conflict)
        held = {key: [s.number for s in judged.always(key)] for key in judged.concepts}
        possible = {key: [s.number for s in judged.can(key)] for key in judged.concepts}
    else:
        found = analyze(conflict)
        held = {key: [s.number for s in found.equilibria(key)] for key in found.concepts}
    plan = _plan(conflict)
    return Said(
        {key: len(numbers) for key, numbers in held.items()},
        {key: tuple(n) for key, n in held.items() if len(n) <= MOST_NUMBERED},
        {key: len(numbers) for key, numbers in possible.items()},
        plan,
        digest({"equilibria": held, "possible": possible, "plan": plan}),
    )


def _plan(conflict: Conflict) -> dict[str, Any] | None:
    """Return the plan as plain data, rounded so that it is the same on every machine."""
    try:
        found = make_plan(conflict)
    except (RequestError, SolverError):  # nothing to plan with, or not under these preferences
        return None
    plain: dict[str, Any] = {"settlement": found.settlement.number}
    if isinstance(found, Shortfall):
        return plain | {"missing": _rounded(found.total)}
    return plain | _pulled(found)


def _pulled(found: Plan) -> dict[str, Any]:
    levers = {name: _rounded(found.intensities[name]) for name in found.pulled}
    return {"cost": _rounded(found.cost), "levers": levers}


def _rounded(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")
