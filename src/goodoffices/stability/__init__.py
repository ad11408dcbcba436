"""Stability: which states can hold, for whom, under which concept, and why."""
