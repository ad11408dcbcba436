"""The zone of possible agreement as values vary: how often each package is in it, and is chosen.

Every sample is a model of its own. In it a package counts as in the zone, as efficient there and as
chosen by a rule just as ``mediation.zone`` has it; of packages that tie, each counts. The cheapest
plan is a search in every sample: it is counted only where that is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.ensemble.chunks import blocks, chunk_count
from goodoffices.ensemble.intervals import interval
from goodoffices.ensemble.robustness import Counted, Share
from goodoffices.ensemble.sample import Block, Ensemble
from goodoffices.errors import RequestError, expect
from goodoffices.mediation.plan.results import Plan
from goodoffices.mediation.pulled import Pull
from goodoffices.mediation.zone.efficient import efficient_rows
from goodoffices.mediation.zone.rules import RULES
from goodoffices.mediation.zone.zone import CHEAPEST, Zone, settlements
from goodoffices.model.conflict import Conflict
from goodoffices.runs.execute import answered, execute
from goodoffices.runs.job import Arrays, Tally
from goodoffices.stopping import Progress

Floats = NDArray[np.float64]
Counts = NDArray[np.int32]
INSIDE, EFFICIENT = "inside", "efficient"
MOST_CHUNKS = 64
_MOST_KEPT = 2**24
_LEAST_CHUNKS = 8
_NO_PLANS = "there is no cheapest plan to seek: the model has no levers, or replies come at once"


@dataclass(frozen=True)
class ZoneSharesJob:
    """An ensemble whose zones are to be counted, in chunks; see ``goodoffices.runs.job.Job``.

    Attributes
    ----------
    zone
        Of the nominal values; it says what is asked.
    cheapest
        Whether the cheapest plan is sought in every sample, too.
    """

    ensemble: Ensemble
    zone: Zone
    cheapest: bool = False

    @property
    def told(self) -> tuple[str, ...]:
        """What is counted of each package: in the zone, efficient, and chosen, rule by rule."""
        return (INSIDE, EFFICIENT, *self.zone.rules, *[CHEAPEST] * self.cheapest)

    @property
    def chunks(self) -> int:
        """How many chunks there are."""
        return chunk_count(self.ensemble, self._most)

    @property
    def kept(self) -> tuple[str, ...]:
        """Counts that are kept by chunk."""
        return ("sizes", "any", "counts")

    def run(self, chunk: int) -> Arrays:
        """Count, for each package, the samples of a chunk in which it is what."""
        counts = np.zeros((len(self.told), len(self.zone.candidates)), np.int32)
        samples, some = 0, 0
        for block in blocks(self.ensemble, chunk, self._most):
            samples += block.size
            some += self._count(block, counts)
            if self.cheapest:
                self._count_plans(block, counts[-1])
        return {
            "sizes": np.array([samples]),
            "any": np.array([some]),
            "counts": counts[None],
            "samples": np.array(samples),
        }

    def describe(self) -> dict[str, Any]:
        """Return what is asked, for a list of work."""
        return {
            "kind": "zone shares",
            "title": self.ensemble.conflict.title,
            "samples": self.ensemble.samples,
            "seed": self.ensemble.seed,
        }

    @property
    def _most(self) -> int:
        """Most chunks: fewer where what is kept of each is large."""
        size = len(self.told) * len(self.zone.candidates)
        return min(MOST_CHUNKS, max(_LEAST_CHUNKS, _MOST_KEPT // size))

    def _count(self, block: Block, counts: Counts) -> int:
        """Add a block's samples to the counts; return in how many there is a zone at all."""
        zone, payoffs = self.zone, block.under(self.zone.intensities)
        own = [payoffs[i] for i in zone.signing]
        gains = np.stack([p[zone.candidates] - p[zone.no_deal.number - 1] for p in own], axis=-1)
        power, rules, some = np.array(zone.power), [RULES[key] for key in zone.rules], 0
        for sample in range(block.size):
            stopping.check()
            there = gains[:, sample]
            inside = np.flatnonzero((there > 0).all(axis=1))
            if not len(inside):
                continue
            some += 1
            kept = there[inside]
            counts[0, inside] += 1
            counts[1, inside[efficient_rows(kept)]] += 1
            for row, rule in zip(counts[2 : 2 + len(rules)], rules, strict=True):
                row[inside[rule.choose(kept, power)]] += 1
        return some

    def _count_plans(self, block: Block, counts: Counts) -> None:
        """Add the settlements of the cheapest plans of a block's samples to their counts."""
        for sample in range(block.size):
            stopping.check()
            found = self.zone.cheapest_in(block.at(sample))
            if isinstance(found, Plan):
                counts[np.searchsorted(self.zone.candidates, found.settlement.number - 1)] += 1


@dataclass(frozen=True, eq=False)
class ZoneShares(Counted):
    """How often each package is in the zone of possible agreement, is efficient, and is chosen.

    Attributes
    ----------
    zone
        Of the nominal values. Shares are given for its ``candidates``, in that order.
    tally
        Counts; the methods say what they come to.
    cheapest
        Whether the cheapest plan was sought in every sample, too.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> found = go.zone_shares(go.sample(unsure, 200), pull={"fund": 6})
    >>> round(found.any.probability, 3), found.zone.candidates + 1
    (0.375, array([5]))
    >>> found.probability("inside"), found.probability("nash")
    (array([0.375]), array([0.375]))
    """

    ensemble: Ensemble = field(repr=False)
    zone: Zone = field(repr=False)
    tally: Tally = field(repr=False)
    cheapest: bool = False

    @property
    def conflict(self) -> Conflict:
        """The conflict that was drawn."""
        return self.ensemble.conflict

    @property
    def told(self) -> tuple[str, ...]:
        """What there are shares of: ``inside``, ``efficient``, and the rules that were asked."""
        return ZoneSharesJob(self.ensemble, self.zone, self.cheapest).told

    @property
    def any(self) -> Share:
        """How likely there is a zone at all."""
        return self._share(self.tally["any"])

    def probability(self, what: str) -> Floats:
        """Return how likely each candidate is in the zone, is efficient, or is chosen by a rule.

        Parameters
        ----------
        what
            ``inside``, ``efficient``, or a rule as ``Zone.choice`` has it.

        Returns
        -------
        Floats
            Shape (candidates,).

        Raises
        ------
        RequestError
            No such rule, one that was not asked for, or that asks more of the preferences than
            they tell.
        """
        share: Floats = self._counts(what).sum(axis=0) / self.samples
        return share

    def interval(self, what: str) -> Floats:
        """Return the ends of the intervals of ``probability``, at 95 %. Shape (candidates, 2)."""
        return interval(self._counts(what), self.tally["sizes"]).T

    def package(self, state: int, what: str) -> Share:
        """Return how likely a candidate, given by its state's number, is what."""
        place = np.flatnonzero(self.zone.candidates == state - 1)
        if not len(place):
            raise RequestError(f"state {state} is none of the packages asked about")
        return self._share(self._counts(what)[:, place[0]])

    def _counts(self, what: str) -> Counts:
        if what not in self.told:
            if what == CHEAPEST:
                raise RequestError(
                    "the cheapest plan was not sought in the models drawn, as every one takes a "
                    "search of its own; ask for it"
                ).wanting("cheapest")
            self.zone.choice(what)  # says why not
        counts: Counts = self.tally["counts"][:, self.told.index(what)]
        return counts


def zone_shares(  # noqa: PLR0913 - what can be asked of a zone, and whom to tell
    ensemble: Ensemble,
    *,
    concept: str = "seq",
    fix: str = "",
    pull: Pull = "none",
    power: Mapping[str, float] | None = None,
    comparable: bool = False,
    cheapest: bool = False,
    progress: Progress | None = None,
) -> ZoneShares:
    """Find the zone of possible agreement in every sample, and count which packages are in it.

    Parameters
    ----------
    fix, power, comparable
        As in ``settlements``.
    pull
        ``none``; ``plan``, the levers of the cheapest plan for the nominal values, by ``concept``;
        or intensities by lever.
    cheapest
        Whether to seek the cheapest plan in every sample, too: ten searches a second at 72 states.
    progress
        See ``goodoffices.runs.execute``.

    Raises
    ------
    RequestError
        What ``settlements`` cannot answer, what cannot be drawn, or no lever to plan with.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> go.zone_shares(go.sample(unsure, 200)).any.probability
    0.0
    """
    expect(ensemble, Ensemble)
    zone = settlements(
        ensemble.conflict,
        concept=concept,
        fix=fix,
        pull=pull,
        power=power,
        comparable=comparable,
    )
    if cheapest and not zone.can_be_planned:
        raise RequestError(_NO_PLANS)
    tally = answered(execute(ZoneSharesJob(ensemble, zone, cheapest), progress=progress))
    return ZoneShares(ensemble, zone, tally, cheapest)
