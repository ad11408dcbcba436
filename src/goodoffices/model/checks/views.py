"""Checks of views and truths: whose they are, what they may be about, what they change."""

from __future__ import annotations

import math
from collections.abc import Mapping

from goodoffices.errors import Path, described, nearest
from goodoffices.model.checks.names import check_known
from goodoffices.model.checks.problems import Findings
from goodoffices.model.statements import StatementError, Vocabulary
from goodoffices.model.views import HIDDEN, VIEWS, View, place_of
from goodoffices.model.written import Written

_OWN = "what a decision maker wants, can do and believes itself is in the file, not in its view"
_NO_VIEW = (
    "goodoffices",
    "title",
    "sources",
    "notes",
    "scenarios",
    "truths",
    "timeline",
    "published",
    "observed",
)
_MAPPING = "what it sees otherwise, nested as in the file"


def check_views(conflict: Written, vocabulary: Vocabulary, findings: Findings) -> None:
    """Note views of nobody and of one's own, options that cannot be hidden, idle truths."""
    for view in conflict.views:
        where: Path = (VIEWS, view.by)
        check_known(view.by, conflict.names, where, findings, on_key=True)
        if not _is_map(view.changes, where, findings):
            continue
        _check_view(conflict, view, where, vocabulary, findings)
        nested = view.changes.get(VIEWS) or {}
        if not _is_map(nested, (*where, VIEWS), findings):
            continue
        for by, changes in nested.items():
            here = (*where, VIEWS, by)
            check_known(by, conflict.names, here, findings, on_key=True)
            if by == view.by:
                remedy = f"write it under {VIEWS}.{by} itself"
                found = f"how {by} sees that {by} sees the conflict"
                findings.add(here, found, "another decision maker", remedy, on_key=True)
            if not _is_map(changes, here, findings):
                continue
            _check_view(conflict, View(by, changes), here, vocabulary, findings)
            if VIEWS in changes:
                found = "views in a view in a view"
                findings.add(
                    (*here, VIEWS), found, "views nested once", "leave it out", on_key=True
                )
    _check_truths(conflict, findings)


def _is_map(value: object, where: Path, findings: Findings) -> bool:
    if isinstance(value, Mapping):
        return True
    findings.add(where, described(value), _MAPPING)
    return False


def _check_view(
    conflict: Written, view: View, where: Path, vocabulary: Vocabulary, findings: Findings
) -> None:
    for key in _NO_VIEW:
        if key in view.changes:
            remedy = "leave it out"
            findings.add((*where, key), f"{key} in a view", _MAPPING, remedy, on_key=True)
    makers = view.changes.get("decision_makers")
    for name in makers if isinstance(makers, Mapping) else ():
        here = (*where, "decision_makers", name)
        check_known(name, conflict.names, here, findings, on_key=True)
        if name == view.by:
            findings.add(here, f"{name} in its own view", _OWN, "leave it out", on_key=True)
    table = view.changes.get("mediation")
    levers = table.get("levers") if isinstance(table, Mapping) else None
    for lever in conflict.mediation.levers:
        if lever.on == view.by and isinstance(levers, Mapping) and lever.name in levers:
            here = (*where, "mediation", "levers", lever.name)
            found = f"a lever on {view.by} in its own view"
            findings.add(here, found, _OWN, "leave it out", on_key=True)
    _check_hidden(conflict, view, where, vocabulary, findings)


def _check_hidden(
    conflict: Written, view: View, where: Path, vocabulary: Vocabulary, findings: Findings
) -> None:
    hidden = view.changes.get(HIDDEN, [])
    where = (*where, HIDDEN)
    if not isinstance(hidden, list | tuple):
        found = "a mapping" if isinstance(hidden, Mapping) else described(hidden)
        findings.add(where, found, "a list of options", "as [B.pact]")
        return
    if conflict.states_listed and hidden:
        found = f"{HIDDEN} in a conflict written as a graph"
        findings.add(where, found, "", "leave moves out of the view instead", on_key=True)
        return
    owned = [dm.name for dm in conflict.decision_makers for _ in dm.options]
    seen: set[int] = set()
    for k, name in enumerate(hidden):
        if not isinstance(name, str):
            findings.add((*where, k), described(name), "the name of an option", "as B.pact")
            continue
        try:
            option = vocabulary.resolve(name)
        except StatementError as error:
            findings.add((*where, k), error.found, error.expected, error.remedy)
            continue
        if owned[option] == view.by:
            found = f"{view.by} blind to its own option '{name}'"
            findings.add((*where, k), found, "an option of another decision maker")
        if option in seen:
            findings.add((*where, k), f"option '{name}' is there twice", "each option once")
        seen.add(option)


def _check_truths(conflict: Written, findings: Findings) -> None:
    views = {view.by: view.changes for view in conflict.views}
    for truth in conflict.truths:
        where: Path = ("truths", truth.name)
        check_known(truth.to, conflict.names, (*where, "to"), findings)
        if not (math.isfinite(truth.cost) and truth.cost >= 0):
            findings.add((*where, "cost"), f"a cost of {truth.cost:g}", "a number of 0 or more")
        if truth.to in conflict.names and place_of(views.get(truth.to, {}), truth.about) is None:
            found = f"{truth.to} sees '{truth.about}' as it is; to be told of it changes nothing"
            known = _places(views.get(truth.to, {}))
            expected = f"keys of views.{truth.to}, joined by dots"
            findings.add((*where, "about"), found, expected, nearest(truth.about, known))


def _places(changes: object, above: str = "") -> list[str]:
    """List what of a view could be told, as keys joined by dots."""
    found: list[str] = []
    if isinstance(changes, Mapping):
        for key, value in changes.items():
            here = f"{above}.{key}" if above else str(key)
            found += [here, *_places(value, here)]
    elif above.endswith(HIDDEN) and isinstance(changes, list | tuple):
        found = [f"{above}.{item}" for item in changes]
    return found
