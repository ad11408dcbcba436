"""Loading the compiled loops ahead of time, so that small conflicts have them from the start.

A small conflict is judged sooner by plain Python than a compiler is loaded, so its loops run
compiled only if something larger has been judged in the same process, or ``warm`` was called.
"""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.moves import ArcMoves, TensorMoves
from goodoffices.stability.concepts import CONCEPTS, usual_concepts
from goodoffices.stability.engines.compiled import COMPILE_FROM
from goodoffices.stability.engines.structure import (
    ArcStructure,
    Structure,
    TensorStructure,
    worst_case,
)

Floats = NDArray[np.float64]
_WIDTH = 16
_loading = threading.Lock()


def warm(*, background: bool = False) -> None:
    """Load the compiled loops, for a program that judges many small conflicts in one process.

    Analyses of small conflicts are some 30 to 100 times faster from then on. It takes a second or
    two, and longer the first time on a machine, when the loops are compiled. A program that judges
    one conflict and ends is better off without.

    Parameters
    ----------
    background
        Load them in a thread and return at once. Analyses meanwhile, and a second call to wait for
        it, are safe.

    Examples
    --------
    >>> import goodoffices as go
    >>> go.warm()
    >>> go.analyze(go.case("elmira-1991"), ["nash"]).count("nash")
    6
    """
    if background:
        threading.Thread(target=_load, name="goodoffices warming", daemon=True).start()
    else:
        _load()


def _load() -> None:
    with _loading:
        payoffs = [np.arange(float(COMPILE_FROM)), -np.arange(float(COMPILE_FROM))]
        for parts in (_tensor(payoffs), _arcs(payoffs)):
            for key in usual_concepts():
                parts.worst_improvement(0, worst_case(parts, 0, CONCEPTS[key]))


def _tensor(payoffs: list[Floats]) -> Structure:
    shape = (_WIDTH, COMPILE_FROM // _WIDTH)
    locks = tuple(np.zeros((width, 0), bool) for width in shape)
    return TensorStructure(TensorMoves(shape, None, locks), payoffs)


def _arcs(payoffs: list[Floats]) -> Structure:
    states = np.arange(COMPILE_FROM)
    around = (states, np.roll(states, 1))
    return ArcStructure(ArcMoves.from_pairs([around, around], COMPILE_FROM), payoffs)
