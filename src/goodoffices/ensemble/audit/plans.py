"""Plans and shortfalls, compared with the definitions at their levers and on grids around them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.audit.answers import Told, told
from goodoffices.ensemble.audit.bench import SEED, Bench, Chunk, Part
from goodoffices.ensemble.audit.results import Difference, Said
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.reference.comparisons import MOST_CELLS
from goodoffices.reference.plans import Judged, grid

Floats = NDArray[np.floating]
TOLERANCE = 1e-5
"""Of a cost, or of 1 where it is less: by how much two that are the same may differ."""
_POINTS = 4_096
_FULL = 3
_SHARES = (0.0, 0.25, 0.5, 0.75, 0.9, 0.99, 1.0, 1.01, 1.1)
_LEVELS = 8
_PARTS = 4
_LESS = 0.99


def same(one: float, other: float) -> bool:
    """Say whether two costs are the same, but for rounding."""
    return abs(one - other) <= TOLERANCE * max(1.0, abs(one), abs(other))


def plan_parts(bench: Bench) -> list[Part]:
    """Compare plans at their levers and with the grid, and shortfalls; nothing without any."""
    if bench.found.answer is None and not bench.found.verdicts and not bench.found.deals:
        return []
    if not bench.tabled:
        return [Part("plans", 1, iter(()))]
    answers = list(told(bench))
    plans = [one for one in answers if isinstance(one.answer, Plan)]
    short = [one for one in answers if isinstance(one.answer, Shortfall)]
    grids = [(one, around(one)) for one in plans]
    shares = [(one, _gifts(one)) for one in short]
    parts = [
        Part("plans", sum(_checks(one) for one in plans), _plans(plans)),
        Part("grid", sum(_cheaper_than(*one) for one in grids), _grids(grids)),
        Part("shortfalls", sum(_short_checks(*one) for one in shares), _shortfalls(shares)),
    ]
    return [part for part in parts if part.of]


def _plans(plans: list[Told]) -> Iterator[Chunk]:
    for one in plans:
        yield Chunk(_checks(one), tuple(_of_plan(one)))


def _checks(one: Told) -> int:
    """Return how many comparisons a plan takes at its levers."""
    signs = one.no_deal is not None and one.no_deal != one.settlement
    holders = len(one.answer.borne_by) if isinstance(one.answer, Plan) else 0
    return 2 + len(one.answer.intensities) + holders + len(one.parties) + signs * len(one.signing)


def _difference(
    one: Told, part: str, what: str, *, said: Said, found: Said, **more: Any
) -> Difference:
    whole: dict[str, Any] = {"state": one.answer.settlement, "name": one.name} | more
    concept = one.request.concept
    return Difference(part, what, said, found, concept=concept, about=one.about, **whole)


def _of_plan(one: Told) -> Iterator[Difference]:
    """Yield what differs in a plan at its levers."""
    answer, s, table = one.answer, one.settlement, one.table
    if s not in one.settlements:
        yield _difference(one, "plans", "settlement", said=True, found=False)
    cost = float(table.cost(one.point[None], s)[0])
    if isinstance(answer, Plan):
        if not same(answer.cost, cost):
            yield _difference(one, "plans", "cost", said=answer.cost, found=cost)
        yield from _borne(one, answer.borne_by)
    for k, lever in enumerate(table.levers):
        t = float(one.point[k])
        step = lever.step or 0.0
        on_step = not step or abs(t / step - round(t / step)) < TOLERANCE
        if not (-TOLERANCE <= t <= one.reach[k] + TOLERANCE and on_step):
            allowed = float(one.reach[k])
            yield _difference(
                one, "plans", "intensity", said=t, found=allowed, levers={lever.name: t}
            )
    yield from _holding(one, "plans", Judged(table, one.point[None]))


def _borne(one: Told, said: Mapping[str, float]) -> Iterator[Difference]:
    """Yield whose share of the cost differs."""
    table = one.table
    for holder, borne in said.items():
        whose = np.array([lever.held_by == holder for lever in table.levers])
        found = float(table.cost((one.point * whose)[None], one.settlement)[0])
        if not same(borne, found):
            yield _difference(one, "plans", "borne", said=borne, found=found, decision_maker=holder)


def _holding(one: Told, part: str, judged: Judged) -> Iterator[Difference]:
    """Yield for whom a settlement does not hold, or is not liked better than no deal."""
    names, s, levers = one.table.names, one.settlement, one.answer.intensities
    for name in one.parties:
        if not judged.stable(one.request.concept, names.index(name), s)[0]:
            yield _difference(
                one, part, "stable", said=True, found=False, decision_maker=name, levers=levers
            )
    if one.no_deal is None or one.no_deal == s:
        return
    for name in one.signing:
        if not judged.likes(names.index(name), s, one.no_deal)[0]:
            yield _difference(
                one, part, "accepted", said=True, found=False, decision_maker=name, levers=levers
            )


def around(one: Told) -> Floats:
    """Return points of a grid: all over what levers can do, and around those told of.

    Returns
    -------
    Floats
        Shape (points, levers). Of up to three levers the whole grid, of more some of its points,
        drawn evenly.
    """
    chosen = np.flatnonzero(one.reach > 0)
    rng = np.random.default_rng([SEED, len(chosen)])
    shape = (_POINTS // 2, len(one.reach))
    near = one.point * rng.choice(_SHARES, shape)
    if 0 < len(chosen) <= _FULL:
        whole = grid([one.table.levers[k] for k in chosen], credible=one.request.credible)
        wide = np.zeros((len(whole), len(one.reach)))
        wide[:, chosen] = whole
    else:
        wide = one.reach * rng.integers(0, _LEVELS + 1, shape) / _LEVELS
    points = np.minimum(np.vstack([near, wide]), one.reach)
    found: Floats = np.unique(one.stepped(points), axis=0)
    return found


def _cheaper(one: Told, points: Floats, s: int) -> Floats:
    """Return the points that cost less than the plan does at least."""
    answer = one.answer
    least = answer.bound if isinstance(answer, Plan) else math.inf
    costs = one.table.cost(points, s)
    return points[costs < least - TOLERANCE * max(1.0, abs(least))]


def _cheaper_than(one: Told, points: Floats) -> int:
    return sum(len(_cheaper(one, points, s)) for s in one.settlements)


def _grids(grids: list[tuple[Told, Floats]]) -> Iterator[Chunk]:
    work = [_grid_of(one, points, s) for one, points in grids for s in one.settlements]
    yield from _in_turn(work)


def _in_turn(work: list[Iterator[Chunk]]) -> Iterator[Chunk]:
    """Yield a chunk of each in turn, so that all are looked at when the time is over."""
    while work:
        going = []
        for chunks in work:
            chunk = next(chunks, None)
            if chunk is not None:
                yield chunk
                going.append(chunks)
        work = going


def _grid_of(one: Told, points: Floats, s: int) -> Iterator[Chunk]:
    """Judge the cheaper points for one state: none must work."""
    cheaper = _cheaper(one, points, s)
    state = one.conflict.states[s]
    said = one.answer.cost if isinstance(one.answer, Plan) else None
    for batch in _batches(one, cheaper):
        works = _works(one, Judged(one.table, batch, one.margins), s)
        costs = one.table.cost(batch, s)
        differs = [
            _difference(
                one,
                "grid",
                "cheaper",
                said=said,
                found=float(costs[k]),
                state=state,
                levers=one.intensities(batch[k]),
            )
            for k in np.flatnonzero(works)
        ]
        yield Chunk(len(batch), tuple(differs))


def _batches(one: Told, points: Floats) -> Iterator[Floats]:
    size = max(MOST_CELLS // max(len(one.table.states), 1) ** 2, 2)
    for first in range(0, len(points), size):
        yield points[first : first + size]


def _works(one: Told, judged: Judged, s: int) -> NDArray[np.bool_]:
    """Say at which points a state holds for all asked and is liked better than no deal."""
    names = one.table.names
    works = np.ones(len(judged.points), bool)
    if one.no_deal is not None and one.no_deal != s:
        for name in one.signing:
            works &= judged.likes(names.index(name), s, one.no_deal)
    for name in one.parties:
        if works.any():
            works &= judged.stable(one.request.concept, names.index(name), s)
    return works


def _gifts(one: Told) -> Floats:
    """Return points of a shortfall: levers, and a little less than what is missing shared out."""
    count = len(one.table.names)
    answer = one.answer
    least = answer.bound if isinstance(answer, Shortfall) else 0.0
    if math.comb(_PARTS + count - 1, _PARTS) > _POINTS:
        shares = np.eye(count)
    else:
        parts = itertools.product(range(_PARTS + 1), repeat=count)
        shares = np.array([x for x in parts if sum(x) == _PARTS]) / _PARTS
    gifts = np.vstack([np.zeros(count), shares * least * _LESS])
    points = around(one)
    few = max(_POINTS // len(gifts), 1)
    kept = points[np.linspace(0, len(points) - 1, min(few, len(points))).astype(int)]
    kept = np.vstack([kept, one.point])
    return np.hstack([np.repeat(kept, len(gifts), axis=0), np.tile(gifts, (len(kept), 1))])


def _short_checks(one: Told, points: Floats) -> int:
    return 2 + len(one.parties) + len(points) * len(one.settlements)


def _shortfalls(shares: list[tuple[Told, Floats]]) -> Iterator[Chunk]:
    for one, points in shares:
        yield Chunk(2 + len(one.parties), tuple(_of_shortfall(one)))
        yield from _in_turn([_less_of(one, points, s) for s in one.settlements])


def _of_shortfall(one: Told) -> Iterator[Difference]:
    """Yield what differs where what is missing is given."""
    answer = one.answer
    if not isinstance(answer, Shortfall):
        return
    s, names = one.settlement, one.table.names
    if s not in one.settlements:
        yield _difference(one, "shortfalls", "settlement", said=True, found=False)
    missing = np.array([answer.missing.get(name, 0.0) for name in names])
    point = np.append(one.point, missing)[None]
    judged = Judged(one.table.with_gifts(s), point, one.nearly)
    total = float(missing.sum())
    if not same(answer.total, total) or total < 0:
        yield _difference(one, "shortfalls", "missing", said=answer.total, found=total)
    yield from _holding(one, "shortfalls", judged)


def _less_of(one: Told, points: Floats, s: int) -> Iterator[Chunk]:
    """Judge what is less than missing, however it is shared out: none must do."""
    table, levers = one.table.with_gifts(s), len(one.table.levers)
    for batch in _batches(one, points):
        works = _works(one, Judged(table, batch, one.margins), s)
        differs = [
            _difference(
                one,
                "shortfalls",
                "less",
                said=one.answer.total if isinstance(one.answer, Shortfall) else None,
                found=float(batch[k, levers:].sum()),
                state=one.conflict.states[s],
                levers=one.intensities(batch[k, :levers]),
            )
            for k in np.flatnonzero(works)
        ]
        yield Chunk(len(batch), tuple(differs))
