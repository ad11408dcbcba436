"""Short ways to write small conflicts, and to get the problems of wrong ones."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.errors import ModelError, Path, Problem
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Preferences, Prioritized
from goodoffices.model.written import DecisionMaker, Option

INDIFFERENT = Prioritized(())


def party(name: str, options: str = "", wants: Preferences = INDIFFERENT) -> DecisionMaker:
    """Make a decision maker; options are separated by spaces."""
    return DecisionMaker(name, wants, tuple(Option(option) for option in options.split()))


def making(*parties: DecisionMaker, **rules: Any) -> Conflict:
    """Make a conflict between some parties."""
    return Conflict("a conflict", parties, **rules)


def problems(*parties: DecisionMaker, **rules: Any) -> tuple[Problem, ...]:
    """List what is wrong with a conflict."""
    with pytest.raises(ModelError) as caught:
        making(*parties, **rules)
    return caught.value.problems


def problem(*parties: DecisionMaker, **rules: Any) -> Problem:
    """Return the one thing that is wrong with a conflict."""
    (found,) = problems(*parties, **rules)
    return found


def wanting(name: str, *rest: str | int) -> Path:
    """Return the path of something in a decision maker's preferences."""
    return ("decision_makers", name, "preferences", *rest)


def patterns(conflict: Conflict) -> list[str]:
    """List the states' patterns in the order of their numbers."""
    return [state.pattern for state in conflict.states]
