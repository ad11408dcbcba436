"""Checks of what is not known of an order: swaps of a ranking, statements without an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.model.preferences import Prioritized, Ranking

if TYPE_CHECKING:
    from goodoffices.errors import Path
    from goodoffices.model.checks.problems import Findings
    from goodoffices.model.written import Written

MOST_SWAPS = 10_000


def check_order(conflict: Written, findings: Findings) -> None:
    """Note numbers of swaps that cannot be, and runs of unordered statements that overlap."""
    for dm in conflict.decision_makers:
        where: Path = ("decision_makers", dm.name, "preferences")
        if isinstance(dm.preferences, Ranking) and not 0 <= dm.preferences.swaps <= MOST_SWAPS:
            found = f"{dm.preferences.swaps:,} swaps"
            expected = f"a whole number, 0 or more, at most {MOST_SWAPS:,}"
            findings.add((*where, "swaps"), found, expected)
        if isinstance(dm.preferences, Prioritized):
            _check_runs(dm.preferences, (*where, "prioritized"), findings)


def _check_runs(preferences: Prioritized, where: Path, findings: Findings) -> None:
    ends = [0, *(end for run in preferences.unordered for end in run), len(preferences.statements)]
    if ends != sorted(ends):
        findings.add(where, "runs of unordered statements that overlap", "runs one after another")
