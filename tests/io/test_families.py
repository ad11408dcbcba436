"""Families of distributions in model files: confidence in a value, PERT, one added, one unknown."""

from __future__ import annotations

import json
import subprocess
import sys

import jsonschema
import pytest

from goodoffices.errors import ModelError, RequestError
from goodoffices.files.dumps import dumps
from goodoffices.files.load import loads
from goodoffices.files.schema import json_schema
from goodoffices.files.yaml.text import parse
from goodoffices.model.distributions import FAMILIES, INFINITY
from goodoffices.model.uncertainty import Distribution
from tests.io.unknowns import changed

RELEASE = "{triangular: [-6, -4, -1]}"
PLACE = ("decision_makers", "Up", "preferences", "weights", "release")


def release(written: str) -> Distribution:
    known = loads(changed((RELEASE, written))).uncertainty
    assert known is not None
    return next(q.distribution for q in known.quantities if q.place == PLACE)


@pytest.mark.parametrize(
    ("written", "parameters"),
    [
        ("{value: -45, confidence: low}", (-72.0, -45.0, -18.0)),
        ("{value: -45, confidence: medium}", (-58.5, -45.0, -31.5)),
        ("{value: 45, confidence: high}", (40.5, 45.0, 49.5)),
        ("{value: 0.1, confidence: medium}", (0.07, 0.1, 0.13)),
    ],
)
def test_confidence_in_a_value_is_a_triangle_around_it(
    written: str, parameters: tuple[float, ...]
) -> None:
    assert release(written) == Distribution("triangular", parameters)
    again = loads(dumps(loads(changed((RELEASE, written)))))
    assert again.uncertainty == loads(changed((RELEASE, written))).uncertainty
    schema = jsonschema.Draft202012Validator(json_schema())
    assert schema.is_valid(json.loads(json.dumps(parse(changed((RELEASE, written))).root.plain())))


def test_confidence_may_be_cut() -> None:
    found = release("{value: -45, confidence: low, within: [null, -40]}")
    assert found == Distribution(
        "triangular", (-72.0, -45.0, -18.0), (), (-INFINITY, -40.0), value=-45.0
    )


@pytest.mark.parametrize(
    ("written", "found", "expected", "remedy"),
    [
        (
            "{value: 0, confidence: low}",
            "confidence in the value 0 as release",
            "a value other than 0",
            (
                "a share of 0 is 0: write {triangular: [low, 0, high]} or {uniform: [low, high]} "
                "in numbers"
            ),
        ),
        (
            "{confidence: low}",
            "confidence in no value as release",
            "a value other than 0",
            "write {value: -45, confidence: medium}",
        ),
        (
            "{value: 3, confidence: certain}",
            "the text 'certain' as confidence",
            "low, medium or high",
            "",
        ),
        (
            "{value: 3, confidence: null}",
            "nothing as confidence",
            "low, medium or high",
            "write a value, or leave the key out",
        ),
        ("{value: 3, confidence: [low]}", "a list as confidence", "low, medium or high", ""),
        (
            "{uniform: [1, 2], value: 1, confidence: low}",
            "2 distributions: uniform, confidence as release",
            "exactly one of uniform, triangular, pert, normal, lognormal, beta, choice",
            "",
        ),
    ],
)
def test_confidence_that_cannot_be_is_refused(
    written: str, found: str, expected: str, remedy: str
) -> None:
    with pytest.raises(ModelError) as raised:
        loads(changed((RELEASE, written)))
    (problem,) = raised.value.problems
    assert (problem.found, problem.expected, problem.remedy) == (found, expected, remedy)


def test_pert_in_a_file() -> None:
    assert release("{pert: [-6, -4, -1]}") == Distribution("pert", (-6.0, -4.0, -1.0))
    assert release("{pert: [-6, -4, -1]}").nominal == -4
    with pytest.raises(ModelError, match="pert of -6, -7, -1"):
        loads(changed((RELEASE, "{pert: [-6, -7, -1]}")))


def test_an_unknown_family_raises() -> None:
    unknown = Distribution("lognormale", (1.0, 2.0))
    for ask in (lambda: unknown.nominal, lambda: unknown.support, lambda: unknown.varies):
        with pytest.raises(RequestError, match="unknown distribution 'lognormale'; did you mean"):
            ask()


@pytest.mark.parametrize("name", FAMILIES)
def test_the_example_of_every_family_fits(name: str) -> None:
    family = FAMILIES[name]
    low, high = family.support(family.example)
    assert family.fits(family.example)
    assert low <= family.nominal(family.example) <= high


def test_a_family_added_is_loaded_checked_drawn_written_and_printed() -> None:
    command = [sys.executable, "-m", "tests.io.added_family"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "3.0 True True",
        "True",
        "True",
        "between 2 and 5",
        "True",
        "early of 6, 2 | the first before the last",
        "1 number for early | the first before the last",
        (
            "2 distributions: normal, early as x | exactly one of uniform, triangular, pert, "
            "normal, lognormal, beta, choice, early"
        ),
        "unknown key 'erly' | ",
    ]
