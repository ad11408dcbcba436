"""Modules are loaded by what needs them alone, and found when something does."""

import subprocess
import sys

SCRIPT = """
import sys
from goodoffices.stability.engines import compiling

compiling.load()
assert "numba.np.arraymath" in sys.modules
assert "scipy.linalg" not in sys.modules

import numba
import numpy as np
from numba.np import arraymath, linalg

assert arraymath._HAVE_BLAS
assert linalg.ensure_blas is arraymath.ensure_blas
assert linalg.ensure_blas.__module__ == "numba.np.linalg"
product = numba.njit(lambda a, b: np.dot(a, b))(np.eye(2), np.full((2, 2), 3.0))
assert product.tolist() == [[3.0, 3.0], [3.0, 3.0]]
assert "scipy.linalg" in sys.modules
"""


def test_linear_algebra_is_loaded_by_what_needs_it_alone() -> None:
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)


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
