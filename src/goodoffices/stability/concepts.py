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

from goodoffices.errors import RequestError, nearest


@dataclass(frozen=True)
class Concept:
    """One row of the table: what counts as the sanction's value and which replies are believed.

    ``short`` is how the literature writes it, ``letter`` how a narrow table does.
    """

    key: str
    name: str
    short: str
    letter: str
    value: Literal["payoff", "escape"]
    replies: Literal["none", "any", "improving"]


CONCEPTS: Mapping[str, Concept] = MappingProxyType(
    {
        concept.key: concept
        for concept in (
            Concept("nash", "Nash stability", "Nash", "N", "payoff", "none"),
            Concept("gmr", "General metarationality", "GMR", "G", "payoff", "any"),
            Concept("smr", "Symmetric metarationality", "SMR", "M", "escape", "any"),
            Concept("seq", "Sequential stability", "SEQ", "Q", "payoff", "improving"),
            Concept("sseq", "Symmetric sequential stability", "SSEQ", "S", "escape", "improving"),
        )
    }
)
SIMULTANEOUS = "sim"
CONCEPT_NAMES: Mapping[str, str] = MappingProxyType(
    {key: concept.name for key, concept in CONCEPTS.items()}
    | {SIMULTANEOUS: "Simultaneous stability"}
)


def concept_key(name: str) -> str:
    """Return the key of a concept given by key or full name; raise RequestError when unknown."""
    folded = name.strip().casefold()
    for key, full in CONCEPT_NAMES.items():
        if folded in {key, full.casefold()} or (key == "nash" and folded == "r"):
            return key
    raise RequestError(f"no concept '{name}'; {nearest(name, CONCEPT_NAMES)}")


def concept_keys(names: Iterable[str] | None) -> tuple[str, ...]:
    """Return the keys of the concepts asked for, each once; the five of the table by default."""
    return tuple(CONCEPTS) if names is None else tuple(dict.fromkeys(concept_key(n) for n in names))
