"""A language of no people, all of whose letters are Arabic.

What an answer in it still has in Latin letters was not said, or is the model's own.
"""

import re
from collections.abc import Iterable
from gettext import NullTranslations

from goodoffices.show.language import Language

_LETTERS = str.maketrans(
    {
        **{chr(ord("a") + k): chr(0x0621 + k) for k in range(26)},
        **{chr(ord("A") + k): chr(0x0621 + k) for k in range(26)},
    }
)
_FIELD = re.compile(r"(\{[^{}]*\})")
_WORD = re.compile(r"\b(?![YN]+\b)[A-Za-z]{2,}")


def written(message: str) -> str:
    """Write a message in the letters of this language; where values go, it stays as it is."""
    return "".join(
        part if _FIELD.fullmatch(part) else part.translate(_LETTERS)
        for part in _FIELD.split(message)
    )


class Pseudo(NullTranslations):
    """Writes every message, and notes which were asked for, with their contexts."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str | tuple[str, str], str | None]] = set()

    def gettext(self, message: str) -> str:
        self.asked.add((message, None))
        return written(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add(((msgid1, msgid2), None))
        return written(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        self.asked.add((message, context))
        return written(message)


MESSAGES = Pseudo()
PSEUDO = Language("ar", MESSAGES, {",": "\u066c", ".": "\u066b"}, "rtl")


def unsaid(text: str, known: Iterable[str]) -> list[str]:
    """Return the words in Latin letters that are not among those of some known texts."""
    own = {word.casefold() for one in known for word in _WORD.findall(one)}
    return sorted({word for word in _WORD.findall(text) if word.casefold() not in own})
