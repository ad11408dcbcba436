"""``goodoffices cases``: what is asked for, and what is alike."""

from collections.abc import Callable
from typing import Any

from tests.cli.conftest import Run

Read = Callable[..., dict[str, Any]]


def test_the_command_says_what_is_alike(run: Run, read: Read) -> None:
    told = run("cases", "--like", "chicken", "--states", "4", "--field", "textbook game").stdout
    assert told.index("chicken: distance 0.00") < told.index("stag-hunt: distance")
    assert "Unlike: sort of preferences" in told
    rows = read("cases", "--like", "chicken", "--parties", "3-")["cases"]
    assert all(row["decision_makers"] >= 3 for row in rows)
    assert set(rows[0]["parts"]) == {
        *("parties", "options", "states", "irreversible", "preferences", "agreement")
    }
    for wrong in ("x", "-", "9-3", "1-2-3"):
        assert "Invalid value for '--states'" in run("cases", "--states", wrong, status=2).stderr
