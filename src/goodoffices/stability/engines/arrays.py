"""Verdicts of a tensor conflict by whole-array operations, on any library with the array API.

The definitions are those of ``concepts``. Only operations of the Python array API standard are
used, in the part of it that NumPy and CuPy share, so that the same lines run on a processor and on
a GPU. Axes are handled one strategy at a time: the tensor is seen as (above, B, below), and what
strategy c offers is laid over all strategies at once. That is more arithmetic than ``kernels`` or
``lanes`` do and needs no order and no loop over states, which is what a GPU is good at.

Keys are those of ``keys``; a cell that is no state is ABSENT.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import MissingExtraError, RequestError, nearest
from goodoffices.model.moves import Moves, TensorMoves
from goodoffices.stability.concepts import CONCEPTS
from goodoffices.stability.engines.bits import Bits, pack
from goodoffices.stability.engines.keys import ABSENT, NOTHING, order_keys

Values = Any  # an array of the library at hand
DEVICES = ("cpu", "gpu")


@dataclass(frozen=True)
class Backend:
    """An array library.

    Attributes
    ----------
    xp
        Its namespace.
    fetch
        Brings an array back to NumPy.
    """

    xp: ModuleType
    fetch: Callable[[Values], NDArray[np.bool_]] = np.asarray


def backend(device: str, moves: Moves) -> Backend | None:
    """Return the library that computes on a device; None for the compiled loops on the processor.

    Raises
    ------
    RequestError
        No such device, none in this machine, or moves that are listed one by one.
    MissingExtraError
        CuPy is not installed.
    """
    if device == "cpu":
        return None
    if device not in DEVICES:
        raise RequestError(f"no device '{device}'; {nearest(device, DEVICES)}")
    if not isinstance(moves, TensorMoves):
        raise RequestError(
            "the device gpu is for conflicts in option form; in a graph, and with same_state or "
            "no_move, moves are listed one by one. Leave the device out, or use cpu"
        )
    return _gpu()


def _gpu() -> Backend:
    try:
        import cupy
    except ImportError as error:
        raise MissingExtraError('a GPU needs CuPy: pip install "goodoffices[gpu]"') from error
    if not _has_gpu(cupy):
        raise RequestError("CuPy finds no GPU on this machine; leave out the device, or use cpu")
    return Backend(cupy, cupy.asnumpy)


def _has_gpu(cupy: ModuleType) -> bool:
    try:
        return bool(cupy.cuda.runtime.getDeviceCount() > 0)
    except cupy.cuda.runtime.CUDARuntimeError:
        return False


def judge_arrays(
    moves: TensorMoves, payoffs: Sequence[NDArray[np.float64]], concepts: Sequence[str], on: Backend
) -> Bits:
    """Say who is stable where. Shape (concepts, decision makers, bytes); see ``bits``."""
    tensor = _Tensor(moves, [order_keys(p) for p in payoffs], on.xp)
    cells = slice(None) if moves.cells is None else moves.cells
    return np.array(
        [
            [pack(on.fetch(tensor.stable(mover, key))[cells]) for mover in range(tensor.movers)]
            for key in concepts
        ]
    )


class _Tensor:
    """Keys of all decision makers as flat arrays over the cells."""

    def __init__(
        self, moves: TensorMoves, keys: Sequence[NDArray[np.int32]], xp: ModuleType
    ) -> None:
        self.movers = len(moves.shape)
        self._xp: Any = xp
        self._shape = moves.shape
        self._size = math.prod(moves.shape)
        self._keys = [xp.asarray(self._spread(k, moves.cells)) for k in keys]
        self._changes = [_changes(locks) for locks in moves.locks]
        self._absent = xp.asarray(ABSENT)
        self._nothing = xp.asarray(NOTHING)

    def _spread(
        self, keys: NDArray[np.int32], cells: NDArray[np.int64] | None
    ) -> NDArray[np.int32]:
        if cells is None:
            return keys
        spread = np.full(self._size, ABSENT)
        spread[cells] = keys
        return spread

    def stable(self, mover: int, concept: str) -> Values:
        """Say in which cells no improvement turns out better than staying. Shape (cells,)."""
        xp, row = self._xp, CONCEPTS[concept]
        worst = self._keys[mover] if row.value == "payoff" else self._escape(mover)
        if row.replies != "none":
            worst = self._sink(mover, worst, improving=row.replies == "improving")
        missed = xp.where(worst == self._absent, worst, -worst)
        most = self._least(mover, missed, xp.full_like(missed, int(ABSENT)), improving=True)
        return xp.logical_or(most == self._absent, -most <= self._keys[mover])

    def _escape(self, mover: int) -> Values:
        """Return the best key over each cell and its owner's own moves from it."""
        xp, keys = self._xp, self._keys[mover]
        losses = xp.where(keys == self._absent, keys, -keys)
        least = self._least(mover, losses, losses, improving=False)
        return xp.where(keys == self._absent, keys, -least)

    def _sink(self, focal: int, values: Values, *, improving: bool) -> Values:
        """Return the least value over each cell and all that the others reach by replies."""
        others = [j for j in range(len(self._shape)) if j != focal]
        quiet = 0
        for j in itertools.cycle(others):
            lower = self._least(j, values, values, improving=improving)
            quiet = quiet + 1 if bool(self._xp.all(lower == values)) else 0
            values = lower
            if quiet >= len(others):
                break
        return values

    def _least(self, mover: int, values: Values, out: Values, *, improving: bool) -> Values:
        """Return ``out`` lowered to the least of ``values`` over one decision maker's moves.

        Over those that improve its lot, or over any that are allowed.
        """
        xp, width = self._xp, self._shape[mover]
        below = math.prod(self._shape[:mover])
        lines = (self._size // (width * below), width, below)
        keys = xp.reshape(self._keys[mover], lines)
        values, least = xp.reshape(values, lines), xp.reshape(out, lines)
        present = xp.not_equal(keys, self._absent)
        for c in range(width):
            allowed = xp.asarray(self._changes[mover][:, c].reshape(1, width, 1))
            allowed = xp.logical_and(allowed, present)
            if improving:
                allowed = xp.logical_and(allowed, keys[:, c : c + 1, :] > keys)
                allowed = xp.logical_and(allowed, present[:, c : c + 1, :])
            offered = xp.where(allowed, values[:, c : c + 1, :], self._absent)
            least = xp.minimum(least, offered)
        return xp.reshape(least, (self._size,))


def _changes(locks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say which strategy may be changed into which: nothing that is locked is lost."""
    lost: NDArray[np.bool_] = np.any(locks[:, None] & ~locks, axis=2)
    return ~lost
