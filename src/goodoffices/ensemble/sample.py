"""An ensemble: one conflict many times over, with what is uncertain drawn each time."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.draws import PLACES, Draws
from goodoffices.ensemble.payoffs import Bools, Floats, Indices, Table, table
from goodoffices.ensemble.refusals import refuse_infinite, refuse_tiny
from goodoffices.errors import Path, RequestError, expect, require_whole_number
from goodoffices.model.changes import changed
from goodoffices.model.conflict import Conflict
from goodoffices.model.knowledge import UnknownPreferencesError
from goodoffices.model.lever_numbers import LEVER_NUMBERS, LeverNumber, lever_number
from goodoffices.model.levers import Lever, carried_out, lifted, middle_of, weight
from goodoffices.model.moves import TensorMoves
from goodoffices.model.preferences import Prioritized, Ranking
from goodoffices.model.uncertainty import Uncertainty
from goodoffices.model.written import DecisionMaker
from goodoffices.stability.engines.grouped import Grouped, alike, each_whole

LEAST_REPLICATES = 32
MOST_SAMPLES = 2**40
_MOST_IN_REPLICATE = 4096
_MOST_POSITIONS = 2**22
_MOST_KEPT = 2**22  # payoffs, in all


@dataclass(frozen=True)
class Ensemble:
    """A conflict and how often it is drawn.

    Attributes
    ----------
    samples
        How many models.
    seed
        The same seed gives the same models, bit by bit, whoever draws them and in whatever order.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> ensemble = go.sample(unsure, 500)
    >>> ensemble.samples, ensemble.seed
    (500, 1)
    >>> round(ensemble.at(3).mediation.lever("fund").effect, 3)
    0.474
    """

    conflict: Conflict = field(repr=False)
    samples: int
    seed: int = 1

    def __post_init__(self) -> None:
        """Raise RequestError where there is nothing to draw, or not so often."""
        require_whole_number(self.samples, "a number of samples of")
        require_whole_number(self.seed, "a seed of")
        if not 1 <= self.samples <= MOST_SAMPLES:
            raise RequestError(
                f"{self.samples:,} samples; ask for one or more, and at most {MOST_SAMPLES:,}"
            )
        if self.seed < 0:
            raise RequestError(f"seed {self.seed}; expected a whole number, 0 or more")
        if self.conflict.partly_known:
            raise UnknownPreferencesError(self.conflict.partly_known)
        if not is_uncertain(self.conflict):
            raise RequestError(
                "nothing is uncertain in this model, so every sample would be the same; write a "
                "number as a distribution, such as {triangular: [1, 2, 5]}, or statements as "
                "unordered, or a ranking with swaps"
            )
        refuse_tiny(self.uncertainty)

    def __reduce__(self) -> tuple[type[Ensemble], tuple[Conflict, int, int]]:
        """Pickle what it is made of, and none of what follows from that."""
        return Ensemble, (self.conflict, self.samples, self.seed)

    @cached_property
    def uncertainty(self) -> Uncertainty:
        """What is uncertain of the numbers."""
        return self.conflict.uncertainty or Uncertainty()

    @cached_property
    def draws(self) -> Draws:
        """Draws the quantities."""
        return Draws(self.uncertainty, self.seed)

    @cached_property
    def replicate_size(self) -> int:
        """Samples per replicate: a power of two that leaves at least 32 replicates where it can."""
        moves = self.conflict.moves
        states = len(self.conflict.states)
        positions = math.prod(moves.shape) if isinstance(moves, TensorMoves) else states
        most = max(1, min(_MOST_IN_REPLICATE, _MOST_POSITIONS // positions))
        wanted = max(1, min(self.samples // LEAST_REPLICATES, most))
        return 1 << (wanted.bit_length() - 1)

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """Samples in each replicate; the last may be smaller. Shape (replicates,)."""
        whole, rest = divmod(self.samples, self.replicate_size)
        return np.array([self.replicate_size] * whole + [rest] * (rest > 0), np.int64)

    @cached_property
    def bites(self) -> dict[str, NDArray[np.bool_]]:
        """In which states each lever bites, by name. Shape (states,) each."""
        return {lever.name: self.conflict.bites(lever) for lever in self.conflict.mediation.levers}

    def apart(self, mover: int, levers: tuple[str, ...]) -> tuple[Indices, Indices, list[Bools]]:
        """Return the groups of states that are the same to a decision maker under levers.

        Returns
        -------
        tuple
            Per group, the row of its payoffs with no lever pulled; per state, its group; per lever,
            in which groups it bites.
        """
        if (mover, levers) not in self._apart:
            before = self.tables[mover].group
            group = alike([before, *(self.bites[name] for name in levers)])
            first = np.unique(group, return_index=True)[1]
            bites = [self.bites[name][first] for name in levers]
            self._apart[mover, levers] = before[first], group, bites
        return self._apart[mover, levers]

    @cached_property
    def _apart(self) -> dict[tuple[int, tuple[str, ...]], tuple[Indices, Indices, list[Bools]]]:
        """What ``apart`` said."""
        return {}

    @cached_property
    def tables(self) -> list[Table]:
        """How each decision maker's payoffs are drawn."""
        return [table(self.conflict, i) for i in range(len(self.conflict.decision_makers))]

    @cached_property
    def _may_be_idle(self) -> list[tuple[Lever, LeverNumber | None]]:
        """The numbers of levers to look at in every sample, None for its step; in their order."""
        drawn = self.uncertainty.supports()
        found: list[tuple[Lever, LeverNumber | None]] = []
        for lever in self.conflict.mediation.levers:
            for row in LEVER_NUMBERS:
                value = row.of(lever)
                varies = row.place(lever.name) in drawn
                if row.drawn and value is not None and (varies or not row.fits(value)):
                    found.append((lever, row))
            if lever.step is not None:
                found.append((lever, None))
        return found

    @cached_property
    def _kept(self) -> dict[int, Block]:
        """Replicates drawn, where all of them together are small."""
        return {}

    def block(self, replicate: int) -> Block:
        """Draw a replicate."""
        if replicate in self._kept:
            return self._kept[replicate]
        block = self._drawn(replicate)
        conflict = self.conflict
        if self.samples * len(conflict.states) * len(conflict.names) <= _MOST_KEPT:
            self._kept[replicate] = block
        return block

    def _drawn(self, replicate: int) -> Block:
        size = int(self.sizes[replicate])
        quantities = self.draws.replicate(replicate, size)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            drawn = self.uncertainty.numbers(quantities)
            rows = np.empty((len(drawn), size))
            for row, values in zip(rows, drawn.values(), strict=True):
                row[:] = values
            numbers = dict(zip(drawn, np.round(rows, PLACES, out=rows), strict=True))
        if not np.isfinite(rows).all():
            refuse_infinite(numbers, self.uncertainty)
        block = Block(self, size, quantities, numbers, [])
        _refuse_idle(self._may_be_idle, block)
        rng = self.draws.generator(replicate)
        ordinal = [one.draw(size, rng) for one in self.tables]
        return Block(self, size, quantities, numbers, ordinal)

    def at(self, sample: int) -> Conflict:
        """Return the conflict of one sample (from 0), without anything uncertain."""
        if not 0 <= sample < self.samples:
            raise RequestError(f"sample {sample}; expected one from 0 to {self.samples - 1}")
        replicate, place = divmod(sample, self.replicate_size)
        return self.block(replicate).at(place)


@dataclass(frozen=True, eq=False)
class Block:
    """A replicate of an ensemble, drawn.

    Attributes
    ----------
    quantities, numbers
        Values by name, and numbers of the model by place. Shape (size,) each.
    ordinal
        What is drawn of uncertain rankings and orders, per decision maker.
    parts
        Sizes of the replicates, where it is several, one after another.
    """

    ensemble: Ensemble
    size: int
    quantities: Mapping[str, Floats]
    numbers: Mapping[Path, Floats]
    ordinal: list[NDArray[np.int64] | None]
    parts: tuple[int, ...] = ()

    @cached_property
    def grouped(self) -> list[Grouped]:
        """Per decision maker, payoffs with no lever pulled, of states in groups."""
        tables = zip(self.ensemble.tables, self.ordinal, strict=True)
        return [one.grouped(self.numbers, drawn, self.size) for one, drawn in tables]

    @cached_property
    def payoffs(self) -> list[Floats]:
        """Per decision maker, payoffs with no lever pulled. Shape (states, size) each."""
        return each_whole(self.grouped)

    @cached_property
    def ranges(self) -> list[Floats]:
        """Per decision maker, its payoff range with no lever pulled, never 0. Shape (size,)."""
        spreads = [np.ptp(own.values, axis=0) for own in self.grouped]
        return [np.where(spread > 0, spread, 1.0) for spread in spreads]

    @cached_property
    def middles(self) -> list[Floats]:
        """Per decision maker, its middle payoff with no lever pulled. Shape (size,)."""
        return [middle_of(payoffs) for payoffs in self.payoffs]

    def under(self, intensities: Mapping[str, float | Floats]) -> list[Floats]:
        """Return payoffs with levers pulled, to one intensity or one per sample.

        Added up in the order of ``Conflict.under``. Raises RequestError for an unknown lever.
        """
        return each_whole(self.grouped_under(intensities))

    def grouped_under(
        self, intensities: Mapping[str, float | Floats], where: Bools | None = None
    ) -> list[Grouped]:
        """Return payoffs with levers pulled as ``under`` does, of states in groups.

        Parameters
        ----------
        where
            The samples whose payoffs to return; all, by default. Shape (size,).
        """
        conflict = self.ensemble.conflict
        pulled = [(conflict.mediation.lever(name), t) for name, t in intensities.items()]
        return [self._under(mover, pulled, where) for mover in range(len(conflict.names))]

    def _under(
        self, mover: int, pulled: list[tuple[Lever, float | Floats]], where: Bools | None
    ) -> Grouped:
        name = self.ensemble.conflict.names[mover]
        units = [(lever, intensity * self.weight(lever, name)) for lever, intensity in pulled]
        felt = [(lever, unit) for lever, unit in units if np.count_nonzero(unit)]
        own = self.grouped[mover]
        if not felt and where is None:
            return own
        values = own.values if where is None else own.values[:, where]
        if not felt:
            return Grouped(values, own.group)
        rows, group, bites = self.ensemble.apart(mover, tuple(lever.name for lever, _ in felt))
        chosen = slice(None) if where is None else where
        added = [(states, unit[chosen]) for states, (_, unit) in zip(bites, felt, strict=True)]
        return Grouped(lifted(values[rows], added, self.middles[mover][chosen]), group)

    def weight(self, lever: Lever, name: str) -> Floats:
        """Return what a unit of a lever adds to a payoff where it bites. Shape (size,)."""
        key = lever.name, name
        if key not in self._weights:
            self._weights[key] = np.asarray(weight(lever, name, self.number))
        return self._weights[key]

    def carried_out(self, lever: Lever) -> Floats:
        """Return how far its holder would carry a lever out. Shape (size,)."""
        return carried_out(self.number(lever, "resolve"), self.number(lever, "execute"))

    def reach(self, lever: Lever, *, credible: bool) -> Floats:
        """Return the greatest intensities, as ``Lever.reach``. Shape (size,)."""
        key = lever.name, credible
        if key not in self._reaches:
            most = self.number(lever, "most")
            self._reaches[key] = np.minimum(most, self.carried_out(lever)) if credible else most
        return self._reaches[key]

    def number(self, lever: Lever, attribute: str) -> Floats:
        """Return a number of a lever, such as ``effect``, in every sample. Shape (size,)."""
        row = lever_number(attribute)
        if (place := row.place(lever.name)) in self.numbers:
            return self.numbers[place]
        value = row.of(lever)
        return np.full(self.size, np.inf if value is None else value)

    @cached_property
    def _weights(self) -> dict[tuple[str, str], Floats]:
        """What units of levers add, by lever and decision maker."""
        return {}

    @cached_property
    def _reaches(self) -> dict[tuple[str, bool], Floats]:
        """The greatest intensities, by lever and whether they are to be credible."""
        return {}

    def at(self, place: int) -> Conflict:
        """Return the conflict of one sample of the block, without anything uncertain."""
        conflict = self.ensemble.conflict
        values = {where: float(x[place]) for where, x in self.numbers.items()}
        fixed = changed(conflict, values)
        makers = tuple(
            dm if drawn is None else _reordered(dm, drawn[place])
            for dm, drawn in zip(fixed["decision_makers"], self.ordinal, strict=True)
        )
        certain = {"uncertainty": None, "scenarios": (), "published": None, "observed": None}
        return conflict.replace(**fixed | certain | {"decision_makers": makers})


def is_uncertain(conflict: Conflict) -> bool:
    """Say whether anything in a conflict can be drawn."""
    quantities = conflict.uncertainty.quantities if conflict.uncertainty else ()
    return any(q.distribution.varies for q in quantities) or any(
        (isinstance(dm.preferences, Prioritized) and dm.preferences.unordered)
        or (isinstance(dm.preferences, Ranking) and dm.preferences.swaps)
        for dm in conflict.decision_makers
    )


def sample(conflict: Conflict, samples: int = 10_000, seed: int = 1) -> Ensemble:
    """Return an ensemble of a conflict's uncertain numbers, rankings and orders.

    Parameters
    ----------
    samples
        How many models are drawn. Drawing happens when an answer is asked for.
    seed
        The same seed gives the same answers, bit by bit.

    Raises
    ------
    RequestError
        Nothing in the model is uncertain.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> ensemble = go.sample(unsure, 500)
    >>> go.robustness(ensemble, ["seq"], intensities={"fund": 9}).agreed("seq").probability
    0.588
    """
    expect(conflict, Conflict)
    return Ensemble(conflict, samples, seed)


def _reordered(dm: DecisionMaker, drawn: NDArray[np.int64]) -> DecisionMaker:
    wanted: Prioritized | Ranking
    if isinstance(dm.preferences, Prioritized):
        wanted = Prioritized(tuple(dm.preferences.statements[int(k)] for k in drawn))
    elif isinstance(dm.preferences, Ranking):
        written = dm.preferences.tiers
        tiers = tuple(written[int(k)] for k in np.argsort(drawn))
        wanted = Ranking(tiers, gaps=dm.preferences.gaps)
    else:
        return dm
    return dataclasses.replace(dm, preferences=wanted)


def _refuse_idle(numbers: list[tuple[Lever, LeverNumber | None]], block: Block) -> None:
    """Raise RequestError where a lever would be none in some samples."""
    for lever, row in numbers:
        if row is not None:
            values = block.number(lever, row.attribute)
            _refuse(row.name, lever, values[~row.fits(values)], f"it has to be {row.expected}")
        elif lever.step is not None:
            most = block.number(lever, "most")
            wanted = f"it has to hold a step of {lever.step:g}"
            _refuse("max", lever, most[most < lever.step], wanted)


def _refuse(name: str, lever: Lever, values: Floats, wanted: str) -> None:
    """Raise RequestError where there are values that a number of a lever cannot have."""
    if values.size:
        raise RequestError(
            f"{name} of lever '{lever.name}' is {values[0]:g} in some samples, and {wanted}; leave "
            f"such values out of its distribution (a lever that may do nothing: give belief a "
            "distribution with 0 in it)"
        )
