"""Pictures: the integrated graph of a conflict, maps of what holds under pressure, and costs."""

from goodoffices.io.picture.costs import frontier_picture
from goodoffices.io.picture.drawing import SUFFIXES, Picture, graph
from goodoffices.io.picture.pressure import map_picture

__all__ = ["SUFFIXES", "Picture", "frontier_picture", "graph", "map_picture"]
