"""Robust plans: the cheapest levers that make a settlement hold in enough of the samples."""
