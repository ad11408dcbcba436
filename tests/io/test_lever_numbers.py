"""Numbers of levers are rows: each agrees with ``Lever``, and one that is added works as any."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest

from goodoffices.model.lever_numbers import LEVER_NUMBERS, LeverNumber
from goodoffices.model.levers import Lever

OPTIONAL = [row for row in LEVER_NUMBERS if not row.required]


@pytest.mark.parametrize("row", OPTIONAL, ids=lambda row: row.attribute)
def test_what_is_left_out_is_the_same_in_files_and_in_python(row: LeverNumber) -> None:
    (field,) = (one for one in dataclasses.fields(Lever) if one.name == row.attribute)
    assert field.default == row.default


def test_every_number_of_a_lever_is_a_row() -> None:
    numbers = {one.name for one in dataclasses.fields(Lever) if "float" in str(one.type)}
    assert numbers - {"others"} == {row.attribute for row in LEVER_NUMBERS}


def test_a_number_added_is_loaded_checked_drawn_changed_written_and_printed() -> None:
    command = [sys.executable, "-m", "tests.io.added_number"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "(('delay', 6.0),) () 6.0",
        "(('delay', 7.5),)",
        "True",
        "True True",
        "delay: {uniform: [2, 8], within: [3, null]}",
        "True True True",
        "True",
        "15 delay 30 of lever 'toll'",
        "  expected: a number of months from 0 to 24",
        "15 's' is not expected here",
        "    long stay",
        "         ^",
        "  expected: a number, or a formula over quantities",
        "  to mend:  write numbers, names of quantities, + - * / and parentheses",
        "15 delay 25 of lever 'toll'",
        "  expected: a number of months from 0 to 24",
        "15 unknown key 'dely'",
        "  to mend:  did you mean 'delay'?",
        "6.0",
        "6.0",
        "Lever  Held by  On  Intensity  Most  Months until it bites  Cost  Standing",
        "['max', 'delay', 'commit', 'execute', 'standing']",
        "4 True",
        "True",
    ]
