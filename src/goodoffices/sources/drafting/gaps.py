"""What a draft leaves open, as questions: each with the rows behind it and where to answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from goodoffices.answer import Answer
from goodoffices.errors import Path
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Weights
from goodoffices.sources.drafting.confirmed import Rows
from goodoffices.sources.drafting.deeds import Deed, Pull, Subjects
from goodoffices.sources.drafting.parts import Parts, weight_place
from goodoffices.sources.drafting.roles import Roles, may_be_one
from goodoffices.sources.drafting.told import Sign
from goodoffices.sources.notebook import Notebook, Statement

Asked = Literal[
    "same", "role", "about", "contradiction", "settlement", "infeasible", "irreversible", "lever",
    "sign", "size",
]  # fmt: skip
"""Kinds of questions, those first on which the others hang."""


@dataclass(frozen=True)
class DraftQuestion(Answer):
    """Something that confirmed rows leave open.

    Attributes
    ----------
    kind
        ``same``: are two parties one? ``role``: is this a party to the dispute, or a mediator?
        ``about``: what does a row speak of? ``contradiction``: which of these rows holds?
        ``settlement``, ``infeasible``, ``irreversible``: what could be agreed, cannot go together,
        cannot be undone? ``lever``: where does it bite, and what does it cost? ``sign``: is it
        wanted? ``size``: how much?
    reason
        Why it is asked, in a word, where there are several reasons for its kind.
    names
        What it is about: parties, and an option or a lever as the model has them.
    places
        Where in the model it is answered; nothing where the notebook has to say it.
    statements
        Names of the rows behind it.
    share
        Of a sign or a size: how much of what is open about the states most open it explains alone,
        at most; None where that was not asked.

    Examples
    --------
    >>> acts = {"demand": ("pay",), "threaten": ("strike",)}
    >>> rows = tuple(
    ...     go.Statement(act, "d1", (0, 1), "…", act, ("Union",), ("Firm",), about,
    ...                  standing="confirmed")
    ...     for act, about in acts.items()
    ... )
    >>> go.draft_model(go.Notebook(statements=rows)).questions[0].kind
    'settlement'
    """

    kind: Asked
    reason: str = ""
    names: tuple[str, ...] = ()
    places: tuple[Path, ...] = ()
    statements: tuple[str, ...] = ()
    share: float | None = None


def questions_of(
    notebook: Notebook,
    rows: Rows,
    roles: Roles,
    signs: Mapping[tuple[str, Deed], Sign],
    made: tuple[Conflict, Parts],
) -> Iterator[DraftQuestion]:
    """Yield all that is open, in the order of kinds; signs and sizes in the order of the file."""
    conflict, parts = made
    subjects = parts.subjects
    pairs = list(may_be_one(notebook, rows, subjects))
    for one, other, why in pairs:
        yield DraftQuestion("same", why, (one, other), (), _names(_fewer(rows, one, other)))
    yield from _roles(rows, roles, {name for *both, _ in pairs for name in both})
    yield from _unclear(subjects)
    yield from _contradictions(signs, parts)
    yield from _agreed(rows, conflict)
    yield from _levers(parts)
    yield from _signs(signs, parts, conflict)
    yield from _sizes(signs, parts, conflict)


def _fewer(rows: Rows, *parties: str) -> list[Statement]:
    """Return the rows that speak of the party that fewer of them speak of."""
    spoken = [[row for row in rows if one in (*row.actors, *row.targets)] for one in parties]
    return min(reversed(spoken), key=len)


def _roles(rows: Rows, roles: Roles, asked: set[str]) -> Iterator[DraftQuestion]:
    for party in roles.either:
        acting = [row for row in rows if party in row.actors]
        why = "moves" if party in roles.decision_makers else "wants"
        yield DraftQuestion("role", why, (party,), (), _names(acting))
    for party in roles.without:
        if party not in asked:
            spoken = [row for row in rows if party in (*row.actors, *row.targets)]
            yield DraftQuestion("role", "nothing", (party,), (), _names(spoken))


def _unclear(subjects: Subjects) -> Iterator[DraftQuestion]:
    """Ask of the rows of which nothing can be made: of those that say nothing, all at once."""
    silent = _names(one.row for one in subjects.unclear if one.why == "nothing")
    if silent:
        yield DraftQuestion("about", "nothing", (), (), silent)
    for one in subjects.unclear:
        if one.why != "nothing":
            names = (one.about, *one.row.actors) if one.why == "third" else (one.about,)
            yield DraftQuestion("about", one.why, names, (), (one.row.name,))


def _contradictions(
    signs: Mapping[tuple[str, Deed], Sign], parts: Parts
) -> Iterator[DraftQuestion]:
    for (party, deed), sign in signs.items():
        if sign.contradicted and party in parts.labels.parties and deed in parts.labels.deeds:
            name, text = parts.labels.parties[party], parts.labels.statement(deed)
            place = weight_place(name, text)
            yield DraftQuestion("contradiction", "", (name, text), (place,), _names(sign.rows))
    for pull, other in _both_ways(parts.subjects):
        spoken = [row for row in parts.rows if {pull, other} & {*parts.subjects.about(row)}]
        names = [parts.labels.pulls[one] for one in (pull, other)]
        places = [("mediation", "levers", name, "effect") for name in names]
        yield DraftQuestion("contradiction", "lever", tuple(names), tuple(places), _names(spoken))


def _both_ways(subjects: Subjects) -> Iterator[tuple[Pull, Pull]]:
    """Yield levers that are threatened and offered."""
    for pull in subjects.pulls:
        other = Pull(pull.holder, pull.key, pull.on, threat=False)
        if pull.threat and other in subjects.pulls:
            yield pull, other


def _agreed(rows: Rows, conflict: Conflict) -> Iterator[DraftQuestion]:
    """Ask what no row can say: what could be agreed, and which options are bound to others."""
    asked = _names(row for row in rows if row.act in {"demand", "offer", "accept"})
    yield DraftQuestion("settlement", "", (), (("mediation", "settlement"),), asked)
    yield DraftQuestion("infeasible", "", (), (("infeasible",),))
    places: list[Path] = [
        ("decision_makers", dm.name, "options", option.name)
        for dm in conflict.decision_makers
        for option in dm.options
    ]
    yield DraftQuestion("irreversible", "", (), tuple(places))


def _levers(parts: Parts) -> Iterator[DraftQuestion]:
    """Ask of all levers what no row can say: where they bite, how far they go, what they cost."""
    names = tuple(parts.labels.pulls.values())
    places: tuple[Path, ...] = tuple(("mediation", "levers", name, "where") for name in names)
    pulled = set(parts.labels.pulls)
    spoken = [row for row in parts.rows if pulled & {*parts.subjects.about(row)}]
    if names:
        yield DraftQuestion("lever", "", names, places, _names(spoken))


def _signs(
    signs: Mapping[tuple[str, Deed], Sign], parts: Parts, conflict: Conflict
) -> Iterator[DraftQuestion]:
    for party, deed, text, place in _weights(parts, conflict):
        sign = signs.get((party, deed), Sign())
        if not sign.value and not sign.contradicted:
            names = (parts.labels.parties[party], text)
            yield DraftQuestion("sign", "", names, (place,), _names(sign.rows))


def _sizes(
    signs: Mapping[tuple[str, Deed], Sign], parts: Parts, conflict: Conflict
) -> Iterator[DraftQuestion]:
    for party, deed, text, place in _weights(parts, conflict):
        sign = signs.get((party, deed), Sign())
        if sign.value:
            names = (parts.labels.parties[party], text)
            yield DraftQuestion("size", "weight", names, (place,), _names(sign.rows))
    for pull, name in parts.labels.pulls.items():
        spoken = _names(row for row in parts.rows if pull in parts.subjects.about(row))
        for key in ("effect", "belief"):
            place = ("mediation", "levers", name, key)
            yield DraftQuestion("size", key, (name,), (place,), spoken)


def _weights(parts: Parts, conflict: Conflict) -> Iterator[tuple[str, Deed, str, Path]]:
    """Yield party, option, its statement and the place of the weight, for each weight."""
    of = {name: party for party, name in parts.labels.parties.items()}
    deeds = {parts.labels.statement(deed): deed for deed in parts.labels.deeds}
    for dm in conflict.decision_makers:
        if isinstance(dm.preferences, Weights):
            for text, _ in dm.preferences.weights:
                yield of[dm.name], deeds[text], text, weight_place(dm.name, text)


def _names(rows: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.name for row in rows))
