"""Shapes of states, as SVG paths."""

from __future__ import annotations

import math


def ringed_hexagon() -> str:
    """Return a hexagon with a ring around it as an SVG path; the gap is wound the other way."""
    return "".join((hexagon(1.44), hexagon(1.36, turn=-1), hexagon(0.98)))


def hexagon(radius: float = 1.2, turn: int = 1) -> str:
    """Return a hexagon as an SVG path, wound the one way or the other."""
    corners = [(math.sin(k * math.pi / 3), -math.cos(k * math.pi / 3)) for k in range(6)][::turn]
    steps = (f"{radius * x:.3f},{radius * y:.3f}" for x, y in [*corners, corners[0]])
    return "M" + "L".join(steps) + "Z"
