"""Goodoffices: which outcomes of a dispute can hold, and what it takes to get there."""
