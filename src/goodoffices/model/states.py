"""States: which combinations of options can occur, and how they are numbered.

A decision maker's *strategies* are the option combinations it may hold by itself. A *cell* is one
strategy per decision maker; a *pattern* is a cell that the constraints allow; a *state* is a
pattern, or several that ``same_state`` makes one. Cells are laid out so that their order is that
of the option patterns read as binary numbers, the first option of the first decision maker being
the least significant bit: the first decision maker's strategies change fastest.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import SizeError

if TYPE_CHECKING:
    from goodoffices.model.statements import Statement

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
MOST_CELLS = 2**28
MOST_STRATEGIES = 2**16
MOST_PARTIES = 60  # an array has at most 64 axes
_MOST_KEPT = 2**20  # truths of statements, in all


@dataclass(frozen=True)
class State:
    """One state of a conflict.

    Attributes
    ----------
    number
        1-based number, the literature's.
    pattern
        Y and N in option order; the lowest pattern of a merged state; empty in graph form.
    options
        Names of the options that are taken.
    label
        How to show it: the pattern (with ``-`` where merged patterns differ), or the graph label.

    Examples
    --------
    >>> go.case("elmira-1991").state("modify and accept and insist")
    State(number=10, pattern='YNYNY', options=('modify', 'accept', 'insist'), label='YNYNY')
    """

    number: int
    pattern: str
    options: tuple[str, ...]
    label: str


class Group(NamedTuple):
    """At least ``least`` and at most ``most`` of these options (by index) hold."""

    options: tuple[int, ...]
    least: int
    most: int


Limits = tuple[list[Group], "list[Statement]"]
"""Groups of options, and statements that never hold."""


def strategies(options: int, groups: Sequence[Group]) -> Bools:
    """List a decision maker's strategies as rows, sorted as binary numbers. Shape (B, options).

    Built option by option, dropping combinations that already break a group, so exclusive options
    do not cost powers of two.
    """
    rows = np.zeros((1, 0), bool)
    for k in range(options):
        off = np.column_stack([rows, np.zeros(len(rows), bool)])
        on = np.column_stack([rows, np.ones(len(rows), bool)])
        rows = np.concatenate([off, on])
        for group in groups:
            seen = [o for o in group.options if o <= k]
            taken = rows[:, seen].sum(axis=1)
            left = len(group.options) - len(seen)
            rows = rows[(taken <= group.most) & (taken + left >= group.least)]
        if len(rows) > MOST_STRATEGIES:
            message = f"a decision maker with more than {MOST_STRATEGIES:,} strategies"
            raise SizeError(f"{message}; state which of its options exclude each other")
    return rows


def located(cells: Indices, wanted: Indices) -> Indices:
    """Return the places of wanted numbers among ascending ones; -1 of what is not there.

    Parameters
    ----------
    cells, wanted
        Shapes (n,), n at least 1, and any.

    Examples
    --------
    >>> located(np.array([2, 5, 9]), np.array([5, 6, 12])).tolist()
    [1, -1, -1]
    """
    places = np.minimum(np.searchsorted(cells, wanted), len(cells) - 1)
    return np.where(cells[places] == wanted, places, -1)


class ListedStates:
    """States given by label, for a conflict written down as a graph."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        self.count = len(self.labels)
        self._indices = {label: k for k, label in enumerate(self.labels)}

    def __getitem__(self, index: int) -> State:
        """Return the state at ``index`` (number - 1)."""
        return State(index + 1, "", (), self.labels[index])

    def __len__(self) -> int:
        """Return the number of states."""
        return self.count

    def __iter__(self) -> Iterator[State]:
        """Iterate over the states in the order of their numbers."""
        return (self[k] for k in range(self.count))

    def index(self, name: str) -> int | None:
        """Return the index of the state with this label, or None."""
        return self._indices.get(name)


def _no_rule(pattern: str) -> str:  # noqa: ARG001 - one of those that ``excluding`` may be
    return ""


class OptionStates:
    """States as combinations of options.

    Parameters
    ----------
    names
        Per decision maker, the option names as shown (qualified where needed).
    own
        Per decision maker, its strategies; shape (B_i, options of i).
    infeasible
        Statements that never hold.
    groups
        Options across decision makers of which some number must hold.
    same_state
        Statements; the patterns where one holds count as one state.

    Attributes
    ----------
    shape
        (B_1, …, B_n). The cell of strategies (b_1, …, b_n) is the sum of b_i·stride_i with
        stride_1 = 1 and stride_(i+1) = stride_i·B_i.
    cells
        Cell of each pattern, increasing; None when every cell is a pattern.
    lowest
        Per pattern, the lowest pattern of its state; None when no states are merged.
    count
        Number of states.
    excluding
        Names the rule that a pattern which is no state breaks, where that is known.
    """

    def __init__(
        self,
        names: Sequence[Sequence[str]],
        own: Sequence[Bools],
        infeasible: Sequence[Statement] = (),
        groups: Sequence[Group] = (),
        same_state: Sequence[Statement] = (),
    ) -> None:
        self.excluding: Callable[[str], str] = _no_rule
        self.names = tuple(tuple(row) for row in names)
        self.own = tuple(own)
        self.shape = tuple(len(rows) for rows in own)
        self.size = math.prod(self.shape)
        if len(self.shape) > MOST_PARTIES:
            raise SizeError(f"{len(own)} decision makers; at most {MOST_PARTIES} are analysed")
        if self.size > MOST_CELLS:
            message = f"{self.size:,} combinations of options; at most {MOST_CELLS:,} are analysed"
            raise SizeError(f"{message}. Exclude combinations within each decision maker's options")
        self.strides = tuple(math.prod(self.shape[:i]) for i in range(len(self.shape)))
        self._owner = [(i, k) for i, row in enumerate(self.names) for k in range(len(row))]
        self._truths: dict[tuple[tuple[Any, ...], ...], Bools] = {}
        self.cells = self._feasible(infeasible, groups)
        self.patterns_count = self.size if self.cells is None else len(self.cells)
        self.lowest = self._merge(same_state)

    def _feasible(self, infeasible: Sequence[Statement], groups: Sequence[Group]) -> Indices | None:
        banned = np.zeros(self.shape[::-1], bool)
        for statement in infeasible:
            banned |= statement.evaluate(self._option_axis)
        for group in groups:
            taken = np.zeros((1,) * len(self.shape), np.int16)
            for option in group.options:
                taken = taken + self._option_axis(option)
            banned |= (taken < group.least) | (taken > group.most)
        return np.flatnonzero(~banned) if banned.any() else None

    def _merge(self, same_state: Sequence[Statement]) -> Indices | None:
        if not same_state:
            return None
        lowest = np.arange(self.patterns_count)
        for statement in same_state:
            touched = np.isin(lowest, lowest[self.evaluate(statement)])
            if touched.any():
                lowest[touched] = lowest[touched].min()
        return lowest if (lowest != np.arange(self.patterns_count)).any() else None

    def _option_axis(self, option: int) -> Bools:
        """Truth of an option along its owner's axis; the other axes have length 1."""
        owner, k = self._owner[option]
        shape = [1] * len(self.shape)
        shape[len(self.shape) - 1 - owner] = -1
        return self.own[owner][:, k].reshape(shape)

    @property
    def grid(self) -> tuple[int, ...]:
        """Patterns by the strategies of each, the last decision maker's first; or just a row."""
        return self.shape[::-1] if self.cells is None else (self.patterns_count,)

    def truth(self, statement: Statement) -> Bools:
        """Say where on the grid a statement holds, in any shape that can be broadcast to it.

        Not to be changed.
        """
        if statement.programme in self._truths:
            return self._truths[statement.programme]
        found = np.asarray(statement.evaluate(self._option_axis))
        if self.cells is not None:
            found = np.broadcast_to(found, self.shape[::-1]).reshape(-1)[self.cells]
        if self.size * len(self._truths) <= _MOST_KEPT:
            found.flags.writeable = False
            self._truths[statement.programme] = found
        return found

    def evaluate(self, statement: Statement) -> Bools:
        """Say in which patterns a statement holds. Shape (patterns_count,)."""
        return np.broadcast_to(self.truth(statement), self.grid).reshape(-1)

    def holds(self, statement: Statement) -> Bools:
        """Say in which states a statement holds: in every pattern of a merged one."""
        truth = self.evaluate(statement)
        if self.lowest is None:
            return truth
        everywhere = np.ones(self.count, bool)
        everywhere[self.state_of_pattern[~truth]] = False
        return everywhere

    def holds_at(self, statement: Statement, states: Indices) -> Bools:
        """Say whether a statement holds in some states (by index), without visiting the others."""
        if self.lowest is not None:
            return self.holds(statement)[states]
        cells = states if self.cells is None else self.cells[states]
        truth = statement.evaluate(lambda option: self._option_at(option, cells))
        return np.broadcast_to(truth, len(states))

    def _option_at(self, option: int, cells: Indices) -> Bools:
        owner, k = self._owner[option]
        truth: Bools = self.own[owner][cells // self.strides[owner] % self.shape[owner], k]
        return truth

    def owner(self, option: int) -> tuple[int, int]:
        """Return whose an option is, and its place among that decision maker's options."""
        return self._owner[option]

    def taken(self, option: int, states: Indices) -> Bools:
        """Say whether an option is taken in states (by index); of a merged one, in its lowest."""
        patterns = states if self.lowest is None else self.leaders[states]
        return self._option_at(option, patterns if self.cells is None else self.cells[patterns])

    def taken_in_patterns(self, option: int) -> Bools:
        """Say in which patterns an option is taken. Shape (patterns_count,)."""
        cells = np.arange(self.size) if self.cells is None else self.cells
        return self._option_at(option, cells)

    @cached_property
    def leaders(self) -> Indices:
        """Index of each state's lowest pattern. Shape (count,)."""
        everyone = np.arange(self.patterns_count)
        return everyone if self.lowest is None else np.flatnonzero(self.lowest == everyone)

    @cached_property
    def count(self) -> int:
        """Number of states."""
        return self.patterns_count if self.lowest is None else len(self.leaders)

    @cached_property
    def state_of_pattern(self) -> Indices:
        """Index of the state that each pattern belongs to. Shape (patterns_count,)."""
        if self.lowest is None:
            return np.arange(self.patterns_count)
        return np.searchsorted(self.leaders, self.lowest)

    def __len__(self) -> int:
        """Return the number of states."""
        return self.count

    def __iter__(self) -> Iterator[State]:
        """Iterate over the states in the order of their numbers."""
        return (self[k] for k in range(self.count))

    def __getitem__(self, index: int) -> State:
        """Return the state at ``index`` (number - 1)."""
        patterns = [self.pattern(p) for p in self.members(index)]
        label = "".join(
            column[0] if len(set(column)) == 1 else "-" for column in zip(*patterns, strict=True)
        )
        names = [name for row in self.names for name in row]
        taken = tuple(n for n, letter in zip(names, patterns[0], strict=True) if letter == "Y")
        return State(index + 1, patterns[0], taken, label)

    def members(self, index: int) -> list[int]:
        """Patterns (by index) that a state stands for."""
        if self.lowest is None:
            return [index]
        leader = int(self.leaders[index])
        return [int(p) for p in np.flatnonzero(self.lowest == leader)]

    def cell(self, pattern: int) -> int:
        """Return the cell of a pattern given by index."""
        return pattern if self.cells is None else int(self.cells[pattern])

    def pattern(self, index: int) -> str:
        """Write the pattern at ``index`` as Y and N in option order."""
        cell = self.cell(index)
        letters = ""
        for rows in self.own:
            cell, strategy = divmod(cell, len(rows))
            letters += "".join("Y" if taken else "N" for taken in rows[strategy])
        return letters

    def index(self, name: str) -> int | None:
        """Return the index of the state with this pattern or, if merged, this label, or None."""
        if "-" in name:
            return next((k for k in range(self.count) if self[k].label == name), None)
        if set(name) - {"Y", "N"}:
            return None
        cell, start = 0, 0
        for rows, stride in zip(self.own, self.strides, strict=True):
            width = rows.shape[1]
            wanted = np.array([letter == "Y" for letter in name[start : start + width]])
            if len(wanted) != width:
                return None
            found = np.flatnonzero((rows == wanted).all(axis=1))
            if not found.size:
                return None
            cell, start = cell + int(found[0]) * stride, start + width
        return self._state_at(cell) if len(name) == start else None

    def _state_at(self, cell: int) -> int | None:
        pattern = cell if self.cells is None else int(located(self.cells, np.array(cell)))
        return None if pattern < 0 else int(self.state_of_pattern[pattern])


def mixed_patterns(values: NDArray[Any], states: OptionStates) -> str:
    """Name two patterns of one state whose values differ, or return nothing.

    Parameters
    ----------
    values
        A value per pattern. Shape (patterns_count,).
    """
    if states.lowest is None:
        return ""
    unequal = np.flatnonzero(values != values[states.lowest])
    if not unequal.size:
        return ""
    pattern = int(unequal[0])
    return f"{states.pattern(int(states.lowest[pattern]))} and {states.pattern(pattern)}"


States = OptionStates | ListedStates


def options_gained(before: State, after: State) -> tuple[str, ...]:
    """Name the options that are taken in ``after`` and not in ``before``.

    Options that tell the patterns of a merged state apart are left out.
    """
    gained, names = [], iter(after.options)
    for was, now, letter in zip(before.label, after.label, after.pattern, strict=False):
        name = next(names) if letter == "Y" else ""
        if (was, now) == ("N", "Y"):
            gained.append(name)
    return tuple(gained)
