"""Signs: who wants something, as statements say it, and as the values of a model say it.

A demand, an offer, a promise and an acceptance say + for the actor, a refusal - for the actor, and
a threat - for its targets. What is unlikely or unclear, and a yes with an if, says no sign. Of a
lever a threat says - for the party that it is on, an offer and a promise +.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.errors import Path, dotted
from goodoffices.sources.notebook import Statement

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict
    from goodoffices.model.written import DecisionMaker

WANTED = frozenset({"demand", "offer", "promise", "accept"})
_GIVEN = frozenset({"offer", "promise"})
_OPEN = frozenset({"unlikely", "unclear"})
_TRADED = frozenset({"accept", "offer", "promise"})


def is_firm(row: Statement) -> bool:
    """Say whether a statement tells a sign: not where it is unlikely, nor a yes with an if."""
    return row.hedge not in _OPEN and not (row.condition and row.act in _TRADED)


def said(row: Statement) -> Iterator[tuple[str, int]]:
    """Yield the parties of which a statement tells what they want of an option, 1 or -1.

    Examples
    --------
    >>> from goodoffices.sources.signs import said
    >>> row = go.Statement("s1", "d1", (0, 24), "Kyiv refuses to cede it.", "refuse", ("Ukraine",))
    >>> list(said(row))
    [('Ukraine', -1)]
    """
    if is_firm(row) and row.act in WANTED:
        yield from ((party, 1) for party in row.actors)
    elif is_firm(row) and row.act in {"refuse", "threaten"}:
        whose = row.targets if row.act == "threaten" else row.actors
        yield from ((party, -1) for party in whose)


def said_of_lever(row: Statement) -> int:
    """Return what a statement says of a lever for whom it is on: 1, -1, or 0 for nothing."""
    return is_firm(row) * ((row.act in _GIVEN) - (row.act == "threaten"))


@dataclass(frozen=True)
class Valued:
    """A value of a model that says whether a party wants something, and what it can be.

    Attributes
    ----------
    party
        Whose value it is, or whom the lever is on.
    about
        The option as ``Party.option``, or the lever.
    place
        Its path in the file.
    low, high
        The least and the greatest that it can be; 1 and 1 for what is only wanted.
    """

    party: str
    about: str
    place: str
    low: float
    high: float

    @property
    def sign(self) -> int:
        """1 where it can only be above 0, -1 where only below, else 0."""
        return (self.low > 0) - (self.high < 0)


def valued(conflict: Conflict) -> Iterator[Valued]:
    """Yield the values that stand for one option alone, or for the effect of a lever.

    A weight of ``cede`` counts, and one of ``not cede`` the other way round; one of ``cede and not
    ceasefire`` does not, for it says nothing of ceding by itself.
    """
    known = {} if conflict.uncertainty is None else conflict.uncertainty.supports()
    for dm in conflict.decision_makers:
        for text, keys, value in _alone(dm):
            option, sign = _literal(conflict, text)
            if option:
                place: Path = ("decision_makers", dm.name, "preferences", *keys)
                low, high = sorted(sign * end for end in known.get(place, (value, value)))
                yield Valued(dm.name, option, dotted(place), low, high)
    for lever in conflict.mediation.levers:
        place = ("mediation", "levers", lever.name, "effect")
        low, high = known.get(place, (lever.effect, lever.effect))
        yield Valued(lever.on, lever.name, dotted(place), low, high)


def _alone(dm: DecisionMaker) -> Iterator[tuple[str, Path, float]]:
    """Yield the statements that a decision maker values, with place and value."""
    from goodoffices.model.preferences import Partial, Prioritized, Weights

    wants = dm.preferences
    if isinstance(wants, Weights):
        yield from ((text, ("weights", text), value) for text, value in wants.weights)
    elif isinstance(wants, Prioritized):
        for k, text in enumerate(wants.statements):
            yield text, ("prioritized", *wants.place(k)), 1.0
    elif isinstance(wants, Partial):
        yield from ((text, ("wants", k), 1.0) for k, text in enumerate(wants.wants))


def _literal(conflict: Conflict, text: str) -> tuple[str, int]:
    """Return the option that a statement is, with 1, or denies, with -1; else nothing."""
    if conflict.in_graph_form:
        return "", 0
    (kind, *rest), *more = conflict.statement(text).programme
    if kind != "option" or more not in ([], [("not",)]):
        return "", 0
    owner, option = list(conflict.option_of.values())[rest[0]]
    return f"{owner}.{option.name}", -1 if more else 1
