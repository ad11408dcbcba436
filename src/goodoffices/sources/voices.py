"""Voices: documents that are one text, partly edited, count as one.

A text is its set of shingles: runs of ``LENGTH`` words, without case and marks. Two documents are
one voice where at least ``SHARE`` of the shingles of the shorter one stand in the other, and so
are documents that are linked by such pairs (containment after Broder 1997, "On the resemblance and
containment of documents"). What is compared is the passages about the dispute where they are
marked, so that menus and headlines around a text neither hide a copy nor make one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from goodoffices.sources.notebook import Document

LENGTH = 4
SHARE = 0.5
Voices = tuple[tuple[str, ...], ...]
Shingles = frozenset[tuple[str, ...]]

_WORD = re.compile(r"\w+")


def voices(documents: Iterable[Document], texts: Mapping[str, str]) -> Voices:
    """Group documents into voices, in their order.

    Parameters
    ----------
    documents
        In any order; those of one checksum are one voice even where there is no text.
    texts
        The text of a document by its name; one without a text stands alone.

    Examples
    --------
    >>> from goodoffices.sources.voices import voices
    >>> first = "Kyiv refused on Monday to cede the disputed territories, officials said."
    >>> again = "UPDATE. " + first.replace("on Monday", "today")
    >>> apart = "The union votes on a strike at the port after talks on pay collapsed."
    >>> voices(map(go.Document, "abc"), {"a": first, "b": again, "c": apart})
    (('a', 'b'), ('c',))
    """
    listed = list(documents)
    joined = _Joined([document.name for document in listed])
    by_sum: dict[str, str] = {}
    for document in listed:
        if document.sha256:
            joined.join(document.name, by_sum.setdefault(document.sha256, document.name))
    holding: dict[tuple[str, ...], list[str]] = {}
    sizes: dict[str, int] = {}
    for document in listed:
        words = shingles(_about(document, texts.get(document.name, "")))
        shared = Counter(chain.from_iterable(holding.get(one, ()) for one in words))
        for other, count in shared.items():
            if count >= SHARE * min(len(words), sizes[other]):
                joined.join(other, document.name)
        sizes[document.name] = len(words)
        for one in words:
            holding.setdefault(one, []).append(document.name)
    return joined.groups()


def shingles(text: str) -> Shingles:
    """Return the runs of words of a text; all words as one run where it has no more."""
    words = _WORD.findall(text.casefold())
    if not words:
        return frozenset()
    last = max(len(words) - LENGTH, 0)
    return frozenset(tuple(words[k : k + LENGTH]) for k in range(last + 1))


def _about(document: Document, text: str) -> str:
    if not document.passages:
        return text
    return "\n".join(text[start:end] for start, end in document.passages)


class _Joined:
    """Names in groups that grow together."""

    def __init__(self, names: Iterable[str]) -> None:
        self._above = {name: name for name in names}

    def _first(self, name: str) -> str:
        while self._above[name] != name:
            self._above[name] = name = self._above[self._above[name]]
        return name

    def join(self, one: str, other: str) -> None:
        """Put the groups of two names together."""
        self._above[self._first(other)] = self._first(one)

    def groups(self) -> Voices:
        """Return the groups, by their first names in order."""
        found: dict[str, list[str]] = {}
        for name in self._above:
            found.setdefault(self._first(name), []).append(name)
        return tuple(map(tuple, found.values()))
