"""Checks of names: decision makers, options, and what refers to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodoffices.errors import Path, nearest
from goodoffices.model.checks.problems import Findings
from goodoffices.model.expressions import NAME_PATTERN
from goodoffices.model.statements import KEYWORDS
from goodoffices.model.written import DecisionMaker, Published, Written

_NAME_RULE = "a name of letters, digits and _ that does not start with a digit"


def check_names(conflict: Written, findings: Findings) -> None:
    """Note names that cannot be used, are used twice, or refer to nothing."""
    names = [dm.name for dm in conflict.decision_makers]
    if not names:
        remedy = "list the parties under decision_makers"
        findings.add(("decision_makers",), "no decision makers", "at least one", remedy)
    check_each(names, [("decision_makers", name) for name in names], "decision maker", findings)
    for dm in conflict.decision_makers:
        _check_options(conflict, dm, findings)
    for k, rule in enumerate(conflict.no_move):
        check_known(rule.by, names, ("no_move", k, "by"), findings)
    for k, coalition in enumerate(conflict.coalitions):
        _check_coalition(coalition, names, ("coalitions", k), findings)
    if conflict.published:
        _check_published(conflict.published, names, findings)


def _check_published(published: Published, names: list[str], findings: Findings) -> None:
    for name in published.stable_for:
        check_known(name, names, ("published", "stable_for", name), findings, on_key=True)
    for k, entry in enumerate(published.coalition_improvements):
        where: Path = ("published", "coalition_improvements", k, "coalition")
        _check_coalition(entry.coalition, names, where, findings)
    for k, one in enumerate(published.differs):
        if one.decision_maker:
            where = ("published", "differs", k, "decision_maker")
            check_known(one.decision_maker, names, where, findings)


def _check_options(conflict: Written, dm: DecisionMaker, findings: Findings) -> None:
    base = ("decision_makers", dm.name)
    names = [option.name for option in dm.options]
    places: list[Path] = [(*base, "options", name) for name in names]
    check_each(names, places, "option", findings)
    if conflict.states_listed and dm.options:
        remedy = "give moves, or drop states and describe everything by options"
        findings.add((*base, "options"), "options beside listed states", "moves", remedy)
    if not conflict.states_listed and dm.moves:
        remedy = "list the states under states, or describe the moves by options"
        findings.add((*base, "moves"), "moves without listed states", "options", remedy)
    for option, place in zip(dm.options, places, strict=True):
        if option.once_dropped and not option.reversible:
            findings.add(
                place,
                f"option '{option.name}' can be neither taken nor dropped",
                "reversible: false (once taken, taken) or once_dropped: true, not both",
                "to fix an option for good, write it (or its negation) under infeasible",
            )


def check_each(names: Sequence[str], places: Sequence[Path], kind: str, findings: Findings) -> None:
    """Note names that cannot be used, or are there twice."""
    seen: set[str] = set()
    for name, place in zip(names, places, strict=True):
        if not re.fullmatch(NAME_PATTERN, name):
            found = f"{kind} name '{name}'"
            findings.add(place, found, _NAME_RULE, "put the full name in label", on_key=True)
        elif name.lower() in KEYWORDS:
            found = f"{kind} name '{name}' is a word of the statement language"
            findings.add(place, found, _NAME_RULE, "choose another name", on_key=True)
        if name in seen:
            found = f"{kind} '{name}' is there twice"
            findings.add(place, found, "each name once", "rename one of them", on_key=True)
        seen.add(name)


def check_known(
    name: str, known: Sequence[str], where: Path, findings: Findings, *, on_key: bool = False
) -> None:
    """Note the name of a decision maker that there is not."""
    if name not in known:
        found = f"unknown decision maker '{name}'"
        findings.add(where, found, "a decision maker", nearest(name, known), on_key=on_key)


def _check_coalition(
    coalition: Sequence[str], names: Sequence[str], where: Path, findings: Findings
) -> None:
    for k, name in enumerate(coalition):
        check_known(name, names, (*where, k), findings)
        if name in coalition[:k]:
            findings.add((*where, k), f"'{name}' is there twice", "each member once")
    if not coalition:
        findings.add(where, "a coalition without members", "names of decision makers")
