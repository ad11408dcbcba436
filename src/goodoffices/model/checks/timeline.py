"""Checks of a timeline by itself: dates, chances, and what an event may change at all.

Whether what happened could happen is seen when the events are gone through one after the other.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping

from goodoffices.errors import Path, described
from goodoffices.model.checks.problems import Findings
from goodoffices.model.events import Event
from goodoffices.model.written import Written

_NO_CHANGE = (
    "goodoffices",
    "title",
    "sources",
    "notes",
    "states",
    "scenarios",
    "timeline",
    "published",
    "observed",
)
_DAY = "a day written as 2025-05-06"


def check_timeline(conflict: Written, findings: Findings) -> None:
    """Note everything that is wrong with events, each by itself."""
    for k, event in enumerate(conflict.timeline):
        where: Path = ("timeline", k)
        _check_day(event.date, (*where, "date"), findings)
        if event.recorded:
            _check_day(event.recorded, (*where, "recorded"), findings)
        _check_change(event, (*where, "change"), findings)
        _check_chances(event, where, findings)
        for name, intensity in event.pulled.items():
            if not 0 < intensity < math.inf:
                found = f"lever '{name}' pulled by {intensity:g}"
                findings.add((*where, "pulled", name), found, "a finite number above 0")


def _check_day(text: str, where: Path, findings: Findings) -> None:
    try:
        fine = dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        fine = False
    if not fine:
        findings.add(where, f"'{text}' as a date", _DAY)


def _check_change(event: Event, where: Path, findings: Findings) -> None:
    change: object = event.change
    if not isinstance(change, Mapping):
        findings.add(where, described(change), "what the file says otherwise from then on")
        return
    for key in _NO_CHANGE:
        if key in change:
            found = f"{key} in an event"
            findings.add((*where, key), found, "", "leave it out", on_key=True)


def _check_chances(event: Event, where: Path, findings: Findings) -> None:
    for name, seen in event.evidence.items():
        here = (*where, "evidence", name)
        for key in ("if_meant", "if_bluff"):
            _check_share(getattr(seen, key), (*here, key), findings)
        if seen.if_meant == seen.if_bluff == 0:
            found = "evidence that could not be seen at all"
            findings.add(here, found, "a chance above 0 of one of the two", on_key=True)
    for name, due in event.due.items():
        here = (*where, "due", name)
        _check_share(due.relevance, (*here, "relevance"), findings)
        if due.intensity is not None and not 0 < due.intensity < math.inf:
            found = f"an intensity of {due.intensity:g}"
            findings.add((*here, "intensity"), found, "a finite number above 0")


def _check_share(number: float, where: Path, findings: Findings) -> None:
    if not 0 <= number <= 1:
        findings.add(where, f"{number:g} as {where[-1]}", "a number from 0 to 1")
