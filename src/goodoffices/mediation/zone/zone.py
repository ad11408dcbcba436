"""The zone of possible agreement: the packages that every signatory likes better than no deal.

With s over the candidates (the feasible states where the settlement sought holds; all of them where
none is sought), d no deal, and u_i under the levers that are pulled, the gain of signatory i is

    G_i(s) = u_i(s) - u_i(d),

and the zone is where every G_i is above 0; of ordinal preferences the sign alone means anything.
Nothing is paid on the side and nobody draws lots between packages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, nearest
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.pulled import Pull, pulled, under_levers
from goodoffices.mediation.zone.efficient import alike, efficient_rows
from goodoffices.mediation.zone.gains import gained, liked, no_deal_of, packages_of
from goodoffices.mediation.zone.rules import RULES, Rule
from goodoffices.mediation.zone.stakes import Stake, Stakes, single_changes
from goodoffices.model.conflict import Conflict, index_of
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State
from goodoffices.stability.analysis import analyze
from goodoffices.stability.concepts import CONCEPTS, concept_key, concept_keys, usual_concepts

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]
CHEAPEST = "cheapest"
_MOST_JUDGED = 1 << 19


@dataclass(frozen=True)
class Package(Answer):
    """One package, and how many others are worth the same to every signatory.

    Attributes
    ----------
    alike
        How many packages of the zone it stands for, itself included.
    gains
        Per signatory, what it gains over no deal.

    Examples
    --------
    >>> zone = go.settlements(go.case("indus-waters-1960"), pull={"fund": 6})
    >>> [(package.state.pattern, package.alike) for package in zone.efficient]
    [('YNYN', 1)]
    """

    state: State
    alike: int
    gains: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Zone(Answer):
    """The zone of possible agreement of a conflict.

    Attributes
    ----------
    conflict
        As it was asked about.
    under
        The conflict with the levers pulled that were asked for; ``conflict`` itself for none.
    intensities
        The levers pulled.
    signatories
        Names, in the order of the columns of ``gains``.
    candidates
        The states (by index) that a package may be. Shape (candidates,).
    states
        Those of them in the zone. Shape (count,).
    gains
        What each signatory gains there over no deal, in its payoff units (levels where its
        preferences are ordinal). Shape (count, signatories).
    concept
        By which the cheapest plan is sought, and which ``holds`` asks for by default.
    power
        Weight of each signatory in Nash's rule.
    comparable
        Whether rules that compare points of different parties were asked for.

    Examples
    --------
    >>> zone = go.settlements(go.case("indus-waters-1960"), pull={"fund": 6})
    >>> zone.count, zone.signatories, zone.gains.round(2).tolist()
    (1, ('India', 'Pakistan'), [[10.0, 0.8]])
    """

    conflict: Conflict = field(repr=False)
    under: Conflict = field(repr=False)
    intensities: Mapping[str, float]
    fix: str
    signatories: tuple[str, ...]
    no_deal: State
    candidates: Indices = field(repr=False)
    states: Indices = field(repr=False)
    gains: Floats = field(repr=False)
    concept: str
    power: tuple[float, ...]
    comparable: bool

    @property
    def count(self) -> int:
        """How many packages are in the zone."""
        return len(self.states)

    @property
    def ordinal(self) -> tuple[str, ...]:
        """Signatories of which only the order of outcomes is known."""
        makers = self.conflict.decision_makers
        cardinal = {dm.name for dm in makers if dm.preferences.cardinal}
        return tuple(name for name in self.signatories if name not in cardinal)

    @cached_property
    def signing(self) -> list[int]:
        """Places of the signatories among the decision makers."""
        return [self.conflict.decision_maker_index(name) for name in self.signatories]

    @property
    def best(self) -> tuple[float, ...]:
        """What each signatory gains at most within the zone; 0 where it is empty."""
        return tuple(self.gains.max(axis=0, initial=0.0).tolist())

    @cached_property
    def candidate_gains(self) -> Floats:
        """What each signatory gains in each candidate. Shape (candidates, signatories)."""
        return gained(self.under, self.signing, self.candidates, self.no_deal.number - 1)

    @cached_property
    def efficient_places(self) -> Bools:
        """Which packages no other one dominates. Shape (count,)."""
        return efficient_rows(self.gains)

    @cached_property
    def efficient(self) -> tuple[Package, ...]:
        """The packages that no other dominates, those worth the same to all listed once."""
        return self._packages(np.flatnonzero(self.efficient_places))

    def choice(self, rule: str) -> tuple[State, ...]:
        """Return the packages that a rule chooses, several where they tie, none of an empty zone.

        Parameters
        ----------
        rule
            ``nash``, ``ks``, ``equal-gain``, ``utilitarian``, ``ranks`` or ``cheapest``; see
            ``goodoffices.mediation.zone.rules``. ``cheapest`` is the plan's settlement, none where
            there is no plan.

        Raises
        ------
        RequestError
            No such rule, or one that asks more of the preferences than they tell.
        """
        if rule == CHEAPEST:
            found = self.cheapest
            return (found.settlement,) if isinstance(found, Plan) else ()
        chosen = self._chosen(self._rule(rule))
        return tuple(self.conflict.states[k] for k in self.states[chosen].tolist())

    def chosen(self, rule: str) -> tuple[Package, ...]:
        """Return what a rule chooses (not ``cheapest``), packages worth the same listed once."""
        return self._packages(np.flatnonzero(self._chosen(self._rule(rule))))

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that can be asked for here, by key."""
        return tuple(key for key in RULES if self._objection(key) is None)

    @cached_property
    def cheapest(self) -> Plan | Shortfall | None:
        """The cheapest plan for a package, or what is missing; None where none can be sought."""
        return self.cheapest_in(self.conflict) if self.can_be_planned else None

    @property
    def can_be_planned(self) -> bool:
        """Whether plans can be sought: there are levers, and the concept has replies in turn."""
        return bool(self.conflict.mediation.levers) and CONCEPTS[self.concept].in_turn

    def cheapest_in(self, conflict: Conflict) -> Plan | Shortfall:
        """Return the cheapest plan for a package in a variant of the conflict."""
        return plan(conflict, self.concept, tuple((self.candidates + 1).tolist()))

    def holds(self, concept: str | None = None) -> Bools:
        """Say which packages of the zone are stable for everybody. Shape (count,)."""
        return self._stable([concept or self.concept])[0][self.states]

    def holds_at(self, states: Indices) -> Bools:
        """Say which states (by index, in the zone or not) are stable by the zone's concept."""
        return self._stable([self.concept])[0][states]

    def gains_at(self, state: int) -> tuple[float, ...]:
        """Return what each signatory gains in any state (by index)."""
        no_deal = self.no_deal.number - 1
        return tuple(gained(self.under, self.signing, np.array([state]), no_deal)[0].tolist())

    def _stable(self, concepts: Sequence[str]) -> list[Bools]:
        """Say which states are stable for everybody, judged once. Shape (states,) per concept."""
        anew = [key for key in concepts if key not in self._judged]
        if anew:
            found = analyze(self.under, anew)
            self._judged.update({key: found.equilibrium(key) for key in anew})
        return [self._judged[key] for key in concepts]

    @cached_property
    def _judged(self) -> dict[str, Bools]:
        return {}

    def held(self, concepts: Iterable[str] | None = None) -> dict[str, int]:
        """Count the packages of the zone that hold, by concept; the five usual ones by default."""
        keys = concept_keys(concepts)
        found = zip(keys, self._stable(keys), strict=True)
        return {key: int(stable[self.states].sum()) for key, stable in found}

    @property
    def soon_judged(self) -> tuple[str, ...]:
        """Concepts by which to tell what holds: its own; where states are few, the usual ones too.

        To judge half a million states by all of them takes about a second.
        """
        few = len(self.conflict.states) <= _MOST_JUDGED
        return tuple(dict.fromkeys((*(usual_concepts() if few else ()), self.concept)))

    def package(self, state: int) -> Package | None:
        """Return the package of a state (by index); None where it is not in the zone."""
        place = int(np.searchsorted(self.states, state))
        if place == self.count or self.states[place] != state:
            return None
        same = int((self.gains == self.gains[place]).all(axis=1).sum())
        return Package(self.conflict.states[state], same, tuple(self.gains[place].tolist()))

    def at(self, state: StateReference | State) -> Stakes:
        """Return what each party has at stake in one package, in the zone or not.

        Parameters
        ----------
        state
            By number, pattern, label, or a statement true in it alone; or a state of the conflict.

        Raises
        ------
        RequestError
            There is no such state, or it is one of another conflict.
        """
        index = index_of(self.conflict, state)
        here = np.array([index])
        return Stakes(
            self.conflict,
            self.conflict.states[index],
            self.no_deal,
            self.concept,
            candidate=index in self.candidates,
            inside=index in self.states,
            efficient=index in self.states[self.efficient_places],
            holds=bool(self.holds_at(here)[0]),
            stakes=tuple(self._stake(k, index) for k in range(len(self.conflict.names))),
            changes=single_changes(self.under, self.signing, index, self.states),
        )

    def _stake(self, mover: int, state: int) -> Stake:
        name, payoffs = self.conflict.names[mover], self.under.payoffs[mover]
        gain = float(payoffs[state] - payoffs[self.no_deal.number - 1])
        signs = name in self.signatories
        shared = signs and name not in self.ordinal and state in self.states
        share = gain / self.best[self.signatories.index(name)] if shared else None
        return Stake(name, signs, float(payoffs[state]), gain, share)

    def _packages(self, places: Indices) -> tuple[Package, ...]:
        """Return packages by their places in the zone, best for the first signatory first."""
        first, group = alike(self.gains[places])
        sizes = np.bincount(group, minlength=len(first))
        gains = self.gains[places[first]]
        return tuple(
            Package(
                self.conflict.states[int(self.states[places[first[k]]])],
                int(sizes[k]),
                tuple(gains[k].tolist()),
            )
            for k in np.lexsort(-gains.T[::-1])
        )

    def _rule(self, key: str) -> Rule:
        if key not in RULES:
            raise RequestError(f"no rule '{key}'; {nearest(key, [*RULES, CHEAPEST])}")
        if objection := self._objection(key):
            raise objection
        return RULES[key]

    def _objection(self, key: str) -> RequestError | None:
        """Return what is to be said against a rule here; None where it can be asked."""
        rule = RULES[key]
        if rule.cardinal and self.ordinal:
            return RequestError(
                f"the rule '{key}' needs differences of payoffs, and of "
                f"{' and '.join(self.ordinal)} only the order of outcomes is known; ask for "
                "'ranks', or give weights or payoffs"
            )
        if rule.comparable and not self.comparable:
            return RequestError(
                f"the rule '{key}' compares points of different parties; if a point is worth the "
                "same to all of them, ask for it as comparable"
            ).wanting("comparable")
        return None

    def _chosen(self, rule: Rule) -> Bools:
        return rule.choose(self.gains, np.array(self.power))


def settlements(  # noqa: PLR0913 - what can be asked of a zone
    conflict: Conflict,
    *,
    concept: str = "seq",
    fix: str = "",
    pull: Pull = "none",
    power: Mapping[str, float] | None = None,
    comparable: bool = False,
) -> Zone:
    """Find the zone of possible agreement, exactly.

    Parameters
    ----------
    concept
        By which the cheapest plan is sought, and which ``Zone.holds`` asks for by default.
    fix
        A statement that packages must also meet.
    pull
        ``none``: payoffs as they are; ``plan``: with the cheapest plan's levers pulled; or
        intensities by lever.
    power
        Weights of signatories in Nash's rule, above 0; the file's by default, else 1.
    comparable
        Whether a point is worth the same to all parties, so that rules may compare points.

    Raises
    ------
    RequestError
        No state without a deal, an unknown name, no feasible package, or no plan to pull.

    Examples
    --------
    >>> zone = go.settlements(go.case("indus-waters-1960"))
    >>> zone.count <= len(zone.candidates)
    True
    """
    no_deal = no_deal_of(conflict)
    candidates = packages_of(conflict, fix)
    intensities = pulled(pull, lambda: plan(conflict, concept))
    under = under_levers(conflict, intensities)
    signing = [conflict.decision_maker_index(name) for name in conflict.signatories]
    inside = liked(under, signing, candidates, no_deal)
    gains = gained(under, signing, inside, no_deal)
    names, key = tuple(conflict.names[i] for i in signing), concept_key(concept)
    powers = _powers(conflict, names, conflict.mediation.power if power is None else power)
    said, nothing = (conflict, under, intensities, fix, names), conflict.states[no_deal]
    return Zone(*said, nothing, candidates, inside, gains, key, powers, comparable)


def _powers(
    conflict: Conflict, names: tuple[str, ...], given: Mapping[str, float]
) -> tuple[float, ...]:
    powers = {conflict.names[conflict.decision_maker_index(k)]: x for k, x in given.items()}
    for name, power in powers.items():
        if name not in names:
            raise RequestError(f"a power for '{name}', who does not sign")
        if not 0 < power < float("inf"):
            raise RequestError(f"a power of {power} for '{name}'; expected a number above 0")
    return tuple(float(powers.get(name, 1.0)) for name in names)
