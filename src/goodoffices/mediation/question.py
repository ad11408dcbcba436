"""A request for a plan, and what it means for a conflict."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, expect, nearest, require_number
from goodoffices.mediation.plan.lever_payoffs import Floats, Terms
from goodoffices.mediation.plan.programme import DEFAULT_MARGIN, Programme, Row
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Condition
from goodoffices.stability.concepts import concept_in_turn

_MOST_MARGIN = 1e9
_MOST_PAYOFF = 1e100
NEGLIGIBLE = 1e-2 * DEFAULT_MARGIN  # of a payoff range


@dataclass(frozen=True)
class Request(Answer):
    """What was asked; kept with every answer. See ``goodoffices.mediation.plan.planning.plan``.

    Attributes
    ----------
    signatories
        Who has to like the settlement better than no deal; None: the decision makers asked for, or
        the conflict's signatories.
    """

    concept: str = "seq"
    settlement: Condition | None = None
    accept: bool = True
    held_by: tuple[str, ...] | None = None
    credible: bool = False
    margin: float | None = None
    decision_makers: tuple[str, ...] | None = None
    on: tuple[str, ...] | None = None
    levers: tuple[str, ...] | None = None
    limit: float | None = None
    signatories: tuple[str, ...] | None = field(default=None, repr=False)


class Task:
    """A request made concrete: levers and bounds, parties, candidate settlements.

    Parameters
    ----------
    felt
        Decision makers (indices) for whom margins that were not asked for can be felt.
    pressing
        Whether those of whom only the order of states is known, and on whom there are levers, are
        left out, as ``pressed``: what pressure on them must achieve is told beside the plan.
    """

    def __init__(
        self,
        conflict: Conflict,
        request: Request,
        felt: Collection[int] = (),
        *,
        pressing: bool = False,
    ) -> None:
        expect(conflict, Conflict)
        if not conflict.mediation:
            raise RequestError("nothing is on the table: the model has no mediation with levers")
        if request.margin is not None:
            require_number(request.margin, "a margin of", "a payoff of 0 or more")
        if request.limit is not None:
            require_number(request.limit, "a limit of", "seconds, 0 or more")
        self.conflict = conflict
        self.request = request
        self.concept = concept_in_turn(request.concept, "no plan can be made under")
        chosen = _chosen(conflict, request)
        self.levers = tuple(lever for lever in chosen if lever.effect)
        self.pressures = tuple(lever for lever in chosen if pressing and not lever.effect)
        reach = [lever.reach(credible=request.credible) for lever in self.levers]
        self.high = np.array(reach, float)
        asked, signing = request.decision_makers, request.signatories
        self.movers = _indices(conflict, conflict.names if asked is None else asked)
        if signing is None:
            signing = conflict.signatories if asked is None else asked
        self.signatories = _indices(conflict, signing)
        on = {lever.on for lever in self.pressures}
        self.pressed = [i for i in self.movers if conflict.names[i] in on]
        self.signing_pressed = [i for i in self.signatories if i in self.pressed]
        self.movers = [i for i in self.movers if i not in self.pressed]
        self.signatories = [i for i in self.signatories if i not in self.pressed]
        self.no_deal = conflict.no_deal_index if request.accept else None
        self.candidates = self._candidates()
        self.terms = Terms(conflict, self.levers, request.margin, felt=felt)
        _refuse_extremes(conflict)
        if request.margin is not None and request.margin > _MOST_MARGIN * max(self.terms.ranges):
            raise RequestError(
                f"a margin of {request.margin:g}, more than {_MOST_MARGIN:g} times what anybody "
                "has at stake; expected one in the units of the payoffs"
            )

    def _candidates(self) -> list[int]:
        """Return the states (by index) that the settlement sought may be."""
        wanted = self.request.settlement
        if wanted is None:
            wanted = self.conflict.mediation.settlement
        if wanted is None:
            raise RequestError("no settlement: name one, or give mediation.settlement in the model")
        found = self.conflict.matching(wanted)
        if not found:
            raise RequestError(f"the settlement '{wanted}' holds in no feasible state")
        return found

    def unit_costs(self, settlement: int) -> tuple[Floats, Floats]:
        """Return commit and execute costs per unit of intensity at a settlement."""
        return unit_costs(self.conflict, self.levers, settlement)

    def named(self, intensities: Floats) -> dict[str, float]:
        """Return intensities by lever."""
        return {lever.name: float(x) for lever, x in zip(self.levers, intensities, strict=True)}

    @cached_property
    def negligible(self) -> Floats:
        """Intensities at which levers move nobody by more than a small part of the usual margin."""
        return np.array([self._negligible(lever) for lever in self.levers])

    def _negligible(self, lever: Lever) -> float:
        moved = enumerate(lever.weight(name) for name in self.conflict.names)
        return min(
            (NEGLIGIBLE * self.terms.ranges[i] / abs(weight) for i, weight in moved if weight),
            default=0.0,
        )

    def acceptance(self, settlement: int, terms: Terms) -> list[Row]:
        """Return the rows that say that each signatory likes the settlement better than no deal."""
        if self.no_deal is None or self.no_deal == settlement:
            return []
        return [terms.row(i, settlement, self.no_deal) for i in self.signatories]

    def programme(self, settlement: int, terms: Terms, costs: Floats, high: Floats) -> Programme:
        """Return the programme of a settlement before any deviation has been looked at."""
        steps = [lever.step for lever in self.levers]
        steps += [None] * (terms.columns - len(steps))
        names = [lever.name for lever in self.levers]
        names += [f"more_for_{self.conflict.names[i]}" for i, _ in terms.gifts]
        gifts = [NEGLIGIBLE * terms.ranges[i] for i, _ in terms.gifts]
        negligible = np.append(self.negligible, gifts)
        rows = self.acceptance(settlement, terms)
        return Programme(tuple(names), costs, high, tuple(steps), negligible, rows)


def _refuse_extremes(conflict: Conflict) -> None:
    """Raise RequestError where payoffs are too large or too close to be computed with."""
    for name, payoffs in zip(conflict.names, conflict.payoffs, strict=True):
        spread, size = float(np.ptp(payoffs)), float(np.abs(payoffs).max(initial=0.0))
        if size > _MOST_PAYOFF or 0 < spread < 1 / _MOST_PAYOFF:
            raise RequestError(
                f"the payoffs of {name} are up to {size:g} in size and range over {spread:g}, "
                "which is beyond what levers can be computed with; state them in other units"
            )


def _indices(conflict: Conflict, names: Iterable[str]) -> list[int]:
    return [conflict.decision_maker_index(name) for name in names]


def _chosen(conflict: Conflict, request: Request) -> tuple[Lever, ...]:
    """Return the levers that may be pulled: by these holders, on these parties, of these names."""
    levers = conflict.mediation.levers
    holders = _known(request.held_by, [lever.held_by for lever in levers], "'{}' holds no lever")
    targets = _known(request.on, [lever.on for lever in levers], "no lever is on '{}'")
    names = _known(request.levers, [lever.name for lever in levers], "no lever '{}'")
    return tuple(
        lever
        for lever in levers
        if lever.held_by in holders and lever.on in targets and lever.name in names
    )


def _known(wanted: Iterable[str] | None, given: Iterable[str], complaint: str) -> set[str]:
    """Return the names wanted (all where none are), each of which must be among those given."""
    known = list(dict.fromkeys(given))
    if wanted is None:
        return set(known)
    for name in wanted:
        if name not in known:
            raise RequestError(f"{complaint.format(name)}; {nearest(name, known)}")
    return set(wanted)


def unit_costs(
    conflict: Conflict, levers: Sequence[Lever], settlement: int
) -> tuple[Floats, Floats]:
    """Return what each lever costs per unit of intensity: in any case; carried out at a state."""
    here = np.array([settlement])
    bites = np.array([conflict.holds_at(lever.where, here)[0] for lever in levers], bool)
    commit = np.array([lever.commit for lever in levers], float)
    return commit, np.array([lever.execute for lever in levers], float) * bites


def borne_by(levers: Iterable[Lever], prices: Floats) -> dict[str, float]:
    """Return what each holder bears, given what each lever costs."""
    borne: dict[str, float] = {}
    for lever, price in zip(levers, prices.tolist(), strict=True):
        borne[lever.held_by] = borne.get(lever.held_by, 0.0) + price
    return borne
