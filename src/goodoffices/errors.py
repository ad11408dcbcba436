"""Everything goodoffices raises on purpose.

::

    GoodOfficesError
    ├── ModelError (ValueError)          the conflict as written is wrong; lists every problem
    ├── RequestError (ValueError)        the question does not fit the conflict
    │   ├── MentionedError               something cannot go while others speak of it
    │   └── UnknownPreferencesError      it takes preferences that are known only in part
    ├── InternalError (RuntimeError)     an answer that failed our own check: a fault of ours
    ├── SolverError (RuntimeError)       a solver that stopped without an answer
    ├── FileError (OSError)              a file cannot be read or written
    │   └── FileChangedError             a file is no longer as it was read
    ├── SizeError (MemoryError)          the conflict is larger than this machine should try
    ├── MissingExtraError (ImportError)  an optional library is not installed
    └── Stopped (RuntimeError)           the work was asked to end
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from numbers import Integral, Number
from os import PathLike
from typing import Any, Literal, Self

Path = tuple[str | int, ...]
_MOST_SHOWN = 50
_WINDOW = 76
_LISTED = 12
_LONGEST = 200
_NUMBER = r"(?P<number>[-+]?\d+(?:[.,]\d+)?)\s*(?P<share>%?)"


class GoodOfficesError(Exception):
    """Base of every error that goodoffices raises on purpose.

    ``wanted`` is the argument by which to do what the message advises last, or empty.

    Examples
    --------
    >>> try:
    ...     go.case("elmira")
    ... except go.GoodOfficesError as error:
    ...     print(error)
    there is no published conflict 'elmira'; did you mean 'elmira-1991'?
    """

    wanted = ""

    def wanting(self, argument: str) -> Self:
        """Note which argument does what the message advises last, and return the error."""
        self.wanted = argument
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON: the kind of error, the message, and what is known besides."""
        return {"kind": type(self).__name__, "message": str(self)}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a model, and what to do about it.

    Attributes
    ----------
    where
        Keys and list positions that lead to the value in the model file, e.g.
        ``("decision_makers", "MoE", "preferences", "ranking", 3)``.
    found, expected, remedy
        What is there, what should be there, what to do. ``remedy`` may be empty.
    offset
        Characters into the value at ``where`` at which the fault starts (statements).
    text
        The whole value that ``offset`` points into; shown with a caret below it.
    on_key
        True when the fault is the key at ``where`` and not its value.
    severity
        ``error``: the model cannot be analysed; ``hint``: it can, and this may not be meant so.
    line, column
        1-based place in the file; 0 when the model did not come from a file.

    Examples
    --------
    >>> print(go.Problem(("title",), "an empty title", "a line of text"))
    title: an empty title
      expected: a line of text
    """

    where: Path
    found: str
    expected: str = ""
    remedy: str = ""
    offset: int | None = None
    text: str = ""
    on_key: bool = False
    severity: Literal["error", "hint"] = "error"
    line: int = 0
    column: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON: place, found, expected, remedy and the rest."""
        return {**vars(self), "where": list(self.where)}

    def __str__(self) -> str:
        """Render the problem over a few lines, without the file's name."""
        place = f"{self.line}:{self.column}: " if self.line else f"{dotted(self.where)}: "
        place = place if self.line or self.where else ""
        lines = [f"{place}{'hint: ' if self.severity == 'hint' else ''}{_shorten(self.found)}"]
        if self.offset is not None:
            lines += ["    " + line for line in _caret(self.text, self.offset)]
        if self.expected:
            lines.append(f"  expected: {self.expected}")
        if self.remedy:
            lines.append(f"  to mend:  {self.remedy}")
        return "\n".join(lines)


class ModelError(GoodOfficesError, ValueError):
    """A conflict that cannot be analysed as it is written.

    Attributes
    ----------
    problems
        Every problem found, in the order of the file.
    source
        Name of the file, or an empty string.

    Examples
    --------
    >>> try:
    ...     go.loads("{goodoffices: 1, title: Nobody}")
    ... except go.ModelError as error:
    ...     print(error.problems[0].found)
    no decision_makers
    """

    def __init__(self, problems: Iterable[Problem], source: str = "") -> None:
        self.problems = tuple(problems)
        self.source = source
        super().__init__(self._render())

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON, with all problems."""
        told = [problem.to_dict() for problem in self.problems]
        return {**super().to_dict(), "source": self.source, "problems": told}

    def _render(self) -> str:
        prefix = f"{self.source}:" if self.source else ""
        lines = [prefix + str(problem) for problem in self.problems[:_MOST_SHOWN]]
        if len(self.problems) > _MOST_SHOWN:
            lines.append(f"and {len(self.problems) - _MOST_SHOWN:,} more problems")
        return "\n".join(lines)


class RequestError(GoodOfficesError, ValueError):
    """A question that the conflict has no answer to: an unknown state, concept or party.

    Attributes
    ----------
    argument, code
        What was asked wrongly, and a word for what is wrong, for programs; empty where no more is
        known than the message says.
    found, expected, remedy
        The parts of the message: what was given, what should be, what to do; some may be empty.

    Examples
    --------
    >>> go.analyze(go.case("elmira-1991"), ["nsh"])
    Traceback (most recent call last):
    goodoffices.errors.RequestError: no concept 'nsh'; did you mean 'nash'?
    >>> try:
    ...     go.analyze(go.case("elmira-1991"), ["nsh"])
    ... except go.RequestError as error:
    ...     print(error.code, error.found, error.remedy, sep="; ")
    unknown-concept; no concept 'nsh'; did you mean 'nash'?
    """

    def __init__(self, message: str = "", *, argument: str = "", code: str = "") -> None:
        super().__init__(message)
        self.argument, self.code = argument, code
        self.found, *rest = message.split("; ")
        self.expected = "; ".join(p[9:] for p in rest if p.startswith("expected "))
        self.remedy = "; ".join(p for p in rest if not p.startswith("expected "))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON, with the parts of the message."""
        keys = ("argument", "code", "found", "expected", "remedy")
        return super().to_dict() | {key: getattr(self, key) for key in keys}


class InternalError(GoodOfficesError, RuntimeError):
    """An answer that failed our own check: a fault of ours, never an answer."""


class SolverError(GoodOfficesError, RuntimeError):
    """A solver that stopped without an answer."""


class FileError(GoodOfficesError, OSError):
    """A file that cannot be read or written.

    Examples
    --------
    >>> go.load("nowhere.yaml")
    Traceback (most recent call last):
    goodoffices.errors.FileError: nowhere.yaml: there is no such file
    """


class FileChangedError(FileError):
    """A file that somebody changed, or took away, since it was read; it is left as it is.

    ``gone`` is true where there is no file any more; ``Draft.save(anew=True)`` writes it again.

    Examples
    --------
    >>> from pathlib import Path
    >>> go.save(go.case("chicken"), "u.yaml")
    >>> draft = go.Draft.read("u.yaml")
    >>> _ = Path("u.yaml").write_text("Somebody else was here.")
    >>> draft.save("u.yaml")
    Traceback (most recent call last):
    goodoffices.errors.FileChangedError: u.yaml: changed since it was read; read it anew
    """

    def __init__(self, message: str = "", *, gone: bool = False) -> None:
        super().__init__(message)
        self.gone = gone


class SizeError(GoodOfficesError, MemoryError):
    """A conflict larger than this machine should try to hold.

    Examples
    --------
    >>> options = tuple(go.Option(f"option_{number}") for number in range(40))
    >>> try:
    ...     go.Conflict("Large", (go.DecisionMaker("All", go.Weights(()), options),))
    ... except go.SizeError as error:
    ...     print(str(error).partition(";")[0])
    a decision maker with more than 65,536 strategies
    """


class MissingExtraError(GoodOfficesError, ImportError):
    """An optional library is needed and not installed.

    Examples
    --------
    >>> from goodoffices.errors import require
    >>> require("report", "a_library")
    Traceback (most recent call last):
    goodoffices.errors.MissingExtraError: this needs a_library: pip install "goodoffices[report]"
    """


def require(extra: str, *libraries: str) -> None:
    """Raise MissingExtraError, which says what to install, where a library of an extra is missing.

    Parameters
    ----------
    extra
        The extra that brings the libraries.
    libraries
        Names under which they are imported.
    """
    missing = [name for name in libraries if find_spec(name) is None]
    if missing:
        raise MissingExtraError(
            f'this needs {" and ".join(missing)}: pip install "goodoffices[{extra}]"'
        )


class Stopped(GoodOfficesError, RuntimeError):  # noqa: N818 - no error: it was asked for
    """Work that was asked to end, see ``goodoffices.stopping``, and has no answer yet.

    Examples
    --------
    >>> from goodoffices.stopping import Stop, using
    >>> stop = Stop()
    >>> stop.set()
    >>> with using(stop):
    ...     go.plan(go.case("istanbul-2025"))
    Traceback (most recent call last):
    goodoffices.errors.Stopped: Interrupted before anything was done.
    """

    def __init__(self, message: str = "Interrupted before anything was done.") -> None:
        super().__init__(message)


def _shorten(text: str, most: int = 300) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _caret(text: str, offset: int) -> tuple[str, str]:
    """Return the part of a text around an offset, in one line, and a line with a caret below it."""
    start = max(0, min(offset - _WINDOW // 2, len(text) - _WINDOW))
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    before, after = "…" if start else "", "…" if len(text) > start + _WINDOW else ""
    caret = " " * (len(before) + offset - start) + "^"
    return before + shown[start : start + _WINDOW] + after, caret


def dotted(path: Path) -> str:
    """Write a path as ``decision_makers.MoE.preferences.ranking[3]``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else (f".{step}" if text else step)
    return text


_MADE_BY = {"Conflict": "load or case", "Analysis": "analyze", "Plan": "plan", "Ensemble": "sample"}


def expect(value: object, kind: type) -> None:
    """Raise RequestError where an argument is something else than the object that is asked about.

    Parameters
    ----------
    kind
        ``Conflict``, ``Analysis``, ``Plan`` or ``Ensemble``.
    """
    if not isinstance(value, kind):
        name = kind.__name__
        raise RequestError(
            f"{described(value)} in place of {_a(name.lower())}; expected what "
            f"goodoffices.{_MADE_BY[name]} returns"
        )


def expect_text(value: object, what: str, known: Iterable[str] = ()) -> None:
    """Raise RequestError where something else stands in place of a name or a text."""
    if not isinstance(value, str):
        listed = ", ".join(known)
        advice = f"use one of: {listed}" if listed else "expected text"
        raise RequestError(f"{described(value)} in place of {what}; {advice}")


def described(value: object) -> str:
    """Say what somebody gave for something else: "the text 'war'", "a list"."""
    if value is None:
        return "nothing (None)"
    if isinstance(value, str):
        return f"the text '{value}'"
    if isinstance(value, PathLike):
        return f"the path '{value}'"
    if isinstance(value, int | float):
        return str(value)
    return _a(type(value).__name__)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'AEIOUaeiou' else 'a'} {noun}"


def require_number(value: object, what: str, expected: str, least: float = 0) -> None:
    """Raise RequestError where an argument is no finite number of at least ``least``."""
    number = isinstance(value, Number) and not isinstance(value, bool)
    if not (number and least <= float(str(value)) < float("inf")):
        raise RequestError(f"{what} {described(value)}; expected {expected}")


def require_whole_number(value: object, what: str) -> None:
    """Raise RequestError where an argument is no whole number."""
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise RequestError(f"{what} {described(value)}; expected a whole number")


def as_number(text: str) -> str:
    """Return the number that a percentage or a decimal comma stands for, as it should be written.

    Nothing where the text is neither.

    Examples
    --------
    >>> as_number("10%"), as_number("0,5"), as_number("ten")
    ('0.1', '0.5', '')
    """
    found = re.fullmatch(_NUMBER, text.strip())
    if found is None or not (found["share"] or "," in text):
        return ""
    number = float(found["number"].replace(",", "."))
    return f"{number / 100:g}" if found["share"] else f"{number:g}"


def nearest(word: object, known: Iterable[str]) -> str:
    """Suggest the known word closest to ``word``, or list the first dozen."""
    import difflib

    words, word = list(known), str(word)[:_LONGEST]
    folded = {w.casefold(): w for w in words}
    close = difflib.get_close_matches(word.casefold(), folded, n=1)
    if close:
        return f"did you mean '{folded[close[0]]}'?"
    shown = ", ".join(words[:_LISTED]) + (", …" if len(words) > _LISTED else "")
    return f"use one of: {shown}" if words else ""
