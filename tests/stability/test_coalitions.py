"""Coalitional improvements and stability, against the set definitions and published results."""

import itertools
import json

import numpy as np
import pytest
from hypothesis import given

from goodoffices.errors import RequestError, SizeError
from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import TensorMoves
from goodoffices.model.preferences import Payoffs, Prioritized
from goodoffices.model.written import DecisionMaker, Option
from goodoffices.reference.graph_model import Reference
from goodoffices.stability.analysis import analyze
from goodoffices.stability.coalitions import COALITION_CONCEPTS, coalitions
from tests.stability.elmira import ELMIRA
from tests.strategies import conflicts, option_conflicts


def every_coalition(conflict: Conflict) -> list[tuple[str, ...]]:
    sizes = range(1, len(conflict.names) + 1)
    return [c for size in sizes for c in itertools.combinations(conflict.names, size)]


@given(conflicts())
def test_improvements_and_verdicts_follow_the_definitions(conflict: Conflict) -> None:
    reference = Reference(conflict)
    found = coalitions(conflict, every_coalition(conflict))
    for names in found.coalitions:
        members = [conflict.names.index(name) for name in names]
        assert found.improvements(names) == {
            s + 1: tuple(sorted(q + 1 for q in reached))
            for s in range(len(conflict.states))
            if (reached := reference.coalition_improvements(members, s))
        }
        for concept in COALITION_CONCEPTS:
            assert found.stable(names, concept).tolist() == [
                reference.coalition_stable(concept, members, s) for s in range(len(conflict.states))
            ], (names, concept)


@given(conflicts())
def test_a_coalition_of_one_has_the_individual_concepts(conflict: Conflict) -> None:
    analysis = analyze(conflict)
    found = coalitions(conflict, [[name] for name in conflict.names])
    for name, (joint, own) in itertools.product(
        conflict.names, [("cnash", "nash"), ("cgmr", "gmr"), ("csmr", "smr")]
    ):
        assert (found.stable([name], joint) == analysis.stable(name, own)).all()


@given(option_conflicts(merging=False).map(lambda conflict: conflict.replace(no_move=())))
def test_inclusions_where_moves_compose(conflict: Conflict) -> None:
    assert isinstance(conflict.moves, TensorMoves)
    found = coalitions(conflict, every_coalition(conflict))
    cnash, cgmr, csmr, cseq = found.verdicts
    assert (cnash <= csmr).all()
    assert (csmr <= cgmr).all()
    assert (cnash <= cseq).all()
    assert (cseq <= cgmr).all()


PUBLISHED = {  # Kilgour, Hipel, Fang & Peng (2001), in the numbers of the twelve-pattern form
    "MoE+Uniroyal": {2: (4,), 7: (10,), 8: (10,)},
    "MoE+Local": {1: (7,), 3: (9,)},
    "Uniroyal+Local": {2: (4, 10), 8: (10,)},
    "MoE+Uniroyal+Local": {2: (4, 10), 8: (10,)},
}


def test_elmira_as_published() -> None:
    found = coalitions(ELMIRA)
    assert {"+".join(c): found.improvements(c) for c in found.coalitions} == PUBLISHED
    universal = [(np.flatnonzero(found.universal(c)) + 1).tolist() for c in COALITION_CONCEPTS]
    assert universal[0] == [4, 5, 6, 9, 10, 11, 12]
    assert 7 not in universal[1]  # the ministry and Uniroyal left it together, as they did in 1991


def test_the_order_of_members_does_not_matter() -> None:
    found = coalitions(ELMIRA, ["Local + MoE", ["MoE", "Local"], ("Uniroyal",)])
    assert found.coalitions == (("MoE", "Local"), ("Uniroyal",))
    assert found.improvements(["Local", "Ministry"]) == PUBLISHED["MoE+Local"]
    assert (found.stable("Local+MoE", "CNash") == found.stable(["MoE", "Local"], "cnash")).all()


def test_words_and_plain_data() -> None:
    found = coalitions(ELMIRA, ["MoE+Uniroyal", "MoE+Local"])
    text = str(found)
    assert text.startswith(
        "Ministry + Uniroyal:\n"
        "  coalitional improvements: 2 (YYNNN) → 4 (YNYNN); 7 (NYNNY) → 10 (YNYNY); "
        "8 (YYNNY) → 10 (YNYNY)\n"
        "  stable under CNash, CGMR, CSMR and CSEQ: "
        "every state but 2 (YYNNN), 7 (NYNNY) and 8 (YYNNY)\n"
    )
    assert "Ministry + Local:\n  coalitional improvements: 1 (NYNNN) → 7 (NYNNY); 3" in text
    assert (
        "Stable for every coalition listed:\n"
        "  stable under CNash: 7 of 12 states: those without delay, but not 3 (NNYNN)\n" in text
    )
    data = json.loads(json.dumps(found.to_dict()))
    assert data["coalitions"][0]["members"] == ["MoE", "Uniroyal"]
    assert data["coalitions"][0]["improvements"] == {"2": [4], "7": [10], "8": [10]}
    assert data["universal"]["cnash"] == [4, 5, 6, 9, 10, 11, 12]


def free(parties: int, options: int) -> Conflict:
    return Conflict(
        "free",
        tuple(
            DecisionMaker(
                f"P{k}", Prioritized(()), tuple(Option(f"o{k}_{j}") for j in range(options))
            )
            for k in range(parties)
        ),
    )


def test_six_parties_name_their_coalitions() -> None:
    six = free(6, 1)
    with pytest.raises(RequestError, match=r'name those of interest, e.g. "P0\+P1"'):
        coalitions(six)
    named = six.replace(coalitions=(("P5", "P1"), ("P0", "P1", "P2")))
    assert coalitions(named).coalitions == (("P1", "P5"), ("P0", "P1", "P2"))
    assert len(coalitions(free(5, 1)).coalitions) == 26


def test_questions_that_do_not_fit() -> None:
    alone = Conflict("one", (DecisionMaker("A", Payoffs((1, 2)), (Option("x"),)),))
    with pytest.raises(RequestError, match="needs two decision makers"):
        coalitions(alone)
    assert coalitions(alone, ["A"]).improvements("A") == {1: (2,)}
    with pytest.raises(RequestError, match="no decision maker 'MoX'; did you mean 'MoE'"):
        coalitions(ELMIRA, ["MoX+Uniroyal"])
    with pytest.raises(RequestError, match="a coalition without members"):
        coalitions(ELMIRA, [[]])
    found = coalitions(ELMIRA, ["MoE+Local"])
    with pytest.raises(RequestError, match=r"MoE\+Uniroyal was not analysed, only MoE\+Local"):
        found.improvements("Uniroyal+MoE")
    with pytest.raises(RequestError, match=r"no stability concept 'cnas' .* did you mean 'cnash'"):
        found.stable("MoE+Local", "cnas")


def test_too_much_work_is_refused() -> None:
    with pytest.raises(SizeError, match=r"16,384 states are too many.*Name fewer coalitions"):
        coalitions(free(2, 7), ["P0+P1"])


def test_a_coalition_may_move_by_turns_only_in_graph_form() -> None:
    parties = (
        DecisionMaker("A", Payoffs((0, 0, 1)), moves=((1, 2), (2, 3))),
        DecisionMaker("B", Payoffs((0, 0, 1)), moves=((2, 1),)),
    )
    stuck = Conflict("stuck", parties, states_listed=("x", "y", "z"))
    assert coalitions(stuck).improvements("A+B") == {2: (3,)}
