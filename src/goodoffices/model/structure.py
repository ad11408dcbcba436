"""The structure of a conflict in six numbers or marks, and how unlike two structures are.

Each part of the distance is between 0 (the same) and 1, and the distance is their mean:

- parties, and options: ``|a - b| / max(a, b)``;
- states: the same of ``log2``, so that twice as many count alike in small and large conflicts;
- irreversible moves: the difference of their shares;
- preferences: of the sorts that occur in either (ranking, weights, …), the share not in both;
- agreement: half the difference of the mean rank correlations (Spearman) between two parties.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Structure:
    """What a conflict is like, whatever it is about.

    Attributes
    ----------
    options
        How many there are; 0 in graph form.
    irreversible
        Share of the moves that their mover cannot make back at once, from 0 to 1.
    preferences
        The sorts of preferences that occur, by their keys, sorted.
    agreement
        Mean over pairs of parties of the rank correlation of what they want, from -1 to 1; None
        where no two parties have wants to compare.
    """

    parties: int
    options: int
    states: int
    irreversible: float
    preferences: tuple[str, ...]
    agreement: float | None


def unlike(one: Structure, other: Structure) -> dict[str, float]:
    """Return how far two structures differ in each part, from 0 to 1, in a fixed order.

    Examples
    --------
    >>> opposed = Structure(2, 2, 4, 0.0, ("ranking",), -0.8)
    >>> three = Structure(3, 4, 16, 0.0, ("ranking",), 0.2)
    >>> {part: round(far, 2) for part, far in unlike(opposed, three).items() if far}
    {'parties': 0.33, 'options': 0.5, 'states': 0.5, 'agreement': 0.5}
    """
    sorts, theirs = set(one.preferences), set(other.preferences)
    return {
        "parties": _apart(one.parties, other.parties),
        "options": _apart(one.options, other.options),
        "states": _apart(math.log2(one.states), math.log2(other.states)),
        "irreversible": round(abs(one.irreversible - other.irreversible), 3),
        "preferences": len(sorts ^ theirs) / len(sorts | theirs),
        "agreement": round(abs((one.agreement or 0) - (other.agreement or 0)) / 2, 3),
    }


def _apart(one: float, other: float) -> float:
    return abs(one - other) / max(one, other) if one != other else 0.0
