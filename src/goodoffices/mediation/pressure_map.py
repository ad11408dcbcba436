"""Pressure maps: which states are equilibria as two levers, or levers on two parties, are pulled.

A point of the map is the conflict under the intensities there, and its verdicts are those of an
analysis of it. A settlement may hold at a point and yet not be accepted there; both are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, SizeError, expect, nearest
from goodoffices.mediation.grid import GridJudge
from goodoffices.mediation.zone.gains import accepted
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever, moved
from goodoffices.model.states import State
from goodoffices.stability.concepts import concept_in_turn, concept_key, concept_keys
from goodoffices.stopping import Progress

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
MOST_VERDICTS = 2**28
_LEAST_POINTS = 2


@dataclass(frozen=True, eq=False)
class Axis(Answer):
    """One axis of a map.

    Attributes
    ----------
    kind
        ``lever``: values are its intensities, from 0 to its limit; ``decision_maker``: values are
        fractions, from 0 to 1, of the limits of all levers that bite on it.
    of
        The title of the lever, or of the decision maker.
    """

    name: str
    title: str
    kind: Literal["lever", "decision_maker"]
    levers: tuple[Lever, ...]
    values: Floats
    of: str

    def intensity(self, lever: Lever) -> Floats:
        """Return the intensities of one of its levers along the axis. Shape (points,)."""
        return self.values if self.kind == "lever" else self.values * lever.most


@dataclass(frozen=True, eq=False)
class PressureMap(Answer):
    """Equilibria over a grid of intensities.

    Attributes
    ----------
    fixed
        Intensities of levers on neither axis; those not named are not pulled.
    verdicts
        Shape (concepts, points of y, points of x, states); True where an equilibrium.
    settlements
        Indices of the states that the settlement sought may be; empty where none is.
    accepted
        Shape (points of y, points of x, settlements); True where every signatory likes the
        settlement better than no deal, everywhere where the model knows no such state.

    Examples
    --------
    >>> conflict = go.case("indus-waters-1960")
    >>> found = go.pressure_map(conflict, "fund", "loan", 4, ["seq"])
    >>> [state.number for state in found.equilibria("seq", 0, 0)]
    [1, 5, 7]
    """

    conflict: Conflict = field(repr=False)
    x: Axis
    y: Axis
    fixed: Mapping[str, float]
    concepts: tuple[str, ...]
    verdicts: Bools = field(repr=False)
    settlements: tuple[int, ...]
    accepted: Bools = field(repr=False)

    def intensities(self, ix: int, iy: int) -> dict[str, float]:
        """Return the intensities at a point of the grid."""
        pulled = dict(self.fixed)
        for axis, k in ((self.x, ix), (self.y, iy)):
            pulled |= {lever.name: float(axis.intensity(lever)[k]) for lever in axis.levers}
        order = self.conflict.mediation.levers
        return {lever.name: pulled[lever.name] for lever in order if lever.name in pulled}

    def equilibrium(self, concept: str) -> Bools:
        """Say which states are equilibria, and where. Shape (points of y, points of x, states)."""
        key = concept_key(concept)
        if key not in self.concepts:
            done = ", ".join(self.concepts)
            raise RequestError(f"this map has no '{key}', only {done}; draw it again with it")
        verdict: Bools = self.verdicts[self.concepts.index(key)]
        return verdict

    def equilibria(self, concept: str, ix: int, iy: int) -> list[State]:
        """Return the equilibria at a point of the grid."""
        states = self.conflict.states
        return [states[int(k)] for k in np.flatnonzero(self.equilibrium(concept)[iy, ix])]

    def settled(self, concept: str) -> Bools:
        """Say where a settlement is an equilibrium. Shape (points of y, points of x)."""
        holding = self.equilibrium(concept)[:, :, list(self.settlements)]
        anywhere: Bools = np.logical_or.reduce(holding, axis=2)
        return anywhere

    def agreed(self, concept: str) -> Bools:
        """Say where a settlement is accepted, too. Shape (points of y, points of x)."""
        holding = self.equilibrium(concept)[:, :, list(self.settlements)]
        anywhere: Bools = np.logical_or.reduce(holding & self.accepted, axis=2)
        return anywhere


def pressure_map(  # noqa: PLR0913 - what can be asked of a map
    conflict: Conflict,
    x: str,
    y: str,
    points: int = 41,
    concepts: Iterable[str] | None = ("seq",),
    *,
    fixed: Mapping[str, float] | None = None,
    progress: Progress | None = None,
) -> PressureMap:
    """Find the equilibria over a grid of intensities on two levers or decision makers.

    Parameters
    ----------
    x, y
        A lever, or a decision maker that levers bite on (all of them are then pulled together).
    points
        Points along each axis.
    concepts
        SEQ by default; None for Nash, GMR, SMR, SEQ and SSEQ.
    fixed
        Intensities of levers on neither axis; 0 by default.
    progress
        Called with (done, total) as orders of payoffs are judged.

    Raises
    ------
    RequestError
        An axis that is neither lever nor decision maker, or two that share a lever.
    SizeError
        More points and states than fit.

    Examples
    --------
    >>> conflict = go.case("indus-waters-1960")
    >>> found = go.pressure_map(conflict, "fund", "loan", 4, ["seq"])
    >>> found.agreed("seq")[0]
    array([False, False,  True,  True])
    """
    expect(conflict, Conflict)
    keys = concept_keys(concepts)
    _refuse(conflict, keys, points)
    axes = axis_of(conflict, x, points), axis_of(conflict, y, points)
    others = held_fixed(conflict, axes, fixed or {})
    verdicts, accepted = judged(conflict, axes, others, keys, progress)
    settlements = tuple(conflict.settlements)
    return PressureMap(conflict, *axes, others, keys, verdicts, settlements, accepted)


def judged(  # noqa: PLR0913 - where, by what, and how far it is
    conflict: Conflict,
    axes: tuple[Axis, Axis],
    fixed: Mapping[str, float],
    keys: tuple[str, ...],
    progress: Progress | None = None,
    *,
    paired: bool = False,
) -> tuple[Bools, Bools]:
    """Return ``verdicts`` and ``accepted`` of a map over the values of two axes.

    Parameters
    ----------
    paired
        Whether the values are those of points one by one, which make a map of one row.
    """
    movers = range(len(conflict.names))
    tables = [payoffs_over(conflict, i, axes, fixed, paired=paired) for i in movers]
    shape = 1 if paired else len(axes[1].values), len(axes[0].values)
    verdicts = GridJudge(conflict, tables, shape, progress).verdicts(keys)
    here = conflict.settlements
    agreed = np.broadcast_to(accepted(conflict, tables, here), (*shape, len(here)))
    return verdicts, agreed.copy()


def _refuse(conflict: Conflict, keys: tuple[str, ...], points: int) -> None:
    for key in keys:
        concept_in_turn(key, "no map can be drawn of")
    if points < _LEAST_POINTS:
        raise RequestError(f"{points} points make no axis; ask for {_LEAST_POINTS} or more")
    size = len(keys) * points**2 * len(conflict.states)
    if size > MOST_VERDICTS:
        raise SizeError(
            f"{points:,} × {points:,} points of {len(conflict.states):,} states under {len(keys)} "
            f"concepts are {size:,} verdicts; at most {MOST_VERDICTS:,} are held. Ask for fewer"
        )


def usual_axes(conflict: Conflict) -> tuple[str, str]:
    """Return the axes of a map that names none: the first two parties that levers bite on.

    Its first two levers where there is one such party. Raises RequestError with fewer than two.
    """
    levers = conflict.mediation.levers
    on = list(dict.fromkeys(lever.on for lever in levers))
    names = on if len(on) > 1 else [lever.name for lever in levers]
    if len(names) < 2:  # noqa: PLR2004 - a map has two axes
        raise RequestError("a map takes two levers, or two decision makers that levers bite on")
    return names[0], names[1]


def axis_of(conflict: Conflict, name: str, points: int) -> Axis:
    """Return the axis of a lever, or of a decision maker that levers bite on.

    Raises RequestError where there is neither.
    """
    levers = conflict.mediation.levers
    for lever in levers:
        if lever.name == name:
            values = np.linspace(0, lever.most, points)
            return Axis(name, lever.title, "lever", (lever,), values, lever.title)
    if not levers:
        raise RequestError("nothing to map: the model has no levers; add some under mediation")
    on = list(dict.fromkeys(lever.on for lever in levers))
    if name not in on:
        known = [*on, *(lever.name for lever in levers)]
        raise RequestError(f"no lever is '{name}' or bites on it; {nearest(name, known)}")
    mine = tuple(lever for lever in levers if lever.on == name)
    of = conflict.decision_makers[conflict.decision_maker_index(name)].title
    values = np.linspace(0, 1, points)
    return Axis(name, f"levers on {of}", "decision_maker", mine, values, of)


def held_fixed(
    conflict: Conflict, axes: tuple[Axis, Axis], fixed: Mapping[str, float]
) -> dict[str, float]:
    """Return the intensities of levers on neither axis; raise RequestError for any other lever."""
    drawn = [lever.name for axis in axes for lever in axis.levers]
    if len(set(drawn)) < len(drawn):
        raise RequestError(
            f"'{axes[0].name}' and '{axes[1].name}' share a lever; choose axes that do not"
        )
    for name in fixed:
        if conflict.mediation.lever(name).name in drawn:
            raise RequestError(f"lever '{name}' is on an axis; it cannot be fixed as well")
    return dict(fixed)


def payoffs_over(
    conflict: Conflict,
    mover: int,
    axes: tuple[Axis, Axis],
    fixed: Mapping[str, float],
    *,
    paired: bool = False,
) -> Floats:
    """Return u_mover over the grid, of length 1 along an axis that does not matter to it.

    Added up in the order of ``Conflict.under``, so that ties come out the same. Shape (points of y
    or 1, points of x or 1, states); (1, points or 1, states) where axes are ``paired``.
    """
    pulled = []
    for lever in conflict.mediation.levers:
        intensity = np.full((1, 1), fixed.get(lever.name, 0.0))
        for axis, shape in zip(axes, ((1, -1), (1, -1) if paired else (-1, 1)), strict=True):
            if lever in axis.levers:
                intensity = axis.intensity(lever).reshape(shape)
        pulled.append((lever, intensity))
    payoffs = conflict.payoffs[mover][:, None, None]
    return np.moveaxis(moved(payoffs, conflict.names[mover], pulled, conflict.bites), 0, 2)
