"""Robustness: how likely each outcome is an equilibrium, and each claim holds, as values vary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.ensemble.counting import VERDICTS, RobustnessJob
from goodoffices.ensemble.intervals import interval, samples_to_decide
from goodoffices.ensemble.sample import Ensemble
from goodoffices.errors import RequestError, SizeError, expect
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Claim
from goodoffices.runs.execute import answered, execute
from goodoffices.runs.job import Tally
from goodoffices.stability.concepts import concept_key, concept_keys
from goodoffices.stopping import Progress

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Counts = NDArray[np.integer]
MOST_KEPT = 2**31
_LEAST_GROUPS = 4


@dataclass(frozen=True)
class Share(Answer):
    """A probability with its interval.

    Attributes
    ----------
    low, high
        Ends of the interval at 95 %.
    open
        Share of samples in which the answer was not searched for; how many of them count is
        estimated from those like them that were searched.
    """

    probability: float
    low: float
    high: float
    open: float = 0.0

    @property
    def half(self) -> float:
        """Half of the interval: within so much the probability is known."""
        return (self.high - self.low) / 2


class Counted(Answer):
    """An answer that was counted over samples, chunk by chunk."""

    tally: Tally

    @property
    def samples(self) -> int:
        """Samples judged; fewer than asked for where the work was stopped."""
        return self.tally.samples

    @property
    def complete(self) -> bool:
        """Whether all samples asked for were judged."""
        return self.tally.complete

    def _share(self, counts: Counts) -> Share:
        low, high = interval(counts, self.tally["sizes"])
        return Share(float(counts.sum() / self.samples), float(low), float(high))


@dataclass(frozen=True, eq=False)
class Robustness(Counted):
    """What holds how often.

    Attributes
    ----------
    tally
        Counts; the methods say what they come to.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> found = go.robustness(go.sample(unsure, 500), ["seq"])
    >>> found.probability("seq")
    array([1., 0., 0., 0., 1., 0., 1., 0., 0.])
    >>> [share.probability for share in found.claims]
    [1.0, 0.584, 1.0]
    """

    job: RobustnessJob
    tally: Tally = field(repr=False)

    @property
    def conflict(self) -> Conflict:
        """The conflict that was drawn."""
        return self.job.conflict

    @property
    def concepts(self) -> tuple[str, ...]:
        """Keys of the concepts."""
        return self.job.concepts

    def probability(self, concept: str) -> Floats:
        """Return how likely each state is an equilibrium. Shape (states,)."""
        share: Floats = self._counts("equilibria", concept).sum(axis=0) / self.samples
        return share

    def interval(self, concept: str) -> Floats:
        """Return the ends of the intervals of ``probability``, at 95 %. Shape (states, 2)."""
        return interval(self._counts("equilibria", concept), self.tally["sizes"]).T

    def stable(self, decision_maker: str, concept: str) -> Floats:
        """Return how likely each state is stable for a decision maker. Shape (states,)."""
        mover = self.conflict.decision_maker_index(decision_maker)
        share: Floats = self.tally["stable"][self._row(concept), mover] / self.samples
        return share

    def state(self, number: int, concept: str) -> Share:
        """Return how likely a state, given by number, is an equilibrium."""
        return self._share(self._counts("equilibria", concept)[:, number - 1])

    def verdicts(self, concept: str) -> Bools:
        """Say in which samples states are equilibria. Shape (samples, states).

        Raises
        ------
        RequestError
            Verdicts were not kept.
        """
        if not self.job.keep:
            raise RequestError("verdicts were counted and not kept; ask again with keep=True")
        kept: Bools = self.tally[VERDICTS][:, self._row(concept)]
        return kept

    def settled(self, concept: str) -> Share:
        """Return how likely some settlement is an equilibrium."""
        return self._share(self._counts("settled", concept))

    def agreed(self, concept: str) -> Share:
        """Return how likely such a settlement is also liked better than no deal by all who sign."""
        return self._share(self._counts("agreed", concept))

    def unsettled(self, concept: str) -> Share:
        """Return how likely there is no equilibrium at all."""
        return self._share(self._counts("none", concept))

    @property
    def tested(self) -> tuple[Claim, ...]:
        """The claims of the model, which were tested."""
        return self.conflict.mediation.claims

    @cached_property
    def claims(self) -> tuple[Share, ...]:
        """How likely each claim of the model holds."""
        return tuple(self._claim(k) for k in range(self.tally["claims"].shape[1]))

    def convergence(self, concept: str, counts: str = "agreed", state: int | None = None) -> Floats:
        """Return an estimate as samples came in.

        Parameters
        ----------
        counts
            ``settled``, ``agreed`` or ``none``; or ``equilibria``, of a state given by number.

        Returns
        -------
        Floats
            Rows of samples, probability, low, high; one for each group of samples from the fourth
            on, as fewer have no interval to speak of.
        """
        found = self._counts(counts, concept)
        found = found if state is None else found[:, state - 1]
        sizes = self.tally["sizes"]
        rows = []
        for k in range(_LEAST_GROUPS, len(sizes) + 1):
            total = sizes[:k].sum()
            ends = interval(found[:k], sizes[:k])
            rows.append([total, found[:k].sum() / total, *ends])
        return np.array(rows).reshape(-1, 4)

    def enough_for(self, share: Share, bound: float = 0.5) -> float:
        """Return about how many samples would tell a probability from a bound."""
        worth = float(effective_worth(share, self.samples))
        return samples_to_decide(share.probability, worth, bound)

    def _claim(self, k: int) -> Share:
        """Return how likely a claim holds; what is open is estimated from what was searched."""
        names = ("claims", "open", "searched", "found")
        held, left, searched, found = (self.tally[name][:, k] for name in names)
        if not left.any():
            return self._share(held)
        hits, tries = int(found.sum()), int(searched.sum())
        ratio = hits / tries if tries else 0.5
        spread = (hits + 1) * (tries - hits + 1) / ((tries + 2) ** 2 * (tries + 3))
        missing = float(left.sum() / self.samples)
        counts = held + left * ratio
        low, high = interval(counts, self.tally["sizes"], besides=missing**2 * spread)
        return Share(float(counts.sum() / self.samples), float(low), float(high), missing)

    def _counts(self, name: str, concept: str) -> Counts:
        counts: Counts = self.tally[name][:, self._row(concept)]
        return counts

    def _row(self, concept: str) -> int:
        key = concept_key(concept)
        if key not in self.concepts:
            done = ", ".join(self.concepts)
            raise RequestError(f"these samples were not judged by '{key}', only {done}")
        return self.concepts.index(key)


def effective_worth(share: Share, samples: int) -> float:
    """Return how many plain random samples each sample was worth, from an interval's width."""
    plain = 1.96 * np.sqrt(max(share.probability * (1 - share.probability), 1e-9) / samples)
    return float((plain / share.half) ** 2) if share.half else 1.0


def robustness(  # noqa: PLR0913 - what to judge, where to work, and whom to tell
    ensemble: Ensemble,
    concepts: Iterable[str] | None = None,
    *,
    intensities: Mapping[str, float] | None = None,
    keep: bool = False,
    workers: int = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
    partly: Callable[[Robustness], None] | None = None,
) -> Robustness:
    """Judge every sample of an ensemble and count what holds.

    Parameters
    ----------
    concepts
        Nash, GMR, SMR, SEQ and SSEQ by default, ``sim`` on request.
    intensities
        How far levers are pulled; none by default. Claims pull what they name, as ever.
    keep
        Whether to keep every verdict, sample by sample (see ``Robustness.verdicts``).
    workers, scheduler, progress
        See ``goodoffices.runs.execute``.
    partly
        Called with what the samples judged so far come to, after each chunk of them.

    Raises
    ------
    RequestError
        An unknown concept or lever, a claim that asks for what there is not, or ``sim`` where
        moves have no options.
    SizeError
        More states than can be counted, or ``sim`` with too many combinations of moves.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> found = go.robustness(go.sample(unsure, 500), ["seq"], intensities={"fund": 5})
    >>> found.agreed("seq").probability
    0.258
    """
    expect(ensemble, Ensemble)
    job = robustness_job(ensemble, concepts, intensities=intensities, keep=keep)
    tally = Tally(job.chunks, job.kept)
    told = None if partly is None else lambda *_: partly(Robustness(job, tally))
    execute(
        job, workers=workers, scheduler=scheduler, begun=tally, progress=progress, on_chunk=told
    )
    return Robustness(job, answered(tally))


def robustness_job(
    ensemble: Ensemble,
    concepts: Iterable[str] | None = None,
    *,
    intensities: Mapping[str, float] | None = None,
    keep: bool = False,
    model: str = "",
) -> RobustnessJob:
    """Return the work of ``robustness``; raises what it raises, before any work is done."""
    keys = concept_keys(concepts)
    pulled = dict(intensities or {})
    ensemble.conflict.under(pulled)  # says what is wrong with them
    ensemble.block(0)  # says what of the model cannot be drawn
    job = RobustnessJob(ensemble, keys, pulled, keep, model)
    size = ensemble.samples * len(keys) * len(ensemble.conflict.states)
    if keep and size > MOST_KEPT:
        raise SizeError(
            f"{size:,} verdicts to keep; at most {MOST_KEPT:,} are. Ask for fewer samples or "
            "concepts, or for counts only"
        )
    _ = job.prepared
    return job
