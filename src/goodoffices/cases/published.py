"""Published results that a model file carries, compared with what the package computes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.answer import Answer

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict
    from goodoffices.model.written import Published
    from goodoffices.stability.analysis import Analysis


@dataclass(frozen=True)
class Comparison(Answer):
    """One published result and the computed one, as state numbers.

    Attributes
    ----------
    about
        The concept, or the coalition whose joint improvements they are.
    published, computed
        The states where the concept holds, or that the coalition can move to.
    stable_for
        For whom they are stable; empty for equilibria, and for improvements.
    origin
        From where improvements lead; None for verdicts.
    why
        Why the two differ, where the file says that they do.
    """

    about: str
    published: tuple[int, ...]
    computed: tuple[int, ...]
    why: str = ""
    stable_for: str = ""
    origin: int | None = None

    @property
    def agrees(self) -> bool:
        """True when both name the same states."""
        return self.published == self.computed

    @property
    def as_expected(self) -> bool:
        """True when both name the same states, or the file says why they do not."""
        return self.agrees != bool(self.why)


def compare(conflict: Conflict) -> list[Comparison]:
    """Compute every result that a conflict's ``published`` reports; none where it has no such key.

    None either where preferences are known only in part: there is nothing to compare with.

    Raises
    ------
    RequestError
        A concept that does not exist.
    SizeError
        Coalitions in a conflict too large for them.
    """
    published = conflict.published
    if published is None or conflict.partly_known:
        return []
    return [
        *_verdicts(conflict, published),
        *_coalitions(conflict, published),
        *_differences(conflict, published),
    ]


def _verdicts(conflict: Conflict, published: Published) -> Iterator[Comparison]:
    from goodoffices.stability.analysis import analyze

    analysis: Analysis = analyze(
        conflict, {*published.equilibria, *(c for by in published.stable_for.values() for c in by)}
    )
    for concept, numbers in published.equilibria.items():
        computed = _numbers(analysis.equilibrium(concept))
        yield Comparison(concept, tuple(sorted(numbers)), computed)
    for name, by_concept in published.stable_for.items():
        for concept, numbers in by_concept.items():
            computed = _numbers(analysis.stable(name, concept))
            yield Comparison(concept, tuple(sorted(numbers)), computed, stable_for=name)


def _differences(conflict: Conflict, published: Published) -> Iterator[Comparison]:
    if not published.differs:
        return
    from goodoffices.stability.analysis import analyze

    analysis = analyze(conflict, {one.concept for one in published.differs})
    for one in published.differs:
        name, concept = one.decision_maker, one.concept
        holds = analysis.stable(name, concept) if name else analysis.equilibrium(concept)
        yield Comparison(concept, tuple(sorted(one.states)), _numbers(holds), one.why, name)


def _coalitions(conflict: Conflict, published: Published) -> Iterator[Comparison]:
    entries = published.coalition_improvements
    if not entries:
        return
    from goodoffices.stability.coalitions import coalitions

    found = coalitions(conflict, [entry.coalition for entry in entries])
    for entry in entries:
        computed = found.improvements(entry.coalition)
        for origin in sorted({*entry.moves, *computed}):
            yield Comparison(
                "+".join(entry.coalition),
                tuple(sorted(entry.moves.get(origin, ()))),
                tuple(sorted(computed.get(origin, ()))),
                origin=origin,
            )


def _numbers(mask: Iterable[np.bool_]) -> tuple[int, ...]:
    return tuple(number for number, holds in enumerate(mask, start=1) if holds)
