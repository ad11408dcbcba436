"""Pictures: the graph of a conflict, maps of what holds, what decides it, and what it costs."""

from goodoffices.io.picture.costs import frontier_picture
from goodoffices.io.picture.deciding import sensitivity_picture
from goodoffices.io.picture.drawing import SUFFIXES, Picture, graph
from goodoffices.io.picture.odds import odds_picture
from goodoffices.io.picture.pressure import map_picture
from goodoffices.io.picture.probability import probability_picture

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
