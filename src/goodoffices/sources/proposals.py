"""Rows that a language model proposes: kept only where the text bears them out.

A row is kept where its quote stands in the passage, once and as it is said, its act and hedge are
of the lists, and its parties are known. Nothing that is proposed is confirmed, whatever it says of
itself. The rest is counted, by what was wrong with it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from goodoffices.sources.notebook import ACTS, AUTHOR, HEDGES, Span, Statement

Parties = Mapping[str, Sequence[str]]
Fault = Literal["form", "quote", "twice", "act", "hedge", "party"]
_LONGEST_QUOTE, _MOST_ROWS, _MOST_STARTS = 1000, 1000, 100


@dataclass(frozen=True)
class Proposed:
    """What is left of rows that were proposed.

    Attributes
    ----------
    rows
        Those kept, in the order of the text, by ``endpoint``.
    dropped
        How many were not, by fault: ``form`` (no row at all), ``quote`` (not in the passage),
        ``twice`` (in the text more than once), ``act``, ``hedge``, ``party`` (not of the lists).
    """

    rows: tuple[Statement, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)


def proposed(
    answer: str, text: str, spans: Sequence[Span], parties: Parties, document: str = "d1"
) -> Proposed:
    """Keep the rows of an answer that the text bears out.

    Parameters
    ----------
    answer
        What a language model wrote: JSON, alone or among other words; a list of rows, or an object
        with ``rows``. Each row has ``quote``, ``act``, ``actor``, ``target`` and ``hedge``; it may
        have ``speaker`` and ``condition``.

    Examples
    --------
    >>> from goodoffices.sources.proposals import proposed
    >>> answer = '[{"quote": "Acme refuses", "act": "refuse", "actor": "Acme", "hedge": "none"}]'
    >>> text = "Acme refuses to pay."
    >>> proposed(answer, text, [(0, len(text))], {"Acme": ()}).rows[0].span
    (0, 12)
    >>> proposed(answer, "Acme may pay.", [(0, 13)], {"Acme": ()}).dropped
    {'quote': 1}
    """
    listed = rows_in(answer)
    known = {name: party for party, others in parties.items() for name in (party, *others)}
    kept: dict[tuple[Span, str], Statement] = {}
    dropped: Counter[str] = Counter()
    if listed is None:
        return Proposed((), {"form": 1})
    for row in listed[:_MOST_ROWS]:
        found = _row(row, text, spans, known, document)
        if isinstance(found, Statement):
            kept.setdefault((found.span, found.act), found)
        else:
            dropped[found] += 1
    if len(listed) > _MOST_ROWS:
        dropped["form"] += len(listed) - _MOST_ROWS
    return numbered(kept.values(), dropped)


def numbered(rows: Iterable[Statement], dropped: Mapping[str, int]) -> Proposed:
    """Return rows in the order of the text, named e1, e2 and so on."""
    ordered = sorted(rows, key=lambda row: row.span)
    named = tuple(replace(row, name=f"e{k}") for k, row in enumerate(ordered, 1))
    return Proposed(named, dict(dropped))


def rows_in(answer: str) -> list[Any] | None:
    """Return the rows of an answer, whatever they are; None where it holds no list of them."""
    decoder = json.JSONDecoder()
    starts = [k for k, mark in enumerate(answer) if mark in "[{"][:_MOST_STARTS]
    for start in starts:
        try:
            found, _ = decoder.raw_decode(answer, start)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            found = found.get("rows")
        if isinstance(found, list):
            return found
    return None


def _row(
    row: object, text: str, spans: Sequence[Span], known: Mapping[str, str], document: str
) -> Statement | Fault:
    """Return a row that the text bears out, or what is wrong with it."""
    if not isinstance(row, dict):
        return "form"
    quote, condition = row.get("quote"), row.get("condition")
    actors, targets = _parties(row.get("actor"), known), _parties(row.get("target"), known)
    speaker = row.get("speaker") or AUTHOR
    fault = _fault(row, text, spans)
    if fault:
        return fault
    if not actors or targets is None or not isinstance(speaker, str):
        return "party"
    if speaker != AUTHOR and speaker not in known:
        return "party"
    start = text.index(str(quote))
    depends = isinstance(condition, str) and condition in text
    return Statement(
        "e1",
        document,
        (start, start + len(str(quote))),
        str(quote),
        row["act"],
        actors,
        tuple(party for party in targets if party not in actors),
        hedge=row["hedge"],
        speaker=known.get(speaker, AUTHOR),
        condition=str(condition) if depends else "",
        by="endpoint",
    )


def _fault(row: Mapping[str, Any], text: str, spans: Sequence[Span]) -> Fault | None:
    quote = row.get("quote")
    if not isinstance(quote, str) or not quote.strip() or len(quote) > _LONGEST_QUOTE:
        return "form" if not isinstance(quote, str) else "quote"
    start = text.find(quote)
    end = start + len(quote)
    if start < 0 or not any(first <= start and end <= last for first, last in spans):
        return "quote"
    if text.find(quote, start + 1) >= 0:
        return "twice"
    if row.get("act") not in ACTS:
        return "act"
    return None if row.get("hedge") in HEDGES else "hedge"


def _parties(given: object, known: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return parties by their names; None where one is not known, or nothing is said."""
    listed: list[object] = given if isinstance(given, list) else [given] if given else []
    names = [name for name in listed if isinstance(name, str) and name in known]
    return tuple(dict.fromkeys(known[n] for n in names)) if len(names) == len(listed) else None
