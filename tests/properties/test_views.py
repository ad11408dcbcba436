"""Views and truths against their definitions, by brute force over small games."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.reference.graph_model import CONCEPTS
from goodoffices.reference.sequences import legal_sequences

PART = settings(max_examples=settings().max_examples // 5)  # each compares thousands

Pattern = str
NAMES = "ABC"


@dataclass(frozen=True)
class Seen:
    """What somebody sees otherwise: options hidden, and what others want, by pattern."""

    hidden: frozenset[int] = frozenset()
    wants: tuple[tuple[int, tuple[int, ...]], ...] = ()


class Game:
    """A game as somebody sees it: states that there are, payoffs by state, everybody's options."""

    def __init__(
        self, owners: tuple[int, ...], states: Iterable[Pattern], payoffs: list[dict[Pattern, int]]
    ) -> None:
        self.owners, self.states, self.payoffs = owners, set(states), payoffs
        self.movers = range(len(payoffs))
        self.gains = cache(self._gains)
        self.reached = cache(self._reached)

    def moves(self, i: int, s: Pattern) -> set[Pattern]:
        """List the states that differ from s in options of i only."""
        return {
            t
            for t in self.states - {s}
            if all(a == b or o == i for a, b, o in zip(s, t, self.owners, strict=True))
        }

    def _gains(self, i: int, s: Pattern) -> set[Pattern]:
        return {t for t in self.moves(i, s) if self.payoffs[i][t] > self.payoffs[i][s]}

    def _reached(self, i: int, s: Pattern, gaining: bool) -> set[Pattern]:  # noqa: FBT001
        """Where the others lead from s, nobody twice in a row."""
        known = sorted(self.states)
        step = self.gains if gaining else self.moves
        found = legal_sequences(
            [j for j in self.movers if j != i],
            known.index(s),
            lambda j, k: {known.index(t) for t in step(j, known[k])},
        )
        return {known[k] for k in found}

    def deterred(self, concept: str, i: int, s: Pattern, s1: Pattern) -> bool:
        """Say whether an improvement of i from s to s1 may end no better than s."""
        p = self.payoffs[i]
        if concept == "nash":
            return False
        bad = [q for q in self.reached(i, s1, concept in {"seq", "sseq"}) if p[q] <= p[s]]
        if concept in {"smr", "sseq"}:
            bad = [q for q in bad if all(p[x] <= p[s] for x in self.moves(i, q))]
        return bool(bad)

    def stable(self, concept: str, i: int, s: Pattern) -> bool:
        return all(self.deterred(concept, i, s, s1) for s1 in self.gains(i, s))

    def equilibrium(self, concept: str, s: Pattern) -> bool:
        return all(self.stable(concept, i, s) for i in self.movers)


@dataclass(frozen=True)
class Case:
    """A game as it is, and how each party sees it and thinks that others see it."""

    owners: tuple[int, ...]
    left_out: tuple[Pattern, ...]
    payoffs: tuple[tuple[int, ...], ...]
    views: Mapping[int, Seen]
    nested: Mapping[tuple[int, int], Seen]

    @property
    def patterns(self) -> list[Pattern]:
        letters = itertools.product("NY", repeat=len(self.owners))
        every = ("".join(reversed(one)) for one in letters)
        return [pattern for pattern in every if pattern not in self.left_out]

    def game(self, *views: Seen) -> Game:
        """Return the game with views laid over it, one over the other."""
        wants = dict(enumerate(self.payoffs))
        hidden: set[int] = set()
        for view in views:
            wants |= dict(view.wants)
            hidden |= view.hidden
        states = [s for s in self.patterns if all(s[k] == "N" for k in hidden)]
        by_state = [dict(zip(self.patterns, wants[i], strict=True)) for i in sorted(wants)]
        return Game(self.owners, states, by_state)

    def seen_by(self, i: int) -> Game:
        return self.game(self.views.get(i, Seen()))

    def thought(self, i: int, j: int) -> Game:
        """Return the game that i thinks j sees; what j itself wants is as i sees it."""
        mine, theirs = self.views.get(i, Seen()), self.nested.get((i, j), Seen())
        return self.game(mine, replace(theirs, wants=tuple(w for w in theirs.wants if w[0] != j)))

    def option(self, k: int) -> str:
        return f"o{k}"

    def conflict(self) -> go.Conflict:
        """Return the same, as goodoffices takes it."""
        makers = tuple(
            go.DecisionMaker(
                NAMES[i],
                go.Payoffs(tuple(map(float, own))),
                tuple(go.Option(self.option(k)) for k, o in enumerate(self.owners) if o == i),
            )
            for i, own in enumerate(self.payoffs)
        )
        views = []
        for i, view in self.views.items():
            changes = self.changes(view)
            below = {NAMES[j]: self.changes(v) for (k, j), v in self.nested.items() if k == i}
            views.append(go.View(NAMES[i], changes | ({"views": below} if below else {})))
        texts = [
            " and ".join(
                self.option(k) if letter == "Y" else f"not {self.option(k)}"
                for k, letter in enumerate(pattern)
            )
            for pattern in self.left_out
        ]
        return go.Conflict("Seen", makers, infeasible=tuple(texts), views=tuple(views))

    def changes(self, view: Seen) -> dict[str, object]:
        found: dict[str, object] = {}
        if view.wants:
            found["decision_makers"] = {
                NAMES[j]: {"preferences": {"payoffs": list(own)}} for j, own in view.wants
            }
        if view.hidden:
            found["hidden"] = [self.option(k) for k in sorted(view.hidden)]
        return found


@st.composite
def cases(draw: st.DrawFn, *, hiding: bool = True, nesting: bool = True) -> Case:
    count = draw(st.sampled_from([2, 2, 3]))
    owners = tuple(i for i in range(count) for _ in range(draw(st.integers(1, 4 - count))))
    size = 2 ** len(owners)
    left = draw(st.sets(st.integers(1, size - 1), max_size=2))
    letters = ["".join(reversed(o)) for o in itertools.product("NY", repeat=len(owners))]
    rows = st.tuples(*[st.integers(0, 5)] * (size - len(left)))

    def view(i: int) -> Seen:
        others = [j for j in range(count) if j != i]
        wrong = draw(st.sets(st.sampled_from(others)))
        theirs = [k for k, o in enumerate(owners) if o != i]
        hidden = draw(st.sets(st.sampled_from(theirs), max_size=2)) if hiding else set()
        return Seen(frozenset(hidden), tuple((j, draw(rows)) for j in sorted(wrong)))

    seers = draw(st.sets(st.integers(0, count - 1), min_size=1))
    views = {i: view(i) for i in sorted(seers)}
    pairs = [(i, j) for i in sorted(seers) for j in range(count) if i != j]
    chosen = draw(st.sets(st.sampled_from(pairs))) if nesting else set()
    payoffs = tuple(draw(rows) for _ in range(count))
    left_out = tuple(letters[k] for k in sorted(left))
    return Case(owners, left_out, payoffs, views, {pair: view(pair[1]) for pair in sorted(chosen)})


def patterns(states: Iterable[go.State]) -> set[Pattern]:
    return {state.pattern for state in states}


def held(case: Case, concept: str) -> set[Pattern]:
    """E(H, c): states of every G_i, and stable for i in G_i, for every i."""
    games = [case.seen_by(i) for i in range(len(case.payoffs))]
    return {
        s
        for s in case.patterns
        if all(s in game.states and game.stable(concept, i, s) for i, game in enumerate(games))
    }


def expected(case: Case, i: int, concept: str) -> set[Pattern]:
    """Return the states that hold in the game of views that i sees."""
    mine = case.seen_by(i)
    games = [
        case.thought(i, j) if (i, j) in case.nested else mine for j in range(len(case.payoffs))
    ]
    return {
        s
        for s in mine.states
        if all(s in game.states and game.stable(concept, j, s) for j, game in enumerate(games))
    }


@PART
@given(cases())
def test_views_are_as_defined(case: Case) -> None:
    found = go.views(case.conflict())
    truth = case.game()
    for concept in CONCEPTS:
        true = {s for s in case.patterns if truth.equilibrium(concept, s)}
        hold = held(case, concept)
        assert patterns(found.holds(concept)) == hold
        assert patterns(found.by_illusion(concept)) == hold - true
        assert patterns(found.prevented(concept)) == true - hold
        for i in range(len(case.payoffs)):
            wanted = expected(case, i, concept)
            assert patterns(found.expected(concept)[NAMES[i]]) == wanted
            assert patterns(found.doubted(concept)[NAMES[i]]) == hold - wanted


@PART
@given(cases(nesting=False))
def test_surprises_and_false_fears_are_as_defined(case: Case) -> None:
    found = go.views(case.conflict())
    truth = case.game()
    surprises, fears = set(), set()
    for i in case.views:
        seen = case.seen_by(i)
        for concept, s in itertools.product(CONCEPTS, sorted(seen.states)):
            for s1 in seen.gains(i, s):
                thought, really = (g.deterred(concept, i, s, s1) for g in (seen, truth))
                if really > thought:
                    surprises.add((NAMES[i], concept, s, s1))
                if thought > really:
                    fears.add((NAMES[i], concept, s, s1))
    for moves, wanted in ((found.surprises, surprises), (found.false_fears, fears)):
        told = [(m.decision_maker, m.concept, m.state.pattern, m.move.pattern) for m in moves]
        assert len(told) == len(set(told))
        assert set(told) == wanted


@PART
@given(cases(hiding=False))
def test_misread_preferences_change_nothing_where_any_move_is_a_reply(case: Case) -> None:
    found = go.views(case.conflict(), ["nash", "gmr", "smr"])
    for concept in found.concepts:
        assert found.holds(concept) == tuple(found.truth.equilibria(concept))


@PART
@given(cases(nesting=False))
def test_what_everybody_expects_holds(case: Case) -> None:
    found = go.views(case.conflict())
    for concept in CONCEPTS:
        every = [patterns(states) for states in found.expected(concept).values()]
        assert set.intersection(*every) <= patterns(found.holds(concept))


@PART
@given(cases())
def test_what_others_are_thought_to_see_changes_no_stability(case: Case) -> None:
    found = go.views(case.conflict())
    flat = go.views(replace(case, nested={}).conflict())
    for concept in CONCEPTS:
        assert found.holds(concept) == flat.holds(concept)
        assert found.by_illusion(concept) == flat.by_illusion(concept)


@st.composite
def told_cases(draw: st.DrawFn) -> tuple[Case, dict[str, tuple[int, str, int]]]:
    """Draw a case, and by name who could be told what, at which cost."""
    case = draw(cases(nesting=False))
    places = []
    for i, view in case.views.items():
        places += [(i, f"hidden.{case.option(k)}") for k in sorted(view.hidden)]
        places += [(i, f"decision_makers.{NAMES[j]}.preferences") for j, _ in view.wants]
    some = draw(st.lists(st.sampled_from(places), unique=True, max_size=4)) if places else []
    return case, {f"t{k}": (*one, draw(st.integers(0, 3))) for k, one in enumerate(some)}


def after(case: Case, told: Iterable[tuple[int, str, int]]) -> Case:
    """Return the case when some have been told some truths."""
    views = dict(case.views)
    for i, about, _ in told:
        view = views[i]
        kind, name = about.split(".")[:2]
        if kind == "hidden":
            views[i] = replace(view, hidden=view.hidden - {int(name[1:])})
        else:
            gone = NAMES.index(name)
            views[i] = replace(view, wants=tuple(w for w in view.wants if w[0] != gone))
    return replace(case, views=views)


@PART
@given(told_cases(), st.sampled_from(CONCEPTS), st.data())
def test_the_cheapest_truths_are_found(
    drawn: tuple[Case, dict[str, tuple[int, str, int]]], concept: str, data: st.DataObject
) -> None:
    case, known = drawn
    truths = tuple(go.Truth(n, NAMES[i], about, cost) for n, (i, about, cost) in known.items())
    conflict = case.conflict().replace(truths=truths)
    if not truths:
        return
    by_set = {
        names: held(after(case, [known[n] for n in names]), concept)
        for size in range(len(known) + 1)
        for names in itertools.combinations(known, size)
    }
    for state in data.draw(st.sets(st.sampled_from(case.patterns), min_size=1, max_size=3)):
        found = go.truths(conflict, state, concept)
        costs = {n: sum(known[t][2] for t in n) for n, hold in by_set.items() if state in hold}
        assert found.holds == bool(costs)
        assert found.held == (state in by_set[()])
        told = tuple(truth.name for truth in found.told)
        if costs:
            assert costs[told] == found.cost == min(costs.values())
        now, then = by_set[()], by_set[told]
        assert patterns(found.gained) == then - now
        assert patterns(found.lost) == now - then
        undoing = [n for n in known if found.held and state not in by_set[n,]]
        assert [truth.name for truth in found.undoing] == undoing
