"""Versions of machines compared: what is said of which, and what is not compared."""

import platform

import pytest

from goodoffices.runs.versions import Versions, differences, here

OURS = {"goodoffices": "0.2.0", "Python": "3.11.7", "numpy": "2.4.6", "numba": ""}
REMEDY = (
    "; install the versions that are here on every machine of the cluster, as chunks might come "
    "out differently with others"
)


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        ({}, ""),
        ({"a": OURS, "b": {**OURS, "cuda": "13"}}, ""),
        ({"a": {}}, ""),
        ({"a": {**OURS, "Python": "3.11.2"}}, "the worker at a has Python 3.11.2 (here 3.11.7)"),
        (
            {"a": {**OURS, "numpy": "2.4.5", "numba": "0.68.1"}, "b": OURS},
            "the worker at a has numpy 2.4.5 (here 2.4.6) and numba 0.68.1 (here none)",
        ),
        (
            {"a": {**OURS, "goodoffices": ""}, "b": {**OURS, "numpy": ""}},
            (
                "the worker at a has no goodoffices that can be imported (here 0.2.0), the worker "
                "at b has no numpy (here 2.4.6)"
            ),
        ),
        (
            {name: {**OURS, "goodoffices": "0.1.0"} for name in "abc"},
            "the workers at a, b and c have goodoffices 0.1.0 (here 0.2.0)",
        ),
        (
            {str(k): {"Python": "3.12.1"} for k in range(1003)},
            "the workers at 0, 1, 2 and 1,000 more have Python 3.12.1 (here 3.11.7)",
        ),
    ],
)
def test_what_differs_is_told_by_machine(theirs: dict[str, Versions], told: str) -> None:
    assert differences(OURS, theirs) == (told and told + REMEDY)


def test_a_scheduler_is_called_one() -> None:
    told = differences(OURS, {"tcp://s:8786": {"goodoffices": "0.1.0"}}, "scheduler")
    assert told.startswith("the scheduler at tcp://s:8786 has goodoffices 0.1.0 (here 0.2.0); ")


def test_python_is_known_to_the_patch_and_every_library_is_there() -> None:
    assert here()["Python"] == platform.python_version()
    assert all(here().values())
