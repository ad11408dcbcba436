"""Statements read from a text by word lists, clauses and the names of the parties.

Precision comes before recall: what is read is proposed, with its words, for a person to confirm;
sentences that nothing is read from are listed, so that a person sees them too. English only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from goodoffices.sources.notebook import Act, Span, Statement
from goodoffices.sources.tokens import sentences, tokens

Parties = Mapping[str, Sequence[str]]
LONGEST_SENTENCE = 2000
_SIMPLE: dict[str, Act] = {
    "demands": "demand", "demanded": "demand", "offered": "offer", "accepted": "accept",
    "refused": "refuse", "rejected": "refuse", "threatened": "threaten", "promised": "promise",
}  # fmt: skip


def read_statements(
    text: str, spans: Iterable[Span], parties: Parties, document: str = "d1"
) -> tuple[tuple[Statement, ...], tuple[Span, ...]]:
    """Propose the statements of a text, and list the sentences without one.

    Parameters
    ----------
    text
        The whole text.
    spans
        Which parts of it to read, as ``(start, end)`` in code points, in order.
    parties
        Names of parties, each with the other names that it goes by.
    document
        Name of the document, for the rows.

    Returns
    -------
    rows, unread
        Statements in the order of the text, by ``reader``, each proposed and each with a quote that
        equals ``text[start:end]`` of its span; and the spans of sentences that gave none.
    """
    rows: list[Statement] = []
    unread: list[Span] = []
    names = {one.casefold(): p for p, others in parties.items() for one in (p, *others)}
    for start, end in sentences(text, spans):
        found: list[Statement] = []
        words = tokens(text, (start, end)) if end - start <= LONGEST_SENTENCE else []
        for k, token in enumerate(words):
            act = _SIMPLE.get(token.word)
            actor = names.get(words[k - 1].word) if k else None
            if act and actor:
                target = [names[w.word] for w in words[k + 1 :] if w.word in names][:1]
                found.append(
                    Statement(
                        f"s{len(rows) + len(found) + 1}",
                        document,
                        (start, end),
                        text[start:end],
                        act,
                        (actor,),
                        tuple(target),
                    )
                )
        rows += found
        if not found:
            unread.append((start, end))
    return tuple(rows), tuple(unread)
