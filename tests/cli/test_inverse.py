"""``goodoffices inverse``: what would have to be wanted, as people read it."""

import pytest

from tests.cli.conftest import Run

TOLD = """\
Syria-Iraq water crisis, 1975

Under SEQ it does not hold as preferences are: state 2 (YNN), where Syria takes “Release more
water”.

Syria has to like 2 (YNN) at least as well as
- 1 (NNN), or 4 (NNY), where Iraq would reply by taking “Attack”: met by 4 (NNY).
- 3 (NYN), or 6 (NYY), where Iraq would reply by taking “Attack”: not met.
That is so in 384 of its 720 strict rankings (53.3 %, exact).

Least change of rankings:
- Syria ranks it one place higher, past 6 (NYY).

Least change of statements: one exchange of neighbours, this one alone:
- Syria puts “not attack” before “escalate”.

Shares are of all strict rankings, each counted once; they say nothing about how likely a ranking
is.
"""


def test_it_tells_conditions_shares_and_least_changes(run: Run) -> None:
    asked = ("inverse", "syria-iraq-1975", "--state", "2", "--of", "Syria", "--orders")
    assert run(*asked).stdout == TOLD


def test_a_window_is_named(run: Run) -> None:
    asked = ("inverse", "syria-iraq-1975", "-s", "2", "--of", "Syria", "--window", "3-6")
    told = run(*asked).stdout
    assert (
        "That is so in 8 of its 24 strict rankings that differ in places 3 to 6 (33.3 %, exact)."
        in told
    )


def test_no_order_of_statements(run: Run) -> None:
    asked = ("inverse", "syria-iraq-1975", "-s", "2", "--of", "Syria", "-c", "nash", "--orders")
    assert "No order of statements will do: all 24 were tried." in run(*asked).stdout


def test_weights_and_levers_side_by_side(run: Run) -> None:
    told = run("inverse", "istanbul-2025", "-s", "9", "-c", "nash", "--weights").stdout
    assert "Cheapest change of weights, 54.4 in all:" in told
    assert "- Ukraine: “neutrality” from -45 to 0." in told
    assert "The levers there are cannot make it hold" in told


@pytest.mark.parametrize("window", ["3", "a-b", "6-3", "0-2", "3-9"])
def test_a_window_that_there_is_not(run: Run, window: str) -> None:
    asked = ("inverse", "syria-iraq-1975", "-s", "2", "--window", window)
    assert "window" in run(*asked, status=2).stderr


def test_it_needs_a_state(run: Run) -> None:
    assert "--state" in run("inverse", "syria-iraq-1975", status=2).stderr
