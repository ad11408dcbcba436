"""What things are called, and how numbers and shares are written, in every answer."""

import pytest

from goodoffices.mediation.ripeness import ripeness
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Ranking, Weights
from goodoffices.model.written import DecisionMaker, Option
from goodoffices.show.brief.voice import Voice
from goodoffices.show.words import Words, amount, change, interval, percent, points, span
from tests.mediation.disputes import TRUCE


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0 %"),
        (0.0, "0 %"),
        (1e-300, "<0.1 %"),
        (1e-5, "<0.1 %"),
        (0.0005, "<0.1 %"),
        (0.00099, "<0.1 %"),
        (0.001, "0.1 %"),
        (0.0149, "1.5 %"),
        (0.1234, "12.3 %"),
        (0.5, "50 %"),
        (0.75, "75 %"),
        (0.9, "90 %"),
        (0.999, "99.9 %"),
        (0.99901, ">99.9 %"),
        (0.99957, ">99.9 %"),
        (1 - 7 / 16384, ">99.9 %"),
        (1 - 1e-9, ">99.9 %"),
        (1 - 2**-53, "100 %"),
        (1, "100 %"),
        (1.5, "150 %"),
        (25, "2,500 %"),
    ],
)
def test_percent_feigns_neither_nothing_nor_certainty(share: float, text: str) -> None:
    assert percent(share) == text


def test_intervals_are_no_surer_than_their_ends() -> None:
    assert interval(0.3359, 0.3468) == "33.6 % to 34.7 %"
    assert interval(0, 0.000998) == "0 % to <0.1 %"
    assert interval(0.9999, 1) == ">99.9 % to 100 %"
    assert span(0.3359, 0.3468) == "33.6–34.7 %"
    assert span(0, 0.000998) == "0–<0.1 %"
    assert span(0.9999, 1) == ">99.9–100 %"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0 %"),
        (0.125, "+12.5 %"),
        (-0.2, "-20 %"),
        (-1.5, "-150 %"),
        (12.5, "+1,250 %"),
        (-0.00004, "-0.004 %"),
        (0.99957, "+100 %"),
    ],
)
def test_changes_carry_their_sign_and_are_never_nothing(share: float, text: str) -> None:
    assert change(share) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1 / 3, "0.3333"),
        (27.0, "27"),
        (-4.5, "-4.5"),
        (1234.56, "1,235"),
        (9999.4, "9,999"),
        (9999.7, "10,000"),
        (12345.6, "12,346"),
        (-1234567.8, "-1,234,568"),
    ],
)
def test_numbers_have_four_figures(number: float, text: str) -> None:
    assert amount(number) == text


def test_points_have_the_minus_of_printers() -> None:
    assert points(-4.5) == "−4.5"
    assert points(4.5) == "4.5"


def test_parties_levers_options_and_states_have_one_name_each() -> None:
    words = Words(TRUCE)
    assert words.party("A") == "Arland"
    assert words.heading("A") == "Arland (A)"
    assert [words.party(name) for name in ("US", "B", "UN")] == ["United States", "Borduria", "UN"]
    assert words.lever("embargo").title == "Embargo"
    pulled = words.pulled({"embargo": 2, "freeze": 1e-12})
    assert [(lever.title, t) for lever, t in pulled] == [("Embargo", 2)]
    assert words.option("y") == "Attack by B"
    both, nobody = TRUCE.states[3], TRUCE.states[0]
    assert words.taken(both) == {"A": ["Attack by A"], "B": ["Attack by B"]}
    assert words.taken(nobody) == {}
    assert words.outcome(both) == (
        "state 4 (YY), where Arland takes “Attack by A”, and Borduria takes “Attack by B”"
    )
    assert words.outcome(nobody) == "state 1 (NN), where no option is taken"


def test_only_the_order_counts_where_only_that_is_known() -> None:
    makers = (
        DecisionMaker("A", Ranking(((4,), (2, 3), (1,))), (Option("x"),)),
        DecisionMaker("B", Weights((("y", 2.0), ("x", -1.0))), (Option("y"),)),
    )
    words = Words(Conflict("Orders", makers, status_quo="NN"))
    assert words.payoff(1.000001, "A") == "1 rank of its 3"
    assert words.payoff(2.0, "A") == "2 ranks of its 3"
    assert words.payoff(1e-9, "A") == "next to nothing: the least advantage would do"
    assert words.payoff(1.5, "B") == "1.5 points of the 3 between its worst and its best"
    told = ripeness(words.conflict.replace(status_quo="NY"))
    assert (
        "  A is not stuck: it could go to state 4 (YY), and nothing deters it; rank 2 (1 is the "
        "best), at the rank 2 that it could make sure of by itself."
    ) in str(told).splitlines()
    assert (told.standings[0].rank, told.standings[0].security_rank) == (2, 2)


def test_the_brief_has_the_same_names_and_remembers_the_states() -> None:
    voice = Voice(TRUCE)
    assert voice.parties(["A", "US", "B"]) == "Arland, United States and Borduria"
    assert voice.outcome(TRUCE.states[2]) == "state 3 (Borduria: “Attack by B”)"
    assert voice.situation(TRUCE.states[0]) == "nobody takes any option"
    assert [state.number for state in voice.named] == [3]


def test_options_that_are_called_the_same_are_told_apart() -> None:
    options = (Option("raid", "Raid"), Option("raid_again", "Raid"), Option("wait", "Wait"))
    makers = (
        DecisionMaker("A", Weights(()), options, "Upper village"),
        DecisionMaker(
            "B", Weights(()), (Option("guard", "Guard"), Option("wait", "Wait")), "Lower"
        ),
    )
    assert Words(Conflict("Well", makers)).apart == {
        "raid": "Raid (raid)",
        "raid_again": "Raid (raid_again)",
        "A.wait": "Wait (Upper village)",
        "guard": "Guard",
        "B.wait": "Wait (Lower)",
    }
