"""Pictures: the graph of a conflict, maps of what holds under pressure, and what decides it."""

from goodoffices.io.picture.deciding import sensitivity_picture
from goodoffices.io.picture.drawing import SUFFIXES, Picture, graph
from goodoffices.io.picture.pressure import map_picture
from goodoffices.io.picture.probability import probability_picture

__all__ = [
    "SUFFIXES",
    "Picture",
    "graph",
    "map_picture",
    "probability_picture",
    "sensitivity_picture",
]
