"""Checks of strength: from which gap on a party feels an improvement greatly."""

from __future__ import annotations

import math

from goodoffices.errors import Path
from goodoffices.model.checks.names import check_known
from goodoffices.model.checks.problems import Findings
from goodoffices.model.preferences import Ranking
from goodoffices.model.written import Written


def check_strength(conflict: Written, findings: Findings) -> None:
    """Note gaps of nobody, gaps that are none, and those of whom only an order is known."""
    wants = {dm.name: dm.preferences for dm in conflict.decision_makers}
    for name, gap in conflict.greatly.items():
        where: Path = ("greatly", name)
        check_known(name, conflict.names, where, findings, on_key=True)
        if not (math.isfinite(gap) and gap > 0):
            findings.add(where, f"a gap of {gap:g}", "a number above 0, in the party's own units")
            continue
        preferences = wants.get(name)
        gaps = preferences.gaps if isinstance(preferences, Ranking) else ()
        if gaps and gap != int(gap):
            found = f"a gap of {gap:g} for a ranking"
            findings.add(where, found, "a whole number: how many '>>' make a great gap")
        elif preferences is not None and not (preferences.cardinal or gaps):
            found = f"of {name} only an order is known, so no gap in it has a size"
            remedy = "write '>>' between two ranks of a ranking, or give weights or payoffs"
            findings.add(where, found, "preferences with a size", remedy, on_key=True)
