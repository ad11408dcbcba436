"""What the schema finds wrong, in the words of the model file rather than of a validator."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from pydantic_core import ErrorDetails, ValidationError

from goodoffices.errors import Path, Problem, as_number, nearest
from goodoffices.files.forms import Closed
from goodoffices.files.schema import (
    DecisionMakerEntry,
    ModelFile,
    NoMoveEntry,
    OptionSettings,
)
from goodoffices.files.schema_mediation import ClaimEntry, CostEntry, LeverEntry, MediationEntry
from goodoffices.files.schema_preferences import (
    PREFERENCE_FORMS,
    preference_forms,
)
from goodoffices.files.schema_published import PUBLISHED_SECTIONS
from goodoffices.files.schema_timeline import DueEntry, EventEntry, EvidenceEntry
from goodoffices.files.schema_uncertainty import (
    DRAWN,
    FORMS,
    CorrelatedEntry,
    DistributionEntry,
    QuantityEntry,
    TruthEntry,
)
from goodoffices.files.yaml.tree import ANY, Node, find, matches
from goodoffices.model.lever_numbers import LEVER_NUMBERS
from goodoffices.stability.concepts import CONCEPTS

_SURE = 0.75
_LEVER: Path = ("mediation", "levers", ANY)
DISTRIBUTED: tuple[Path, ...] = (
    ("decision_makers", ANY, "preferences", "weights", ANY),
    ("decision_makers", ANY, "preferences", "payoffs", ANY),
    *((*_LEVER, *row.keys) for row in LEVER_NUMBERS if row.drawn),
)
Sections = Mapping[Path, type[Closed]]
_SECTIONS: Sections = {
    (): ModelFile,
    ("decision_makers", ANY): DecisionMakerEntry,
    ("decision_makers", ANY, "options", ANY): OptionSettings,
    ("no_move", ANY): NoMoveEntry,
    ("mediation",): MediationEntry,
    ("mediation", "levers", ANY): LeverEntry,
    ("mediation", "levers", ANY, "cost"): CostEntry,
    ("mediation", "claims", ANY): ClaimEntry,
    **dict.fromkeys(DISTRIBUTED, DistributionEntry),
    ("quantities", ANY): QuantityEntry,
    ("correlated", ANY): CorrelatedEntry,
    ("truths", ANY): TruthEntry,
    ("timeline", ANY): EventEntry,
    ("timeline", ANY, "evidence", ANY): EvidenceEntry,
    ("timeline", ANY, "due", ANY): DueEntry,
    **PUBLISHED_SECTIONS,
}
NOUNS = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}
_TEXT_POSSIBLE = {"string_type", "wrong_kind", "int_type"}
_LISTS_OF_LISTS = {"exactly_one", "at_most_one", "at_least_one", "coalitions"}
_ONE_STATE = {("status_quo",), ("no_deal",)}
_SPAN = ("a span of {count}", "two numbers, [first, after the last]")
_LENGTHS: tuple[tuple[Path, str, str], ...] = (
    (("moves", ANY), "a move of {count} states", "two states, [from, to]"),
    (("within",), "{count} bounds", "two, [low, high], with null for none"),
    (("better", ANY), "a comparison of {count}", "two states, the better one first"),
    (("preferences", "payoffs", ANY), "{count} bounds{told}", "two, [least, greatest]"),
    (("passage", ANY), *_SPAN),
    (("at",), *_SPAN),
)
_KEY = "[key]"
_RANGE = re.compile(r"\[\s*[-+]?[\d.]+\s*,\s*[-+]?[\d.]+\s*\]")
_LISTED = re.compile(r"'([^']*)'")
_FORMS = "exactly one of ranking, prioritized, weights and payoffs; or wants and better"


class Fault(NamedTuple):
    """A problem and its kind: an unknown ``key``, or anything else about a ``value``."""

    kind: Literal["key", "value"]
    problem: Problem


def schema_faults(
    error: ValidationError,
    root: Node,
    text: str,
    most: int,
    sections: Sections = _SECTIONS,
) -> list[Fault]:
    """Translate what pydantic-core found, up to ``most``, with paths in the tree and no places.

    ``sections`` are the mappings with known keys that the file has: a model's, if nothing is said.
    """
    faults: list[Fault] = []
    for details in error.errors(include_url=False):
        if len(faults) >= most:
            return faults[:most]
        path, on_key = _path(details["loc"], root)
        if details["type"] == "too_short" and not _is_short(details, find(root, path)):
            continue  # counted without those of its items that are faults themselves
        if details["type"] == "preference_form":
            faults += _form_faults(path, root, text)
        elif details["type"] in {"extra_forbidden", "invalid_key"}:
            faults.append(Fault("key", _unknown_key(path, root, sections)))
        elif details["type"] == "missing":
            faults.append(Fault("value", _missing(path, sections)))
        else:
            faults.append(Fault("value", _problem(details, path, root, text, on_key=on_key)))
    return faults


def _is_short(details: ErrorDetails, node: Node | None) -> bool:
    least: int = details.get("ctx", {}).get("min_length", 0)
    return node is None or len(node.children) < least


def known_keys(path: Path, sections: Sections = _SECTIONS) -> tuple[str, ...]:
    """Return the keys that the mapping at a path may have; none where names are free."""
    if matches(path, "decision_makers", ANY, "preferences"):
        return PREFERENCE_FORMS
    return tuple(_fields(path, sections))


def guess(key: object, path: Path) -> str | None:
    """Return the known key that was surely meant, or None."""
    others = [known for known in known_keys(path) if known != key]
    close = difflib.get_close_matches(str(key)[:60], others, n=1, cutoff=_SURE)
    return close[0] if close else None


def _fields(path: Path, sections: Sections) -> dict[str, str]:
    """Return the keys of a section with their descriptions."""
    for pattern, form in sections.items():
        if matches(path, *pattern):
            keys = form.keys.items()
            return {one.alias or name: one.words.get("description", "") for name, (_, one) in keys}
    return {}


def _path(loc: Sequence[int | str], root: Node) -> tuple[Path, bool]:
    """Return a location without the marks of the forms that were tried, and if it is a key."""
    steps: list[int | str] = []
    node: Node | None = root
    for step in loc:
        if step == _KEY:
            return tuple(steps), True
        child = node.child(step) if node is not None else None
        if child is None and isinstance(step, str) and step[:1] == "<" and step[-1:] == ">":
            continue
        steps.append(step)
        node = child
    return tuple(steps), False


def _problem(details: ErrorDetails, path: Path, root: Node, text: str, *, on_key: bool) -> Problem:
    kind, node = details["type"], find(root, path)
    if kind == "unknown_concept":
        return _unknown_concept(path)
    if kind in {"too_short", "too_long"}:
        return _wrong_length(path, node, details)
    if kind in _FORM_PROBLEMS:
        return _FORM_PROBLEMS[kind](path, node)
    if kind == "literal_error" and node is not None:
        return _unlisted(details, path, node, text)
    expected = _expected(details)
    if on_key:
        return _wrong_key(path, expected, _after_comma(path, root))
    remedy = _remedy(kind, path, node, text)
    return Problem(path, f"{_describe(node, text)}{_as(path)}", expected, remedy)


def _unlisted(details: ErrorDetails, path: Path, node: Node, text: str) -> Problem:
    """Say that a word is none of those that may stand in a place."""
    words = _LISTED.findall(details["ctx"]["expected"])
    remedy = nearest(node.value, words) if isinstance(node.value, str) else ""
    found = f"{_describe(node, text)}{_as(path)}"
    meant = remedy if remedy.startswith("did") else ""
    return Problem(path, found, f"one of {', '.join(words)}", meant)


def _contradiction(path: Path, _node: Node | None) -> Problem:
    found = f"'{_short(str(path[-1]))}' is both reversible and dropped for good"
    return Problem(path, found, "one of the two", "leave out reversible: true")


def _distribution_form(path: Path, node: Node | None) -> Problem:
    """Say that a mapping holds no distribution, or more than one."""
    given = [key for key in FORMS if node is not None and key in node.value]
    found = f"{len(given)} distributions: {', '.join(given)}" if given else "no distribution"
    remedy = "" if given else "write a range as {uniform: [low, high]}"
    return Problem(path, f"{found}{_as(path)}", f"exactly one of {', '.join(DRAWN)}", remedy)


def _confidence_form(path: Path, node: Node | None) -> Problem:
    """Say that a confidence stands beside no value, or beside 0, of which a share is nothing."""
    given = node is not None and node.value.get("value") is not None
    remedy = (
        "a share of 0 is 0: write {triangular: [low, 0, high]} or {uniform: [low, high]} in numbers"
        if given
        else "write {value: -45, confidence: medium}"
    )
    found = "confidence in the value 0" if given else "confidence in no value"
    return Problem(path, f"{found}{_as(path)}", "a value other than 0", remedy)


_FORM_PROBLEMS = {
    "contradiction": _contradiction,
    "distribution_form": _distribution_form,
    "confidence_form": _confidence_form,
}


def _wrong_key(path: Path, expected: str, meant: str) -> Problem:
    raw = _short(str(path[-1]))
    remedy = meant or f'put it in quotes: "{raw}"'
    if matches(path, "decision_makers", ANY) or matches(
        path, "decision_makers", ANY, "options", ANY
    ):
        expected, remedy = "a name that starts with a letter", "put the number behind a letter"
    return Problem(path, f"the key {raw}", expected, remedy, on_key=True)


def _missing(path: Path, sections: Sections) -> Problem:
    key, parent = str(path[-1]), path[:-1]
    found = f"no {key}{_as(parent).replace(' as ', ' for ')}"
    return Problem(
        path, found, f"{key}: {_fields(parent, sections).get(key, '')}", f"add {key}", on_key=True
    )


def _after_comma(path: Path, root: Node) -> str:
    """Say how to write a number of which a comma has made two; nothing where none has."""
    node = find(root, path[:-1])
    entries = list(node.value.items()) if node is not None else []
    place = next((k for k, (key, _) in enumerate(entries) if key == path[-1]), 0)
    if not place:
        return ""
    (before, first), (_, second) = entries[place - 1 : place + 1]
    whole = first.value
    if type(path[-1]) is not int or type(whole) is not int or second.value is not None:
        return ""
    return f"write numbers with a point: {before}: {whole}.{path[-1]}"


def _unknown_key(path: Path, root: Node, sections: Sections = _SECTIONS) -> Problem:
    parent, key = path[:-1], str(path[-1])
    known = known_keys(parent, sections)
    expected, remedy = "one of " + ", ".join(known), _after_comma(path, root) or "remove it"
    if difflib.get_close_matches(key[:60], known, n=1):
        expected, remedy = "", nearest(key[:60], known)
    elif key in _fields((), sections):
        remedy = f"move {key} to the outermost level of the file"
    return Problem(path, f"unknown key '{_short(key)}'", expected, remedy, on_key=True)


def _unknown_concept(path: Path) -> Problem:
    key = str(path[-1])
    found, known = f"unknown concept '{key}'", f"one of {', '.join(CONCEPTS)}"
    return Problem(path, found, known, nearest(key[:60], CONCEPTS), on_key=True)


def _wrong_length(path: Path, node: Node | None, details: ErrorDetails) -> Problem:
    count = details.get("ctx", {}).get("actual_length", 0)
    for pattern, found, expected in _LENGTHS:
        if matches(path[-len(pattern) :], *pattern):
            return Problem(path, found.format(count=count, told=_as(path)), expected)
    if count:
        return Problem(path, f"a list of one entry{_as(path)}", "two entries or more")
    noun = "mapping" if node is not None and isinstance(node.value, dict) else "list"
    found = f"an empty {noun}{_as(path)}"
    return Problem(path, found, "at least one entry", "fill it or leave it out")


def _form_faults(path: Path, root: Node, text: str) -> list[Fault]:
    """Say what is wrong with preferences that are not of one form."""
    node = find(root, path)
    owner = f" of '{_short(str(path[1]))}'"
    if node is None or not isinstance(node.value, dict):
        found = f"{_describe(node, text)} as preferences{owner}"
        remedy = "name the form, for instance ranking: [3, 1, 2]"
        return [Fault("value", Problem(path, found, _FORMS, remedy))]
    forms = [key for key in node.value if key in PREFERENCE_FORMS]
    if forms:
        first: dict[tuple[str, ...], str] = {}
        for key in forms:
            first.setdefault(tuple(preference_forms([key])), key)
        forms = list(first.values())
        found = f"preferences{owner} in {len(forms)} forms: {', '.join(forms)}"
        problem = Problem((*path, forms[1]), found, _FORMS, "keep one of them", on_key=True)
        return [Fault("key", problem)]
    if node.value:
        return [Fault("key", _unknown_key((*path, key), root)) for key in node.value]
    return [Fault("value", Problem(path, f"no preferences{owner}", _FORMS, "add one of them"))]


def _expected(details: ErrorDetails) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "greater_than_equal":
        least = context["ge"]
        whole = isinstance(least, int)
        return f"a whole number from {least} upwards" if whole else f"a number of {least:g} or more"
    if kind == "less_than_equal":
        return f"a number of at most {context['le']:,}"
    if kind == "string_pattern_mismatch":
        return "64 digits from 0 to f, in small letters"
    if kind == "finite_number":
        return "a finite number"
    if kind == "nothing":
        return "a value"
    return NOUNS.get(kind, details["msg"])


def _describe(node: Node | None, text: str) -> str:
    """Say what a value is, with its text as written."""
    value: Any = node.value if node is not None else None
    raw = text[node.start : node.end] if node is not None else ""
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return raw
    return f"the text '{_short(value)}'" if isinstance(value, str) else f"the number {_short(raw)}"


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + "…"


def _as(path: Path) -> str:
    if not path:
        return ""
    if isinstance(path[-1], str):
        return f" as {_short(path[-1])}"
    names = [str(step) for step in path if isinstance(step, str)]
    return f" in {_short(names[-1])}" if names else ""


def _remedy(kind: str, path: Path, node: Node | None, text: str) -> str:
    """Say what to write instead."""
    if node is None:
        return ""
    raw, value = _short(text[node.start : node.end]), node.value
    remedy = ""
    if value is None and path and isinstance(path[-1], str):
        remedy = "write a value, or leave the key out"
    elif isinstance(value, bool | int | float) and kind in _TEXT_POSSIBLE and node.style == "plain":
        remedy = f'if it is meant as text, put it in quotes: "{raw}"'
    elif path[-1:] in _ONE_STATE and isinstance(value, list | dict):
        remedy = f'write one state, as 3, NNY or "this and not that": {path[-1]}: NNY'
    elif isinstance(value, str):
        remedy = _text_remedy(kind, path, raw)
    elif isinstance(value, list) and kind == "wrong_kind" and _RANGE.fullmatch(raw):
        remedy = f"write a range as {{uniform: {raw}}}"
    elif isinstance(value, list) and kind in {"dict_type", "model_type", "wrong_kind"}:
        remedy = "write entries as name: value, without brackets or dashes"
    elif isinstance(value, dict) and kind in {"string_type", "wrong_kind"}:
        remedy = "text that contains ': ' or braces needs quotes"
    elif isinstance(value, dict) and kind == "tuple_type":
        remedy = "write a list, [a, b]; text that contains ': ' needs quotes"
    return remedy


def _text_remedy(kind: str, path: Path, raw: str) -> str:
    if kind == "tuple_type" and path[0] in _LISTS_OF_LISTS:
        return f"write a list of lists: {path[0]}: [[{raw}, …]]"
    if kind == "tuple_type":
        return f"write a list: [{raw}]"
    if kind == "bool_type":
        return "write true or false, without quotes"
    if kind in {"int_type", "float_type"}:
        number = as_number(raw.strip("\"'"))
        return f"write {number}" if number else "write a number, without quotes"
    return ""
