"""Random conflicts over settlements that everybody is tempted to leave, in many ways."""

from __future__ import annotations

import numpy as np

from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker, Mediation, Option

_OPTIONS = ("a0", "a1", "b0", "b1", "c0", "c1")


def contested(seed: int, levers: int = 7) -> Conflict:
    """Return a conflict of three parties and 64 states; one of four states is sought.

    What is sought is worth less to everybody than most states, and each lever bites where two
    options are taken, or not.
    """
    rng = np.random.default_rng(seed)
    sought = "not a0 and not b0 and not c0 and not a1"
    worth = rng.integers(10, 40, (3, 64)).astype(float)
    worth[:, [0, 8, 32, 40]] = rng.integers(8, 22, (3, 4))
    return Conflict(
        "Contested",
        tuple(
            DecisionMaker(name, Payoffs(tuple(row)), (Option(first), Option(second)))
            for name, row, first, second in zip(
                "ABC", worth.tolist(), _OPTIONS[::2], _OPTIONS[1::2], strict=True
            )
        ),
        status_quo=64,
        mediation=Mediation(
            settlement=sought,
            mediators={"M": ""},
            levers=tuple(_lever(f"lever_{k}", "ABC"[k % 3], rng) for k in range(levers)),
        ),
    )


def _lever(name: str, on: str, rng: np.random.Generator) -> Lever:
    pair = rng.choice(_OPTIONS, 2, replace=False)
    where = " and ".join(option if rng.random() < 0.5 else f"not {option}" for option in pair)
    return Lever(
        name,
        "M",
        on,
        where,
        effect=float(rng.choice([-3, -2, -1, 1, 2])),
        most=float(rng.integers(6, 14)),
        commit=float(rng.integers(1, 9)) / 2,
        execute=float(rng.integers(0, 4)),
    )
