"""Large conflicts on the command line: sized beforehand, refused, told in counts, on a GPU."""

import builtins
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import goodoffices as go
from goodoffices.cli import machine
from goodoffices.cli.sizes import in_units
from goodoffices.show.answers import analysis as verdicts
from goodoffices.stability.engines import arrays
from goodoffices.stability.engines.arrays import Backend
from tests.cli.conftest import Run

Read = Callable[..., dict[str, Any]]


def large(options: int, rules: str = "") -> str:
    """Write a model with so many options for each of two parties, and return its name."""
    listed = "".join(f"      o{k}: \n" for k in range(options))
    parties = "".join(
        f"  {name}:\n    options:\n{listed}    preferences:\n      prioritized: [{wish}]\n"
        for name, wish in (("A", "B.o0"), ("B", "not A.o1"))
    )
    Path("large.yaml").write_text(
        f"goodoffices: 1\ntitle: Large\ndecision_makers:\n{parties}{rules}"
    )
    return "large.yaml"


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a gigabyte of memory."""
    monkeypatch.setattr(machine, "available_memory", lambda: 10**9)


@pytest.mark.usefixtures("little")
def test_size_is_told_without_making_states(run: Run, read: Read) -> None:
    lines = run("check", large(15), "--size").stdout.splitlines()
    assert "large.yaml: at most" not in "\n".join(lines)
    assert "large.yaml: 1,073,741,824 states" in lines
    assert "  strategies: 32,768 × 32,768" in lines
    assert "  payoffs: 17.2 GB" in lines
    assert "  memory: 1 GB available; it does not fit" in lines
    (entry,) = read("check", large(3, 'infeasible: ["A.o0 and B.o0"]\n'), "--size")["sizes"]
    assert (entry["states"], entry["exact"], entry["fits"]) == (64, False, True)
    assert entry["payoff_bytes"] == 2 * 8 * 64
    graph, case = read("check", "elmira-1991-graph", "elmira-1991", "--size")["sizes"]
    assert (graph["states"], graph["fits"]) == (None, None)
    assert case["strategies"] == [2, 3, 2]


def test_size_of_a_faulty_file_is_refused(run: Run) -> None:
    Path("faulty.yaml").write_text("goodoffices: 1\ntitle: Nothing\n")
    result = run("check", "faulty.yaml", "elmira-1991", "--size", status=2)
    assert "decision_makers" in result.stderr
    assert "elmira-1991: 12 states" in result.stdout


@pytest.mark.usefixtures("little")
def test_what_does_not_fit_is_refused_before_it_is_made(run: Run) -> None:
    refused = run("analyze", large(14), status=2).stderr
    assert "large.yaml: an analysis of 268,435,456 states needs about" in refused
    assert "1 GB is available" in refused
    assert "exactly_one" in refused


def test_where_memory_is_not_known_nothing_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "available_memory", lambda: None)
    assert "64 states" in run("analyze", large(3)).stdout
    assert "whether it fits is not known" in run("check", large(3), "--size").stdout


def test_bytes_for_people() -> None:
    assert [in_units(n) for n in (0, 999, 1000, 17_179_869_184, 10**12)] == [
        *("0 bytes", "999 bytes", "1 kB", "17.2 GB", "1 TB")
    ]


def test_a_large_conflict_is_told_in_counts(
    run: Run, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read("analyze", "elmira-1991", "--limit", "3")
    assert "counts" not in before
    assert "States stable for" not in run("analyze", "elmira-1991").stdout
    monkeypatch.setattr(verdicts, "LARGE", 11)
    analysis = go.analyze(go.case("elmira-1991"))
    document = read("analyze", "elmira-1991", "--limit", "3")
    assert document["states"] == before["states"]
    assert document["counts"]["seq"] == {
        "equilibria": 6,
        "stable": {name: analysis.count("seq", name) for name in analysis.conflict.names},
    }
    table = run("analyze", "elmira-1991").stdout
    row = next(line for line in table.splitlines() if line.startswith("GMR "))
    assert row.split()[-1] == str(analysis.count("gmr"))
    monkeypatch.setattr(verdicts, "MOST_LISTED", 2)
    assert read("analyze", "elmira-1991", "--limit", "3")["equilibria"]["seq"] == [5, 6]


def test_rows_are_made_in_blocks(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("analyze", "elmira-1991", "--stability", "--format", "csv")
    at_once = run(*arguments).stdout
    monkeypatch.setattr(verdicts, "_BLOCK", 5)
    assert run(*arguments).stdout == at_once


def test_a_gpu_needs_an_extra(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = builtins.__import__

    def without_cupy(name: str, *rest: Any) -> Any:  # noqa: ANN401
        if name == "cupy":
            raise ImportError(name)
        return plain(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_cupy)
    refused = run("analyze", "elmira-1991", "--device", "gpu", status=2)
    assert 'pip install "goodoffices[gpu]"' in refused.stderr


def cupy(devices: int) -> SimpleNamespace:
    """Make what ``backend`` asks of CuPy."""
    runtime = SimpleNamespace(getDeviceCount=lambda: devices, CUDARuntimeError=RuntimeError)
    return SimpleNamespace(cuda=SimpleNamespace(runtime=runtime), asnumpy=np.asarray)


def test_a_gpu_that_is_not_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cupy", cupy(0))
    assert "no GPU" in run("analyze", "chicken", "--device", "gpu", status=2).stderr


def test_moves_one_by_one_stay_on_the_processor(run: Run) -> None:
    for case in ("elmira-1991-graph", "elmira-1991-nine"):
        refused = run("analyze", case, "--device", "gpu", status=2)
        assert "the device gpu is for conflicts in option form" in refused.stderr
    with pytest.raises(go.RequestError, match="did you mean 'gpu'"):
        go.analyze(go.case("chicken"), device="gpux")


def test_whole_arrays_answer_the_same(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run("analyze", "garrison-diversion-1976", "--stability").stdout
    monkeypatch.setattr(arrays, "_gpu", lambda: Backend(np))
    on_arrays = run("analyze", "garrison-diversion-1976", "--stability", "--device", "gpu").stdout
    assert on_arrays == plain
