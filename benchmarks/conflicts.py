"""Random conflicts of any size, reproducible from a seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.build import Built, Skeleton
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.moves import TensorMoves
from goodoffices.model.preferences import Payoffs, Weights
from goodoffices.model.uncertainty import Distribution, Uncertainty, own_quantity
from goodoffices.model.written import DecisionMaker, Mediation, Option


@dataclass(frozen=True)
class Size:
    """How large a conflict to make, and of which kind.

    Attributes
    ----------
    infeasible
        Share of the combinations that cannot occur.
    irreversible
        How many options, one per decision maker in turn, stay taken once taken.
    smaller
        How many decision makers, counted from the last, have one option less.
    """

    decision_makers: int
    options: int
    infeasible: float = 0.0
    irreversible: int = 0
    smaller: int = 0

    @property
    def states(self) -> int:
        """Number of combinations."""
        return 1 << sum(self.own)

    @property
    def own(self) -> list[int]:
        """Number of options of each decision maker."""
        large = self.decision_makers - self.smaller
        return [self.options - (i >= large) for i in range(self.decision_makers)]

    def __str__(self) -> str:
        extra = f", {self.infeasible:.0%} infeasible" if self.infeasible else ""
        extra += f", {self.irreversible} irreversible options" if self.irreversible else ""
        options = "-".join(map(str, sorted(set(self.own))))
        return f"{self.states:,} states, {self.decision_makers} DMs x {options} options{extra}"


def random_payoffs(size: Size, seed: int = 7) -> Conflict:
    """Make what ``analyze`` needs of a conflict, with unrelated random payoffs (weak rankings).

    The payoffs are arrays, not written out in a model: nobody ranks a million states by hand.
    """
    rng = np.random.default_rng(seed)
    cells = None
    if size.infeasible:
        cells = np.flatnonzero(rng.random(size.states) >= size.infeasible)
    count = size.states if cells is None else len(cells)
    each, extra = divmod(size.irreversible, size.decision_makers)
    locks = [
        ((np.arange(1 << own)[:, None] >> np.arange(own)) & 1 > 0)[:, : each + (i < extra)]
        for i, own in enumerate(size.own)
    ]
    moves = TensorMoves(tuple(1 << own for own in size.own), cells, tuple(locks))
    payoffs = [rng.integers(1, count + 1, count).astype(float) for _ in range(size.decision_makers)]
    return bare(range(count), moves, payoffs)


def bare(
    states: Sequence[int], moves: TensorMoves, payoffs: Sequence[NDArray[np.float64]]
) -> Conflict:
    """Make a conflict of what an analysis asks for, without a model that says it."""
    made = object.__new__(Conflict)
    makers = tuple(DecisionMaker(f"P{i}", Payoffs(())) for i in range(len(payoffs)))
    skeleton = Skeleton(cast("Any", None), cast("Any", states), moves)
    parts = Built((), (), Mediation(), skeleton, tuple(payoffs), None)
    made.__dict__.update(decision_makers=makers, _built=parts)
    return made


def random_weights(size: Size, statements: int = 40, seed: int = 7, *, levers: int = 0) -> Conflict:
    """Make a conflict whose payoffs are weights on random pairs of options, with so many levers.

    The settlement sought is the state with every option taken; no deal is the state with none.
    """
    rng = np.random.default_rng(seed)
    names = [[f"o{i}_{k}" for k in range(own)] for i, own in enumerate(size.own)]
    everything = [name for row in names for name in row]
    makers = []
    for i, row in enumerate(names):
        pairs = {" and ".join(rng.choice(everything, 2, replace=False)) for _ in range(statements)}
        weights = tuple((text, float(rng.integers(-9, 10))) for text in sorted(pairs))
        makers.append(DecisionMaker(f"d{i}", Weights(weights), tuple(Option(name) for name in row)))
    mediation = Mediation()
    if levers:
        mediation = Mediation(
            settlement="Y" * len(everything),
            mediators={"north": "", "south": ""},
            levers=tuple(_lever(k, names, rng) for k in range(levers)),
        )
    return Conflict(f"random, {size}", tuple(makers), status_quo=1, mediation=mediation)


def _lever(number: int, names: list[list[str]], rng: np.random.Generator) -> Lever:
    """Make a lever: pressure where a pair of options is not taken, or an inducement where it is."""
    i, turn = number % len(names), number // len(names)
    pair = " and ".join(names[i][(turn + k) % len(names[i])] for k in range(2))
    lifts = turn % 2 == 1
    return Lever(
        f"lever_{number}",
        held_by=("north", "south")[number % 2],
        on=f"d{i}",
        where=pair if lifts else f"not ({pair})",
        effect=1.0 if lifts else -1.0,
        most=float(rng.integers(40, 121)),
        commit=float(rng.integers(1, 4)),
        execute=float(rng.integers(0, 4)),
    )


def uncertain(conflict: Conflict, spread: float = 0.25) -> Conflict:
    """Return the conflict with a normal distribution in place of every weight."""
    quantities = []
    for dm in conflict.decision_makers:
        weights = dm.preferences.weights if isinstance(dm.preferences, Weights) else ()
        for text, weight in weights:
            drawn = Distribution("normal", (weight, 1 + spread * abs(weight)))
            place = ("decision_makers", dm.name, "preferences", "weights", text)
            quantities.append(own_quantity(place, drawn))
    return conflict.replace(uncertainty=Uncertainty(tuple(quantities)))
