"""A conflict: what an analyst wrote, checked, with what follows from it. Frozen, compared by value.

What follows (states, moves, payoffs) is built once, when the conflict is made, and offered
as properties. Nothing here knows of files.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import RequestError, described, expect_text, nearest, require_number
from goodoffices.model.build import Built, build
from goodoffices.model.moves import Moves
from goodoffices.model.preferences import Condition, Payoffs, Ranking, StateReference, with_gaps
from goodoffices.model.references import named_states
from goodoffices.model.rules import Rule
from goodoffices.model.statements import Statement, StatementError
from goodoffices.model.states import ListedStates, OptionStates, State, States
from goodoffices.model.written import Option, Written

if TYPE_CHECKING:
    from goodoffices.model.knowledge import Knowledge
    from goodoffices.model.levers import Lever


@dataclass(frozen=True)
class Conflict(Written):
    """A conflict between decision makers. Raises ModelError, listing every problem, when made.

    Attributes
    ----------
    states_listed
        Graph form: labels of the states, in the order of their numbers. Empty in option form.
    exactly_one, at_most_one, at_least_one
        Groups of options (by name) of which so many hold.
    infeasible
        Statements that never hold.
    same_state
        Statements; the patterns where one holds count as one state.
    no_move
        Moves that depend on the state and cannot be made.
    status_quo
        A state number, a pattern, a graph label or a statement true in exactly one state.
    coalitions
        Coalitions of interest, as names of decision makers.
    issues
        What is at issue, each with the options (by name) that belong to it.
    greatly
        Per decision maker (by name): from which gap on, in its own units, it feels an improvement
        or a loss greatly. Of a ranking with great gaps it counts these; 1 where nothing is said.
    mediation
        What is on the table; an empty one for none.
    uncertainty
        Which numbers are uncertain, and how; the others are as they are written.
    scenarios
        Variants of the model.
    views
        How decision makers see the conflict otherwise than it is.
    truths
        What could be told to whom.
    timeline, observed
        What happened on which date, and what it came to; the conflict itself is as written, before
        any of it.

    Examples
    --------
    >>> firm = go.DecisionMaker("Firm", go.Payoffs((1, 0, 3, 2)), (go.Option("pay"),))
    >>> union = go.DecisionMaker("Union", go.Payoffs((0, 3, 1, 2)), (go.Option("strike"),))
    >>> conflict = go.Conflict("Wages", (firm, union), status_quo="NN")
    >>> [state.pattern for state in conflict.states]
    ['NN', 'YN', 'NY', 'YY']
    """

    def __post_init__(self) -> None:
        """Build states, moves and payoffs, or raise ModelError."""
        self.__dict__["_built"] = build(self)

    @property
    def _parts(self) -> Built:
        built: Built = self.__dict__["_built"]
        return built

    @property
    def states(self) -> States:
        """The states, in the order of their numbers."""
        return self._parts.skeleton.states

    @property
    def moves(self) -> Moves:
        """Who can move from where to where."""
        return self._parts.skeleton.moves

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules about which options can go together, in the order of the file's keys."""
        return self._parts.skeleton.rules

    @cached_property
    def payoffs(self) -> tuple[NDArray[np.float64], ...]:
        """Per decision maker, a payoff per state (levels, 1 the worst, where ordinal).

        Raises
        ------
        UnknownPreferencesError
            The preferences of a decision maker are known only in part.
        """
        payoffs = tuple(p for p in self._parts.payoffs if isinstance(p, np.ndarray))
        if len(payoffs) < len(self._parts.payoffs):
            from goodoffices.model.knowledge import UnknownPreferencesError

            raise UnknownPreferencesError(self.partly_known)
        return payoffs

    @property
    def partly_known(self) -> tuple[str, ...]:
        """The decision makers whose preferences are known only in part, by name."""
        return tuple(dm.name for dm in self.decision_makers if dm.preferences.partial)

    @cached_property
    def knowledge(self) -> tuple[Knowledge, ...]:
        """Per decision maker, what is known of its preferences, as far as one can rely on it.

        An uncertain number may be anything that it can be drawn as; so may the order of
        statements that are ``unordered``, and of a ranking with ``swaps``.

        Raises
        ------
        SizeError
            Too many states to be compared one by one, where numbers do not say it.
        """
        from goodoffices.model.reliable import reliable

        known = []
        for dm, found in zip(self.decision_makers, self._parts.payoffs, strict=True):
            if isinstance(found, np.ndarray):
                found = reliable(dm, found, self.uncertainty, self.states, self.statement)  # noqa: PLW2901
            known.append(found)
        return tuple(known)

    def surely_better(self, mover: int, state: int, than: int) -> bool:
        """Say whether one likes a state better than another, whatever is not known; by index."""
        known = self._parts.payoffs[mover]
        if isinstance(known, np.ndarray):
            return bool(known[state] > known[than])
        return known.surely_better(state, than)

    @cached_property
    def ranks(self) -> tuple[NDArray[np.int64], ...]:
        """Per decision maker, the rank of each state: 1 the best, equal where indifferent."""
        return ranked(self.payoffs)

    def ranks_at(self, states: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
        """Return the ranks of some states, given by index, without ranking the others one by one.

        Per decision maker, shape (len(states),).
        """
        found = []
        for payoffs in self.payoffs:
            ordered = np.sort(payoffs)  # as unique would, which loads masked arrays at each start
            distinct = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
            found.append(len(distinct) - np.searchsorted(distinct, payoffs[states]))
        return tuple(found)

    @cached_property
    def strengths(self) -> dict[str, float]:
        """The great gap of each decision maker of whom one is known, in payoffs ``with_sizes``."""
        found: dict[str, float] = {}
        for dm in self.decision_makers:
            wants = dm.preferences
            if isinstance(wants, Ranking) and wants.gaps:
                found[dm.name] = len(wants.tiers) * float(self.greatly.get(dm.name, 1))
            elif dm.name in self.greatly:
                found[dm.name] = float(self.greatly[dm.name])
        return found

    @cached_property
    def with_sizes(self) -> Conflict:
        """The conflict with payoffs in place of rankings with great gaps: sizes beside the order.

        Each state's payoff is its level and, for each great gap below it, as many as there are
        ranks; so nothing changes but differences, and a great gap is that much or more.
        """
        makers = tuple(
            dataclasses.replace(dm, preferences=Payoffs(tuple(with_gaps(own, wants).tolist())))
            if isinstance(wants := dm.preferences, Ranking) and wants.gaps
            else dm
            for dm, own in zip(self.decision_makers, self.payoffs, strict=True)
        )
        if makers == self.decision_makers:
            return self
        return self.replace(
            decision_makers=makers, greatly={}, uncertainty=None, views=(), truths=()
        )

    @property
    def in_graph_form(self) -> bool:
        """True when the states were listed rather than made from options."""
        return isinstance(self.states, ListedStates)

    @property
    def status_quo_index(self) -> int | None:
        """Index (number - 1) of the status quo, or None."""
        return self._parts.status_quo

    def replace(self, **changes: Any) -> Conflict:
        """Return a conflict with some attributes changed."""
        names = [field.name for field in dataclasses.fields(self)]
        if not changes.keys() <= set(names):
            return dataclasses.replace(self, **changes)  # which says what there is not
        made = object.__new__(Conflict)
        made.__dict__.update({name: getattr(self, name) for name in names} | changes)
        made.__dict__["_built"] = build(made, self._parts)
        return made

    def decision_maker_index(self, name: str) -> int:
        """Return the place of a decision maker; raise RequestError when there is none."""
        expect_text(name, "a decision maker", self.names)
        if name in self.names:
            return self.names.index(name)
        by_label = [k for k, dm in enumerate(self.decision_makers) if dm.label == name]
        if len(by_label) == 1:
            return by_label[0]
        message = f"no decision maker '{name}'; {nearest(name, self.names)}"
        raise RequestError(message, argument="decision_maker", code="unknown-decision-maker")

    def index(self, reference: StateReference) -> int:
        """Return the index of the state with this number, pattern, label or statement.

        Raises
        ------
        RequestError
            When there is no such state, or a statement holds in several.
        """
        try:
            return self._parts.lookup(reference)
        except StatementError as error:
            raise RequestError(
                f"{error.found}; expected {error.expected}; {error.remedy}"
            ) from None

    def state(self, reference: StateReference) -> State:
        """Return the state with this number, pattern, label or statement."""
        return self.states[self.index(reference)]

    def statement(self, text: str) -> Statement:
        """Parse a statement over this conflict's options; raise RequestError when it is wrong."""
        expect_text(text, "a statement")
        try:
            return self._parts.skeleton.vocabulary.parse(text)
        except StatementError as error:
            caret = f"{text}\n{' ' * error.offset}^"
            message = f"{error.found}\n{caret}\nexpected {error.expected}; {error.remedy}"
            raise RequestError(message, argument="statement", code="statement") from None

    def holds_at(self, condition: Condition, states: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say whether a condition holds in some states, given by index. Shape (len(states),)."""
        named = self._named_states(condition)
        if named is None and isinstance(self.states, OptionStates):
            return self.states.holds_at(self.statement(str(condition)), states)
        return np.isin(states, [] if named is None else named)

    def where(self, condition: Condition) -> NDArray[np.bool_]:
        """Say in which states a condition holds. Shape (number of states,).

        Parameters
        ----------
        condition
            A statement; or a state, or a tuple of states, by number, pattern or label.

        Raises
        ------
        RequestError
            There is no such state, or the statement cannot be read.
        """
        named = self._named_states(condition)
        if named is None and isinstance(self.states, OptionStates):
            return self.states.holds(self.statement(str(condition)))
        return np.isin(np.arange(len(self.states)), [] if named is None else named)

    def bites(self, lever: Lever) -> NDArray[np.bool_]:
        """Say in which states a lever bites. Shape (number of states,)."""
        return self.where(lever.where)

    def matching(self, condition: Condition) -> list[int]:
        """Return the indices of the states where a condition holds; see ``where``."""
        return [int(k) for k in np.flatnonzero(self.where(condition))]

    def _named_states(self, condition: Condition) -> NDArray[np.int64] | None:
        try:
            return named_states(self.states, self._parts.skeleton.vocabulary, condition)
        except RequestError as error:
            if not self.in_graph_form or not isinstance(condition, str):
                raise
            message = f"{error}; statements need options, and this conflict is written as a graph"
            raise RequestError(message) from None

    @property
    def no_deal_index(self) -> int | None:
        """Index of the state that holds without a deal: mediation.no_deal, or the status quo."""
        no_deal = self.mediation.no_deal
        return self.status_quo_index if no_deal is None else self.index(no_deal)

    @cached_property
    def option_of(self) -> dict[str, tuple[str, Option]]:
        """Owner's name and option, by the option's name as states show it; none in graph form."""
        if not isinstance(self.states, OptionStates):
            return {}
        pairs = zip(self.decision_makers, self.states.names, strict=True)
        return {
            name: (dm.name, option)
            for dm, names in pairs
            for name, option in zip(names, dm.options, strict=True)
        }

    @cached_property
    def issue_of(self) -> dict[str, str]:
        """What is at issue in each option, by its name as states show it; "" where none is said."""
        if not isinstance(self.states, OptionStates):
            return {}
        vocabulary, names = (
            self._parts.skeleton.vocabulary,
            [n for row in self.states.names for n in row],
        )
        owned = {vocabulary.resolve(n): issue for issue, row in self.issues.items() for n in row}
        return {name: owned.get(k, "") for k, name in enumerate(names)}

    @property
    def signatories(self) -> tuple[str, ...]:
        """Decision makers that have to like a settlement better than no deal."""
        return self.mediation.signatories or self.names

    @cached_property
    def settlements(self) -> list[int]:
        """Indices of the states that the settlement sought may be; none where none is sought."""
        wanted = self.mediation.settlement
        return [] if wanted is None else self.matching(wanted)

    def under(self, intensities: Mapping[str, float]) -> Conflict:
        """Return the conflict with levers pulled, an ordinary conflict without levers.

        Uncertain numbers stand at their nominal values.
        """
        from goodoffices.model.levers import moved

        given: object = intensities
        if not isinstance(given, Mapping):
            raise RequestError(f"{described(given)} in place of intensities by lever")
        pulled = [(self.mediation.lever(name), t) for name, t in intensities.items()]
        for name, intensity in intensities.items():
            what = f"lever '{name}' cannot be pulled to"
            require_number(intensity, what, "a finite intensity of 0 or more")
        makers = []
        for dm, payoffs in zip(self.decision_makers, self.payoffs, strict=True):
            under = moved(payoffs, dm.name, pulled, self.bites)
            preferences = dm.preferences if under is payoffs else Payoffs(tuple(under.tolist()))
            makers.append(dataclasses.replace(dm, preferences=preferences))
        return self.replace(
            decision_makers=tuple(makers),
            mediation=dataclasses.replace(self.mediation, levers=()),
            **dict.fromkeys(("scenarios", "views", "truths", "timeline"), ()),
            **dict.fromkeys(("uncertainty", "published", "observed")),
        )


def ranked(payoffs: Iterable[NDArray[np.float64]]) -> tuple[NDArray[np.int64], ...]:
    """Return ranks in place of payoffs: 1 the best, equal where indifferent."""
    return tuple(np.unique(-own, return_inverse=True)[1] + 1 for own in payoffs)


def index_of(conflict: Conflict, state: StateReference | State) -> int:
    """Return the index of a state that is named, or handed over as one of this conflict's.

    Raises
    ------
    RequestError
        There is no such state, or it is one of another conflict.
    """
    if not isinstance(state, State):
        return conflict.index(state)
    known = 1 <= state.number <= len(conflict.states)
    if not known or conflict.states[state.number - 1] != state:
        raise RequestError(
            f"state {state.number} ({state.label}) of another conflict; expected one of "
            f"'{conflict.title}', as its states lists them"
        )
    return state.number - 1
