"""What is said, in a language: English stands in the code, a catalogue has each other one.

Whatever people read goes through ``say``, which looks the message up in the language that is spoken
and puts values, names and numbers into it. What a model file brings along is a value and never a
message: it is not translated. Messages and their plural forms are gettext's, in one file of
``languages`` for each language; how a language writes numbers, and in which direction it runs,
knows Babel, which speaking English does not need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple

from goodoffices.errors import FileError, RequestError, nearest, require

Direction = Literal["ltr", "rtl"]
_CATALOGUES = Path(__file__).parent / "languages"


class Language(NamedTuple):
    """A language that answers are given in.

    Attributes
    ----------
    code
        As web pages name it: "en", "fr".
    messages
        What stands for each message.
    marks
        What stands for the comma between thousands and for the decimal point.
    direction
        In which it is written: "ltr" from left to right, "rtl" from right to left.
    elided
        What "’" stands for in a message that is filled: before a value that begins with a vowel.
    """

    code: str
    messages: NullTranslations = NullTranslations()
    marks: Mapping[str, str] = {}
    direction: Direction = "ltr"
    elided: re.Pattern[str] = re.compile("(?!)")

    def number(self, written: str) -> str:
        """Write a number that is written as in English with this language's own marks."""
        return "".join(self.marks.get(sign, sign) for sign in written) if self.marks else written


ENGLISH = Language("en")
_SPOKEN: ContextVar[Language] = ContextVar("spoken", default=ENGLISH)


def languages() -> list[str]:
    """Return the codes of all languages that there are, English first.

    Examples
    --------
    >>> go.languages()
    ['en', 'fr']
    """
    files_there = (one.name for one in _CATALOGUES.iterdir())
    return ["en", *sorted(name[:-3] for name in files_there if name.endswith(".po"))]


def spoken() -> Language:
    """Return the language that is spoken here."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: str | Language) -> Iterator[Language]:
    """Speak a language, given by its code or made by the caller, as long as the context lasts.

    Raises
    ------
    RequestError
        There is no such language.
    MissingExtraError
        Babel is not installed, which reads the catalogues.
    FileError
        The catalogue of the language cannot be read.

    Examples
    --------
    >>> with go.speaking("fr"):
    ...     told = str(go.ripeness(go.case("elmira-1991")))
    >>> told.splitlines()[-1]
    'Le conflit n’est donc pas mûr pour une médiation.'
    """
    chosen = _known(language) if isinstance(language, str) else language
    before = _SPOKEN.set(chosen)
    try:
        yield chosen
    finally:
        _SPOKEN.reset(before)


def message(text: str) -> str:
    """Mark a text as one that is said later: where it stands, nobody knows yet in what language."""
    return text


def say(message: str, /, *values: object, **named: object) -> str:
    """Say a message, with values for its ``{}`` in their order, or for ``{name}``.

    Without values braces stand for themselves. Numbers are written as the language writes them.

    Examples
    --------
    >>> from goodoffices.show.language import say
    >>> say("{:,} of {:,} states match.", 1_024, 4_096)
    '1,024 of 4,096 states match.'
    """
    language = _SPOKEN.get()
    told = message if language is ENGLISH or not message else language.messages.gettext(message)
    return _filled(language, told, values, named)


def say_many(
    one: str, many: str, number: int, /, *values: object, written: str | None = None
) -> str:
    """Say a message about a number of things, in the form that the number asks for.

    The number is the first value of the message, or what is ``written`` for it; others follow.

    Examples
    --------
    >>> from goodoffices.show.language import say_many
    >>> [say_many("{:,} state", "{:,} states", number) for number in (1, 2, 1_024)]
    ['1 state', '2 states', '1,024 states']
    """
    language = _SPOKEN.get()
    told = language.messages.ngettext(one, many, number)
    return _filled(language, told, (number if written is None else written, *values), {})


def say_as(context: str, message: str, /, *values: object, **named: object) -> str:
    """Say a message that means one thing here and another elsewhere; the context tells which.

    Examples
    --------
    >>> from goodoffices.show.language import say_as
    >>> say_as("of a state", "holds")
    'holds'
    """
    language = _SPOKEN.get()
    return _filled(language, language.messages.pgettext(context, message), values, named)


def numeral(written: str) -> str:
    """Write a number that is written as in English as the language spoken does."""
    return _SPOKEN.get().number(written)


def _filled(
    language: Language, told: str, values: tuple[object, ...], named: Mapping[str, object]
) -> str:
    if not values and not named:
        return told
    if language is ENGLISH:
        return told.format(*values, **named)
    from goodoffices.show.filling import BEGINS, Values

    try:
        written = Values(language.number).vformat(told, values, named)
    except (LookupError, ValueError) as error:
        raise FileError(f"languages/{language.code}.po: wrong fields in '{told}'") from error
    return language.elided.sub("’", written).replace(BEGINS, "")


@cache
def _known(code: str) -> Language:
    """Return the language of a code."""
    if code == "en":
        return ENGLISH
    if code not in (known := languages()):
        raise RequestError(f"no language '{code}'; {nearest(code, known)}")
    require("languages", "babel")
    from babel import Locale, UnknownLocaleError
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    compiled = BytesIO()
    try:
        locale = Locale.parse(code)
        with (_CATALOGUES / f"{code}.po").open("rb") as file:
            write_mo(compiled, read_po(file, locale=code, abort_invalid=True))
        compiled.seek(0)
        signs = locale.number_symbols["latn"]
        marks = {",": signs["group"], ".": signs["decimal"]}
        direction: Direction = "rtl" if locale.text_direction == "rtl" else "ltr"
        with speaking(Language(code, GNUTranslations(compiled), marks, direction)) as language:
            cut = say_as("a pattern: what goes before a value that begins with a vowel", "(?!)")
        return language._replace(elided=re.compile(cut))
    except re.error as error:
        told = f"languages/{code}.po: '{cut}' is no regular expression: {error}"
        raise FileError(told) from error
    except (PoFileError, UnknownLocaleError, ValueError) as error:
        raise FileError(f"languages/{code}.po: {error}") from error
