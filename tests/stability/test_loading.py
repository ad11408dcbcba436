"""Modules are loaded by what needs them alone, and found when something does."""

import os
import subprocess
import sys
from pathlib import Path

import numba
import pytest

from goodoffices.stability.engines.compiled import Kernel

SCRIPT = """
import sys
import numpy as np
from goodoffices.stability.engines.summed import add_chosen

sums = np.empty((2, 1))
chosen = np.array([0, 1, 3]), np.array([1, 0, 1])
add_chosen.compiled(*chosen, np.array([[1.0], [2.0]]), sums)
assert sums.tolist() == [[2.0], [3.0]]
assert [*add_chosen.dispatcher.stats.cache_hits.values()] == [1] * CACHED
assert ("numba.np.arraymath" in sys.modules) is (not CACHED)
assert "scipy.linalg" not in sys.modules

import numba

product = numba.njit(lambda a, b: np.dot(a, b))(np.eye(2), np.full((2, 2), 3.0))
assert product.tolist() == [[3.0, 3.0], [3.0, 3.0]]
assert "scipy.linalg" in sys.modules

from numba.np import arraymath, linalg

assert arraymath._HAVE_BLAS
assert linalg.ensure_blas is arraymath.ensure_blas
assert linalg.ensure_blas.__module__ == "numba.np.linalg"
"""


def test_what_only_compiling_needs_is_loaded_by_what_compiles(tmp_path: Path) -> None:
    kept = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    for cached in (False, True):
        script = SCRIPT.replace("CACHED", str(cached))
        subprocess.run([sys.executable, "-c", script], check=True, env=kept)


def doubled(number: int) -> int:
    return 2 * number


def hits(kernel: Kernel) -> int:
    """Return how often its machine code was found in the cache, and see what it says."""
    assert kernel.compiled(21) == 42
    return sum(kernel.dispatcher.stats.cache_hits.values())


@pytest.mark.parametrize("suffix", ["nbi", "nbc"])
@pytest.mark.parametrize("left", [0, 30])
def test_what_is_kept_of_loops_may_be_damaged_and_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, left: int
) -> None:
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    assert [hits(Kernel(doubled)), hits(Kernel(doubled))] == [0, 1]
    (kept,) = tmp_path.rglob(f"*.{suffix}")
    os.truncate(kept, left)
    assert [hits(Kernel(doubled)), hits(Kernel(doubled))] == [0, 1]


def test_loops_run_where_nothing_can_be_kept_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    kernel = Kernel(doubled)
    (folder,) = map(Path, [kernel.dispatcher.stats.cache_path])
    folder.rmdir()
    folder.touch()  # so that no file can be made in it, whoever runs this
    assert hits(kernel) == 0


def test_loops_stay_as_they_are_where_numba_is_told_to_compile_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(numba.config, "DISABLE_JIT", 1)
    assert Kernel(doubled).compiled is doubled


OF_FEW_CONFLICTS = """
import sys
import goodoffices as go

go.analyze(go.case("elmira-1991"))
lacking = {
    "concurrent.futures",
    "goodoffices.files.check",
    "goodoffices.files.convert_mediation",
    "goodoffices.files.convert_uncertainty",
    "goodoffices.model.beta_law",
    "goodoffices.model.checks.mediation",
    "goodoffices.model.events",
    "goodoffices.model.formulas",
    "goodoffices.model.knowledge",
    "goodoffices.model.levers",
    "goodoffices.model.uncertainty",
    "goodoffices.model.views",
    "goodoffices.stability.engines.arrays",
    "goodoffices.stability.engines.large",
    "goodoffices.stability.engines.simultaneous",
    "numba",
    "ruamel.yaml",
}
print(sorted(lacking & set(sys.modules)))
"""


def test_what_a_conflict_lacks_is_not_loaded_for_it() -> None:
    run = subprocess.run([sys.executable, "-c", OF_FEW_CONFLICTS], capture_output=True, check=True)
    assert run.stdout == b"[]\n"
