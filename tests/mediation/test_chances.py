"""Chances by hand: what is drawn, who errs how readily, and where the chain of moves ends."""

import json
import math

import numpy as np
import pytest

from goodoffices.errors import RequestError, SizeError
from goodoffices.mediation import logit_choice as erring
from goodoffices.mediation.outcome_chances import chances
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs, Ranking
from goodoffices.model.written import DecisionMaker, Option
from tests.mediation.disputes import TRUCE

LABELS = ("s1", "s2", "s3", "s4")
HALVING = 1 / (3 * math.log(2))  # exp(1 / (3 noise)) = 2: of a range of 3, a step doubles or halves


def graph(**parties: tuple[tuple[float, ...], tuple[tuple[int, int], ...]]) -> Conflict:
    """Return a conflict over s1 to s4; each party by its payoffs and moves."""
    makers = tuple(
        DecisionMaker(name, Payoffs(payoffs), moves=moves)
        for name, (payoffs, moves) in parties.items()
    )
    return Conflict("A graph", makers, states_listed=LABELS, status_quo=1)


# s1 and s2 are left and entered again by P; from s1 also Q leaves.
FORK = graph(
    P=((0, 1, 2, 0), ((1, 2), (2, 1), (2, 3))),
    Q=((0, 0, 0, 1), ((1, 4),)),
)

# P goes from s1 to s2 or s3, which it likes equally; P and Q go round between s3 and s4 for ever.
ROUND = graph(
    P=((0, 2, 2, 3), ((1, 2), (1, 3), (3, 4))),
    Q=((0, 0, 1, 0), ((4, 3),)),
)


def test_a_prisoners_dilemma_falls_into_war_in_three_moves() -> None:
    # Payoffs of A over NN, YN, NY, YY: 3, 4, 1, 2. War, YY, is the only rest. At NN each gains 1
    # by attacking: weights 2 against 1 for staying, 2/3. At YN A undoes it, losing 1: weights 1/2
    # against 1, 1/3; B attacks, gaining 1: 2/3. So of the moves from YN one in three leads back:
    # E(NN) = 1 + E(YN), E(YN) = 1 + E(NN) / 3, hence E(NN) = 3.
    found = chances(TRUCE, start="NN", noise=HALVING)
    (war,) = found.outcomes
    assert (war.state.number, war.probability, war.escalated, war.settlement) == (4, 1, True, False)
    assert war.moves == pytest.approx(3, rel=1e-12)
    assert found.moves == pytest.approx(3, rel=1e-12)
    assert (found.escalation, found.settlement, found.for_ever) == (1, 0, 0)


def test_who_moves_more_often_changes_the_way() -> None:
    # As above with A drawn twice as often. NN: A 2 x 2/3, B 2/3; YN is entered with 2/3, NY with
    # 1/3. YN: A back 2 x 1/3, B on 2/3; back with 1/2. NY: B back 1/3, A on 2 x 2/3; back with
    # 1/5. E(NN) = 1 + 2/3 (1 + E/2) + 1/3 (1 + E/5) = 2 + 2/5 E, hence 10/3.
    found = chances(TRUCE, start="NN", noise=HALVING, rates={"Arland": 2})
    assert found.moves == pytest.approx(10 / 3, rel=1e-12)
    assert found.rates == {"A": 2, "B": 1}
    assert "at rates of\nArland 2 and Borduria 1, under Nash:\n" in str(found)


def test_a_fork_by_hand() -> None:
    # The range of P is 2, that of Q is 1, and exp(1 / (2 noise)) = 2. s1: P moves with 2 / (2 + 1),
    # Q gains twice as much of its range, 4 / (4 + 1). Of the moves (2/3) / (2/3 + 4/5) = 5/11 lead
    # to s2, 6/11 to s4. s2: P back with weight 1/2, on with 2: 1/5 and 4/5 of the moves.
    # P(s3) = 5/11 (4/5 + 1/5 P(s3)), hence 2/5. Rounds s1 s2 s1 come with probability 1/11 each,
    # 1/10 of them on average: 2 + 2/10 moves to s3, 1 + 2/10 to s4, 2/5 x 2.2 + 3/5 x 1.2 in all.
    found = chances(FORK, noise=1 / (2 * math.log(2)))
    assert [one.state.number for one in found.outcomes] == [4, 3]
    assert [one.probability for one in found.outcomes] == pytest.approx([3 / 5, 2 / 5], rel=1e-12)
    assert [one.moves for one in found.outcomes] == pytest.approx([1.2, 2.2], rel=1e-12)
    assert found.moves == pytest.approx(1.6, rel=1e-12)
    assert (found.escalation, found.settlement) == (None, None)


def test_nobody_errs_without_noise() -> None:
    # s1: P and Q each make their improvement, 1/2; s2: only s3 is better.
    found = chances(FORK, noise=0)
    assert [(one.state.number, one.probability, one.moves) for one in found.outcomes] == [
        (3, 0.5, 2),
        (4, 0.5, 1),
    ]
    assert found.moves == 1.5


def test_a_class_without_a_rest_is_gone_round_for_ever() -> None:
    # From s1 P goes to s2, a rest, or to s3, equally likely; s3 and s4 are never left.
    for noise in (0, 0.3):
        found = chances(ROUND, noise=noise)
        (rest,) = found.outcomes
        assert (rest.state.number, rest.probability, rest.moves) == (2, 0.5, 1)
        assert (found.for_ever, found.moves) == (0.5, 1)
        assert "It goes round for ever with a probability of 50 %." in str(found)
        assert "It comes to rest after 1 move on average, where it does." in str(found)
    trapped = chances(ROUND, start="s4")
    assert (trapped.outcomes, trapped.for_ever, trapped.moves) == ((), 1, None)
    assert "for ever with a probability of 100 %" in str(trapped)


def test_a_rest_is_not_left() -> None:
    found = chances(TRUCE, noise=5)
    (war,) = found.outcomes
    assert (war.state.number, war.probability, war.moves, found.moves) == (4, 1, 0, 0)
    assert (
        "State   Probability  Moves  Settlement  Escalated  Options taken\n"
        "────────────────────────────────────────────────────────────────\n"
        "4 (YY)        100 %      0              *          x, y\n"
    ) in str(found)
    peace = chances(TRUCE, start="NN", concept="SEQ")
    assert [one.state.number for one in peace.outcomes] == [1]
    assert peace.settlement == 1
    assert "\n1 (NN)        100 %      0  *                      none\n" in str(peace)


def test_a_trap_that_is_left_once_in_ages_is_exact() -> None:
    # P and R go round between s1 and s2. From s1 Q can leave by mistake, at a loss of 7 for s3 and
    # of 8 for s4 out of a range of 8. With noise 1/80 it moves with e^-70 and e^-80 (over the same
    # sum as staying, 1 + e^-70 + e^-80); P with 1 / (1 + e^-80).
    conflict = graph(
        P=((0, 1, 0, 0), ((1, 2),)),
        Q=((8, 8, 1, 0), ((1, 3), (1, 4))),
        R=((1, 0, 0, 0), ((2, 1),)),
    )
    found = chances(conflict, noise=1 / 80)
    small, smaller = math.exp(-70), math.exp(-80)
    leaves = (small + smaller) / (1 + small + smaller)
    stays = 1 / (1 + smaller)
    rounds = stays / leaves
    assert [one.state.number for one in found.outcomes] == [3, 4]
    assert found.outcomes[1].probability / found.outcomes[0].probability == pytest.approx(
        math.exp(-10), rel=1e-10
    )
    assert found.moves == pytest.approx(2 * rounds + 1, rel=1e-10)
    # As the noise goes, it is the way round without end that no noise has.
    assert chances(conflict, noise=1e-3).for_ever == chances(conflict, noise=0).for_ever == 1


def test_the_least_noise_there_is_is_no_noise() -> None:
    for noise in (1e-4, 1e-200, 5e-324):
        found = chances(FORK, noise=noise)
        assert found.outcomes == chances(FORK, noise=0).outcomes


def test_payoffs_as_far_apart_as_numbers_go() -> None:
    far = graph(P=((-8e307, 0, 8e307, 0), ((1, 2), (2, 3))))
    assert [one.state.number for one in chances(far, noise=0.1).outcomes] == [3]
    assert chances(far, noise=0.1).moves == 2


def test_levels_stand_for_payoffs_and_are_said_to() -> None:
    ordinal = DecisionMaker("P", Ranking(((3,), (2,), (1, 4))), moves=((1, 2), (2, 1), (2, 3)))
    fork = FORK.replace(decision_makers=(ordinal, FORK.decision_makers[1]))
    found = chances(fork, noise=0.3)
    assert found.outcomes == chances(FORK, noise=0.3).outcomes
    assert found.ordinal == ("P",)
    assert "Only the order of the states is known for P." in str(found)
    assert "Only the order" not in str(chances(fork, noise=0))
    assert "Only the order" not in str(chances(FORK, noise=0.3))


def test_many_outcomes_are_told_one_by_one() -> None:
    moves = tuple((1, k) for k in range(2, 17))
    wide = Conflict(
        "Wide",
        (DecisionMaker("P", Payoffs((0, *[1] * 15)), moves=moves),),
        states_listed=tuple(f"s{k}" for k in range(1, 17)),
    )
    found = chances(wide, start=1)
    assert len(found.outcomes) == 15
    assert str(found).count("6.7 %      1\n") == 15


def test_the_answer_as_plain_data() -> None:
    plain = {"escalated": False, "settlement": False}
    found = json.loads(json.dumps(chances(FORK, noise=0).to_dict()))
    assert found == {
        "conflict": {
            "title": "A graph",
            "states": 4,
            "status_quo": 1,
            "decision_makers": [
                {"name": "P", "label": "", "options": []},
                {"name": "Q", "label": "", "options": []},
            ],
        },
        "start": 1,
        "concept": "nash",
        "noise": 0,
        "rates": {"P": 1, "Q": 1},
        "outcomes": [
            {**plain, "state": 3, "label": "s3", "probability": 0.5, "moves": 2},
            {**plain, "state": 4, "label": "s4", "probability": 0.5, "moves": 1},
        ],
        "for_ever": 0,
        "moves": 1.5,
        "escalation": None,
        "settlement": None,
        "ordinal": [],
    }


@pytest.mark.parametrize("noise", [-0.1, math.nan, math.inf])
def test_noise_that_means_nothing_is_refused(noise: float) -> None:
    with pytest.raises(RequestError, match="expected 0, for no mistakes, or a number above it"):
        chances(FORK, noise=noise)


@pytest.mark.parametrize("rate", [-1, 0, math.nan, math.inf])
def test_rates_that_mean_nothing_are_refused(rate: float) -> None:
    with pytest.raises(RequestError, match="rate of 'P'"):
        chances(FORK, rates={"P": rate})


def test_what_there_is_not_is_refused() -> None:
    with pytest.raises(RequestError, match="where to start"):
        chances(TRUCE.replace(status_quo=None))
    with pytest.raises(RequestError, match="no decision maker 'X'"):
        chances(FORK, rates={"X": 1})
    with pytest.raises(RequestError, match="no concept 'peace'"):
        chances(FORK, concept="peace")


def test_more_states_than_are_held_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    options = tuple(Option(f"o{k}") for k in range(4))
    payoffs = Payoffs(tuple(np.arange(16.0).tolist()))
    conflict = Conflict("Large", (DecisionMaker("A", payoffs, options),), status_quo=1)
    assert chances(conflict, noise=0).moves == 1
    monkeypatch.setattr(erring, "MOST_STATES", 8)
    with pytest.raises(SizeError, match="more than 16 states and 15 moves"):
        chances(conflict)
    assert chances(conflict, noise=0).moves == 1
