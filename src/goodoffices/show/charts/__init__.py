"""Pictures: the graph of a conflict, maps of what holds, what decides it, and what it costs.

A picture is made by ``picture()`` of its answer; the module that draws it is loaded then.
"""

from goodoffices.show.charts.drawing import SUFFIXES, Picture, graph

__all__ = ["SUFFIXES", "Picture", "graph"]
