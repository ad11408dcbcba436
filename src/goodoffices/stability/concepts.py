"""The stability concepts, as data.

Let p be the payoffs of decision maker i. Every concept asks, for each unilateral improvement s1 of
i from s, how badly i can fare after it: m(s1) is the least *sanction value* v over s1 and all
states that the others can reach from s1 by *replies* that i believes in. Then

    s is stable for i  iff  m(s1) <= p(s) for every improvement s1 of i from s.

v(q) is the payoff p(q), or where i may answer the sanction its *escape value* e(q): the best p over
q and i's own moves from q. Replies are legal sequences of moves by the others, any number, nobody
twice in a row: any moves, only moves that improve their mover at each step, or none at all.
Counting s1 itself is harmless, since p(s1) > p(s).

Two kinds of concept combine others. Under ``seq-or-sim`` a state is stable for i where it is by
SEQ or by SIM, as Fraser & Hipel (1984) count it in practice. Under ``A=sim,B=seq`` each decision
maker is judged by a concept of its own; such a row is made where it is asked for.

Nash: Nash (1950). GMR, SMR: Howard (1971). SEQ: Fraser & Hipel (1984). The graph model's forms:
Fang, Hipel & Kilgour (1993); SSEQ: Rêgo & Vieira (2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from goodoffices.errors import RequestError, expect_text, nearest


class Concept(NamedTuple):
    """One row of the table; what is told, chosen and read of concepts anywhere comes from it.

    Attributes
    ----------
    key, name, short, letter
        How commands and files write it, its full name, how the literature writes it, and how a
        narrow table does.
    value
        What counts as the sanction's value.
    replies
        Which replies are believed; ``at once`` are those of ``engines.simultaneous``, ``combined``
        those of other concepts.
    rule
        When an improvement is deterred, in words, with ``{who}`` for the decision maker.
    foresight
        When a state holds, in words: what whoever might leave it is taken to foresee.
    either
        Keys of concepts of which one is enough; empty for a concept of its own.
    by_party
        Per decision maker, the key of the concept that it is judged by; empty where all share one.
    """

    key: str
    name: str
    short: str
    letter: str
    value: Literal["payoff", "escape"]
    replies: Literal["none", "any", "improving", "at once", "combined"]
    rule: str
    foresight: str
    either: tuple[str, ...] = ()
    by_party: Mapping[str, str] = {}

    @property
    def in_turn(self) -> bool:
        """Whether replies follow one another, so that each state has a worst case after it."""
        return self.replies not in {"at once", "combined"}


_COULD = "if the others could reply, with any moves that they have, so that {who} ends up"
_WOULD = (
    "if the others would reply, each move being better for whoever makes it, so that {who} ends up"
)
_EVEN = "no better off than now, whether it then stays or moves once more."
_ANY = "whoever might gain by a move fears any answer that the others could give"
_GAINING = "whoever might gain by a move fears answers that the others would themselves gain by"


class _Table(Mapping[str, Concept]):
    """The rows there are; a row per decision maker is made when it is looked up."""

    def __init__(self) -> None:
        self.rows: dict[str, Concept] = {}

    def __getitem__(self, key: str) -> Concept:
        if key not in self.rows and "=" in key:
            return _by_party(key)
        return self.rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


_TABLE = _Table()
CONCEPTS: Mapping[str, Concept] = _TABLE


def register(concept: Concept) -> Concept:
    """Add a row; all that asks the table has it from then on."""
    _TABLE.rows[concept.key] = concept
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
    Concept(
        "seq-or-sim",
        "Sequential or simultaneous stability",
        "SEQ or SIM",
        "E",
        value="payoff",
        replies="combined",
        rule="A state is stable for {who} if it is by SEQ or by SIM.",
        foresight=f"{_GAINING}, or fears that they move at the same time",
        either=("seq", "sim"),
    ),
):
    register(_row)


def concept_key(name: str) -> str:
    """Return the key of a concept given by key or name; raise RequestError when unknown."""
    expect_text(name, "a concept", CONCEPTS)
    if "=" in name:
        return ",".join(f"{party}={concept_key(of)}" for party, of in _parties(name))
    folded = name.strip().casefold()
    for key, row in CONCEPTS.items():
        known = {key, row.short.casefold(), row.name.casefold()}
        if folded in known or (key == "nash" and folded == "r"):
            return key
    message = f"no concept '{name}'; {nearest(name, CONCEPTS)}"
    raise RequestError(message, argument="concept", code="unknown-concept")


def _parties(name: str) -> Iterator[tuple[str, str]]:
    """Yield each decision maker and its concept of a text such as ``A=sim,B=seq``."""
    for part in name.split(","):
        party, sign, of = (text.strip() for text in part.partition("="))
        if not (party and sign and of):
            raise RequestError(
                f"'{part.strip()}' in the concept '{name}'; expected a decision maker and its "
                "concept, such as A=sim,B=seq"
            )
        yield party, of


def _by_party(key: str) -> Concept:
    """Make the row of a concept per decision maker, which is told by those of its parties."""
    own = dict(_parties(key))
    return Concept(key, key, key, "P", "payoff", "combined", "", "", by_party=own)


def sufficient(key: str, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return, per decision maker, the concepts of which one makes a state stable for it.

    One for a concept of its own, which is that concept.

    Parameters
    ----------
    names
        The decision makers' names.

    Raises
    ------
    RequestError
        A concept per decision maker that names another, or leaves one out.

    Examples
    --------
    >>> sufficient("A=seq-or-sim,B=nash", ["A", "B"])
    [('seq', 'sim'), ('nash',)]
    """
    row = CONCEPTS[key]
    for party in row.by_party:
        if party not in names:
            message = f"no decision maker '{party}'; {nearest(party, names)}"
            raise RequestError(message, argument="concept", code="unknown-decision-maker")
    left_out = [name for name in names if row.by_party and name not in row.by_party]
    if left_out:
        raise RequestError(f"the concept '{key}' leaves out {', '.join(left_out)}; name one each")
    own = [CONCEPTS[row.by_party[name]] if row.by_party else row for name in names]
    return [one.either or (one.key,) for one in own]


def ingredients(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the concepts of their own that some concepts are made of, each once.

    Examples
    --------
    >>> ingredients(["seq-or-sim", "A=gmr,B=seq", "nash"])
    ('seq', 'sim', 'gmr', 'nash')
    """
    found: list[str] = []
    for row in map(CONCEPTS.__getitem__, keys):
        combined = (*row.either, *row.by_party.values())
        found += ingredients(combined) if combined else (row.key,)
    return tuple(dict.fromkeys(found))


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
