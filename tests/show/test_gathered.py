"""Sets of states in words: what they share, exceptions, or their patterns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from goodoffices.cases.catalog import case
from goodoffices.show.brief.voice import Voice
from goodoffices.show.gathered import can_hold, gathered
from goodoffices.show.words import Words
from goodoffices.stability.analysis import analyze
from goodoffices.stability.coalitions import coalitions

ELMIRA, ISTANBUL = case("elmira-1991"), case("istanbul-2025")
MASKS = arrays.arrays(bool, len(ELMIRA.states), elements=st.booleans())


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([], "no state"),
        (range(1, 13), "every state"),
        ([4], "state 4 (YNYNN)"),
        ([4, 7], "states 4 (YNYNN) and 7 (NYNNY)"),
        ([1, 2, 3, 4, 5, 7, 8, 9, 10, 12], "every state but 6 (YNNYN) and 11 (NNNYY)"),
        ([1, 2, 3, 4, 5, 6], "the 6 states without insist"),
        ([5, 6, 7, 10, 11, 12], "6 of 12 states: those with abandon; 7 (NYNNY) and 10 (YNYNY)"),
        ([3, 4, 5, 6, 9, 11, 12], "7 of 12 states: those without delay, but not 10 (YNYNY)"),
    ],
)
def test_a_set_is_told_the_short_way(numbers: list[int], told: str) -> None:
    members = np.isin(np.arange(1, 13), list(numbers))
    assert gathered(Words(ELMIRA), members) == told


def test_what_states_do_stands_before_their_groups() -> None:
    held = analyze(ISTANBUL).equilibrium("seq")
    assert gathered(Words(ISTANBUL), held, can_hold) == (
        "17 of 72 states can hold: those with talks, ceasefire and neutrality; those with "
        "ceasefire, neutrality and cede; those with ceasefire, cede and walk_away; and 6 more"
    )


def test_a_brief_names_a_handful_by_what_is_taken() -> None:
    members = np.isin(np.arange(1, 73), [1, 10])
    told = gathered(Voice(ISTANBUL), members)
    assert told == "states 1 (nothing taken) and 10 (talks, ceasefire and neutrality)"


def test_states_without_options_are_listed_by_label() -> None:
    graph = case("elmira-1991-graph")
    members = np.isin(np.arange(len(graph.states)), [2, 5])
    assert gathered(Words(graph), members).startswith("states 3")


@given(MASKS)
def test_the_count_is_right_and_no_number_stands_bare(members: np.ndarray) -> None:
    told = gathered(Words(ELMIRA), members)
    for place in np.flatnonzero(members):
        number = str(place + 1)
        named = f"{number} (" in told
        assert named or f" {number}," not in told
    if 4 < members.sum() < 8 and "the" not in told.split()[0]:
        assert told.startswith(f"{members.sum()} of 12 states")


def test_coalitions_tell_groups() -> None:
    text = str(coalitions(ISTANBUL, ["Russia+Ukraine"]))
    assert "Russia + Ukraine:\n  coalitional improvements out of 45 of 72 states: all but" in text
    assert (
        "stable under CNash: 27 of 72 states: those with talks and ceasefire; those without talks, "
        "neutrality or cede; those with talks, without expand or cede" in text
    )
