"""From a conflict as written to its states, moves and payoffs, collecting every problem on the way.

The parts build on one another: names, then rules, then states, then preferences and the rest. A
part that is wrong is reported in full before what depends on it is tried.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import Path, RequestError
from goodoffices.model.checks.names import check_names
from goodoffices.model.checks.order import check_order
from goodoffices.model.checks.problems import Findings
from goodoffices.model.checks.strength import check_strength
from goodoffices.model.moves import ArcMoves, Ban, Moves, option_moves
from goodoffices.model.payoffs import payoffs_of
from goodoffices.model.preferences import Preferences, StateReference
from goodoffices.model.references import any_index, named_index
from goodoffices.model.rules import Rule, excluding, limits, together
from goodoffices.model.size import Extent, announce
from goodoffices.model.statements import Statement, StatementError, Vocabulary
from goodoffices.model.states import Bools, Group, ListedStates, OptionStates, States, strategies
from goodoffices.model.written import DecisionMaker, Mediation, Written

if TYPE_CHECKING:
    from goodoffices.model.knowledge import Knowledge

_MANY = 10**9
_ENDS = 2
_MOST_TRIED = 2**20
_MOST_BLAMED = 64
_MOST_TOLD = 6
_GROUPS = {"exactly_one": (1, 1), "at_most_one": (0, 1), "at_least_one": (1, _MANY)}


class Skeleton(NamedTuple):
    """What follows from all of a conflict but its numbers and preferences."""

    vocabulary: Vocabulary
    states: States
    moves: Moves
    rules: tuple[Rule, ...] = ()


class Built(NamedTuple):
    """What follows from a conflict as written.

    Attributes
    ----------
    frame
        All that the skeleton follows from.
    wants
        What the payoffs follow from besides these: preferences per decision maker.
    mediation
        What was on the table, and found to be in order.
    payoffs
        Per decision maker, its payoffs, or what is known of it in their place.
    """

    frame: tuple[object, ...]
    wants: tuple[Preferences, ...]
    mediation: Mediation
    skeleton: Skeleton
    payoffs: tuple[NDArray[np.float64] | Knowledge, ...]
    status_quo: int | None

    def beside(self, conflict: Written) -> Mediation | None:
        """Return the mediation where, in the same frame, preferences have the same forms."""
        forms = [type(dm.preferences) for dm in conflict.decision_makers]
        return self.mediation if forms == list(map(type, self.wants)) else None

    def lookup(self, reference: StateReference) -> int:
        """Return the index of a state given in any form."""
        return any_index(self.skeleton.states, self.skeleton.vocabulary, reference)


class _Rules(NamedTuple):
    limits: list[Rule]
    same_state: list[Statement]
    bans: list[tuple[int, Statement, Statement]]


def build(conflict: Written, before: Built | None = None) -> Built:
    """Build states, moves and payoffs. Raises ModelError with every problem found.

    Parameters
    ----------
    before
        What was built of a conflict like this one; what follows from the same is not built again.
    """
    findings = Findings()
    check_names(conflict, findings)
    findings.stop_if_any()
    frame = _frame(conflict)
    known: dict[int, NDArray[np.float64] | Knowledge] = {}
    in_order: Mediation | None = None
    if before is not None and before.frame == frame:
        skeleton = before.skeleton
        in_order = before.beside(conflict)
        known = {id(wants): p for wants, p in zip(before.wants, before.payoffs, strict=True)}
    else:
        skeleton = _skeleton(conflict, findings)
    vocabulary, states = skeleton.vocabulary, skeleton.states
    payoffs = [
        known[id(dm.preferences)]
        if id(dm.preferences) in known
        else _valued(dm, states, vocabulary, findings)
        for dm in conflict.decision_makers
    ]
    quo, status_quo = conflict.status_quo, None
    if quo is not None:
        status_quo = findings.one_state(("status_quo",), quo, states, vocabulary)
    _check_issues(conflict, vocabulary, findings)
    check_strength(conflict, findings)
    _check_beside(conflict, skeleton, findings, in_order)
    _check_published(conflict, states, findings)
    if conflict.observed is not None:
        findings.one_state(("observed", "state"), conflict.observed.state, states, vocabulary)
    findings.stop_if_any()
    found = tuple(p for p in payoffs if p is not None)
    wants = tuple(dm.preferences for dm in conflict.decision_makers)
    return Built(frame, wants, conflict.mediation, skeleton, found, status_quo)


def _check_beside(
    conflict: Written, skeleton: Skeleton, findings: Findings, in_order: Mediation | None
) -> None:
    """Note what is wrong with what stands beside the conflict itself, and most conflicts lack.

    What checks it is imported where there is something to check.
    """
    vocabulary = skeleton.vocabulary
    if conflict.mediation:
        from goodoffices.model.checks.mediation import check_mediation

        check_mediation(conflict, skeleton.states, vocabulary, findings, in_order)
    check_order(conflict, findings)
    if conflict.uncertainty is not None:
        from goodoffices.model.checks.uncertainty import check_uncertainty

        check_uncertainty(conflict, findings)
    if conflict.views or conflict.truths:
        from goodoffices.model.checks.views import check_views

        check_views(conflict, vocabulary, findings)
    if conflict.timeline:
        from goodoffices.model.checks.timeline import check_timeline

        check_timeline(conflict, findings)


def _valued(
    dm: DecisionMaker, states: States, vocabulary: Vocabulary, findings: Findings
) -> NDArray[np.float64] | Knowledge | None:
    where: Path = ("decision_makers", dm.name)
    if not dm.preferences.partial:
        return payoffs_of(dm.preferences, states, vocabulary, where, findings)
    from goodoffices.model.partial import known_of

    return known_of(dm.preferences, states, vocabulary, where, findings)


def _skeleton(conflict: Written, findings: Findings) -> Skeleton:
    owned = [(dm.name, option.name) for dm in conflict.decision_makers for option in dm.options]
    vocabulary = Vocabulary(owned)
    if conflict.states_listed:
        return Skeleton(vocabulary, *_graph(conflict, findings))
    return Skeleton(vocabulary, *_options(conflict, vocabulary, findings))


def _frame(conflict: Written) -> tuple[object, ...]:
    """Return all that the states and moves of a conflict follow from."""
    return (
        conflict.states_listed,
        [(dm.name, dm.options, dm.moves) for dm in conflict.decision_makers],
        *(getattr(conflict, key) for key in _GROUPS),
        conflict.infeasible,
        conflict.same_state,
        conflict.no_move,
    )


def _graph(conflict: Written, findings: Findings) -> tuple[States, Moves]:
    states = ListedStates(conflict.states_listed)
    seen: set[str] = set()
    for k, label in enumerate(states.labels):
        if label in seen:
            findings.add(("states", k), f"state '{label}' is there twice", "each label once")
        seen.add(label)
    for key in (
        "exactly_one",
        "at_most_one",
        "at_least_one",
        "infeasible",
        "same_state",
        "no_move",
    ):
        if getattr(conflict, key):
            remedy = "leave states and moves out instead"
            findings.add((key,), f"{key} in a conflict written as a graph", "", remedy, on_key=True)
    pairs = [_graph_moves(dm, states, findings) for dm in conflict.decision_makers]
    findings.stop_if_any()
    return states, ArcMoves.from_pairs(pairs, len(states))


def _graph_moves(
    dm: DecisionMaker, states: States, findings: Findings
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    ends: list[tuple[int, int]] = []
    for k, pair in enumerate(dm.moves):
        where: Path = ("decision_makers", dm.name, "moves", k)
        if len(pair) != _ENDS:
            findings.add(where, f"a move with {len(pair)} ends", "two states, from and to")
            continue
        try:
            origin, target = (named_index(states, end) for end in pair)
        except RequestError as error:
            findings.add(where, str(error), "two states, from and to")
            continue
        if origin == target:
            findings.add(where, f"a move from state {origin + 1} to itself", "two different states")
        ends.append((origin, target))
    array = np.array(ends, np.int64).reshape(-1, 2)
    return array[:, 0], array[:, 1]


def _options(
    conflict: Written, vocabulary: Vocabulary, findings: Findings
) -> tuple[OptionStates, Moves, tuple[Rule, ...]]:
    rules = _read_rules(conflict, vocabulary, findings)
    findings.stop_if_any()
    members = _members(conflict)
    own = [_own_strategies(range_, rules.limits) for range_ in members]
    for dm, range_, rows in zip(conflict.decision_makers, members, own, strict=True):
        if not len(rows):
            blamed = _blamed_alone(range_, rules.limits)
            _note(blamed, f"{dm.name} can do nothing", findings)
            findings.stop_if_any()
    names = [[vocabulary.shortest(k) for k in range_] for range_ in members]
    across = [rule for rule in rules.limits if not rule.within(members)]
    groups, infeasible = limits(across)
    locks = [_locks(dm, rows) for dm, rows in zip(conflict.decision_makers, own, strict=True)]
    announce(
        Extent(
            shape=tuple(len(rows) for rows in own),
            lock_classes=tuple(len({row.tobytes() for row in held}) for held in locks),
            constrained=bool(across),
            listed=bool(rules.same_state or rules.bans),
        )
    )
    states = OptionStates(names, own, infeasible, groups, rules.same_state)
    states.excluding = partial(excluding, rules.limits)
    if not states.count:
        _note(_blamed(names, members, rules.limits), "nothing can be", findings)
        findings.stop_if_any()
    bans = [Ban(i, states.evaluate(a), states.evaluate(b)) for i, a, b in rules.bans]
    return states, option_moves(states, locks, bans), tuple(rules.limits)


def _members(conflict: Written) -> list[range]:
    """Return the option indices of each decision maker."""
    ends = np.cumsum([0, *(len(dm.options) for dm in conflict.decision_makers)])
    return [range(a, b) for a, b in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)]


def _blamed_alone(members: range, rules: list[Rule]) -> list[Rule]:
    """Return rules that leave a decision maker no strategy together."""
    mine = [rule for rule in rules if rule.within([members])]
    return together(mine, lambda some: not len(_own_strategies(members, some)))


def _blamed(names: list[list[str]], members: list[range], rules: list[Rule]) -> list[Rule]:
    """Return rules that leave no state together; all of them where to tell would take long."""

    def impossible(some: Sequence[Rule]) -> bool:
        own = [_own_strategies(range_, some) for range_ in members]
        if math.prod(map(len, own)) > _MOST_TRIED:
            return False
        groups, infeasible = limits([rule for rule in some if not rule.within(members)])
        return not OptionStates(names, own, infeasible, groups).count

    return together(rules, impossible) if len(rules) <= _MOST_BLAMED else rules


def _note(rules: list[Rule], found: str, findings: Findings) -> None:
    """Note that rules exclude too much together, at the last of them."""
    told = [rule.text for rule in rules[:_MOST_TOLD]] + ["…"] * (len(rules) > _MOST_TOLD)
    remedy = "change it" if len(rules) == 1 else "drop or change one of these rules"
    excluded = f"no feasible state: {found} under {'; '.join(told)}"
    findings.add(rules[-1].where, excluded, "", remedy)


def _read_rules(conflict: Written, vocabulary: Vocabulary, findings: Findings) -> _Rules:
    rules = _Rules([], [], [])
    for key, (least, most) in _GROUPS.items():
        for k, names in enumerate(getattr(conflict, key)):
            options = _group_options(names, (key, k), vocabulary, findings)
            told = f"{key}: [{', '.join(names)}]"
            rules.limits.append(Rule((key, k), told, Group(options, least, most)))
    for k, text in enumerate(conflict.infeasible):
        statement = findings.statement(("infeasible", k), text, vocabulary)
        if statement is not None:
            rules.limits.append(Rule(("infeasible", k), f"infeasible: {text}", statement))
    for k, text in enumerate(conflict.same_state):
        statement = findings.statement(("same_state", k), text, vocabulary)
        if statement is not None:
            rules.same_state.append(statement)
    for k, rule in enumerate(conflict.no_move):
        origin = findings.statement(("no_move", k, "from"), rule.origin, vocabulary)
        target = findings.statement(("no_move", k, "to"), rule.target, vocabulary)
        if origin is not None and target is not None:
            rules.bans.append((conflict.names.index(rule.by), origin, target))
    return rules


def _group_options(
    names: tuple[str, ...], where: Path, vocabulary: Vocabulary, findings: Findings
) -> tuple[int, ...]:
    options: list[int] = []
    for k, name in enumerate(names):
        try:
            option = vocabulary.resolve(name)
        except StatementError as error:
            findings.add((*where, k), error.found, error.expected, error.remedy)
            continue
        if option in options:
            findings.add((*where, k), f"option '{name}' is there twice", "each option once")
        options.append(option)
    if not names:
        findings.add(where, "a group without options", "names of options")
    return tuple(options)


def _check_issues(conflict: Written, vocabulary: Vocabulary, findings: Findings) -> None:
    """Note issues with options that there are not, and options that two issues claim."""
    taken: dict[int, str] = {}
    for issue, names in conflict.issues.items():
        for option in dict.fromkeys(_group_options(names, ("issues", issue), vocabulary, findings)):
            if option in taken:
                found = f"option '{vocabulary.shortest(option)}' is in '{taken[option]}' as well"
                findings.add(("issues", issue), found, "each option in one issue at most")
            taken.setdefault(option, issue)


def _own_strategies(members: range, rules: Sequence[Rule]) -> Bools:
    """List a decision maker's strategies under the rules that mention its options alone."""
    groups, infeasible = limits([rule for rule in rules if rule.within([members])])
    own = [Group(tuple(o - members.start for o in g.options), g.least, g.most) for g in groups]
    rows = strategies(len(members), own)
    for statement in infeasible:
        banned = statement.evaluate(lambda option: rows[:, option - members.start])  # noqa: B023
        rows = rows[~np.broadcast_to(banned, len(rows))]
    return rows


def _locks(dm: DecisionMaker, rows: Bools) -> Bools:
    """Return what each strategy holds that a move must keep (see ``TensorMoves``)."""
    kept = [rows[:, k] for k, option in enumerate(dm.options) if not option.reversible]
    kept += [~rows[:, k] for k, option in enumerate(dm.options) if option.once_dropped]
    return np.array(kept, bool).reshape(len(kept), len(rows)).T


def _check_published(conflict: Written, states: States, findings: Findings) -> None:
    """Note published results that name states which do not exist."""
    if conflict.published is None:
        return
    published = conflict.published
    rows: list[tuple[Path, tuple[int, ...]]] = [
        (("equilibria", concept), numbers) for concept, numbers in published.equilibria.items()
    ]
    for name, by_concept in published.stable_for.items():
        rows += [(("stable_for", name, c), numbers) for c, numbers in by_concept.items()]
    for k, entry in enumerate(published.coalition_improvements):
        rows += [
            (("coalition_improvements", k, "moves", origin), (origin, *targets))
            for origin, targets in entry.moves.items()
        ]
    rows += [(("differs", k, "states"), one.states) for k, one in enumerate(published.differs)]
    for where, numbers in rows:
        for number in numbers:
            if not 1 <= number <= len(states):
                found = f"there is no state {number}"
                findings.add(("published", *where), found, f"a number from 1 to {len(states)}")
