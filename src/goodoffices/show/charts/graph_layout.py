"""The integrated graph as data, for those who draw it themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from goodoffices.errors import expect
from goodoffices.model.conflict import Conflict
from goodoffices.show.charts.arcs import Arc, Floats, Indices, moves_between
from goodoffices.show.charts.layout import Layout, lay_out
from goodoffices.show.charts.view import chosen_states


@dataclass(frozen=True, eq=False)
class GraphLayout:
    """Where states stand in the picture of a conflict, and the moves between them.

    Attributes
    ----------
    states
        Numbers of the states that are shown. Shape (n,).
    points
        Their places in pixels, x to the right and y upwards; neighbours about 118 apart.
        Shape (n, 2).
    arcs
        The moves: ``mover`` is the place of the decision maker in the conflict, ``origin`` and
        ``target`` are places in ``states``, ``improvement`` says whether the mover gains, and
        ``possible`` whether it may, where preferences are known only in part.

    Examples
    --------
    >>> layout = go.graph_layout(go.case("chicken"))
    >>> layout.points.tolist()
    [[0.0, 0.0], [118.0, 0.0], [0.0, 118.0], [118.0, 118.0]]
    >>> layout.arcs[0]
    Arc(mover=0, origin=0, target=1, improvement=True, possible=False)
    """

    states: Indices
    points: Floats
    arcs: tuple[Arc, ...]


def graph_layout(conflict: Conflict, where: str | None = None) -> GraphLayout:
    """Lay out the integrated graph of a conflict, as its picture does.

    Parameters
    ----------
    where
        A statement; only the states where it holds are shown, and moves between them.

    Raises
    ------
    RequestError
        A statement that cannot be read or holds nowhere, or more states than anybody could read.

    Examples
    --------
    >>> len(go.graph_layout(go.case("elmira-1991")).arcs)
    30
    """
    expect(conflict, Conflict)
    chosen = chosen_states(conflict, where)
    arcs = moves_between(conflict, chosen, range(len(conflict.decision_makers)))
    return GraphLayout(chosen + 1, laid_out(conflict, chosen, arcs).points, tuple(arcs))


def laid_out(conflict: Conflict, chosen: Indices, arcs: Iterable[Arc]) -> Layout:
    """Place states, given by index, by all moves between them."""
    links = {(min(a.origin, a.target), max(a.origin, a.target)) for a in arcs}
    return lay_out(conflict, chosen, np.array(sorted(links), int).reshape(-1, 2))
