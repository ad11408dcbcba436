"""How well concepts foretell what history observed: Selten's measure of predictive success.

Of n conflicts with a known outcome let h be the share in which a concept lets the outcome hold,
and a the mean over them of the share of states that it lets hold. The measure is h - a: what the
concept says beyond naming many states. It is 0 for a concept that lets every state hold, 1 at
most (Selten, R. (1991). Properties of a measure of predictive success. Mathematical Social
Sciences 21, 153-167).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.errors import RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.stability.analysis import analyze

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Success(Answer):
    """How well a concept, or a rule that names one state, foretells outcomes.

    Attributes
    ----------
    concept
        Its key; None for the rule "the status quo stays".
    conflicts, hits
        Of how many it was asked, and in how many what it names has the outcome in it.
    area
        Mean share of the states that it names.
    """

    concept: str | None
    conflicts: int
    hits: int
    area: float

    @property
    def success(self) -> float:
        """Share of hits less area."""
        return self.hits / self.conflicts - self.area


@dataclass(frozen=True)
class PredictiveSuccess(Answer):
    """Selten's measure for each concept, and for the rule that the status quo stays.

    Attributes
    ----------
    titles
        Of the conflicts whose outcome is known.
    baseline
        Of those of them with a status quo; None where there is none.

    Examples
    --------
    >>> found = go.predictive_success([go.case("indus-waters-1960")])
    >>> found.titles, [one.concept for one in found.concepts]
    (('Division of the Indus rivers, 1960',), ['nash', 'gmr', 'smr', 'seq', 'sseq'])
    """

    titles: tuple[str, ...]
    concepts: tuple[Success, ...]
    baseline: Success | None


def predictive_success(
    conflicts: Iterable[Conflict], concepts: Iterable[str] | None = None
) -> PredictiveSuccess:
    """Measure how well concepts foretell the outcomes that ``observed`` in conflicts has.

    Parameters
    ----------
    conflicts
        Those without a known outcome are left out.
    concepts
        As for ``goodoffices.analyze``.

    Raises
    ------
    RequestError
        No outcome is known of any; or as ``goodoffices.analyze`` does.

    Examples
    --------
    >>> found = go.predictive_success([go.case("cuban-missile-1962")], ["nash", "seq"])
    >>> [(one.concept, one.hits, one.success) for one in found.concepts]
    [('nash', 0, -0.08333333333333333), ('seq', 1, 0.75)]
    >>> found.baseline.hits
    0
    """
    known = [(one, one.observed.state) for one in conflicts if one.observed is not None]
    if not known:
        raise RequestError("no outcome is known of any conflict; add observed to a model")
    keys = None if concepts is None else tuple(concepts)
    analyses = [(analyze(one, keys), one.index(state)) for one, state in known]
    of_concepts = [
        _success(key, [(holds.equilibrium(key), at) for holds, at in analyses])
        for key in analyses[0][0].concepts
    ]
    starts = [(one.status_quo_index, one.index(state), len(one.states)) for one, state in known]
    staying = [(quo == at, 1 / count) for quo, at, count in starts if quo is not None]
    baseline = None
    if staying:
        area = sum(share for _, share in staying) / len(staying)
        baseline = Success(None, len(staying), sum(hit for hit, _ in staying), area)
    return PredictiveSuccess(tuple(one.title for one, _ in known), tuple(of_concepts), baseline)


def _success(concept: str, asked: list[tuple[Bools, int]]) -> Success:
    hits = sum(bool(holds[at]) for holds, at in asked)
    area = sum(float(holds.mean()) for holds, _ in asked) / len(asked)
    return Success(concept, len(asked), hits, area)
