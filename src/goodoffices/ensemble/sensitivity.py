"""Sensitivity: which of the things that are uncertain decide whether an outcome holds.

Regional sensitivity analysis (Hornberger & Spear 1981) of the samples themselves: they are parted
into those where the outcome holds and the others, and whatever is drawn is held against that, see
``influence``. No model is run for it besides the samples', and quantities may be correlated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.ensemble import influence
from goodoffices.ensemble.chunks import blocks
from goodoffices.ensemble.factors import Factor, factors
from goodoffices.ensemble.influence import Groups, Sorted
from goodoffices.ensemble.intervals import interval
from goodoffices.ensemble.outcomes import Outcome, OutcomeJob
from goodoffices.ensemble.robustness import Share
from goodoffices.ensemble.sample import Ensemble
from goodoffices.errors import RequestError, SizeError, expect
from goodoffices.model.conflict import Conflict
from goodoffices.runs.execute import answered, execute
from goodoffices.runs.job import Tally
from goodoffices.stability.concepts import concept_in_turn
from goodoffices.stopping import Progress, finishing

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
MOST_VALUES = 2**26
_SHOWN_BINS = 10


@dataclass(frozen=True)
class Bin:
    """Neighbouring values of a quantity, and how likely the outcome is among them.

    Attributes
    ----------
    least, mean, most
        Of the values.
    low, high
        Ends of the probability's interval at 95 %.
    """

    least: float
    mean: float
    most: float
    samples: int
    probability: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Counted:
    """Samples in bins of neighbouring values, and those where the outcome holds.

    Attributes
    ----------
    filled, holding
        Shape (groups, bins) each.
    values
        Of each bin, the least value, the mean and the most. Shape (bins, 3).
    """

    filled: Indices
    holding: Indices
    values: Floats

    @classmethod
    def of(cls, column: Floats, in_order: Sorted, held: Bools, groups: Groups) -> Counted:
        """Sort a column's samples into about ten bins."""
        code = influence.bins(in_order, _SHOWN_BINS)
        filled, holding = influence.counts(code, held, groups)
        by_bin = column[np.argsort(code.astype(np.int8), kind="stable")]
        parts = np.split(by_bin, np.cumsum(filled.sum(axis=0))[:-1])
        ends = [(values.min(), values.mean(), values.max()) for values in parts]
        return cls(filled, holding, np.array(ends))

    def bins(self) -> Iterator[Bin]:
        """Yield how likely the outcome is in each."""
        for k in range(self.filled.shape[1]):
            some = self.filled[:, k] > 0
            low, high = interval(self.holding[some, k], self.filled[some, k])
            samples = int(self.filled[:, k].sum())
            share = float(self.holding[:, k].sum() / samples)
            least, mean, most = self.values[k].tolist()
            yield Bin(least, mean, most, samples, share, float(low), float(high))


@dataclass(frozen=True)
class Influence(Answer):
    """What one quantity, or one question about an order, tells about the outcome.

    Attributes
    ----------
    share
        Share of the outcome's variance that it explains alone, at least 0.
    low, high
        Ends of the share's interval at 95 %.
    distance
        Between its values where the outcome holds and where it does not, 0 to 1.
    noise
        The distance that noise hardly reaches.
    lowest, highest
        How likely the outcome is in the lowest and in the highest fifth of its values.
    counted
        What its bins are made of.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> found = go.sensitivity(go.sample(unsure, 500), intensities={"fund": 5})
    >>> found.influences[0].evident, found.influences[0].lowest, found.influences[0].highest
    (True, 0.0, 1.0)
    """

    factor: Factor
    share: float
    low: float
    high: float
    distance: float
    noise: float
    lowest: float
    highest: float
    counted: Counted = field(repr=False, compare=False)

    @property
    def evident(self) -> bool:
        """Whether its distance is told from noise."""
        return self.distance > self.noise

    @cached_property
    def bins(self) -> tuple[Bin, ...]:
        """How likely the outcome is over its values, in about ten steps."""
        return tuple(self.counted.bins())


@dataclass(frozen=True, eq=False)
class Sensitivity(Answer):
    """What decides whether an outcome holds.

    Attributes
    ----------
    outcome
        As it was asked for: a state, a claim, or None, an accepted settlement.
    samples
        Samples judged; fewer than asked for where the work was stopped.
    left_out
        Samples whose answer was not searched for to the end. They count for nothing.
    probability
        How likely the outcome is.
    influences
        The greatest explained share first; empty where the outcome holds always, or never.
    unexplained
        Share of the outcome's variance that no quantity explains alone, with its interval: how
        they act together. Of quantities that depend on each other the one that explains most is
        counted, so that it is then the most that may be left.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> found = go.sensitivity(go.sample(unsure, 500), intensities={"fund": 5})
    >>> found.samples, found.probability.probability
    (500, 0.258)
    """

    ensemble: Ensemble = field(repr=False)
    concept: str
    intensities: Mapping[str, float]
    outcome: Outcome | None
    samples: int
    left_out: int
    probability: Share
    influences: tuple[Influence, ...]
    unexplained: tuple[float, float, float]

    @property
    def conflict(self) -> Conflict:
        """The conflict that was drawn."""
        return self.ensemble.conflict

    @property
    def complete(self) -> bool:
        """Whether all samples asked for were judged."""
        return self.samples == self.ensemble.samples

    @property
    def dependent(self) -> bool:
        """Whether some of what is drawn depends on other things drawn."""
        groups = [one.factor.group for one in self.influences]
        return len(set(groups)) < len(groups)

    @property
    def rare(self) -> int:
        """How many samples the rarer answer has."""
        judged = self.samples - self.left_out
        held = round(self.probability.probability * judged)
        return min(held, judged - held)

    def influence(self, name: str) -> Influence:
        """Return what one quantity tells, by its name or title."""
        for one in self.influences:
            if name in {one.factor.name, one.factor.title}:
                return one
        known = ", ".join(one.factor.name for one in self.influences)
        raise RequestError(f"nothing that is drawn is called '{name}'; there are: {known}")


def sensitivity(  # noqa: PLR0913 - what to judge, where to work, and whom to tell
    ensemble: Ensemble,
    concept: str = "seq",
    intensities: Mapping[str, float] | None = None,
    outcome: Outcome | None = None,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> Sensitivity:
    """Find what decides whether an outcome holds, of all that is uncertain.

    Parameters
    ----------
    intensities
        How far levers are pulled; none by default. A claim pulls what it names.
    outcome
        A state, by number, pattern or label: that it is an equilibrium; or one of the model's
        claims: that it holds. By default: that some settlement is an equilibrium and is liked
        better than no deal by all who sign.
    workers, scheduler, progress
        See ``goodoffices.runs.execute``.

    Raises
    ------
    RequestError
        An unknown concept, lever or state, or no settlement to ask about.
    SizeError
        More samples than can be held at once.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> go.sensitivity(go.sample(unsure, 500), intensities={"fund": 5}).influences[0].factor.title
    'Effect of fund'
    """
    expect(ensemble, Ensemble)
    job = sensitivity_job(ensemble, concept, intensities, outcome)
    tally = answered(execute(job, workers=workers, scheduler=scheduler, progress=progress))
    with finishing():
        return judged(job, tally)


def sensitivity_job(  # noqa: PLR0913 - what to judge, and what is saved with it
    ensemble: Ensemble,
    concept: str = "seq",
    intensities: Mapping[str, float] | None = None,
    outcome: Outcome | None = None,
    *,
    pull: str = "",
    model: str = "",
) -> OutcomeJob:
    """Return the work of ``sensitivity``; raises what it raises, before any work is done."""
    key = concept_in_turn(concept, "samples are not judged by").key
    columns = len(factors(ensemble))
    size = ensemble.samples * columns
    if size > MOST_VALUES:
        raise SizeError(
            f"{ensemble.samples:,} samples of {columns} things drawn are {size:,} values; at "
            f"most {MOST_VALUES:,} are held. Ask for {MOST_VALUES // columns:,} samples"
        )
    job = OutcomeJob(ensemble, key, dict(intensities or {}), outcome, pull, model)
    _ = job.test
    return job


def judged(job: OutcomeJob, tally: Tally) -> Sensitivity:
    """Return what the chunks done so far come to."""
    columns = factors(job.ensemble)
    decided = ~tally["open"]
    held = tally["held"][decided]
    groups = Groups.of_sizes(tally["sizes"], decided)
    asked = (job.ensemble, job.concept, job.intensities, job.outcome)
    sizes = tally.samples, int((~decided).sum())
    share = _probability(held, groups)
    if not len(held) or held.all() or not held.any():
        return Sensitivity(*asked, *sizes, share, (), (0.0, 0.0, 0.0))
    values = _values(job, tally, columns)[:, decided]
    most = influence.most_bins(len(held))
    ordered = [Sorted.of(x) for x in values]
    counts = [influence.counts(influence.bins(x, most), held, groups) for x in ordered]
    explained = [influence.explained(*counted) for counted in counts]
    noise = [influence.noise(*counted, groups.sizes, len(columns)) for counted in counts]
    known = zip(explained, noise, strict=True)
    found = [
        _influence(factor, (x, in_order), held, groups, figures)
        for factor, x, in_order, figures in zip(columns, values, ordered, known, strict=True)
    ]
    ranked = sorted(found, key=lambda one: (-one.share, -one.distance))
    return Sensitivity(*asked, *sizes, share, tuple(ranked), _left(columns, explained, groups))


def _probability(held: Bools, groups: Groups) -> Share:
    if not len(held):
        return Share(float("nan"), 0.0, 1.0)
    counts = np.bincount(groups.of[held], minlength=len(groups.sizes))
    low, high = interval(counts, groups.sizes)
    return Share(float(held.mean()), float(low), float(high))


def _values(job: OutcomeJob, tally: Tally, columns: tuple[Factor, ...]) -> Floats:
    """Draw the samples judged once more. Shape (columns, samples)."""
    whole = (block for chunk in tally.done for block in blocks(job.ensemble, chunk))
    drawn = [np.array([column.values(block) for column in columns]) for block in whole]
    return np.concatenate(drawn, axis=1)


def _influence(
    factor: Factor,
    column: tuple[Floats, Sorted],
    held: Bools,
    groups: Groups,
    known: tuple[Floats, float],
) -> Influence:
    (estimates, noise), (_, in_order) = known, column
    share = max(float(estimates[0]), 0.0)
    low, high = influence.jackknife(estimates, groups.sizes)
    return Influence(
        factor,
        share,
        min(max(low, 0.0), share),
        max(min(high, 1.0), share),
        influence.distance(in_order, held),
        noise,
        *influence.ends(in_order, held),
        Counted.of(*column, held, groups),
    )


def _left(
    columns: tuple[Factor, ...], explained: list[Floats], groups: Groups
) -> tuple[float, float, float]:
    """Return what is left unexplained; of columns that depend on each other the best explains."""
    best: dict[str, Floats] = {}
    for factor, estimates in zip(columns, explained, strict=True):
        if factor.group not in best or estimates[0] > best[factor.group][0]:
            best[factor.group] = estimates
    left = 1 - np.sum([*best.values()], axis=0)
    low, high = influence.jackknife(left, groups.sizes)
    share = min(max(float(left[0]), 0.0), 1.0)
    return share, min(max(low, 0.0), share), max(min(high, 1.0), share)
