"""Whether a text is in English, by its commonest words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goodoffices.sources.notebook import Span

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    re.split(" ", "the of and to in a is that for on was with as by it at be are from has")
)
_ENOUGH, _SHARE, _MOST = 20, 0.12, 100_000


def in_english(text: str, spans: Iterable[Span]) -> bool:
    """Say whether the commonest words are English; a text of few words counts as English.

    Examples
    --------
    >>> from goodoffices.sources.reader.language import in_english
    >>> text = "Die Gewerkschaft fordert von der Firma mehr Lohn und droht mit einem Streik. " * 3
    >>> in_english(text, [(0, len(text))])
    False
    """
    words: list[str] = []
    for start, end in spans:
        words += _WORD.findall(text.lower(), start, min(end, start + _MOST))
    return len(words) < _ENOUGH or sum(word in _COMMON for word in words) > _SHARE * len(words)
