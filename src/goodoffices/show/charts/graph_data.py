import numpy as np

from goodoffices.show.charts.arcs import moves_between
from goodoffices.show.charts.layout import lay_out


def graph_data(conflict):
    if len(conflict.states) > 120:
        return None
    chosen = np.arange(len(conflict.states))
    arcs = moves_between(conflict, chosen, range(len(conflict.decision_makers)))
    links = sorted({(min(a.origin, a.target), max(a.origin, a.target)) for a in arcs})
    layout = lay_out(conflict, chosen, np.array(links, int).reshape(-1, 2))
    return {
        "points": np.round(layout.points, 1).tolist(),
        "moves": [[a.mover, a.origin, a.target] for a in arcs],
    }
