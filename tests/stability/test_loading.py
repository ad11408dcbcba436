"""Numba is loaded without SciPy's linear algebra, and finds it when something needs it."""

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
