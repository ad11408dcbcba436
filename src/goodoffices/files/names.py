"""How names stand in the texts of a model file: which places name what, and how they are read.

What is named is known by the path where it is defined, such as ("decision_makers", "Firm",
"options", "pay").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodoffices.errors import Path
from goodoffices.files.problems import DISTRIBUTED
from goodoffices.files.yaml.tree import ANY, matches
from goodoffices.model import formulas, statements
from goodoffices.model.statements import StatementError

Content = Mapping[str, Any]
_DM = "decision_makers"
_PREFERENCES = (_DM, ANY, "preferences")
_LEVER = ("mediation", "levers", ANY)
_ASKED = ("mediation", "claims", ANY, "with")
GROUPS = ("exactly_one", "at_most_one", "at_least_one")
_STATEMENTS: tuple[Path, ...] = (
    ("infeasible", ANY),
    ("same_state", ANY),
    ("no_move", ANY, "from"),
    ("no_move", ANY, "to"),
    (*_PREFERENCES, "prioritized", ANY),
    (*_PREFERENCES, "prioritized", ANY, "unordered", ANY),
    (*_PREFERENCES, "wants", ANY),
)
_STATES: tuple[Path, ...] = (
    ("status_quo",),
    ("mediation", "no_deal"),
    ("observed", "state"),
    ("mediation", "settlement"),
    ("mediation", "escalation"),
    (*_LEVER, "where"),
    (*_ASKED, "settlement"),
)
_LISTED: tuple[Path, ...] = (
    *((*place, ANY) for place in _STATES[3:]),
    (*_PREFERENCES, "ranking", ANY),
    (*_PREFERENCES, "ranking", ANY, ANY),
    (*_PREFERENCES, "better", ANY, ANY),
)
_OPTIONS: tuple[Path, ...] = (
    *((key, ANY, ANY) for key in GROUPS),
    ("issues", ANY, ANY),
    ("hidden", ANY),
    ("timeline", ANY, "took", ANY),
    ("timeline", ANY, "dropped", ANY),
)
_HOLDERS: tuple[Path, ...] = (
    ("coalitions", ANY, ANY),
    ("no_move", ANY, "by"),
    (*_LEVER, "held_by"),
    (*_LEVER, "on"),
    ("mediation", "signatories", ANY),
    *((*_ASKED, key) for key in ("held_by", "on", _DM)),
    *((*_ASKED, key, ANY) for key in ("held_by", "on", _DM)),
    ("truths", ANY, "to"),
    ("published", "coalition_improvements", ANY, "coalition", ANY),
    ("published", "differs", ANY, "decision_maker"),
)
_HOLDER_KEYS: tuple[Path, ...] = (
    ("greatly", ANY),
    ("views", ANY),
    ("mediation", "guarantee_prices", ANY),
    ("mediation", "power", ANY),
    ("published", "stable_for", ANY),
)
_LEVERS: tuple[Path, ...] = (
    (*_ASKED, "lever"),
    (*_ASKED, "levers"),
    (*_ASKED, "levers", ANY),
    ("timeline", ANY, "withdrawn", ANY),
)
_LEVER_KEYS: tuple[Path, ...] = (
    (*_ASKED, "intensities", ANY),
    ("pulled", ANY),  # in scenarios
    *(("timeline", ANY, kind, ANY) for kind in ("pulled", "evidence", "due")),
)
_COMPARISON: Path = (*_PREFERENCES, "better", ANY)
_PART = re.compile(r"[^.\[\]]+")
PATTERN = re.compile("[YN]+")
_VARIANT = 2
_CHANGE: Path = ("timeline", ANY, "change")
_NO_NAME = re.compile(r"[YN-]+|\d+")


@dataclass(frozen=True)
class Name:
    """A name in a text: from and to, and the path of what it names.

    Attributes
    ----------
    start, end
        Characters from the start of the text; both 0 where it is named without being written, as
        the owner of an option is.
    """

    start: int
    end: int
    thing: Path


def within(path: Path) -> tuple[Path, Path]:
    """Return a path in two parts: those of the variant, event or view that it is in, and the rest.

    Examples
    --------
    >>> within(("views", "A", "views", "B", "hidden", 0))
    (('views', 'A', 'views', 'B'), ('hidden', 0))
    >>> within(("views", "A"))
    ((), ('views', 'A'))
    """
    above: Path = ()
    if matches(path[: len(_CHANGE)], *_CHANGE) and len(path) > len(_CHANGE):
        above, path = path[: len(_CHANGE)], path[len(_CHANGE) :]
    while path[:1] in {("scenarios",), ("views",)} and len(path) > _VARIANT:
        above, path = above + path[:_VARIANT], path[_VARIANT:]
    return above, path


def names_states(path: Path) -> bool:
    """Say whether states are named at a path, by number or by pattern."""
    return any(matches(path, *pattern) for pattern in (*_STATES, *_LISTED))


def _below(content: Any, key: str) -> Mapping[Any, Any]:  # noqa: ANN401 - what JSON has
    """Return the mapping at a key; an empty one where there is none, or something else."""
    found = content.get(key) if isinstance(content, Mapping) else None
    return found if isinstance(found, Mapping) else {}


class Book:
    """What a file defines, and how names in it are to be understood.

    Attributes
    ----------
    owned
        (party, option) in the order of the letters of patterns.
    things
        The paths of all that is defined.
    """

    def __init__(self, content: Content) -> None:
        parties, mediation = _below(content, _DM), _below(content, "mediation")
        self.owned = [
            (name, option) for name in parties for option in _below(parties[name], "options")
        ]
        self.in_graph_form = bool(content.get("states"))
        self.owners: dict[str, list[str]] = {}
        for name, option in self.owned:
            self.owners.setdefault(option, []).append(name)
        self.things: set[Path] = {(_DM, name) for name in parties}
        self.things |= {(_DM, name, "options", option) for name, option in self.owned}
        for key in ("levers", "mediators"):
            self.things |= {("mediation", key, name) for name in _below(mediation, key)}
        self.things |= {("quantities", name) for name in _below(content, "quantities")}

    def holder(self, name: str) -> Path | None:
        """Return the path of a party or a mediator."""
        return self._known((_DM, name), ("mediation", "mediators", name))

    def lever(self, name: str) -> Path | None:
        """Return the path of a lever."""
        return self._known(("mediation", "levers", name))

    def quantity(self, name: str) -> Path | None:
        """Return the path of a quantity."""
        return self._known(("quantities", name))

    def _known(self, *paths: Path) -> Path | None:
        return next((path for path in paths if path in self.things), None)

    def option(self, tokens: Sequence[tuple[int, str]]) -> Iterator[Name]:
        """Yield the names in ``option`` or ``DM.option``, given with their places."""
        start, name = tokens[-1]
        owners = [tokens[0][1]] if len(tokens) > 1 else self.owners.get(name, [])
        thing: Path = (_DM, owners[0], "options", name) if len(owners) == 1 else ()
        if thing not in self.things:
            return
        if len(tokens) > 1:
            yield Name(tokens[0][0], tokens[0][0] + len(tokens[0][1]), thing[:2])
        yield Name(start, start + len(name), thing)


def names_at(book: Book, path: Path, text: str, *, on_key: bool) -> Iterator[Name]:
    """Yield the names in the text, or the key, that stands at a path."""
    for places, read in _KEYS if on_key else _VALUES:
        if any(matches(path, *pattern) for pattern in places):
            yield from read(book, text)
            return


def _whole(text: str, thing: Path | None) -> list[Name]:
    return [] if thing is None else [Name(0, len(text), thing)]


def _holder(book: Book, text: str) -> list[Name]:
    return _whole(text, book.holder(text))


def _lever(book: Book, text: str) -> list[Name]:
    return _whole(text, book.lever(text))


def _quantity(book: Book, text: str) -> list[Name]:
    return _whole(text, book.quantity(text)) or _in_place(book, text)


def _option(book: Book, text: str) -> Iterator[Name]:
    head, found, tail = text.partition(".")
    yield from book.option([(0, head), (len(head) + 1, tail)] if found else [(0, text)])


def _in_statement(book: Book, text: str) -> Iterator[Name]:
    if book.in_graph_form:
        return
    if text not in book.owners and _NO_NAME.fullmatch(text):
        yield from _in_pattern(book, text)
        return
    try:
        named = statements.names_in(text)
    except StatementError:
        return
    for tokens in named:
        yield from book.option(tokens)


def _in_comparison(book: Book, text: str) -> Iterator[Name]:
    """Yield the names on either side of ``a > b``."""
    start = 0
    for side in text.split(">"):
        inner = side.strip()
        ahead = start + len(side) - len(side.lstrip())
        for name in _in_statement(book, inner):
            shift = ahead if name.end else 0
            yield Name(name.start + shift, name.end + shift, name.thing)
        start += len(side) + 1


def _in_pattern(book: Book, text: str) -> Iterator[Name]:
    """Yield the options that a pattern says are taken, none of them by its name."""
    if PATTERN.fullmatch(text) and len(text) == len(book.owned) and not book.in_graph_form:
        for (owner, option), letter in zip(book.owned, text, strict=True):
            if letter == "Y":
                yield Name(0, 0, (_DM, owner, "options", option))


def _in_formula(book: Book, text: str) -> Iterator[Name]:
    try:
        named = formulas.names_in(text)
    except StatementError:
        return
    for start, name in named:
        if thing := book.quantity(name):
            yield Name(start, start + len(name), thing)


def _in_place(book: Book, text: str) -> list[Name]:
    """Return the names in a number's keys joined by dots."""
    found = []
    for depth, kind in ((2, _DM), (3, "mediation")):
        parts = list(_PART.finditer(text))[:depth]
        thing = tuple(part[0] for part in parts)
        if thing[:1] == (kind,) and thing in book.things:
            found.append(Name(parts[-1].start(), parts[-1].end(), thing))
    weights = re.fullmatch(r"decision_makers\.[^.]+\.preferences\.weights\.(.*)", text, re.DOTALL)
    if weights:
        start = weights.start(1)
        found += _moved(_in_statement(book, weights[1]), start)
    return found


def _in_view(book: Book, text: str) -> list[Name]:
    """Return the names in the keys, joined by dots, of something in a view."""
    head, found, tail = text.partition(".")
    start = len(head) + 1
    if not found:
        return []
    if head == "views":
        party, _, rest = tail.partition(".")
        inner = [*_holder(book, party), *_moved(_in_view(book, rest), len(party) + 1)]
        return _moved(inner, start)
    if head == "hidden":
        return _moved(_option(book, tail), start)
    if head == "quantities":
        return _moved(_whole(tail, book.quantity(tail)), start)
    options = re.fullmatch(r"decision_makers\.([^.]+)\.options\.([^.]+).*", text, re.DOTALL)
    if options:
        return list(book.option([(options.start(k), options[k]) for k in (1, 2)]))
    return _in_place(book, text)


def _moved(names: Iterable[Name], by: int) -> list[Name]:
    """Return names of a text that begins so many characters later."""
    return [Name(n.start + by, n.end + by, n.thing) if n.end else n for n in names]


def _in_concept(book: Book, text: str) -> Iterator[Name]:
    """Yield the parties in a concept per party, such as ``A=sim,B=seq``."""
    for match in re.finditer(r"\s*([^=,]+?)\s*=", text):
        if thing := book.holder(match[1]):
            yield Name(match.start(1), match.end(1), thing)


_Reading = Callable[[Book, str], Iterable[Name]]
_VALUES: tuple[tuple[tuple[Path, ...], _Reading], ...] = (
    ((*_STATEMENTS, *_STATES), _in_statement),
    (_LISTED, _in_pattern),
    ((_COMPARISON,), _in_comparison),
    (_OPTIONS, _option),
    (_HOLDERS, _holder),
    (_LEVERS, _lever),
    (DISTRIBUTED, _in_formula),
    ((("correlated", ANY, "quantities", ANY),), _quantity),
    (((*_ASKED, "concept"),), _in_concept),
    ((("truths", ANY, "about"),), _in_view),
)
_KEYS: tuple[tuple[tuple[Path, ...], _Reading], ...] = (
    (((*_PREFERENCES, "weights", ANY),), _in_statement),
    (((*_PREFERENCES, "payoffs", ANY),), _in_pattern),
    (_HOLDER_KEYS, _holder),
    (_LEVER_KEYS, _lever),
)
