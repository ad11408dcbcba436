"""Zones of possible agreement and the rules of choice, as they are defined, row by row."""

import numpy as np

Gains = dict[int, list[float]]
LITTLE = 1e-9


def undominated(inside: Gains) -> set[int]:
    """Return the rows that no other is as good as everywhere and better than somewhere."""
    return {
        k
        for k, row in inside.items()
        if not any(
            all(y >= x for x, y in zip(row, other, strict=True)) and other != row
            for other in inside.values()
        )
    }


def leximin_of(rows: Gains) -> set[int]:
    """Return the rows whose least entry is greatest, then the second least, and so on."""
    best = max(sorted(row) for row in rows.values())
    return {k for k, row in rows.items() if np.allclose(sorted(row), best, rtol=0, atol=LITTLE)}


def greatest(values: dict[int, float]) -> set[int]:
    """Return where values are greatest, but for rounding."""
    most = max(values.values())
    return {k for k, x in values.items() if abs(x - most) <= LITTLE * max(1.0, abs(most))}


def chosen_by_rules(inside: Gains) -> dict[str, set[int]]:
    """Return what each rule chooses among rows in which everybody gains."""
    if not inside:
        return {rule: set() for rule in ("nash", "ks", "equal-gain", "utilitarian", "ranks")}
    columns = list(zip(*inside.values(), strict=True))
    shares = {
        k: [x / max(column) for x, column in zip(row, columns, strict=True)]
        for k, row in inside.items()
    }
    places = {
        k: [-float(len({y for y in c if y > x})) for x, c in zip(row, columns, strict=True)]
        for k, row in inside.items()
    }
    return {
        "nash": greatest({k: float(np.prod(row)) for k, row in inside.items()}),
        "ks": leximin_of(shares),
        "equal-gain": leximin_of(inside),
        "utilitarian": greatest({k: sum(row) for k, row in inside.items()}),
        "ranks": leximin_of(places),
    }
