"""What a model file says, as plain frozen data, before anything follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from goodoffices.errors import RequestError, nearest

if TYPE_CHECKING:
    from goodoffices.model.events import Event
    from goodoffices.model.levers import Claim, Lever
    from goodoffices.model.preferences import Condition, Preferences, StateReference
    from goodoffices.model.uncertainty import Scenario, Uncertainty
    from goodoffices.model.views import Truth, View


@dataclass(frozen=True)
class Option:
    """Something a decision maker may do or leave.

    Attributes
    ----------
    reversible
        False: once taken it stays taken.
    once_dropped
        True: once dropped it stays dropped.
    position, interest, fear
        What its owner says of it, why it wants or refuses it, and what it dreads; in words.

    Examples
    --------
    >>> go.Option("sign", "Sign the treaty", reversible=False).title
    'Sign the treaty'
    """

    name: str
    label: str = ""
    reversible: bool = True
    once_dropped: bool = False
    position: str = ""
    interest: str = ""
    fear: str = ""

    @property
    def title(self) -> str:
        """The label, or the name where there is none."""
        return self.label or self.name


@dataclass(frozen=True)
class DecisionMaker:
    """A party with its options (or, in graph form, its moves) and what it wants.

    Attributes
    ----------
    moves
        Graph form: (from, to) pairs of state numbers or labels.

    Examples
    --------
    >>> wishes = go.Prioritized(("pay", "not strike"))
    >>> union = go.DecisionMaker("Union", wishes, (go.Option("strike"),), label="The workers")
    >>> union.title
    'The workers'
    """

    name: str
    preferences: Preferences
    options: tuple[Option, ...] = ()
    label: str = ""
    moves: tuple[tuple[StateReference, StateReference], ...] = ()

    @property
    def title(self) -> str:
        """The label, or the name where there is none."""
        return self.label or self.name


@dataclass(frozen=True)
class NoMove:
    """``by`` cannot move from a state where ``origin`` holds to one where ``target`` holds.

    Examples
    --------
    >>> conflict = go.case("elmira-1991")
    >>> barred = go.NoMove("Uniroyal", "not modify", "abandon")
    >>> to_5 = go.paths(conflict.replace(no_move=(barred,)), to=5)
    >>> to_5.routes[0].moves is None
    True
    """

    by: str
    origin: str
    target: str


@dataclass(frozen=True)
class Mediation:
    """What is on the table; false where nothing is.

    Attributes
    ----------
    settlement
        The settlement sought: a statement (true in one state or more), or one state or several by
        number, pattern or label.
    no_deal
        The state that holds without a deal; the status quo by default.
    escalation
        Where the conflict has escalated; said like the settlement.
    mediators
        Holders of levers that are not decision makers, with their labels.
    signatories
        Decision makers that must like the settlement better than no deal; all by default.
    claims
        What has been said about the conflict, each with a test.
    guarantee_prices
        What guaranteeing a decision maker a point costs; 1 where nothing is said.
    power
        Weight of a signatory in Nash's bargaining rule; 1 where nothing is said.

    Examples
    --------
    >>> mediation = go.case("indus-waters-1960").mediation
    >>> [lever.name for lever in mediation.levers]
    ['fund', 'loan']
    >>> bool(go.case("elmira-1991").mediation)
    False
    """

    settlement: Condition | None = None
    no_deal: StateReference | None = None
    escalation: Condition = ""
    mediators: Mapping[str, str] = field(default_factory=dict)
    signatories: tuple[str, ...] = ()
    levers: tuple[Lever, ...] = ()
    claims: tuple[Claim, ...] = ()
    guarantee_prices: Mapping[str, float] = field(default_factory=dict)
    power: Mapping[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether anything is on the table."""
        return self != Mediation()

    def lever(self, name: str) -> Lever:
        """Return a lever by its name; raise RequestError when there is none."""
        for lever in self.levers:
            if lever.name == name:
                return lever
        names = [lever.name for lever in self.levers]
        message = f"no lever '{name}'; {nearest(name, names) or 'the model has none'}"
        raise RequestError(message, argument="lever", code="unknown-lever")


class CoalitionImprovements(NamedTuple):
    """Published coalition improvements: from a state's number to those of the states reached."""

    coalition: tuple[str, ...]
    moves: Mapping[int, tuple[int, ...]]


class Discrepancy(NamedTuple):
    """A published result that does not follow from the definitions, and why.

    Attributes
    ----------
    decision_maker
        Whose stable states they are; empty where they are the equilibria.
    states
        What is published, as state numbers.
    """

    concept: str
    states: tuple[int, ...]
    why: str
    decision_maker: str = ""


class Outcome(NamedTuple):
    """What the conflict came to, as far as history knows, and who says so.

    Examples
    --------
    >>> go.case("cuban-missile-1962").observed.state
    'NYYN'
    """

    state: StateReference
    source: str = ""


class Published(NamedTuple):
    """Results that the literature reports, to be reproduced. Numbers are state numbers.

    Attributes
    ----------
    equilibria
        Concept to states.
    stable_for
        Decision maker to concept to states.
    differs
        Results that are known not to be reproduced.
    """

    source: str = ""
    equilibria: Mapping[str, tuple[int, ...]] = {}
    stable_for: Mapping[str, Mapping[str, tuple[int, ...]]] = {}
    coalition_improvements: tuple[CoalitionImprovements, ...] = ()
    differs: tuple[Discrepancy, ...] = ()


@dataclass(frozen=True, init=False, repr=False, eq=False)
class Written:
    """All that a model file says; ``Conflict`` tells what each attribute means, and is made."""

    title: str
    decision_makers: tuple[DecisionMaker, ...]
    sources: tuple[str, ...] = ()
    notes: str = ""
    states_listed: tuple[str, ...] = ()
    exactly_one: tuple[tuple[str, ...], ...] = ()
    at_most_one: tuple[tuple[str, ...], ...] = ()
    at_least_one: tuple[tuple[str, ...], ...] = ()
    infeasible: tuple[str, ...] = ()
    same_state: tuple[str, ...] = ()
    no_move: tuple[NoMove, ...] = ()
    status_quo: StateReference | None = None
    coalitions: tuple[tuple[str, ...], ...] = ()
    issues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    greatly: Mapping[str, float] = field(default_factory=dict)
    mediation: Mediation = field(default_factory=Mediation)
    uncertainty: Uncertainty | None = None
    scenarios: tuple[Scenario, ...] = ()
    views: tuple[View, ...] = ()
    truths: tuple[Truth, ...] = ()
    timeline: tuple[Event, ...] = ()
    published: Published | None = None
    observed: Outcome | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the decision makers."""
        return tuple(dm.name for dm in self.decision_makers)
