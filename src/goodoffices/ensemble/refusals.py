"""Numbers that cannot be drawn, refused in a sentence that names them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.draws import LEAST_SIZE, PLACES
from goodoffices.errors import Path, RequestError, dotted
from goodoffices.model.uncertainty import Uncertainty

Floats = NDArray[np.float64]


def refuse_tiny(uncertainty: Uncertainty) -> None:
    """Raise RequestError for numbers so near nothing that rounding would make them nothing."""
    for place, (low, high) in uncertainty.supports().items():
        most = max(abs(low), abs(high))
        if 0 < most < LEAST_SIZE:
            raise RequestError(
                f"the number at {dotted(place)} is {most:g} at most, and what is drawn is rounded "
                f"to {PLACES} decimals; write it, and what it is held against, in a smaller unit"
            )


def refuse_infinite(numbers: Mapping[Path, Floats], uncertainty: Uncertainty) -> None:
    """Raise RequestError for numbers that are infinite, or none at all, in some samples."""
    for place, values in numbers.items():
        if not np.isfinite(values).all():
            what, why, bound = (
                ("formula", ", such as by dividing by nearly nothing", "the quantity")
                if place in uncertainty.formulas
                else ("distribution", "", "it")
            )
            raise RequestError(
                f"the {what} at {dotted(place)} gives no finite number in some samples{why}; bound "
                f"{bound} by within: [low, high]"
            )
