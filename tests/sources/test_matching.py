"""Statements against a model: what they are about, which value they bear on, and what is new."""

import pytest

import goodoffices as go
from goodoffices.sources.matching import Bearing, match_statements
from goodoffices.sources.notebook import Act

ISTANBUL = go.case("istanbul-2025")


def matched(
    quote: str, act: Act, actor: str, target: str = "", **more: str
) -> tuple[tuple[str, ...], tuple[Bearing, ...]]:
    targets = (target,) if target else ()
    row = go.Statement("s1", "d1", (0, len(quote)), quote, act, (actor,), targets, **more)  # type: ignore[arg-type]
    (match,) = match_statements([row], ISTANBUL)
    assert match.new is (not match.statement.about)
    return match.statement.about, match.bearings


@pytest.mark.parametrize(
    ("quote", "act", "actor", "target", "about"),
    [
        ("restore neutrality and cede the lands", "demand", "Russia", "Ukraine",
         ("Ukraine.neutrality", "Ukraine.cede")),
        ("demand a ceasefire", "demand", "Ukraine", "Russia", ("Russia.ceasefire",)),
        ("offered to resume talks", "offer", "Russia", "Ukraine", ("Russia.talks",)),
        ("more sanctions on oil", "threaten", "US", "Russia", ("sanctions",)),
        ("threatens to walk away", "threaten", "US", "Ukraine",
         ("US.walk_away", "walk_away_threat")),
        ("demands a prisoner exchange", "demand", "Ukraine", "Russia", ()),
        ("has leverage over the talks", "leverage", "US", "Russia", ()),
        ("sanctions will follow", "threaten", "China", "Russia", ()),
        ("demands a ceasefire of Russia", "demand", "Russia", "Ukraine", ()),
    ],
    ids=range(9),
)  # fmt: skip
def test_what_a_statement_is_about(
    quote: str, act: Act, actor: str, target: str, about: tuple[str, ...]
) -> None:
    assert matched(quote, act, actor, target)[0] == about


def test_a_demand_says_plus_for_its_actor_and_a_refusal_minus() -> None:
    weights = "decision_makers.{}.preferences.weights.cede"
    assert matched("cede the land", "demand", "Russia", "Ukraine")[1] == (
        Bearing(weights.format("Russia"), 1, 1),
    )
    (bearing,) = matched("refuses to cede the land", "refuse", "Ukraine", "Russia")[1]
    assert bearing == Bearing(weights.format("Ukraine"), -1, -1)
    assert bearing.agrees is True


def test_a_contradiction_and_what_is_not_known_are_told_apart() -> None:
    (bearing,) = matched("refuses a ceasefire", "refuse", "Russia", "Ukraine")[1]
    assert bearing.place == "decision_makers.Russia.preferences.weights.ceasefire"
    assert (bearing.says, bearing.model, bearing.agrees) == (-1, 1, False)
    assert Bearing("anywhere", 1, 0).agrees is None


def test_a_threat_bears_on_the_effect_of_the_lever() -> None:
    assert matched("more sanctions", "threaten", "US", "Russia")[1] == (
        Bearing("mediation.levers.sanctions.effect", -1, -1),
    )


def test_what_a_person_said_it_is_about_stays() -> None:
    row = go.Statement("s1", "d1", (0, 1), "x", "demand", ("Ukraine",), about=("Russia.talks",))
    assert match_statements([row], ISTANBUL)[0].statement.about == ("Russia.talks",)


def test_every_case_can_be_matched() -> None:
    row = go.Statement("s1", "d1", (0, 8), "an offer", "offer", ("US",))
    for name in go.case_names():
        assert len(match_statements([row], go.case(name))) == 1
