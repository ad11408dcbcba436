"""The stability concepts, as data.

Let p be the payoffs of decision maker i. Every concept asks, for each unilateral improvement s1 of
i from s, how badly i can fare after it: m(s1) is the least *sanction value* v over s1 and all
states that the others can reach from s1 by *replies* that i believes in. Then

    s is stable for i  iff  m(s1) <= p(s) for every improvement s1 of i from s.

v(q) is the payoff p(q), or where i may answer the sanction its *escape value* e(q): the best p over
q and i's own moves from q. Replies are legal sequences of moves by the others, any number, nobody
twice in a row: any moves, only moves that improve their mover at each step, or none at all.
Counting s1 itself is harmless, since p(s1) > p(s).

Nash: Nash (1950). GMR, SMR: Howard (1971). SEQ: Fraser & Hipel (1984). The graph model's forms:
Fang, Hipel & Kilgour (1993); SSEQ: Rêgo & Vieira (2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from goodoffices.errors import RequestError, expect_text, nearest


@dataclass(frozen=True)
class Concept:
    """One row of the table; what is told, chosen and read of concepts anywhere comes from it.

    Attributes
    ----------
    key, name, short, letter
        How commands and files write it, its full name, how the literature writes it, and how a
        narrow table does.
    value
        What counts as the sanction's value.
    replies
        Which replies are believed; ``at once`` are those of ``engines.simultaneous``.
    rule
        When an improvement is deterred, in words, with ``{who}`` for the decision maker.
    foresight
        When a state holds, in words: what whoever might leave it is taken to foresee.
    """

    key: str
    name: str
    short: str
    letter: str
    value: Literal["payoff", "escape"]
    replies: Literal["none", "any", "improving", "at once"]
    rule: str
    foresight: str

    @property
    def in_turn(self) -> bool:
        """Whether replies follow one another, so that each state has a worst case after it."""
        return self.replies != "at once"


_COULD = "if the others could reply, with any moves that they have, so that {who} ends up"
_WOULD = (
    "if the others would reply, each move being better for whoever makes it, so that {who} ends up"
)
_EVEN = "no better off than now, whether it then stays or moves once more."
_ANY = "whoever might gain by a move fears any answer that the others could give"
_GAINING = "whoever might gain by a move fears answers that the others would themselves gain by"

_ROWS: dict[str, Concept] = {}
CONCEPTS: Mapping[str, Concept] = MappingProxyType(_ROWS)


def register(concept: Concept) -> Concept:
    """Add a row; all that asks the table has it from then on."""
    _ROWS[concept.key] = concept
    return concept


for _row in (
    Concept(
        "nash",
        "Nash stability",
        "Nash",
        "N",
        value="payoff",
        replies="none",
        rule="Under this concept nobody reckons with replies, so no improvement is deterred.",
        foresight="nobody can gain by one move of its own",
    ),
    Concept(
        "gmr",
        "General metarationality",
        "GMR",
        "G",
        value="payoff",
        replies="any",
        rule=f"An improvement is deterred {_COULD} no better off than now.",
        foresight=_ANY,
    ),
    Concept(
        "smr",
        "Symmetric metarationality",
        "SMR",
        "M",
        value="escape",
        replies="any",
        rule=f"An improvement is deterred {_COULD} {_EVEN}",
        foresight=f"{_ANY}, and could not mend it",
    ),
    Concept(
        "seq",
        "Sequential stability",
        "SEQ",
        "Q",
        value="payoff",
        replies="improving",
        rule=f"An improvement is deterred {_WOULD} no better off than now.",
        foresight=_GAINING,
    ),
    Concept(
        "sseq",
        "Symmetric sequential stability",
        "SSEQ",
        "S",
        value="escape",
        replies="improving",
        rule=f"An improvement is deterred {_WOULD} {_EVEN}",
        foresight=f"{_GAINING}, and could not mend it",
    ),
    Concept(
        "sim",
        "Simultaneous stability",
        "SIM",
        "I",
        value="payoff",
        replies="at once",
        rule="An improvement is deterred if others, each improving on the present state at the "
        "same time, could turn it into a state where {who} is no better off than now.",
        foresight="whoever might gain by a move fears that others, moving at the same time for "
        "their own gain, spoil it",
    ),
):
    register(_row)


def concept_key(name: str) -> str:
    """Return the key of a concept given by key or name; raise RequestError when unknown."""
    expect_text(name, "a concept", CONCEPTS)
    folded = name.strip().casefold()
    for key, row in CONCEPTS.items():
        known = {key, row.short.casefold(), row.name.casefold()}
        if folded in known or (key == "nash" and folded == "r"):
            return key
    raise RequestError(f"no concept '{name}'; {nearest(name, CONCEPTS)}")


def concept_keys(names: Iterable[str] | None) -> tuple[str, ...]:
    """Return the keys of the concepts asked for, each once; ``usual_concepts`` by default."""
    if names is None:
        return usual_concepts()
    listed = [names] if isinstance(names, str) or not isinstance(names, Iterable) else names
    return tuple(dict.fromkeys(map(concept_key, listed)))


def usual_concepts() -> tuple[str, ...]:
    """Return the keys of the concepts with replies in turn, judged by unless others are named."""
    return tuple(key for key, row in CONCEPTS.items() if row.in_turn)


def concept_in_turn(name: str, refusal: str) -> Concept:
    """Return the row of a concept with replies in turn.

    Raises
    ------
    RequestError
        An unknown concept, or one with replies at once, with the ``refusal`` as the reason.
    """
    row = CONCEPTS[concept_key(name)]
    if not row.in_turn:
        known = ", ".join(usual_concepts())
        raise RequestError(f"{refusal} '{row.key}'; use one of: {known}")
    return row
