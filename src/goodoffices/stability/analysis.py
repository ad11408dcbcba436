"""Which states are stable for whom, under which concept, and what is missing where they are not.

With p, m and the improvements s1 of a decision maker from s as in ``concepts``,

- the *margin* of s is the greatest m(s1) - p(s); s is stable where it is at most 0;
- the *lift* of s is the greatest of 0 and all min(p(s1), m(s1)) - p(s): the least rise of p(s)
  that makes s stable.

The margin is the lift of an unstable state where v is the payoff, and may be greater where v is the
escape value, which counts the decision maker's own last word at s1: once s is worth p(s1), nobody
leaves it for s1, however much better than s1 that word is. A rise of p(s) leaves m(s1) as it is,
as far as that matters: an escape value at most p(s) is at most the raised p(s) afterwards.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, SizeError, expect
from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import Moves, TensorMoves
from goodoffices.stability.concepts import (
    CONCEPTS,
    concept_key,
    concept_keys,
    ingredients,
    sufficient,
)
from goodoffices.stability.engines import bits, compiled
from goodoffices.stability.engines.bits import Bits
from goodoffices.stability.engines.structure import Structure, structure, worst_case

if TYPE_CHECKING:
    from goodoffices.model.states import State
    from goodoffices.stability.engines.arrays import Backend

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Analysis(Answer):
    """Verdicts on every state of a conflict.

    Attributes
    ----------
    conflict
        The conflict that was analysed.
    concepts
        Keys of the concepts, in the order of ``verdicts``.
    packed
        The verdicts as bits, shape (concepts, decision makers, bytes); see ``bits``.

    Examples
    --------
    >>> analysis = go.analyze(go.case("elmira-1991"))
    >>> analysis.stable("Local", "seq")[:4]
    array([False,  True,  True, False])
    >>> analysis.count("seq")
    6
    """

    conflict: Conflict
    concepts: tuple[str, ...]
    packed: Bits

    @property
    def verdicts(self) -> Bools:
        """All verdicts, shape (concepts, decision makers, states); True where stable.

        Unpacked anew whenever asked for, a byte each; of a large conflict rather ask for one
        concept (``stable``, ``equilibrium``), for one state (``at``) or for a ``count``.
        """
        return bits.unpack(self.packed, len(self.conflict.states))

    def at(self, state: int) -> Bools:
        """Return the verdicts on one state, by index. Shape (concepts, decision makers)."""
        return bits.at(self.packed, state)

    def stable(self, decision_maker: str, concept: str) -> Bools:
        """Say which states are stable for a decision maker. Shape (states,)."""
        return bits.unpack(self._of(concept, decision_maker), len(self.conflict.states))

    def equilibrium(self, concept: str) -> Bools:
        """Say which states are stable for every decision maker. Shape (states,)."""
        return bits.unpack(self._of(concept), len(self.conflict.states))

    def equilibria(self, concept: str) -> list[State]:
        """Return the states that are stable for every decision maker."""
        return list(self.iterate(concept))

    def iterate(self, concept: str) -> Iterator[State]:
        """Yield the states that are stable for every decision maker, one by one."""
        return (self.conflict.states[k] for k in bits.places(self._of(concept)))

    def first(self, concept: str, most: int) -> list[State]:
        """Return the first so many states that are stable for every decision maker."""
        return list(itertools.islice(self.iterate(concept), most))

    def count(self, concept: str, decision_maker: str | None = None) -> int:
        """Count the states that are stable for a decision maker, by default for all of them."""
        return bits.count(self._of(concept, decision_maker))

    def margin(self, decision_maker: str, concept: str) -> Floats:
        """Return the greatest temptation to leave each state, replies weighed. Shape (states,).

        The greatest of m(s1) - p(s) over the improvements s1, in the decision maker's payoff
        units (levels where its preferences are ordinal): above 0 where the state is not stable;
        -inf where it has no improvement. Under Nash stability nobody replies, so that m(s1) is
        p(s1) itself. How much is missing for a state to be stable is its `lift`.
        """
        return self._least(_margins, decision_maker, concept)

    def lift(self, decision_maker: str, concept: str) -> Floats:
        """Return how much more each state must be worth to be stable. Shape (states,).

        The least rise of p(s), and of nothing else, that makes s stable for the decision maker, in
        its payoff units (levels where its preferences are ordinal); 0 where s is stable as it is.
        """
        return self._least(_lifts, decision_maker, concept)

    def passed(self, decision_maker: str, concept: str, state: int) -> list[int]:
        """Return the states that a state is lifted past, or level with, by its ``lift``.

        By index, the worst first; none where the state is stable as it is.
        """
        payoffs = self.conflict.payoffs[self.conflict.decision_maker_index(decision_maker)]
        raised = payoffs[state] + self.lift(decision_maker, concept)[state]
        passed = np.flatnonzero((payoffs > payoffs[state]) & (payoffs <= raised))
        ordered: list[int] = passed[np.argsort(payoffs[passed], kind="stable")].tolist()
        return ordered

    def strongly(self, decision_maker: str, concept: str) -> Bools:
        """Say which states are *strongly* stable for a decision maker. Shape (states,).

        Those where every improvement may meet a sanction that leaves the decision maker greatly
        worse off than it is: by ``conflict.strengths``, at least. Under SMR and SSEQ whatever it
        can do about the sanction leaves it greatly worse off, too. A state without improvements is
        strongly stable. This is the same as a margin of minus the great gap, or less. What others
        believe in does not depend on how strongly they feel.

        Raises
        ------
        RequestError
            No great gap of the decision maker is known.

        Notes
        -----
        L. Hamouda, D. M. Kilgour & K. W. Hipel, "Strength of preference in the graph model for
        conflict resolution", Group Decision and Negotiation 13 (2004).

        Examples
        --------
        >>> conflict = go.case("chicken").replace(greatly={"Ann": 2})
        >>> go.analyze(conflict).strongly("Ann", "seq").tolist()
        [False, True, True, False]
        """
        name = self.conflict.names[self.conflict.decision_maker_index(decision_maker)]
        great = self.conflict.strengths.get(name)
        if great is None:
            raise RequestError(
                f"from which gap on {name} feels a loss greatly is not known; write it under "
                f"greatly, or conflict.replace(greatly={{'{name}': …}})"
            )
        return self._sized.margin(name, concept) <= -great

    def strong_equilibrium(self, concept: str) -> Bools:
        """Say which equilibria are strong. Shape (states,).

        Strongly stable for all whose great gap is known, and stable for the others.
        """
        held = self.equilibrium(concept)
        for name in self.conflict.strengths:
            held &= self.strongly(name, concept)
        return held

    @cached_property
    def _sized(self) -> Analysis:
        sized = self.conflict.with_sizes
        return self if sized is self.conflict else replace(self, conflict=sized)

    def worst_case(self, decision_maker: str, concept: str) -> Floats:
        """Return m: how badly each state can turn out for a decision maker. Shape (states,).

        The least sanction value over the state and everything that the others reach from it by
        replies that the concept believes in (see ``goodoffices.stability.concepts``).

        Raises
        ------
        RequestError
            For ``sim``, where a sanction depends on the state that was left.
        """
        key = concept_key(concept)
        if not CONCEPTS[key].in_turn:
            raise RequestError(f"{key} has no worst case after a move; ask for its margin")
        mover = self.conflict.decision_maker_index(decision_maker)
        worst = worst_case(self._structure, mover, CONCEPTS[key])
        return self._structure.gather(worst).copy()

    def _least(
        self,
        figure: Callable[[Conflict, Structure, int, str], Floats],
        decision_maker: str,
        concept: str,
    ) -> Floats:
        """Return the least figure of the concepts of which one is enough. Shape (states,)."""
        mover = self.conflict.decision_maker_index(decision_maker)
        keys = sufficient(concept_key(concept), self.conflict.names)[mover]
        figures = [figure(self.conflict, self._structure, mover, key) for key in keys]
        least: Floats = np.minimum.reduce(figures)
        return least

    @cached_property
    def _structure(self) -> Structure:
        return structure(self.conflict.moves, self.conflict.payoffs)

    def _of(self, concept: str, decision_maker: str | None = None) -> Bits:
        """Return the bits of a concept for a decision maker, or for all of them together."""
        rows = self.packed[self._row(concept)]
        if decision_maker is not None:
            row: Bits = rows[self.conflict.decision_maker_index(decision_maker)]
            return row
        everybody: Bits = np.bitwise_and.reduce(rows, axis=0)
        return everybody

    def _row(self, concept: str) -> int:
        key = concept_key(concept)
        if key not in self.concepts:
            done = ", ".join(self.concepts)
            raise RequestError(f"this analysis has no '{key}', only {done}; analyse again with it")
        return self.concepts.index(key)


def analyze(
    conflict: Conflict,
    concepts: Iterable[str] | None = None,
    *,
    device: str = "cpu",
    memory: int | None = None,
) -> Analysis:
    """Judge every state for every decision maker.

    Parameters
    ----------
    conflict
        The conflict.
    concepts
        Keys or names of stability concepts; Nash, GMR, SMR, SEQ and SSEQ by default; on request
        ``sim``, ``seq-or-sim`` (either is enough), and a concept per decision maker, such as
        ``A=sim,B=seq``.
    device
        Where to compute: ``cpu``, or ``gpu`` for conflicts in option form.
    memory
        The most bytes to take beside the payoffs. Large conflicts in option form are then judged
        slab by slab where that is needed, more slowly and to the same answer.

    Raises
    ------
    RequestError
        A concept that does not exist or leaves a decision maker out, ``sim`` where moves have no
        options, or ``gpu`` where there is none or moves are listed one by one.
    MissingExtraError
        ``gpu`` without CuPy.
    SizeError
        ``sim`` on a conflict with too many combinations of moves, or more than the memory allowed.

    Examples
    --------
    >>> analysis = go.analyze(go.case("elmira-1991"), ["nash"])
    >>> [state.number for state in analysis.equilibria("nash")]
    [5, 6, 7, 10, 11, 12]
    """
    expect(conflict, Conflict)
    asked = concept_keys(concepts)
    recipes = [sufficient(key, conflict.names) for key in asked]
    keys = ingredients(asked)
    packed = _each(conflict, keys, _backend(device, conflict.moves), memory)
    if keys != asked:
        packed = _combined(packed, keys, recipes)
    return Analysis(conflict, asked, packed)


def _backend(device: str, moves: Moves) -> Backend | None:
    """Return the library that computes on another device than the processor; see ``arrays``."""
    if device == "cpu":
        return None
    from goodoffices.stability.engines.arrays import backend

    return backend(device, moves)


def _each(
    conflict: Conflict, keys: tuple[str, ...], chosen: Backend | None, memory: int | None
) -> Bits:
    """Judge by concepts of their own. Bits as in ``Analysis``."""
    in_turn = [key for key in keys if CONCEPTS[key].in_turn]
    shape = (len(keys), len(conflict.decision_makers), -(-len(conflict.states) // 8))
    packed = np.empty(shape, np.uint8)
    if in_turn:
        rows = [keys.index(key) for key in in_turn]
        slabs = 1 if memory is None else _slabs(conflict.moves, in_turn, memory)
        packed[rows] = judged(conflict.moves, conflict.payoffs, in_turn, chosen, slabs)
    for key, mover in itertools.product(set(keys) - set(in_turn), range(shape[1])):
        packed[keys.index(key), mover] = bits.pack(_at_once(conflict, mover) <= 0)
    return packed


def _combined(packed: Bits, keys: Sequence[str], recipes: Sequence[list[tuple[str, ...]]]) -> Bits:
    """Return, per concept, the bits of each decision maker by any concept that is enough for it."""
    rows = [
        [
            np.bitwise_or.reduce([packed[keys.index(key), mover] for key in enough])
            for mover, enough in enumerate(recipe)
        ]
        for recipe in recipes
    ]
    return np.array(rows)


def _slabs(moves: Moves, keys: Sequence[str], memory: int) -> int:
    """Return in how many slabs to judge within so much memory."""
    if not isinstance(moves, TensorMoves):
        return 1
    from goodoffices.model.size import Extent
    from goodoffices.stability.engines.footprint import footprint, slabs_within

    many = tuple(len(reach) for _, reach in moves.lock_classes)
    extent = Extent(moves.shape, many, constrained=moves.cells is not None)
    slabs = slabs_within(extent, keys, memory)
    if slabs is None:
        least = footprint(extent, keys, slabs=max(moves.shape), mapped=True).peak
        raise SizeError(
            f"an analysis of {extent.cells:,} states needs at least {least:,} bytes beside the "
            f"payoffs, and {memory:,} are allowed. Allow more, or ask for fewer concepts: nash "
            "alone needs the least"
        )
    return slabs


def judged(
    moves: Moves,
    payoffs: Sequence[Floats],
    keys: Sequence[str],
    chosen: Backend | None = None,
    slabs: int = 1,
) -> Bits:
    """Judge by concepts with replies in turn, the fastest way. Bits as in ``Analysis``."""
    if isinstance(moves, TensorMoves) and chosen is not None:
        from goodoffices.stability.engines.arrays import judge_arrays

        return judge_arrays(moves, payoffs, keys, chosen)
    if isinstance(moves, TensorMoves) and math.prod(moves.shape) >= compiled.PARALLEL_FROM:
        from goodoffices.stability.engines.large import LargeTensor

        return LargeTensor(moves, payoffs, slabs).judge(keys)
    parts = structure(moves, payoffs)
    verdicts = np.empty((len(keys), len(payoffs), len(payoffs[0])), bool)
    for mover, own in enumerate(payoffs):
        for row, key in zip(verdicts, keys, strict=True):
            worst = parts.worst_improvement(mover, worst_case(parts, mover, CONCEPTS[key]))
            np.less_equal(parts.gather(worst), own, out=row[mover])
    return bits.pack(verdicts)


def _margins(conflict: Conflict, parts: Structure, mover: int, key: str) -> Floats:
    if not CONCEPTS[key].in_turn:
        return _at_once(conflict, mover)
    worst = parts.worst_improvement(mover, worst_case(parts, mover, CONCEPTS[key]))
    return parts.gather(worst) - conflict.payoffs[mover]


def _lifts(conflict: Conflict, parts: Structure, mover: int, key: str) -> Floats:
    if not CONCEPTS[key].in_turn:  # what others do at once ends in payoffs, never above that of s1
        return np.maximum(_at_once(conflict, mover), 0.0)
    tempting = np.minimum(parts.payoff(mover), worst_case(parts, mover, CONCEPTS[key]))
    worst = parts.gather(parts.worst_improvement(mover, tempting))
    return np.maximum(worst - conflict.payoffs[mover], 0.0)


def _at_once(conflict: Conflict, mover: int) -> Floats:
    """Return the margins where others may reply at the same time. Shape (states,)."""
    from goodoffices.stability.engines.simultaneous import simultaneous_margins

    return simultaneous_margins(conflict, mover)
