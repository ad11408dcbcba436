"""The memory that an analysis takes, estimated beforehand and measured."""

import subprocess
import sys
from textwrap import dedent

import pytest

from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Prioritized, Weights
from goodoffices.model.size import Extent, looking
from goodoffices.model.written import DecisionMaker, NoMove, Option
from goodoffices.stability.engines.footprint import footprint

MEASURE = """
    import re
    from pathlib import Path
    from goodoffices.model.conflict import Conflict
    from goodoffices.model.written import DecisionMaker, Option
    from goodoffices.model.preferences import Weights
    from goodoffices.stability.analysis import analyze

    makers = tuple(
        DecisionMaker(
            name,
            Weights(tuple((f"{other}.o{k}", float((k * 7) % 5 - 2)) for k in range(5))),
            tuple(Option(f"o{k}") for k in range(own)),
        )
        for name, other, own in zip("ABCD", "BCDA", (6, 6, 5, 5), strict=True)
    )
    analysis = analyze(Conflict("mid-size", makers))
    assert analysis.count("nash", "A") > 0
    print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def test_the_estimate_is_near_what_is_measured() -> None:
    measured = subprocess.run(
        [sys.executable, "-c", dedent(MEASURE)],
        capture_output=True,
        text=True,
        check=True,
    )
    estimate = footprint(Extent((64, 64, 32, 32), (1, 1, 1, 1)))
    assert estimate.states == 2**22
    assert estimate.payoffs == 4 * 8 * 2**22
    assert estimate.peak == pytest.approx(int(measured.stdout) * 1024, rel=0.25)


def test_fewer_concepts_take_less() -> None:
    extent = Extent((64, 64, 64, 64), (1, 1, 1, 1))
    nash, two, five = (footprint(extent, c) for c in (["nash"], ["seq", "sseq"], None))
    assert nash.peak < two.peak <= five.peak
    assert nash.seconds < two.seconds < five.seconds


def conflict_seen(**rules: object) -> list[Extent]:
    seen: list[Extent] = []
    makers = (
        DecisionMaker("A", Weights(()), (Option("a", reversible=False), Option("b"), Option("c"))),
        DecisionMaker("B", Prioritized(()), (Option("d"), Option("e"))),
    )
    with looking(seen.append):
        Conflict("seen", makers).replace(**rules)
    return seen[-1:]


def test_the_extent_is_known_beforehand() -> None:
    assert conflict_seen() == [Extent((8, 4), (2, 1))]
    assert conflict_seen(exactly_one=(("a", "b", "c"),)) == [Extent((3, 4), (2, 1))]
    assert conflict_seen(infeasible=("a and d",)) == [Extent((8, 4), (2, 1), constrained=True)]
    rule = (NoMove("B", "d", "e"),)
    assert conflict_seen(no_move=rule) == [Extent((8, 4), (2, 1), listed=True)]
    assert footprint(conflict_seen(no_move=rule)[0]).peak > footprint(conflict_seen()[0]).peak


def test_nobody_is_told_afterwards() -> None:
    seen: list[Extent] = []
    with looking(seen.append):
        pass
    Conflict("unseen", (DecisionMaker("A", Weights(()), (Option("a"),)),))
    assert not seen
