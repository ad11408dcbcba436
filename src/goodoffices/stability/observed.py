"""Which concepts explain an outcome that was observed, and for whom it fails under the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, expect
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis, analyze


@dataclass(frozen=True)
class Unstable(Answer):
    """A decision maker for whom an observed state is not stable, and by how much.

    Attributes
    ----------
    lift
        How much more the state would have to be worth to it, in its payoff units (levels where its
        preferences are ordinal).
    passed
        Past how many states it would have to go in the ranking.
    """

    decision_maker: str
    lift: float
    passed: int


@dataclass(frozen=True)
class Account(Answer):
    """What a concept makes of an observed state; it explains it where nobody is left out.

    Attributes
    ----------
    concept
        Its key.
    unstable
        Those for whom the state is not stable.
    """

    concept: str
    unstable: tuple[Unstable, ...]

    @property
    def explains(self) -> bool:
        """Whether the state is an equilibrium."""
        return not self.unstable

    @property
    def passed(self) -> int:
        """Past how many states the state would have to go, in all rankings together."""
        return sum(one.passed for one in self.unstable)


@dataclass(frozen=True)
class Observed(Answer):
    """Which concepts explain a state that was observed.

    Examples
    --------
    >>> found = go.observed(go.case("cuban-missile-1962"))
    >>> found.explained_by, found.nearest
    (('gmr', 'smr', 'seq', 'sseq'), ())
    """

    conflict: Conflict = field(repr=False)
    state: State
    accounts: tuple[Account, ...]

    @property
    def explained_by(self) -> tuple[str, ...]:
        """The keys of the concepts under which the state is an equilibrium."""
        return tuple(one.concept for one in self.accounts if one.explains)

    @property
    def nearest(self) -> tuple[str, ...]:
        """Where none explains it, the keys of those that come nearest, counted in ranks passed."""
        if self.explained_by:
            return ()
        least = min(one.passed for one in self.accounts)
        return tuple(one.concept for one in self.accounts if one.passed == least)


def observed(
    conflict: Conflict, state: StateReference | None = None, concepts: Iterable[str] | None = None
) -> Observed:
    """Find which concepts explain a state that was observed, and who would have left it otherwise.

    Parameters
    ----------
    state
        A state number, pattern, graph label, or statement true in one state; the outcome that the
        conflict knows of, if nothing is said.
    concepts
        As for ``goodoffices.analyze``.

    Raises
    ------
    RequestError, SizeError
        No such state or concept, or no outcome known; and as ``goodoffices.analyze`` does.

    Examples
    --------
    >>> found = go.observed(go.case("syria-iraq-1975"), 2, ["nash"])
    >>> found.explained_by, found.accounts[0].unstable
    ((), (Unstable(decision_maker='Syria', lift=3.0, passed=3),))
    """
    expect(conflict, Conflict)
    if state is None:
        if conflict.observed is None:
            message = "which outcome? Name a state, or add observed to the model"
            raise RequestError(message, argument="state")
        state = conflict.observed.state
    analysis = analyze(conflict, concepts)
    here = conflict.index(state)
    accounts = [Account(key, tuple(_unstable(analysis, key, here))) for key in analysis.concepts]
    return Observed(conflict, conflict.states[here], tuple(accounts))


def _unstable(analysis: Analysis, concept: str, here: int) -> Iterator[Unstable]:
    for name in analysis.conflict.names:
        if not analysis.stable(name, concept)[here]:
            lift = float(analysis.lift(name, concept)[here])
            yield Unstable(name, lift, len(analysis.passed(name, concept, here)))
