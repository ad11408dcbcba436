"""Probability maps: how likely a settlement holds under how much pressure.

A point of the map is the ensemble under the intensities there. An axis of a lever has its
intensities, up to the limit in the model's nominal values; an axis of a decision maker has shares
of the limits that the levers on it have in each sample.

All points of a row of the map are judged at once, as far as they fit: each sample stands there once
per point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.ensemble.blocks import repeated
from goodoffices.ensemble.chunks import blocks, chunk_count
from goodoffices.ensemble.counting import accepted
from goodoffices.ensemble.intervals import interval
from goodoffices.ensemble.robustness import Counted
from goodoffices.ensemble.sample import Block, Ensemble
from goodoffices.errors import RequestError, SizeError, expect
from goodoffices.mediation.pressure_map import Axis, axis_of, held_fixed
from goodoffices.model.conflict import Conflict
from goodoffices.runs.execute import answered, execute
from goodoffices.runs.job import Arrays, Tally
from goodoffices.stability.concepts import concept_in_turn, concept_key, concept_keys
from goodoffices.stability.engines.batch import Batch
from goodoffices.stopping import Progress

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
MOST_CHUNKS = 64
MOST_VERDICTS = 2**36
"""About two hours' work at 100 ns for a state in a sample under a concept."""
_MOST_AT_ONCE = 2**23
_MOST_COUNTED = 2**25
_LEAST_POINTS = 2


@dataclass(frozen=True)
class ProbabilityJob:
    """A map to be drawn of an ensemble, in chunks; see ``goodoffices.runs.job.Job``.

    Attributes
    ----------
    model
        Text of the model file, to make the job of again.
    """

    ensemble: Ensemble
    x: Axis
    y: Axis
    fixed: Mapping[str, float]
    concepts: tuple[str, ...]
    model: str = ""

    def __reduce__(self) -> tuple[type[ProbabilityJob], tuple[Any, ...]]:
        """Pickle what it is made of, and none of what was prepared for its chunks."""
        return ProbabilityJob, tuple(getattr(self, field.name) for field in fields(self))

    side_by_side = True

    @property
    def chunks(self) -> int:
        """How many chunks there are."""
        return chunk_count(self.ensemble, MOST_CHUNKS)

    @property
    def kept(self) -> tuple[str, ...]:
        """Counts that are kept by chunk."""
        return ("settled", "agreed", "sizes")

    def run(self, chunk: int) -> Arrays:
        """Count, at every point, the samples of a chunk in which a settlement holds."""
        shape = 2, len(self.concepts), len(self.y.values), len(self.x.values)
        found, samples = np.zeros(shape, np.int32), 0
        for block in blocks(self.ensemble, chunk, MOST_CHUNKS):
            samples += block.size
            for columns in self._parts(block.size):
                for row, counts in enumerate(self._rows(block, self.x.values[columns])):
                    stopping.check()
                    found[:, :, row, columns] += counts
        return {
            "settled": found[:1],
            "agreed": found[1:],
            "sizes": np.array([samples]),
            "samples": np.array(samples),
        }

    def describe(self) -> dict[str, Any]:
        """Return what the job can be made of again."""
        return {
            "kind": "map",
            "title": self.ensemble.conflict.title,
            "model": self.model,
            "samples": self.ensemble.samples,
            "seed": self.ensemble.seed,
            "x": self.x.name,
            "y": self.y.name,
            "points": len(self.x.values),
            "concepts": list(self.concepts),
            "fixed": dict(self.fixed),
        }

    def _parts(self, size: int) -> Iterator[slice]:
        """Yield parts of the rows, each as large as fits with so many samples at a point."""
        states = len(self.ensemble.conflict.states)
        wide = max(1, _MOST_AT_ONCE // (states * size))
        for first in range(0, len(self.x.values), wide):
            yield slice(first, first + wide)

    def _rows(self, block: Block, across: Floats) -> Iterator[NDArray[np.int32]]:
        """Yield counts at these values of x for each y. Shape (2, concepts, values)."""
        conflict, count = self.ensemble.conflict, len(across)
        every = repeated(block, count)
        along = _pulled(self.x, every, np.repeat(across, block.size))
        for value in self.y.values:
            pulled: dict[str, float | Floats] = {**self.fixed, **along}
            pulled |= _pulled(self.y, every, np.full(every.size, value))
            in_order = {name: pulled[name] for name in self.ensemble.bites if name in pulled}
            payoffs = every.grouped_under(in_order)
            held = self._batch.count(payoffs, self._settlements).watched
            liked = held & accepted(conflict, self._settlements, payoffs)
            told = np.array([held.any(axis=1), liked.any(axis=1)])
            yield told.reshape(*told.shape[:2], count, block.size).sum(axis=3, dtype=np.int32)

    @cached_property
    def _batch(self) -> Batch:
        conflict = self.ensemble.conflict
        return Batch(conflict.moves, len(conflict.states), self.concepts)

    @cached_property
    def _settlements(self) -> list[int]:
        return self.ensemble.conflict.settlements


@dataclass(frozen=True, eq=False)
class ProbabilityMap(Counted):
    """How likely a settlement holds, over a grid of intensities.

    Attributes
    ----------
    fixed
        Intensities of levers on neither axis; those not named are not pulled.
    settlements
        Indices of the states that the settlement sought may be.
    tally
        Counts; the methods say what they come to.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> found = go.probability_map(go.sample(unsure, 100), "fund", "loan", 3)
    >>> found.samples, found.settled("seq").shape
    (100, (3, 3))
    """

    ensemble: Ensemble = field(repr=False)
    x: Axis
    y: Axis
    fixed: Mapping[str, float]
    concepts: tuple[str, ...]
    settlements: tuple[int, ...]
    tally: Tally = field(repr=False)

    @property
    def conflict(self) -> Conflict:
        """The conflict that was drawn."""
        return self.ensemble.conflict

    def settled(self, concept: str) -> Floats:
        """Return how likely a settlement is an equilibrium. Shape (points of y, points of x)."""
        return self._likely("settled", concept)

    def agreed(self, concept: str) -> Floats:
        """Return how likely one is liked better than no deal by all who sign, too. Same shape."""
        return self._likely("agreed", concept)

    def interval(self, concept: str) -> Floats:
        """Return the ends of the intervals of ``agreed``, at 95 %. Shape (2, y, x)."""
        return interval(self._counts("agreed", concept), self.tally["sizes"])

    def _likely(self, name: str, concept: str) -> Floats:
        share: Floats = self._counts(name, concept).sum(axis=0) / self.samples
        return share

    def _counts(self, name: str, concept: str) -> Counts:
        key = concept_key(concept)
        if key not in self.concepts:
            done = ", ".join(self.concepts)
            raise RequestError(f"this map has no '{key}', only {done}; draw it again with it")
        counts: Counts = self.tally[name][:, self.concepts.index(key)]
        return counts


def probability_map(  # noqa: PLR0913 - what can be asked of a map
    ensemble: Ensemble,
    x: str,
    y: str,
    points: int = 21,
    concepts: Iterable[str] | None = ("seq",),
    *,
    fixed: Mapping[str, float] | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> ProbabilityMap:
    """Find how likely a settlement holds, over a grid of intensities.

    Parameters
    ----------
    x, y
        A lever, or a decision maker that levers bite on (all of them are then pulled together).
    points, concepts
        Points along each axis; SEQ by default, None for Nash, GMR, SMR, SEQ and SSEQ.
    fixed
        Intensities of levers on neither axis; 0 by default.
    workers, scheduler, progress
        See ``goodoffices.runs.execute``.

    Raises
    ------
    RequestError
        No settlement, an axis that is neither lever nor decision maker, or two that share one.
    SizeError
        More points, states and samples than can be judged in a sensible time.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> go.probability_map(go.sample(unsure, 100), "fund", "loan", 3).agreed("seq")[0]
    array([0.  , 0.2 , 0.56])
    """
    expect(ensemble, Ensemble)
    job = probability_job(ensemble, x, y, points, concepts, fixed=fixed)
    return mapped(
        job, answered(execute(job, workers=workers, scheduler=scheduler, progress=progress))
    )


def probability_job(  # noqa: PLR0913 - what can be asked of a map
    ensemble: Ensemble,
    x: str,
    y: str,
    points: int = 21,
    concepts: Iterable[str] | None = ("seq",),
    *,
    fixed: Mapping[str, float] | None = None,
    model: str = "",
) -> ProbabilityJob:
    """Return the work of ``probability_map``; raises what it raises, before any work is done."""
    conflict, keys = ensemble.conflict, concept_keys(concepts)
    _refuse_nothing(conflict, keys, points)
    _refuse_size(ensemble, len(keys), points)
    axes = axis_of(conflict, x, points), axis_of(conflict, y, points)
    return ProbabilityJob(ensemble, *axes, held_fixed(conflict, axes, fixed or {}), keys, model)


def mapped(job: ProbabilityJob, tally: Tally) -> ProbabilityMap:
    """Return what the chunks done so far come to."""
    wanted = tuple(job.ensemble.conflict.settlements)
    return ProbabilityMap(job.ensemble, job.x, job.y, job.fixed, job.concepts, wanted, tally)


def _refuse_nothing(conflict: Conflict, keys: tuple[str, ...], points: int) -> None:
    """Raise RequestError for what cannot be drawn."""
    for key in keys:
        concept_in_turn(key, "no map can be drawn of")
    if points < _LEAST_POINTS:
        raise RequestError(f"{points} points make no axis; ask for {_LEAST_POINTS} or more")
    if not conflict.settlements:
        raise RequestError(
            "the model seeks no settlement, so there is no chance of one to be drawn; give "
            "mediation.settlement"
        )


def _refuse_size(ensemble: Ensemble, concepts: int, points: int) -> None:
    states, samples = len(ensemble.conflict.states), ensemble.samples
    verdicts = concepts * points**2 * states * samples
    if verdicts > MOST_VERDICTS or concepts * points**2 * MOST_CHUNKS > _MOST_COUNTED:
        raise SizeError(
            f"{points:,} × {points:,} points of {states:,} states in {samples:,} samples under "
            f"{concepts} concept{'s' * (concepts > 1)} are {verdicts:,} verdicts, which would take "
            "for ever; ask for fewer samples, points or concepts"
        )


def _pulled(axis: Axis, block: Block, values: Floats) -> dict[str, Floats]:
    """Return the intensities of an axis's levers, where it has a value for each sample."""
    if axis.kind == "lever":
        return {axis.name: values}
    return {lever.name: values * block.number(lever, "most") for lever in axis.levers}
