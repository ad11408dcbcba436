"""The integrated graph of a conflict: its states, who can move where, what is an equilibrium."""

from goodoffices.io.picture.drawing import SUFFIXES, Picture, graph

__all__ = ["SUFFIXES", "Picture", "graph"]
