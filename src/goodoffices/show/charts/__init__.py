"""Pictures: the graph of a conflict, maps of what holds, what decides it, and what it costs."""

from goodoffices.show.charts.drawing import SUFFIXES, Picture, graph
from goodoffices.show.charts.frontier_chart import frontier_picture
from goodoffices.show.charts.pressure_chart import map_picture
from goodoffices.show.charts.probability_chart import probability_picture
from goodoffices.show.charts.robustness_chart import odds_picture
from goodoffices.show.charts.sensitivity_chart import sensitivity_picture

__all__ = [
    "SUFFIXES",
    "Picture",
    "frontier_picture",
    "graph",
    "map_picture",
    "odds_picture",
    "probability_picture",
    "sensitivity_picture",
]
