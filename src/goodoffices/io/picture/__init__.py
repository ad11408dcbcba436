"""Pictures: the integrated graph of a conflict, and maps of what holds under pressure."""

from goodoffices.io.picture.drawing import SUFFIXES, Picture, graph
from goodoffices.io.picture.pressure import map_picture

__all__ = ["SUFFIXES", "Picture", "graph", "map_picture"]
