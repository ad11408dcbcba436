"""Tensors beyond the reach of brute force: compiled loops, wide axes, work in threads."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import TensorMoves
from goodoffices.model.preferences import Payoffs, Prioritized
from goodoffices.model.written import DecisionMaker, Option
from goodoffices.reference.graph_model import CONCEPTS
from goodoffices.stability.analysis import Analysis, analyze, judged
from goodoffices.stability.engines import groups
from goodoffices.stability.engines.large import LargeTensor
from goodoffices.stability.engines.questions import entries_of
from tests import loops


def random_conflict(sizes: tuple[int, ...], infeasible: str = "", locked: str = "") -> Conflict:
    """Make a conflict of parties with so many options each, and random weak preferences.

    Options are named a0, a1, …, b0, …; ``locked`` ones stay taken.
    """
    parties = tuple(
        DecisionMaker(
            name,
            Prioritized(()),
            tuple(Option(o, reversible=o not in locked) for o in (f"{name}{k}" for k in range(n))),
        )
        for name, n in zip("abcd", sizes, strict=False)
    )
    conflict = Conflict("large", parties, infeasible=(infeasible,) if infeasible else ())
    count = len(conflict.states)
    chance = np.random.default_rng(sizes)
    return conflict.replace(
        decision_makers=tuple(
            replace(dm, preferences=Payoffs(tuple(chance.integers(0, count, count).tolist())))
            for dm in parties
        )
    )


def results(analysis: Analysis) -> list[bytes]:
    """List every verdict and worst case."""
    asked = itertools.product(analysis.conflict.names, CONCEPTS)
    worst = [analysis.worst_case(name, concept).tobytes() for name, concept in asked]
    return [analysis.verdicts.tobytes(), *worst]


@pytest.mark.parametrize(
    ("sizes", "infeasible", "locked"),
    [
        ((4, 3, 4), "", ""),
        ((4, 3, 4), "a0 and b1 or c2 and not a3", ""),
        ((4, 3, 4), "a0 and b1", "a1 b0 c3"),
        ((1, 9), "", "b5"),
        ((8, 2), "a0 and b1", ""),
        ((3, 2, 2, 2), "", "d1"),
    ],
)
def test_compiled_and_uncompiled_loops_agree(
    sizes: tuple[int, ...], infeasible: str, locked: str
) -> None:
    conflict = random_conflict(sizes, infeasible, locked)
    found = []
    for form in loops.FORMS:
        with loops.running(form):
            found.append(results(analyze(conflict)))
    assert found == [found[0]] * 3


@pytest.mark.parametrize("sizes", [(5, 5, 5, 5), (9, 8), (2, 11), (11, 2), (7, 1, 7)])
def test_howards_identities(sizes: tuple[int, ...]) -> None:
    conflict = random_conflict(sizes)
    analysis = analyze(conflict, ["nash", "gmr", "smr"])
    shape = [2**size for size in sizes]

    for i, name in enumerate(conflict.names):
        payoffs = conflict.payoffs[i].reshape(shape, order="F")
        others = tuple(axis for axis in range(len(shape)) if axis != i)
        nash = (payoffs == payoffs.max(axis=i, keepdims=True)).reshape(-1, order="F")
        assert (analysis.stable(name, "nash") == nash).all()
        security = payoffs.min(axis=others).max()
        assert (analysis.stable(name, "gmr") == (nash | (conflict.payoffs[i] >= security))).all()
        guaranteed = payoffs.max(axis=i).min()
        assert (analysis.stable(name, "smr") == (nash | (conflict.payoffs[i] >= guaranteed))).all()


@pytest.mark.parametrize("locked", ["", "a0 b4", "c0 c1 c2 c3"])
def test_inclusions(locked: str) -> None:
    analysis = analyze(random_conflict((5, 5, 4), "a0 and b0 or c0 and not a1", locked))

    for name in analysis.conflict.names:
        nash, gmr, smr, seq, sseq = (analysis.stable(name, concept) for concept in CONCEPTS)
        assert 0 < nash.sum() < sseq.sum() < smr.sum() < gmr.sum()
        assert not (nash & ~sseq | sseq & ~(smr & seq) | (smr | seq) & ~gmr).any()


@pytest.mark.parametrize("lined", [(7, 1, 7), (2, 7, 3)])
@pytest.mark.parametrize("infeasible", ["", "a0 and c0 and b0"])
def test_lines_of_128_strategies(lined: tuple[int, ...], infeasible: str) -> None:
    """Their orders take a byte an entry where every cell is a state, and two where not."""
    conflict = random_conflict(lined, infeasible)
    moves = conflict.moves
    assert isinstance(moves, TensorMoves)
    concepts = list(CONCEPTS)
    large = LargeTensor(moves, conflict.payoffs).judge(concepts)
    assert large.tobytes() == judged(moves, conflict.payoffs, concepts).tobytes()
    wide = [entries_of(width, short=bool(infeasible)).itemsize for width in moves.shape]
    assert max(wide) == (2 if infeasible else 1)


@pytest.mark.parametrize("rows", [8, 64, 512])
@pytest.mark.parametrize(
    ("infeasible", "locked"), [("", ""), ("a0 and b1", "a1 b0 d1"), ("", "d1")]
)
def test_however_many_answer_together_the_answer_is_the_same(
    rows: int, infeasible: str, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "ROWS", rows)
    monkeypatch.setattr(groups, "RUN", rows // 4)
    conflict = random_conflict((3, 2, 3, 2), infeasible, locked)
    moves = conflict.moves
    assert isinstance(moves, TensorMoves)
    concepts = list(CONCEPTS)
    together = LargeTensor(moves, conflict.payoffs).judge(concepts)
    assert together.tobytes() == judged(moves, conflict.payoffs, concepts).tobytes()
