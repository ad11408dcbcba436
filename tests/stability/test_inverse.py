"""What would have to be wanted: the published examples, worked by hand or from all rankings."""

import itertools
from fractions import Fraction

import pytest

import goodoffices as go
from goodoffices.mediation.reweighing import Reweighing
from goodoffices.stability.concepts import usual_concepts
from goodoffices.stability.inverse.counting import fixed, share
from goodoffices.stability.inverse.orders import orders

SYRIA = go.case("syria-iraq-1975")
CUBA = go.case("cuban-missile-1962")
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


def weighed() -> go.Conflict:
    a = go.Weights((("x", 2), ("y", -1), ("x and y", -0.5)))
    b = go.Weights((("y", 1), ("x", -3), ("x and y", -2)))
    parties = (
        go.DecisionMaker("A", a, (go.Option("x"),)),
        go.DecisionMaker("B", b, (go.Option("y"),)),
    )
    return go.Conflict("weights", parties)


def counted(state: int, **asked: object) -> list[int | None]:
    found = [go.inverse(SYRIA, state, c, **asked).share for c in CONCEPTS]  # type: ignore[arg-type]
    return [None if one is None else one.count for one in found]


def test_the_concepts_are_those_with_replies_in_turn() -> None:
    assert usual_concepts() == CONCEPTS


def test_syrias_rankings() -> None:
    assert counted(2, of="Syria") == [240, 384, 300, 384, 300]
    found = [go.inverse(SYRIA, 2, c).conditions[0] for c in CONCEPTS]
    assert [one.share.count for one in found] == [240, 384, 300, 384, 300]
    assert {one.share.of for one in found} == {720}


def test_syrias_rankings_in_a_window() -> None:
    assert counted(2, of="Syria", window=(3, 6)) == [0, 8, 6, 8, 6]
    asked = go.inverse(SYRIA, 2, "gmr", "Syria", window=(3, 6)).share
    assert asked is not None
    assert asked.of == 24


@pytest.mark.parametrize("state", range(1, 7))
def test_both_sides_rankings(state: int) -> None:
    asked = {"of": ["Syria", "Iraq"]}
    by_product = [go.inverse(SYRIA, state, c, **asked).share for c in ("nash", "gmr", "smr")]  # type: ignore[arg-type]
    assert [one and one.count for one in by_product] == [86_400, 207_360, 136_800]
    assert {one and one.how for one in by_product} == {"counted"}


@pytest.mark.parametrize(("concept", "count"), [("seq", 138_492), ("sseq", 110_004)])
def test_both_sides_rankings_where_replies_have_to_pay(concept: str, count: int) -> None:
    found = go.inverse(SYRIA, 2, concept, ["Syria", "Iraq"]).share
    assert found is not None
    assert (found.count, found.of, found.how) == (count, 518_400, "tried")


def test_what_syria_has_to_like() -> None:
    def sets(concept: str) -> list[list[list[int]]]:
        moves = go.inverse(SYRIA, 2, concept).conditions[0].temptations
        return [[[s.number for s in way.states] for way in move.deterrents] for move in moves]

    assert sets("nash") == [[[1]], [[3]]]
    assert sets("gmr") == sets("seq") == [[[1], [4]], [[3], [6]]]
    assert sets("smr") == sets("sseq") == [[[1], [4, 5, 6]], [[3], [4, 5, 6]]]
    to_1, to_3 = go.inverse(SYRIA, 2).conditions[0].temptations
    assert [way.met for way in to_1.deterrents] == [False, True]
    assert [(step.mover, step.taken) for step in to_1.deterrents[1].replies] == [
        ("Iraq", ("attack",))
    ]
    assert (to_1.met, to_3.met) == (True, False)


def test_how_far_syria_has_to_lift_it() -> None:
    found = [go.inverse(SYRIA, 2, c) for c in CONCEPTS]
    assert [one.lift["Syria"] for one in found] == [3, 1, 1, 1, 1]
    assert [[s.number for s in one.conditions[0].passed] for one in found] == [[6, 3, 1]] + [
        [6]
    ] * 4
    assert {one.lifted for one in found} == {True}
    assert {one.lift["Iraq"] for one in found} == {0}


def test_which_order_of_syrias_statements_would_do() -> None:
    found = {c: go.inverse(SYRIA, 2, c, "Syria", orders=True).orders for c in CONCEPTS}
    none = found.pop("nash")
    assert none is not None
    assert (none.exchanges, none.tried, none.of) == (None, 24, 24)
    exchanged = (
        "not release and not escalate and not attack",
        "not attack",
        "escalate",
        "not release",
    )
    for one in found.values():
        assert one is not None
        assert (one.exchanges, one.orders) == (1, ({"Syria": exchanged},))


def test_the_last_improvement_alone_would_give_the_420_of_gmcr_plus() -> None:
    def stable(rank: dict[int, int], *, last: bool) -> bool:
        ways = {1: 4, 3: 6}
        improving = [q for q in ways if rank[q] < rank[2]]
        deterred = [rank[ways[q]] > rank[2] for q in improving]
        return all(deterred[-1:] if last else deterred)

    rankings = [
        {state: place for place, state in enumerate(order)}
        for order in itertools.permutations(range(1, 7))
    ]
    assert sum(stable(rank, last=True) for rank in rankings) == 420
    assert sum(stable(rank, last=False) for rank in rankings) == 384
    least = {state: place for place, state in enumerate((1, 4, 3, 2, 6, 5))}
    assert stable(least, last=True)
    assert not stable(least, last=False)


def test_the_cuban_crisis() -> None:
    found = [[one.share.exact for one in go.inverse(CUBA, 7, c).conditions] for c in CONCEPTS]
    us, ussr = zip(*found, strict=True)
    assert [str(one) for one in us] == ["1/4", "81/140", "31/72", "3/10", "15/56"]
    assert [str(one) for one in ussr] == ["1/3", "32/45", "53/105", "9/20", "139/360"]


@pytest.mark.parametrize(
    ("name", "concept", "lifts"),
    [
        ("US", "nash", [3, 0, 0, 1, 0, 0, 1, 1, 3, 1, 2, 0]),
        ("US", "seq", [3, 0, 0, 1, 0, 0, 0, 1, 3, 1, 2, 0]),
        ("USSR", "nash", [0, 1, 1, 1, 1, 0, 0, 0, 11, 5, 8, 2]),
        ("USSR", "sseq", [0, 1, 1, 1, 0, 0, 0, 0, 10, 5, 8, 2]),
    ],
)
def test_lifts_in_the_cuban_crisis(name: str, concept: str, lifts: list[int]) -> None:
    found = [go.inverse(CUBA, s, concept, [name]) for s in range(1, 13)]
    assert [one.lift[name] for one in found] == lifts
    assert [len(one.conditions[0].passed) for one in found] == lifts


def cheapest(concept: str, **asked: object) -> Reweighing:
    found = go.inverse(weighed(), "NN", concept, weights=True, **asked).weights  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("concept", "cost"), [("nash", 3), ("gmr", 0.5), ("smr", 0.5), ("seq", 1.5), ("sseq", 1.5)]
)
def test_the_cheapest_change_of_weights(concept: str, cost: float) -> None:
    found = cheapest(concept)
    assert found.cost == pytest.approx(cost, abs=3e-5)
    changed = [
        (
            dm,
            {
                text: one.after
                for one in found.changes
                for text in [one.statement]
                if one.decision_maker == dm
            },
        )
        for dm in ("A", "B")
    ]
    parties = []
    for (name, after), party in zip(changed, weighed().decision_makers, strict=True):
        assert isinstance(party.preferences, go.Weights)
        new = tuple((text, after.get(text, weight)) for text, weight in party.preferences.weights)
        parties.append(go.DecisionMaker(name, go.Weights(new), party.options))
    changed_conflict = go.Conflict("changed", tuple(parties))
    assert go.analyze(changed_conflict, [concept]).equilibrium(concept)[0]


def test_a_price_turns_the_change_to_the_other_side() -> None:
    found = cheapest("seq", prices={"B": 3})
    assert found.cost == pytest.approx(2.5, abs=3e-5)
    after = {(one.decision_maker, one.statement): one.after for one in found.changes}
    assert after == {
        ("A", "x"): pytest.approx(0, abs=3e-5),
        ("A", "x and y"): pytest.approx(0, abs=3e-5),
    }


def test_no_change_within_a_bound_that_is_too_narrow() -> None:
    assert cheapest("nash", within=1).cost is None
    assert cheapest("nash", within=2).cost == pytest.approx(3)
    assert cheapest("nash", of="B").cost is None


def test_what_stands_beside_a_change_of_weights() -> None:
    flagship = go.case("istanbul-2025")
    by_nash, by_seq = (go.inverse(flagship, 9, c).levers for c in ("nash", "seq"))
    assert isinstance(by_nash, go.Shortfall)
    assert isinstance(by_seq, go.Plan)
    assert by_seq.cost == go.plan(flagship, "seq", 9, accept=False).cost  # type: ignore[union-attr]
    assert go.inverse(SYRIA, 2).levers is None


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"of": []}, "nobody's preferences may change"),
        ({"of": "Iran"}, "no decision maker 'Iran'; did you mean 'Iraq'?"),
        ({"window": (3, 9)}, "the window 3-9; expected the first and the last place of 1 to 6"),
        ({"window": 3}, "the window 3; expected"),
        ({"concept": "sim"}, "rankings cannot be counted under 'sim'"),
        ({"weights": True, "prices": {"Iran": 1}}, "a price for 'Iran'"),
        ({"weights": True, "prices": {"Iraq": 0}}, "a price for Iraq of 0"),
        ({"weights": True, "within": -1}, "weights that change within -1"),
    ],
)
def test_what_cannot_be_asked(asked: dict[str, object], message: str) -> None:
    with pytest.raises(go.RequestError, match="^" + message.replace("?", r"\?")):
        go.inverse(SYRIA, 2, **asked)  # type: ignore[arg-type]


def test_a_window_must_not_part_what_is_liked_equally_well() -> None:
    tied = go.DecisionMaker("A", go.Payoffs((3, 1, 1, 0)), (go.Option("x"), go.Option("y")))
    conflict = go.Conflict("tied", (tied,))
    with pytest.raises(go.RequestError, match="the window 1-2 parts states that A likes equally"):
        go.inverse(conflict, 1, window=(1, 2))
    assert go.inverse(conflict, 1, window=(1, 3)).conditions[0].share.count == 2


def test_conditions_are_counted_without_listing_rankings() -> None:
    assert share([]) == 1
    assert share([()]) == 0
    assert share([(0b01, 0b10), (0b01, 0b10)]) == Fraction(2, 3)
    assert share([(0b011, 0b100)]) == Fraction(1, 3) + Fraction(1, 2) - Fraction(1, 4)
    assert fixed([(0b011, 0b100)], below=0b001, above=0b100) == [(0b010,)]


@pytest.mark.parametrize("options", [1, 2, 3])
@pytest.mark.parametrize("others", [0, 1, 2])
def test_closed_forms_where_every_option_is_free(options: int, others: int) -> None:
    mine, theirs = 2**options, 2**others
    parties = [go.DecisionMaker("A", go.Payoffs((0,) * mine * theirs), make("a", options))]
    if others:
        parties.append(go.DecisionMaker("B", go.Payoffs((0,) * mine * theirs), make("b", others)))
    conflict = go.Conflict("free", tuple(parties))
    found = {c: go.inverse(conflict, 1, c).conditions[0].share.exact for c in CONCEPTS}
    by_moves = integral(lambda z: (1 - (1 - z) ** theirs) ** (mine - 1))
    by_lines = integral(lambda z: 1 - (1 - z ** (mine - 1)) * (1 - z**mine) ** (theirs - 1))
    assert float(found["nash"] or 0) == pytest.approx(1 / mine)
    assert float(found["gmr"] or 0) == pytest.approx(by_moves, abs=1e-6)
    assert float(found["smr"] or 0) == pytest.approx(by_lines, abs=1e-6)


def make(letter: str, count: int) -> tuple[go.Option, ...]:
    return tuple(go.Option(f"{letter}{k}") for k in range(count))


def integral(function: object) -> float:
    steps = 4000
    middles = ((k + 0.5) / steps for k in range(steps))
    return sum(function(z) for z in middles) / steps  # type: ignore[operator]


def test_orders_by_exchanges_are_all_orders() -> None:
    found = [list(orders(5, k)) for k in range(11)]
    assert [len(some) for some in found] == [1, 4, 9, 15, 20, 22, 20, 15, 9, 4, 1]
    assert sorted(order for some in found for order in some) == sorted(
        itertools.permutations(range(5))
    )
