"""Rules: which combinations of options cannot be, and which rule it is that excludes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import Path
from goodoffices.model.statements import Statement
from goodoffices.model.states import Group, Limits


class Rule(NamedTuple):
    """A rule of a conflict: a group of options of which some number holds, or what never holds.

    Attributes
    ----------
    where, text
        Where it stands in the file, and what it says: "exactly_one: [a, b]".
    """

    where: Path
    text: str
    limit: Group | Statement

    @property
    def options(self) -> frozenset[int]:
        """Indices of the options that it is about."""
        return frozenset(self.limit.options)

    def within(self, members: Sequence[range]) -> bool:
        """Say whether it is about the options of one decision maker alone."""
        return any(self.options <= set(own) for own in members)

    def excludes(self, taken: NDArray[np.bool_]) -> bool:
        """Say whether a combination cannot be. Shape (options,)."""
        if isinstance(self.limit, Statement):
            return bool(self.limit.evaluate(lambda option: taken[option]))
        count = int(taken[list(self.limit.options)].sum())
        return not self.limit.least <= count <= self.limit.most


def limits(rules: Sequence[Rule]) -> Limits:
    """Return rules as groups and statements."""
    groups = [rule.limit for rule in rules if isinstance(rule.limit, Group)]
    return groups, [rule.limit for rule in rules if isinstance(rule.limit, Statement)]


def excluding(rules: Sequence[Rule], pattern: str) -> str:
    """Name the first rule that a pattern breaks; nothing where there is none."""
    taken = np.array([letter == "Y" for letter in pattern])
    return next((rule.text for rule in rules if rule.excludes(taken)), "")


def together(rules: Sequence[Rule], impossible: Callable[[Sequence[Rule]], bool]) -> list[Rule]:
    """Return rules that leave nothing together, each needed for that (of an impossible list).

    Parameters
    ----------
    impossible
        Says whether some of the rules leave nothing.
    """
    kept = list(rules)
    for rule in rules:
        rest = [other for other in kept if other is not rule]
        if impossible(rest):
            kept = rest
    return kept
