"""Compiled loops for small conflicts, once they are loaded."""

import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

import goodoffices as go
from goodoffices.stability import warming
from goodoffices.stability.engines import compiled, compiling, kernels
from tests import loops

USED = (
    kernels.sort_lines,
    kernels.least_over_allowed,
    kernels.least_over_better,
    kernels.least_over_arcs,
    kernels.relax_arcs,
)
SMALL = ("elmira-1991", "elmira-1991-graph", "garrison-diversion-1976", "istanbul-2025")


def test_a_small_conflict_loads_no_compiler() -> None:
    script = "import sys, goodoffices as go; go.analyze(go.case('istanbul-2025')); "
    script += "print('numba' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


@pytest.mark.parametrize("name", SMALL)
def test_warm_loads_all_that_small_conflicts_use(name: str) -> None:
    """Nothing is compiled afterwards: neither another loop, nor one for other types of arrays."""
    go.warm()
    assert all(kernel.for_size(1) is kernel.compiled for kernel in USED)
    signatures = [len(kernel.dispatcher.signatures) for kernel in USED]
    conflict = go.case(name)
    with loops.running("plain"):
        plain = go.analyze(conflict)

    analysis = go.analyze(conflict)

    assert analysis.packed.tobytes() == plain.packed.tobytes()
    assert [len(kernel.dispatcher.signatures) for kernel in USED] == signatures


def test_locks_and_excluded_states_need_nothing_else() -> None:
    options = [go.Option(f"{name}{k}", reversible=k > 0) for name in "PQ" for k in range(3)]
    payoffs = go.Payoffs(tuple(range(60)))
    parties = (
        go.DecisionMaker("P", payoffs, tuple(options[:3])),
        go.DecisionMaker("Q", payoffs, tuple(options[3:])),
    )
    conflict = go.Conflict("locked", parties, infeasible=("P0 and P1 and P2 and Q0",))
    go.warm()
    signatures = [len(kernel.dispatcher.signatures) for kernel in USED]

    go.analyze(conflict)

    assert [len(kernel.dispatcher.signatures) for kernel in USED] == signatures


def test_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def load() -> None:
        begun.set()
        may_end.wait(10)
        ended.set()

    monkeypatch.setattr(warming, "_load", load)
    go.warm(background=True)
    assert begun.wait(10)
    assert not ended.is_set()
    may_end.set()
    assert ended.wait(10)


def fresh(text: str) -> compiled.Kernel:
    """Make a kernel that stands in no file, so that its machine code is never cached."""
    written: dict[str, Callable[..., int]] = {}
    exec(text, written)  # noqa: S102 - written above
    return compiled.Kernel(written["loop"])


def test_compiling_is_told_once_and_never_of_cached_code() -> None:
    told: list[bool] = []
    kernel = fresh("def loop(number):\n    return 2 * number")
    with compiling.telling(told.append):
        assert kernel.compiled(21) == 42
        assert kernel.compiled(22) == 44
    assert told == [True, False]

    fresh("def loop(number):\n    return 3 * number").compiled(1)
    assert told == [True, False]


def test_a_loop_is_taken_compiled_at_every_size_once_it_has_run_so() -> None:
    kernel = fresh("def loop(number):\n    return 2 * number")
    assert kernel.for_size(2047) is kernel.python
    kernel.ran(2047)
    assert kernel.for_size(2047) is kernel.python
    assert kernel.for_size(2048) is kernel.compiled
    kernel.ran(2048)
    assert kernel.for_size(1) is kernel.compiled
