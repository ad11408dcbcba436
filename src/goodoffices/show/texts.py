"""Texts as terminals and pages can hold them: on one line, printable, each in its direction."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = "\n\u00a0\u202f"  # with the blanks of French, which break no line
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_JOINERS = "\u200c\u200d"
_HEBREW_TO_ARABIC = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200c\u200d]+"
RIGHT_TO_LEFT = re.compile(rf"{_HEBREW_TO_ARABIC}(?:[ '’-]{_HEBREW_TO_ARABIC})*")
"""Words written from right to left, which writers isolate from what is around them (UAX 9)."""


def printable(text: str) -> str:
    """Return text without characters that would steer a terminal or hide what is written."""
    return "".join(c if c.isprintable() or c in _BLANKS else f"\\x{ord(c):02x}" for c in text)


def clean(text: str) -> str:
    """Return text on one line, without characters that no page can hold."""
    kept = (
        c if c in _JOINERS or not unicodedata.category(c).startswith("C") else " " for c in text
    )
    return _SPACE.sub(" ", "".join(kept)).strip()


def isolated(text: str) -> str:
    """Put the marks of an isolate (U+2068, U+2069) around words written from right to left.

    Examples
    --------
    >>> from goodoffices.show.texts import isolated
    >>> [hex(ord(c)) for c in isolated("مص: 2")]
    ['0x2068', '0x645', '0x635', '0x2069', '0x3a', '0x20', '0x32']
    """
    return RIGHT_TO_LEFT.sub("\u2068\\g<0>\u2069", text)
