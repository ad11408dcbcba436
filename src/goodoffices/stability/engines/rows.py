"""Operations on *rows*: one number for each of ``LANES`` samples, held in a processor's registers.

Loops over samples that are written with these need not be recognised as vector instructions: each
operation is one, or as many as a processor's registers make of it. In a compiled loop a row is a
vector of LLVM, and stays in registers from ``read`` to ``write``; uncompiled it is an array. No
kernel hands a row to another, so that Numba can keep their machine code on disk.

Arrays have shape (rows, LANES) and hold unsigned numbers. In which samples of a row something is so
is a *word*: bit t is that of sample t.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import Kernel

LANES = 64
Array = NDArray[Any]
Foreign = Any  # what belongs to Numba and LLVM, which have no types
Signed = Callable[..., Foreign]
Emit = Callable[..., Foreign]


class RowOperation(Kernel):
    """An operation that kernels call: as Python says it, or as instructions of LLVM.

    Parameters
    ----------
    signed
        Returns the signature, from Numba's module of types and the types of the arguments.
    emit
        Returns the result, from LLVM's builder and the arguments; a row of an array is an address.
    """

    def __init__(self, function: Callable[..., Any], signed: Signed, emit: Emit) -> None:
        super().__init__(function)
        self._signed, self._emit = signed, emit

    @functools.cached_property
    def dispatcher(self) -> Foreign:
        """The operation as Numba has it, to be called from loops."""
        from numba import types
        from numba.extending import intrinsic

        def emitted(
            context: Foreign, builder: Foreign, signature: Foreign, given: Foreign
        ) -> Foreign:
            if isinstance(signature.args[0], types.Array):
                address = _address(context, builder, signature.args[0], given)
                given = (address, *given[2:])
            found = self._emit(builder, *given)
            return context.get_dummy_value() if signature.return_type == types.none else found

        def typed(*given: Foreign) -> tuple[Foreign, Foreign]:
            return self._signed(types, *given), emitted

        return intrinsic(_FORMS[self.python.__code__.co_argcount](typed))


_FORMS: dict[int, Callable[[Foreign], Foreign]] = {  # Numba counts the arguments
    1: lambda typed: lambda _, a: typed(a),
    2: lambda typed: lambda _, a, b: typed(a, b),
    3: lambda typed: lambda _, a, b, c: typed(a, b, c),
    4: lambda typed: lambda _, a, b, c, d: typed(a, b, c, d),
}


@functools.cache
def row_of(dtype: Foreign) -> Foreign:
    """Return Numba's type of a row of numbers of a type."""
    from numba import types
    from numba.extending import models, register_model

    class Row(types.Type):
        """Numbers side by side."""

    class Model(models.PrimitiveModel):
        """A vector."""

        def __init__(self, manager: Foreign, kind: Foreign) -> None:
            numbers = _llvm().VectorType(_llvm().IntType(dtype.bitwidth), LANES)
            super().__init__(manager, kind, numbers)  # type: ignore[no-untyped-call]  # Numba's

    register_model(Row)(Model)
    return Row(f"row of {dtype}")


def _llvm() -> Foreign:
    """Return LLVM's types as Numba has them."""
    from numba.core import cgutils

    return vars(cgutils)["ir"]


def _address(context: Foreign, builder: Foreign, array: Foreign, given: Foreign) -> Foreign:
    """Return the address of a row, given the array and the row's number."""
    from numba import types

    numbers = context.make_array(array)(context, builder, given[0]).data
    start = builder.mul(given[1], context.get_constant(types.intp, LANES))
    whole = context.get_value_type(row_of(array.dtype)).as_pointer()
    return builder.bitcast(builder.gep(numbers, [start]), whole)


def _operation(signed: Signed, emit: Emit) -> Callable[[Callable[..., Any]], RowOperation]:
    return lambda function: RowOperation(function, signed, emit)


def _same(_: Foreign, row: Foreign, *others: Foreign) -> Foreign:
    return row(row, *others)


def _least(builder: Foreign, one: Foreign, other: Foreign) -> Foreign:
    return builder.select(builder.icmp_unsigned("<", other, one), other, one)


def _word(builder: Foreign, truths: Foreign) -> Foreign:
    return builder.bitcast(truths, _llvm().IntType(LANES))


def _differing(builder: Foreign, one: Foreign, other: Foreign) -> Foreign:
    word = _word(builder, builder.icmp_unsigned("!=", one, other))
    return builder.icmp_unsigned("!=", word, word.type(0))


@_operation(
    lambda types, array, _: row_of(array.dtype)(array, types.intp),
    lambda builder, address: builder.load(address, align=1),
)
def read(array: Array, row: int) -> Array:
    """Return a row of an array."""
    values: Array = array[row].copy()
    return values


@_operation(
    lambda types, array, _, row: types.none(array, types.intp, row),
    lambda builder, address, row: builder.store(row, address, align=1),
)
def write(array: Array, row: int, values: Array) -> None:
    """Write a row of an array."""
    array[row] = values


@_operation(_same, _least)
def lesser(one: Array, other: Array) -> Array:
    """Return the lesser number in each sample."""
    return np.minimum(one, other)


@_operation(_same, lambda builder, a, b: builder.select(builder.icmp_unsigned(">", b, a), b, a))
def greater(one: Array, other: Array) -> Array:
    """Return the greater number in each sample."""
    return np.maximum(one, other)


@_operation(
    _same,
    lambda builder, low, value, above, rank: builder.select(
        builder.icmp_unsigned(">", above, rank), _least(builder, low, value), low
    ),
)
def lowered(low: Array, value: Array, above: Array, rank: Array) -> Array:
    """Return ``low``, or ``value`` where that is less and ``above`` is greater than ``rank``."""
    return np.where(above > rank, np.minimum(low, value), low)


@_operation(lambda types, one, other: types.boolean(one, other), _differing)
def differ(one: Array, other: Array) -> bool:
    """Say whether two rows differ in any sample."""
    return bool((one != other).any())


@_operation(
    lambda types, one, other: types.uint64(one, other),
    lambda builder, one, other: _word(builder, builder.icmp_unsigned("<=", one, other)),
)
def at_most(one: Array, other: Array) -> int:
    """Return in which samples one is not greater than the other, as a word."""
    return int.from_bytes(np.packbits(one <= other, bitorder="little").tobytes(), "little")


@_operation(lambda types, word: types.int64(word), lambda builder, word: builder.ctpop(word))
def ones(word: int) -> int:
    """Count the samples of a word."""
    return int(word).bit_count()


def pack(verdicts: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Return verdicts on samples, along the last axis, as words; bits beyond the last are 0."""
    bits = np.packbits(verdicts, axis=-1, bitorder="little")
    words = np.zeros((*bits.shape[:-1], -(-bits.shape[-1] // 8) * 8), np.uint8)
    words[..., : bits.shape[-1]] = bits
    return words.view(np.dtype("<u8"))


def unpack(words: NDArray[np.uint64], samples: int) -> NDArray[np.bool_]:
    """Return the first samples' verdicts along the last axis, from words."""
    bits = np.ascontiguousarray(words, np.dtype("<u8")).view(np.uint8)
    return np.unpackbits(bits, axis=-1, count=samples, bitorder="little").view(bool)
