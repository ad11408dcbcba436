"""A timeline: what each event did to what can hold, to what a settlement takes, and to its chances.

What an event did is the answer with it less the answer before it. All dates are drawn with the
same seed and the same coordinates: each quantity keeps its place in the net of points on all dates,
those that appear later go last, and a place stays where its quantity is known by then. So
differences between dates are the events' and not the draw's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from goodoffices.answer import Answer
from goodoffices.ensemble.draws import Memory
from goodoffices.ensemble.robustness import Share, robustness
from goodoffices.ensemble.sample import is_uncertain, sample
from goodoffices.errors import RequestError, require_whole_number
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.model.beliefs import consistent
from goodoffices.model.conflict import Conflict
from goodoffices.model.history import Dated
from goodoffices.model.states import State
from goodoffices.model.uncertainty import Distribution, Quantity, Uncertainty
from goodoffices.stability.analysis import analyze
from goodoffices.stability.concepts import concept_in_turn
from goodoffices.stopping import Progress, check

FAR_APART = 0.25
"""From which difference on a belief and what its holder would bear are told to be far apart."""
_SAME = 1e-12


@dataclass(frozen=True)
class OnDate(Answer):
    """What can be said of a conflict after an event.

    Attributes
    ----------
    number
        Of the event, from 1 in the order of dates; 0 for the file as written, which has no date.
    with_hindsight
        Whether the event was written down on a later day.
    conflict
        The conflict as it stands then.
    holding, gained, lost
        Labels of the states that hold, and of those that hold since, or no more since, this event.
    beliefs, moved
        The belief in each lever, and from where to where the event moved it, by lever.
    borne_out
        By lever, the belief that goes with what its holder would bear to pull it to the full; where
        that is uncertain.
    answer, alone
        The cheapest plan, or what it lacks, with all levers; with those of some holders alone.
    counted_before
        The same with all levers, counted from no deal as it was before the event; where the event
        moved it.
    settled
        How likely a settlement is agreed and holds with the levers of ``answer``.

    Examples
    --------
    >>> last = go.timeline(go.case("istanbul-2025"), samples=0).dates[-1]
    >>> last.date, {name: round(now, 2) for name, (_, now) in last.moved.items()}
    ('2025-05-08', {'aid_conditions': 0.18})
    """

    number: int
    date: str
    event: str
    with_hindsight: bool
    conflict: Conflict = field(repr=False)
    status_quo: State | None
    holding: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    beliefs: Mapping[str, float]
    moved: Mapping[str, tuple[float, float]]
    borne_out: Mapping[str, float]
    answer: Plan | Shortfall | None
    alone: Plan | Shortfall | None
    counted_before: Plan | Shortfall | None
    settled: Share | None

    @cached_property
    def doubtful(self) -> dict[str, tuple[float, float]]:
        """By lever, a belief that is far from what its holder would bear, and the latter."""
        pairs = {name: (self.beliefs[name], share) for name, share in self.borne_out.items()}
        return {n: (b, share) for n, (b, share) in pairs.items() if abs(b - share) > FAR_APART}


@dataclass(frozen=True)
class Asked:
    """What is asked of each date; see ``timeline``."""

    concept: str
    held_by: tuple[str, ...] | None
    samples: int
    seed: int


@dataclass(frozen=True)
class Timeline(Answer):
    """What each event did.

    Attributes
    ----------
    conflict
        The conflict as written.
    held_by
        Holders of whose levers alone plans were sought as well; None for nobody.
    samples, seed
        How often the model of each date was drawn; 0 where nothing was.
    left_out
        The event, by number, that was taken not to have happened; None for none.
    dates
        The file as written, and then each event.

    Examples
    --------
    >>> found = go.timeline(go.case("istanbul-2025"), samples=0)
    >>> [round(one.answer.cost, 2) for one in found.dates if isinstance(one.answer, go.Plan)]
    [3.91, 1.5, 3.91, 3.8, 7.99]
    >>> found.dates[-1].answer.total > 3
    True
    """

    conflict: Conflict = field(repr=False)
    concept: str
    held_by: tuple[str, ...] | None
    samples: int
    seed: int
    left_out: int | None
    dates: tuple[OnDate, ...]


def judge(
    conflict: Conflict,
    history: Sequence[Dated],
    asked: Asked,
    left_out: int | None = None,
    progress: Progress | None = None,
) -> Timeline:
    """Judge the model of each date, and tell after each how many are done.

    Raises
    ------
    RequestError
        The concept has replies at once, a holder holds no lever, or samples cannot be drawn.
    """
    key = concept_in_turn(asked.concept, "no plan can be made under").key
    asked = dataclasses.replace(asked, concept=key)
    require_whole_number(asked.samples, "a number of samples of")
    if asked.held_by:
        _check_holders(conflict, asked.held_by)
    drawn = aligned([(one.conflict, one.named) for one in history]) if asked.samples else None
    memory = Memory()
    dates: list[OnDate] = []
    for k, one in enumerate(history):
        number = k + (left_out is not None and k >= left_out)
        to_draw = None if drawn is None else drawn[k]
        check()
        answered = _on_date(one, number, dates[-1] if dates else None, asked)
        if to_draw is not None and answered.answer is not None:
            settled = _share(to_draw, answered.answer, asked, memory)
            answered = dataclasses.replace(answered, settled=settled)
        dates.append(answered)
        if progress is not None:
            progress(len(dates), len(history))
    samples = asked.samples if drawn else 0
    return Timeline(conflict, key, asked.held_by, samples, asked.seed, left_out, tuple(dates))


def _check_holders(conflict: Conflict, holders: Sequence[str]) -> None:
    known = {lever.held_by for lever in conflict.mediation.levers}
    for name in holders:
        if name not in known:
            listed = ", ".join(sorted(known)) or "nobody does"
            raise RequestError(f"'{name}' holds no lever; expected a holder: {listed}")


def _on_date(one: Dated, number: int, before: OnDate | None, asked: Asked) -> OnDate:
    """Judge the model of a date, without what is drawn."""
    conflict, quo = one.conflict, one.conflict.status_quo_index
    levers = conflict.mediation.levers
    beliefs = {lever.name: lever.belief for lever in levers}
    old = beliefs if before is None else before.beliefs
    held = [state.label for state in analyze(conflict, [asked.concept]).equilibria(asked.concept)]
    held_before = held if before is None else before.holding
    answer = _plan(conflict, asked.concept)
    borne_out = {lever.name: consistent(conflict, lever) for lever in levers}
    return OnDate(
        number,
        "" if one.event is None else one.event.date,
        "" if one.event is None else one.event.event,
        one.event is not None and one.event.with_hindsight,
        conflict,
        None if quo is None else conflict.states[quo],
        tuple(held),
        tuple(label for label in held if label not in held_before),
        tuple(label for label in held_before if label not in held),
        beliefs,
        {n: (old[n], b) for n, b in beliefs.items() if n in old and abs(b - old[n]) > _SAME},
        {name: share for name, share in borne_out.items() if share is not None},
        answer,
        None if asked.held_by is None else _plan(conflict, asked.concept, asked.held_by),
        _counted_before(conflict, before, asked.concept),
        None,
    )


def _plan(
    conflict: Conflict, concept: str, held_by: Sequence[str] | None = None
) -> Plan | Shortfall | None:
    if conflict.mediation.settlement is None:
        return None
    if held_by is None:
        return plan(conflict, concept)
    mine = [lever.name for lever in conflict.mediation.levers if lever.held_by in held_by]
    return plan(conflict, concept, levers=mine)


def _counted_before(
    conflict: Conflict, before: OnDate | None, concept: str
) -> Plan | Shortfall | None:
    """Return the plan with no deal as it was, where the status quo is it and has moved."""
    quo = None if before is None else before.status_quo
    if quo is None or conflict.mediation.no_deal is not None:
        return None
    index = conflict.states.index(quo.label)
    if index is None or index == conflict.status_quo_index:
        return None
    mediation = dataclasses.replace(conflict.mediation, no_deal=index + 1)
    return _plan(conflict.replace(mediation=mediation), concept)


def _share(drawn: Conflict, answer: Plan | Shortfall, asked: Asked, memory: Memory) -> Share:
    """Return how likely a settlement is; what earlier dates drew the same is not drawn again."""
    pulled = {name: t for name, t in answer.intensities.items() if t > 0}
    ensemble = sample(drawn, asked.samples, asked.seed)
    ensemble.draws.memory = memory
    return robustness(ensemble, [asked.concept], intensities=pulled).agreed(asked.concept)


def aligned(history: Sequence[tuple[Conflict, Mapping[str, str]]]) -> list[Conflict] | None:
    """Return conflicts whose quantities are drawn from the same coordinates; None with none.

    Parameters
    ----------
    history
        Conflicts, each with the quantities that got a name and the names that they had before.
    """
    if not any(is_uncertain(conflict) for conflict, _ in history):
        return None
    known = [
        {named.get(q.name, q.name): q for q in _quantities(one) if q.distribution.varies}
        for one, named in history
    ]
    order = list(dict.fromkeys(name for one in known for name in one))
    pairs = zip(history, known, strict=True)
    return [_in_order(conflict, varying, order) for (conflict, _), varying in pairs]


def _quantities(conflict: Conflict) -> tuple[Quantity, ...]:
    return conflict.uncertainty.quantities if conflict.uncertainty else ()


def _in_order(conflict: Conflict, varying: Mapping[str, Quantity], order: list[str]) -> Conflict:
    """Return a conflict with its quantities in an order; one that it lacks moves nothing in it."""
    lacking = (
        Quantity(f"in_place_of_{k}", Distribution("uniform", (0.0, 1.0)))
        for k, _ in enumerate(order)
    )
    drawn = [varying.get(name, idle) for name, idle in zip(order, lacking, strict=True)]
    fixed = [q for q in _quantities(conflict) if not q.distribution.varies]
    known = conflict.uncertainty or Uncertainty()
    mediation = dataclasses.replace(conflict.mediation, claims=())
    uncertainty = dataclasses.replace(known, quantities=(*drawn, *fixed))
    return conflict.replace(mediation=mediation, uncertainty=uncertainty)
