"""The numbers that a lever may have, a row for each: where it stands, what it may be, what it is.

The schema, the checks, reading and writing, samples, tables and the brief go through these rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from goodoffices.errors import Path

if TYPE_CHECKING:
    from goodoffices.model.levers import Bools, Floats, Lever

INFINITY = float("inf")
_ROUNDED = 1e-12
_LEVERS = ("mediation", "levers")


@cache
def _attributes() -> frozenset[str]:
    """Return the names of what every lever has."""
    import dataclasses

    from goodoffices.model.levers import Lever

    return frozenset(field.name for field in dataclasses.fields(Lever))


class LeverNumber(NamedTuple):
    """A number that a lever may have.

    Attributes
    ----------
    keys
        Where it stands below the lever in the file: a key, or a key below ``cost``.
    attribute
        What it is called in Python: an attribute of ``Lever``, or a name among its ``others``.
    title, meaning, example
        What an editor says of it.
    heading, told
        What tables and the brief call it, and what the brief says that it is. Without a heading it
        has no column.
    expected, least, most, barred
        What it may be, in words and in numbers: within bounds, and not ``barred``.
    required, default
        Whether it has to be given; what it is where it is not, None for nothing.
    absent
        What the brief says where it is nothing.
    unit
        ``points`` of the party that it is on, an ``amount`` (of steps, of cost), or a ``share``.
    drawn
        Whether it may be uncertain.
    table
        Which of the brief's tables has it: what the levers do, or what they ``cost``.
    beside_intensity
        Whether tables of levers pulled show it beside the intensity.
    """

    keys: tuple[str, ...]
    attribute: str
    title: str
    meaning: str
    expected: str
    example: float | None = None
    heading: str = ""
    told: str = ""
    least: float = -INFINITY
    most: float = INFINITY
    barred: float | None = None
    required: bool = False
    default: float | None = None
    absent: str = ""
    unit: Literal["points", "amount", "share"] = "amount"
    drawn: bool = True
    table: Literal["does", "cost"] = "does"
    beside_intensity: bool = False

    @property
    def name(self) -> str:
        """What messages call it: the innermost key first."""
        return " ".join(reversed(self.keys))

    @property
    def bounds(self) -> str:
        """The bounds in words; nothing where there are none."""
        if self.most < INFINITY:
            return f"from {self.least:g} to {self.most:g}"
        return f"{self.least:g} or more" if self.least > -INFINITY else ""

    def fits(self, values: float | Floats) -> Bools:
        """Say of numbers whether a lever can have them."""
        import numpy as np

        given = np.asarray(values, np.float64)
        fits: Bools = np.isfinite(given) & (given >= self.least) & (given <= self.most)
        return fits if self.barred is None else fits & (given != self.barred)

    def allows(self, value: float) -> bool:
        """Say of one number what ``fits`` says of many."""
        return -INFINITY < value < INFINITY and (
            self.least <= value <= self.most and value != self.barred
        )

    def holds(self, low: float, high: float) -> bool:
        """Say whether anything between two ends is within the bounds, but for rounding."""
        return self.least - _ROUNDED <= low and high <= self.most + _ROUNDED

    def place(self, lever: str) -> Path:
        """Return where it stands in the file for a lever."""
        return (*_LEVERS, lever, *self.keys)

    def of(self, lever: Lever) -> float | None:
        """Return what a lever has; None for nothing."""
        if self.attribute in _attributes():
            value: float | None = getattr(lever, self.attribute)
            return value
        return dict(lever.others).get(self.attribute, self.default)


LEVER_NUMBERS: list[LeverNumber] = [
    LeverNumber(
        ("effect",),
        "effect",
        "Effect",
        "What a unit of intensity adds to the payoff of the decision maker it is on. Negative: "
        "pressure; positive: an inducement. Left out where only the order of its states is known.",
        "a finite number other than 0",
        example=-1,
        heading="Effect",
        told="what one step of the lever adds to the points of the party it is on, where it bites",
        barred=0.0,
        default=0.0,
        unit="points",
    ),
    LeverNumber(
        ("max",),
        "most",
        "Greatest intensity",
        "How far the lever can be pulled.",
        "a finite number above 0",
        heading="Most",
        told="the steps there are",
        least=0.0,
        barred=0.0,
        required=True,
        beside_intensity=True,
    ),
    LeverNumber(
        ("cost", "commit"),
        "commit",
        "Commit",
        "Paid in any case, per unit of intensity: putting the lever on the table.",
        "a finite number, 0 or more",
        heading="Cost in any case",
        least=0.0,
        default=0.0,
        table="cost",
    ),
    LeverNumber(
        ("cost", "execute"),
        "execute",
        "Execute",
        "Paid where the lever bites, per unit of intensity: carrying it out. Of a holder that is a "
        "decision maker it is taken off its own payoffs there.",
        "a finite number, 0 or more",
        heading="Cost if carried out",
        least=0.0,
        default=0.0,
        table="cost",
    ),
    LeverNumber(
        ("resolve",),
        "resolve",
        "Resolve",
        "The most that the holder would bear to carry the lever out; beyond it the lever is a "
        "bluff. Left out: not assessed.",
        "a finite number, 0 or more",
        heading="Holder would bear",
        least=0.0,
        absent="not assessed",
        table="cost",
    ),
    LeverNumber(
        ("belief",),
        "belief",
        "Belief",
        "How likely the decision maker it is on thinks it that the lever is pulled: a probability "
        "from 0 to 1.",
        "a probability from 0 to 1",
        heading="Belief",
        told="how likely the party thinks it that the lever will be pulled",
        least=0.0,
        most=1.0,
        default=1.0,
        unit="share",
    ),
    LeverNumber(
        ("record",),
        "record",
        "Record",
        "How many cases the belief is worth: what falls due in a timeline moves it the less, the "
        "more there are.",
        "a finite number above 0",
        least=0.0,
        barred=0.0,
        drawn=False,
    ),
    LeverNumber(
        ("step",),
        "step",
        "Step",
        "The lever is set in whole multiples of this. Left out: any intensity.",
        "a finite number above 0",
        least=0.0,
        barred=0.0,
        drawn=False,
    ),
]


def lever_number(attribute: str) -> LeverNumber:
    """Return the row of a number of a lever by what it is called in Python."""
    return next(row for row in LEVER_NUMBERS if row.attribute == attribute)


def lever_row(place: Path) -> LeverNumber | None:
    """Return the row of a place in the file; None where no number of a lever stands."""
    keys = place[3:] if place[:2] == _LEVERS else ()
    return next((row for row in LEVER_NUMBERS if row.keys == keys), None)


def register(number: LeverNumber) -> None:
    """Add a number to those that a lever may have; before model files are read."""
    LEVER_NUMBERS.append(number)


def attributes(
    numbers: Mapping[LeverNumber, float | None], others: Iterable[tuple[str, float]] = ()
) -> dict[str, Any]:
    """Return what ``Lever`` is made with, so that it has these numbers beside ``others``."""
    own = {row.attribute: x for row, x in numbers.items() if row.attribute in _attributes()}
    more = {row: x for row, x in numbers.items() if row.attribute not in _attributes()}
    kept = dict(others) | {row.attribute: x for row, x in more.items() if x is not None}
    usual = {row.attribute for row, x in more.items() if x == row.default}
    return {**own, "others": tuple((name, x) for name, x in kept.items() if name not in usual)}
