"""A family that no line of the package names, used as any other; run in a process of its own."""

from __future__ import annotations

import io
import sys

import numpy as np

from goodoffices.errors import ModelError
from goodoffices.model.distributions import Floats, Parameters, Uniform, register


class Early(Uniform):
    """Between two ends, the sooner the likelier: low + (high - low) p²."""

    name = "early"
    expected = "the first before the last"
    meaning = "[first, last]: sooner rather than later."

    def nominal(self, given: Parameters, weights: Parameters = ()) -> float:
        return given[0] + (given[1] - given[0]) / 4

    def cumulative(self, given: Parameters, x: float) -> float:
        return float(np.clip((x - given[0]) / (given[1] - given[0]), 0, 1) ** 0.5)

    def quantile(self, given: Parameters, p: Floats, weights: Parameters = ()) -> Floats:
        return given[0] + (given[1] - given[0]) * p**2


register(Early())

from goodoffices.ensemble.draws import Draws  # noqa: E402 - after the family is registered
from goodoffices.files.dumps import dumps  # noqa: E402
from goodoffices.files.load import loads  # noqa: E402
from goodoffices.files.schema import json_schema  # noqa: E402
from goodoffices.show.brief.ranges import Ranges  # noqa: E402

MODEL = """\
goodoffices: 1
title: Invented
decision_makers:
  A:
    options: {x: X}
    preferences: {weights: {x: {early: [2, 6], within: [null, 5]}}}
  B:
    options: {y: Y}
    preferences: {weights: {y: 1}}
"""


def main() -> None:
    """Load, check, draw, write and print it."""
    place = ("decision_makers", "A", "preferences", "weights", "x")
    conflict = loads(MODEL)
    assert conflict.uncertainty
    values = Draws(conflict.uncertainty, 1).replicate(0, 4096)[".".join(place)]
    told = io.StringIO()
    print(round(float(values.mean()), 2), values.min() >= 2, values.max() <= 5, file=told)
    print(loads(dumps(conflict)).uncertainty == conflict.uncertainty, file=told)
    print("{early: [2, 6], within: [null, 5]}" in dumps(conflict), file=told)
    print(Ranges(conflict).of(place), file=told)
    print("sooner rather than later" in str(json_schema()), file=told)
    for spoilt in ("early: [6, 2]", "early: [6]", "early: [2, 6], normal: [1, 1]", "erly: [2, 6]"):
        try:
            loads(MODEL.replace("early: [2, 6]", spoilt))
        except ModelError as error:
            print(error.problems[0].found, error.problems[0].expected, sep=" | ", file=told)
    sys.stdout.write(told.getvalue())


main()
