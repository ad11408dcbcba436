"""The zone of possible agreement and the rules of choice, worked by hand."""

import pytest

import goodoffices as go
from goodoffices.errors import RequestError
from goodoffices.mediation.zone import zone as zone_module
from goodoffices.mediation.zone.near import nearest_package, openings
from goodoffices.mediation.zone.zone import Zone
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs, Ranking, Weights
from goodoffices.model.written import DecisionMaker, Mediation, Option

DRAFTS = {"A": (0.0, 2.0, 4.0, 6.0, 10.0, 5.0), "B": (0.0, 12.0, 7.0, 5.0, 3.2, 4.0)}


def drafts(**payoffs: tuple[float, ...]) -> Conflict:
    """Return five drafts and, first, no deal."""
    return Conflict(
        "Five drafts",
        tuple(DecisionMaker(name, Payoffs(values)) for name, values in payoffs.items()),
        states_listed=("no deal", "1", "2", "3", "4", "5"),
        status_quo=1,
    )


def chosen(zone: Zone, rule: str) -> list[str]:
    return [state.label for state in zone.choice(rule)]


def test_five_drafts() -> None:
    zone = go.settlements(drafts(**DRAFTS), comparable=True)
    assert zone.count == 5
    assert [package.state.label for package in zone.efficient] == ["4", "3", "2", "1"]
    assert {rule: chosen(zone, rule) for rule in zone.rules} == {
        "nash": ["4"],
        "ks": ["3"],
        "equal-gain": ["3"],
        "utilitarian": ["1"],
        "ranks": ["3"],
    }
    assert list(zone.best) == [10, 12]
    gains = {package.state.label: package.gains for package in zone.efficient}
    products = {label: round(a * b, 9) for label, (a, b) in gains.items()}
    assert products == {"1": 24, "2": 28, "3": 30, "4": 32}
    shares = {label: min(a / 10, b / 12) for label, (a, b) in gains.items()}
    assert {label: round(share, 4) for label, share in shares.items()} == {
        "1": 0.2,
        "2": 0.4,
        "3": 0.4167,
        "4": 0.2667,
    }


def test_rules_that_compare_points_change_with_the_unit_and_the_others_do_not() -> None:
    halved = drafts(A=DRAFTS["A"], B=tuple(2 * x for x in DRAFTS["B"]))
    zone = go.settlements(halved, comparable=True)
    assert chosen(zone, "nash") == ["4"]
    assert chosen(zone, "ks") == ["3"]
    assert chosen(zone, "equal-gain") == ["4"]


def test_power_weighs_in_the_rule_of_nash() -> None:
    assert chosen(go.settlements(drafts(**DRAFTS), power={"B": 3}), "nash") == ["1"]


def test_what_is_worth_the_same_to_all_is_listed_once() -> None:
    twice = drafts(A=(0.0, 2.0, 2.0, 2.0, 1.0, 0.0), B=(0.0, 1.0, 1.0, 3.0, 1.0, 5.0))
    zone = go.settlements(twice)
    assert zone.count == 4
    assert [(p.state.label, p.alike, p.gains) for p in zone.efficient] == [("3", 1, (2, 3))]
    fewer = drafts(A=(0.0, 2.0, 2.0, 1.0, 1.0, 0.0), B=(0.0, 1.0, 1.0, 1.0, 1.0, 5.0))
    zone = go.settlements(fewer)
    assert [(p.state.label, p.alike) for p in zone.efficient] == [("1", 2)]
    assert chosen(zone, "nash") == ["1", "2"]


def test_of_rankings_only_ranks_are_compared() -> None:
    makers = (
        DecisionMaker("A", Ranking(((6,), (5,), (4,), (3,), (2,), (1,)))),
        DecisionMaker("B", Ranking(((2,), (3,), (4,), (5,), (6,), (1,)))),
    )
    listed = ("no deal", "1", "2", "3", "4", "5")
    zone = go.settlements(Conflict("Ranks", makers, states_listed=listed, status_quo=1))
    assert zone.ordinal == ("A", "B")
    assert zone.rules == ("ranks",)
    assert chosen(zone, "ranks") == ["3"]
    with pytest.raises(RequestError) as raised:
        zone.choice("nash")
    assert str(raised.value) == (
        "the rule 'nash' needs differences of payoffs, and of A and B only the order of outcomes "
        "is known; ask for 'ranks', or give weights or payoffs"
    )


def exchange(settlement: str | None = None, **weights: float) -> Conflict:
    """Return two who may each give something up; none of it is no deal."""
    own = {"A": {"a": -3.0, "b": 5.0}, "B": {"a": 4.0, "b": -2.0}}
    for key, value in weights.items():
        name, option = key.split("_")
        own[name][option] = value
    makers = tuple(
        DecisionMaker(name, Weights(tuple(own[name].items())), (Option(name.lower()),))
        for name in ("A", "B")
    )
    mediation = Mediation(settlement=settlement, no_deal="NN")
    return Conflict("Exchange", makers, mediation=mediation)


def test_an_empty_zone_says_how_near_it_comes_and_what_opens_it() -> None:
    zone = go.settlements(exchange("a and not b"))
    assert (zone.count, len(zone.candidates)) == (0, 1)
    nearest = nearest_package(zone)
    assert (nearest.state.pattern, nearest.missing) == ("YN", {"A": 3, "B": 0})
    (opening,) = openings(zone)
    assert (opening.option, opening.taken, opening.packages) == ("b", True, 1)
    assert opening.example.pattern == "YY"
    assert zone.choice("nash") == ()
    assert zone.summary == (
        "There is no zone of possible agreement: of 1 package none is better than no deal, state 1 "
        "(NN), for every signatory."
    )
    text = str(zone)
    assert "A 3 short of what no deal is worth." in text
    assert "With “b” put in, 1 package would be in it, such as state 4 (YY)" in text


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"fix": "a and not a"}, "no feasible state is a package: 'a and not a' holds in none"),
        ({"power": {"A": 0}}, "a power of 0 for 'A'; expected a number above 0"),
        ({"pull": "all"}, "levers pulled as 'all'; expected none, plan or intensities"),
    ],
)
def test_bad_requests_are_refused(asked: dict[str, object], message: str) -> None:
    with pytest.raises(RequestError) as raised:
        go.settlements(exchange(), **asked)  # type: ignore[arg-type]
    assert str(raised.value) == message


def test_without_a_state_without_a_deal_there_is_nothing_to_compare() -> None:
    with pytest.raises(RequestError) as raised:
        go.settlements(exchange().replace(mediation=Mediation()))
    assert str(raised.value) == (
        "no state without a deal to compare with; give mediation.no_deal or status_quo"
    )


def test_rules_are_refused_by_name_and_reason() -> None:
    zone = go.settlements(exchange())
    with pytest.raises(RequestError) as raised:
        zone.choice("utilitarian")
    assert str(raised.value) == (
        "the rule 'utilitarian' compares points of different parties; if a point is worth the "
        "same to all of them, ask for it as comparable"
    )
    with pytest.raises(RequestError, match="no rule 'nsh'; did you mean 'nash'"):
        zone.choice("nsh")


def test_the_power_of_one_that_does_not_sign_is_refused() -> None:
    conflict = exchange()
    alone = conflict.replace(mediation=Mediation(no_deal="NN", signatories=("A",)))
    with pytest.raises(RequestError) as raised:
        go.settlements(alone, power={"B": 2})
    assert str(raised.value) == "a power for 'B', who does not sign"


def test_where_states_are_many_only_the_concept_asked_for_is_judged_unasked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    conflict = go.case("ukraine-articles-2025")
    usual = ("nash", "gmr", "smr", "seq", "sseq")
    assert go.settlements(conflict).soon_judged == usual
    assert go.settlements(conflict, concept="sim").soon_judged == (*usual, "sim")
    monkeypatch.setattr(zone_module, "_MOST_JUDGED", 1000)
    assert go.settlements(conflict, concept="smr").soon_judged == ("smr",)
