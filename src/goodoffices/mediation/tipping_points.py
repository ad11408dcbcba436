"""The smallest change of a single number of a model that turns an answer round.

Each number x in turn is replaced by (1 + d) x, with d on a ladder of growing steps up and down: no
number changes its sign, and none grows beyond four times its size. The first step of the ladder on
which any number turns the answer bounds the smallest change from above, the step before it from
below; bisection between the two does the rest. An answer that turns and turns back between two
neighbouring steps of the ladder goes unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from goodoffices.answer import Answer
from goodoffices.errors import ModelError, Path
from goodoffices.model.changes import apply
from goodoffices.model.conflict import Conflict
from goodoffices.model.fields import Number
from goodoffices.stopping import Progress

LADDER = (0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0)
_LEAST = -1.0
_FINE = 1e-4
_FEW = 4096

Test = Callable[[Conflict], bool]


@dataclass(frozen=True)
class Flip(Answer):
    """A number, what it is, and the nearest value found that turns the answer.

    Attributes
    ----------
    place
        Where the number stands in the model file.
    change
        (value - number) / number.
    """

    place: Path
    name: str
    number: float
    value: float

    @property
    def change(self) -> float:
        """The change relative to the number."""
        return (self.value - self.number) / self.number


class Changes:
    """A conflict with one number changed at a time; small ones are built once for all questions."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self._kept: dict[tuple[Path, float], Conflict] = {}

    @cached_property
    def _certain(self) -> Conflict:
        """The conflict by its nominal values, which is quick to check."""
        return self.conflict.replace(uncertainty=None)

    def by(self, number: Number, change: float) -> Conflict:
        """Return the conflict with (1 + change) times a number. Raises ModelError if refused."""
        asked = (number.place, change)
        if asked in self._kept:
            return self._kept[asked]
        base = self.conflict if number.place[0] == "quantities" else self._certain
        made = apply(base, {number.place: number.value * (1 + change)})
        if len(made.states) <= _FEW:
            self._kept[asked] = made
        return made


def smallest_flip(
    changes: Changes, numbers: Iterable[Number], test: Test, report: Progress | None = None
) -> Flip | None:
    """Return the smallest relative change of one number that turns a test, or None.

    Parameters
    ----------
    changes
        The conflict asked about.
    numbers
        Those to change, one at a time; zeros have no relative change and are left out.
    test
        The answer, for any conflict.
    report
        Told how many steps of the ladder are done, and of how many.
    """
    changed = [number for number in numbers if number.value]
    answer = test(changes.conflict)

    def turns(other: Conflict) -> bool:
        return test(other) != answer

    before = 0.0
    for done, step in enumerate(LADDER):
        if report is not None:
            report(done, len(LADDER))
        turned = [
            (number, signed)
            for number in changed
            for signed in _both_ways(step)
            if _allowed_and(turns, changes, number, signed)
        ]
        if turned:
            return _nearest(changes, turned, before, turns)
        before = step
    return None


def _both_ways(step: float) -> Iterator[float]:
    yield step
    if -step >= _LEAST:
        yield -step


def _allowed_and(turns: Test, changes: Changes, number: Number, change: float) -> bool:
    """Say whether a change turns the answer; a value that the model refuses turns nothing."""
    try:
        return turns(changes.by(number, change))
    except ModelError:
        return False


def _nearest(
    changes: Changes, turned: list[tuple[Number, float]], before: float, turns: Test
) -> Flip:
    """Bisect each change that turns the answer; those that cannot beat the best are dropped."""
    best, size = turned[0], abs(turned[0][1])
    for k, (number, signed) in enumerate(turned):
        way = 1.0 if signed > 0 else -1.0
        low, high = before, size
        if k and not turns(changes.by(number, way * high)):
            continue
        while high - low > _FINE * high:
            middle = (low + high) / 2
            if turns(changes.by(number, way * middle)):
                high = middle
            else:
                low = middle
        if high < size or not k:
            best, size = (number, way * high), high
    number, signed = best
    return Flip(number.place, number.name, number.value, number.value * (1 + signed))
