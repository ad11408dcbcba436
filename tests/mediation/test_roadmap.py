"""Orders of steps, worked by hand: an exchange, whole and in halves, and Istanbul."""

from itertools import permutations

import pytest

import goodoffices as go
from goodoffices.errors import RequestError, SizeError
from goodoffices.mediation.roadmap.results import Need, Roadmap
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Weights
from goodoffices.model.written import DecisionMaker, Mediation, Option


def exchange(parts: int, **mediation: object) -> Conflict:
    """Return an exchange in parts: A gives what costs it 3 and is worth 4 to B; B, 2 and 5."""
    a, b = ([f"{name}{k + 1}" for k in range(parts)] for name in "ab")

    def maker(name: str, own: list[str], cost: float, other: list[str], worth: float) -> object:
        weights = [(k, -cost / parts) for k in own] + [(k, worth / parts) for k in other]
        return DecisionMaker(name, Weights(tuple(weights)), tuple(map(Option, own)))

    makers = (maker("A", a, 3, b, 5), maker("B", b, 2, a, 4))
    said = Mediation(no_deal="N" * 2 * parts, **mediation)  # type: ignore[arg-type]
    return Conflict("Exchange", makers, mediation=said)  # type: ignore[arg-type]


def movers(found: Roadmap) -> str:
    return "".join(step.mover for step in found.steps)


def said(needs: tuple[Need, ...]) -> list[tuple[str, str, float]]:
    return [(need.decision_maker, need.kind, need.payoff) for need in needs]


def test_whole_whoever_risks_less_goes_first() -> None:
    found = go.roadmap(exchange(1), "YY")
    assert movers(found) == "BA"
    assert found.worst == pytest.approx(2 / 6)
    assert said(found.needs) == [("B", "exposure", 2), ("A", "temptation", 3)]
    assert found.price == 5
    assert go.roadmap(exchange(1), "YY", cheapest=True).price == 5


def test_in_halves_less_is_exposed() -> None:
    found = go.roadmap(exchange(2), "YYYY")
    assert movers(found) == "BABA"
    assert found.worst == pytest.approx(1 / 6)
    payoffs = [[float(p[s.state.number - 1]) for s in found.steps] for p in found.under.payoffs]
    assert payoffs == [[0, 2.5, 1, 3.5, 2], [0, -1, 1, 0, 2]]


def test_in_halves_three_is_the_least_that_has_to_be_guaranteed() -> None:
    found = go.roadmap(exchange(2), "YYYY", cheapest=True)
    assert movers(found) == "BAB"
    assert found.price == 3
    assert said(found.needs) == [
        ("B", "exposure", 1),
        ("A", "temptation", 0.5),
        ("A", "exposure", 0.5),
        ("B", "temptation", 1),
    ]


def disarming(parts: int) -> Conflict:
    """Return two who disarm: it costs North 4, South 2, and the other's is worth 7 and 5."""
    makers = []
    for name, cost, worth, other in (("North", 4, 7, "South"), ("South", 2, 5, "North")):
        weights = [(f"{name}{k}", -cost / parts) for k in range(parts)]
        weights += [(f"{other}{k}", worth / parts) for k in range(parts)]
        options = tuple(Option(f"{name}{k}") for k in range(parts))
        makers.append(DecisionMaker(name, Weights(tuple(weights)), options))
    return Conflict("Disarm", tuple(makers), mediation=Mediation(no_deal="N" * 2 * parts))


def test_two_disarm_as_the_page_derives_by_hand() -> None:
    whole = go.roadmap(disarming(1), "YY")
    assert [step.mover for step in whole.steps] == ["", "South", "North"]
    assert said(whole.needs) == [("South", "exposure", 2), ("North", "temptation", 4)]
    assert whole.worst == pytest.approx(2 / 7)
    assert whole.price == 6
    halves = go.roadmap(disarming(2), "YYYY")
    assert [step.mover for step in halves.steps[1:]] == ["South", "North", "South", "North"]
    assert halves.worst == pytest.approx(1 / 7)
    assert halves.price == 3.5
    cheapest = go.roadmap(disarming(2), "YYYY", cheapest=True)
    assert said(cheapest.needs) == [
        ("South", "exposure", 1),
        ("North", "temptation", 0.5),
        ("North", "exposure", 0.5),
        ("South", "temptation", 1),
    ]


def test_prices_turn_the_order() -> None:
    dear = go.roadmap(exchange(2), "YYYY", cheapest=True, prices={"B": 3})
    assert movers(dear) == "ABA"
    assert dear.price == 3
    assert said(dear.needs) == [("A", "exposure", 1.5), ("A", "temptation", 1.5)]
    assert dear.worst == pytest.approx(1.5 / 8)


def test_the_smallest_guarantee_is_a_lever() -> None:
    exposed, tempted = go.roadmap(exchange(1), "YY").needs
    assert (exposed.lever.on, exposed.lever.where, exposed.lever.effect) == ("B", (3,), 2)
    assert (tempted.lever.on, tempted.lever.where, tempted.lever.effect) == ("A", (3,), -3)


def test_istanbul_talks_come_last() -> None:
    found = go.roadmap(go.case("istanbul-2025"), "YYNYNNN")
    steps = [(s.mover, s.taken, said(s.exposed)) for s in found.steps[1:]]
    assert [(mover, taken) for mover, taken, _ in steps] == [
        ("Russia", ("ceasefire",)),
        ("Ukraine", ("neutrality",)),
        ("Russia", ("talks",)),
    ]
    assert [
        (who, kind, round(payoff, 9)) for _, _, needs in steps for who, kind, payoff in needs
    ] == [
        ("Russia", "exposure", 12.6),
        ("Ukraine", "exposure", 15),
        ("Ukraine", "exposure", 12),
    ]


def test_istanbul_every_other_order_exposes_somebody_more() -> None:
    """The worst that a party is exposed by, in its own points, for all orders of the three."""
    conflict = go.case("istanbul-2025")
    worst = {}
    for order in permutations(("talks", "ceasefire", "neutrality")):
        taken: set[str] = set()
        exposed = [0.0]
        for option in order:
            taken.add(option)
            state = "".join(
                "YN"[o.name not in taken] for dm in conflict.decision_makers for o in dm.options
            )
            here = conflict.index(state)
            exposed += [float(p[conflict.no_deal_index] - p[here]) for p in conflict.payoffs]
        worst["-".join(name[0] for name in order)] = round(max(exposed), 9)
    assert worst == {
        "c-n-t": 15,
        "c-t-n": 16.4,
        "t-c-n": 16.4,
        "t-n-c": 52,
        "n-t-c": 55,
        "n-c-t": 55,
    }


def test_exposure_at_the_end_is_what_acceptance_lacks_without_levers() -> None:
    conflict = go.case("istanbul-2025")
    lacking = go.plan(conflict, settlement="YYNYNNN", held_by=[])
    assert isinstance(lacking, go.Shortfall)
    last = go.roadmap(conflict, "YYNYNNN").steps[-1]
    assert {need.decision_maker: need.payoff for need in last.exposed} == {
        name: pytest.approx(payoff, rel=0, abs=2e-4)  # a plan's margin is a millionth of the range
        for name, payoff in lacking.missing.items()
        if payoff
    }


def test_what_cannot_be_undone_is_marked() -> None:
    conflict = exchange(1)
    first, second = conflict.decision_makers
    for_good = DecisionMaker("B", second.preferences, (Option("b1", reversible=False),))
    steps = go.roadmap(conflict.replace(decision_makers=(first, for_good)), "YY").steps
    assert [step.irreversible for step in steps] == [(), ("b1",), ()]


def padded(conflict: Conflict, options: int = 4) -> Conflict:
    """Add two bystanders, and give everybody so many more options, which nobody cares for."""
    extra = {name: tuple(Option(f"{name}_{k}") for k in range(options)) for name in "ABCD"}
    makers = tuple(
        DecisionMaker(dm.name, dm.preferences, dm.options + extra[dm.name])
        for dm in conflict.decision_makers
    )
    idle = tuple(DecisionMaker(n, Weights((("a1", 0.0),)), extra[n]) for n in "CD")
    count = sum(len(dm.options) for dm in makers + idle)
    mediation = Mediation(no_deal="N" * count, signatories=("A", "B"))
    return Conflict("Padded", makers + idle, mediation=mediation)


@pytest.mark.parametrize("cheapest", [False, True])
def test_twenty_options_are_put_in_order_as_the_four_that_count(*, cheapest: bool) -> None:
    whole = padded(exchange(2))
    assert len(whole.states) == 2**20
    found = go.roadmap(whole, "Y" * 20, cheapest=cheapest)
    few = go.roadmap(exchange(2), "YYYY", cheapest=cheapest)
    assert (found.worst, found.price) == (few.worst, few.price)
    needs = [[need for step in way.steps for need in said(step.exposed)] for way in (found, few)]
    assert [(who, payoff) for who, _, payoff in needs[0]] == [
        (who, payoff) for who, _, payoff in needs[1]
    ]


def test_bad_requests_are_refused() -> None:
    with pytest.raises(RequestError) as raised:
        go.roadmap(exchange(1), "YY", prices={"A": -1})
    assert str(raised.value) == "a price of -1 for 'A'; expected a number of 0 or more"
    with pytest.raises(RequestError) as raised:
        go.roadmap(exchange(1).replace(mediation=Mediation()), "YY")
    assert str(raised.value) == (
        "no state without a deal to compare with; give mediation.no_deal or status_quo"
    )
    with pytest.raises(SizeError, match="22 options differ between the two states"):
        go.roadmap(exchange(11), "Y" * 22)
