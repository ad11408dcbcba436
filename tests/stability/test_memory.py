"""Payoffs that stay in files, and analyses slab by slab within so much memory."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import goodoffices as go
from goodoffices.model.size import Extent
from goodoffices.stability.concepts import usual_concepts
from goodoffices.stability.engines.footprint import footprint, slabs_within

EXTENT = Extent((64, 32, 32), (1, 1, 1))


def in_files(folder: Path, own: tuple[int, ...] = (6, 5, 5)) -> go.Conflict:
    """Make a conflict of so many options each, whose payoffs are read from files."""
    rng = np.random.default_rng(own)
    makers = []
    for name, options in zip("ABC", own, strict=True):
        path = folder / f"{name}.npy"
        np.save(path, rng.integers(0, 999, 1 << sum(own)).astype(float))
        payoffs = go.Payoffs(np.load(path, mmap_mode="r"))
        makers.append(
            go.DecisionMaker(name, payoffs, tuple(go.Option(f"o{k}") for k in range(options)))
        )
    return go.Conflict("in files", tuple(makers))


def test_payoffs_stay_in_their_files(tmp_path: Path) -> None:
    conflict = in_files(tmp_path)
    assert all(isinstance(payoffs, np.memmap) for payoffs in conflict.payoffs)


def test_less_memory_gives_the_same_answer(tmp_path: Path) -> None:
    conflict = in_files(tmp_path)
    whole = go.analyze(conflict).packed.tobytes()
    for slabs in (2, 8, 32):
        memory = footprint(EXTENT, slabs=slabs, mapped=True).peak
        assert slabs_within(EXTENT, usual_concepts(), memory) == slabs
        assert go.analyze(conflict, memory=memory).packed.tobytes() == whole


def test_small_files_are_judged_as_lists_are(tmp_path: Path) -> None:
    conflict = in_files(tmp_path, (2, 1, 2))
    listed = conflict.replace(
        decision_makers=tuple(
            go.DecisionMaker(dm.name, go.Payoffs(tuple(own.tolist())), dm.options)
            for dm, own in zip(conflict.decision_makers, conflict.payoffs, strict=True)
        )
    )
    assert go.analyze(conflict).packed.tobytes() == go.analyze(listed).packed.tobytes()


def test_too_little_memory_is_refused_beforehand(tmp_path: Path) -> None:
    with pytest.raises(go.SizeError) as caught:
        go.analyze(in_files(tmp_path), memory=10**6)
    assert str(caught.value) == (
        "an analysis of 65,536 states needs at least 181,114,112 bytes beside the payoffs, and "
        "1,000,000 are allowed. Allow more, or ask for fewer concepts: nash alone needs the least"
    )


def test_what_is_wrong_with_an_array_is_said() -> None:
    options = (go.Option("pay"),)
    wrong: list[tuple[Any, str]] = [
        (np.arange(2), "an array of int64, shape (2,)"),
        (np.arange(3.0), "an array of float64, shape (3,)"),
        (np.array([0.0, np.nan]), "payoffs that are not finite"),
    ]
    for values, found in wrong:
        with pytest.raises(go.ModelError, match="payoffs") as caught:
            go.Conflict("wrong", (go.DecisionMaker("A", go.Payoffs(values), options),))
        assert found in str(caught.value)


def test_an_array_equals_a_list_of_the_same_numbers() -> None:
    array = go.Payoffs(np.array([1.0, 2.0]))
    assert array == go.Payoffs((1, 2))
    assert array != go.Payoffs((1, 3))
    assert array != go.Payoffs(((0, 1), 2))
    assert array != go.Payoffs({1: 1, 2: 2})
    assert hash(go.Payoffs((1, 2))) == hash(go.Payoffs((1, 2)))
