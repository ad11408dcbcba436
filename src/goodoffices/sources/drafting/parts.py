"""From what rows say to the parts of a model, and what each of its values rests on.

A sign that is known is a weight of 1 to 10 points or of -10 to -1; one that is not is anything
from -10 to 10. Without levers, and with every sign known, signs are all there is, and the draft
says them as ``wants``. The effect of a lever is likewise; belief in it comes from the hedges of its
rows. No option is taken at the status quo, unless a row says that it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from goodoffices.errors import Path, dotted
from goodoffices.model.conflict import Conflict
from goodoffices.model.identifiers import identifier
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Partial, Preferences, Weights
from goodoffices.model.uncertainty import Distribution, Quantity, Uncertainty, own_quantity
from goodoffices.model.written import DecisionMaker, Mediation, Option
from goodoffices.sources.drafting.confirmed import Rows, is_done, is_fact
from goodoffices.sources.drafting.deeds import PULLED, Deed, Pull, Subjects
from goodoffices.sources.drafting.roles import Roles
from goodoffices.sources.drafting.told import Sign
from goodoffices.sources.notebook import Ground, Hedge, Kind, Notebook, Statement
from goodoffices.sources.signs import is_firm

BELIEFS: Mapping[Hedge, tuple[float, float]] = {
    "none": (0.4, 0.9),
    "reported": (0.3, 0.8),
    "likely": (0.5, 0.9),
    "possible": (0.1, 0.5),
    "unlikely": (0.05, 0.3),
    "unclear": (0.0, 1.0),
}
"""How sure the words of a threat or an offer are: the belief in it to start from."""
SIZES: Mapping[int, tuple[float, float]] = {1: (1, 10), -1: (-10, -1), 0: (-10, 10)}
"""The weight of a sign: known, or not."""
_MOST_WANTED = 4096


@dataclass(frozen=True)
class Labels:
    """The names that the model has for what rows speak of, all of them fit for statements."""

    parties: Mapping[str, str]
    deeds: Mapping[Deed, str]
    pulls: Mapping[Pull, str]

    @classmethod
    def of(cls, roles: Roles, subjects: Subjects) -> Labels:
        """Name parties, options and levers, each unlike the others of its kind."""
        parties: dict[str, str] = {}
        for party in (*roles.decision_makers, *roles.mediators):
            parties[party] = identifier(party, parties.values())
        deeds: dict[Deed, str] = {}
        for deed, word in subjects.deeds.items():
            taken = [name for other, name in deeds.items() if other.owner == deed.owner]
            deeds[deed] = identifier(word, taken)
        pulls: dict[Pull, str] = {}
        for pull, word in subjects.pulls.items():
            pulls[pull] = identifier(word, pulls.values())
        return cls(parties, deeds, pulls)

    def statement(self, deed: Deed) -> str:
        """Return the option as statements name it: with its owner where others have one like it."""
        name = self.deeds[deed]
        shared = [*self.deeds.values()].count(name) > 1
        return f"{self.parties[deed.owner]}.{name}" if shared else name


@dataclass
class Parts:
    """A model in the making: what is uncertain in it, and what its values rest on."""

    labels: Labels
    subjects: Subjects
    rows: Rows
    quantities: list[Quantity] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)

    def number(self, place: Path, ends: tuple[float, float]) -> float:
        """Note that the number at a place is anything between two ends; return its middle."""
        distribution = Distribution("uniform", ends)
        self.quantities.append(own_quantity(place, distribution))
        return distribution.nominal

    def rest(self, place: Path, rows: Iterable[Statement], *, told: bool = True) -> None:
        """Note which rows the value at a place rests on; untold, it is an assumption."""
        given = tuple(rows)
        kind: Kind = "fact" if any(is_fact(row) and is_firm(row) for row in given) else "claim"
        names = tuple(dict.fromkeys(row.name for row in given))
        told = told and bool(given)
        self.grounds.append(Ground(dotted(place), names, kind if told else "assumption"))


def conflict_of(
    notebook: Notebook,
    rows: Rows,
    subjects: Subjects,
    roles: Roles,
    signs: Mapping[tuple[str, Deed], Sign],
) -> tuple[Conflict, Parts]:
    """Make the conflict that rows describe; return it with its parts."""
    parts = Parts(Labels.of(roles, subjects), subjects, rows)
    order = [d for party in roles.decision_makers for d in subjects.deeds if d.owner == party]
    known = all(signs.get((p, d), Sign()).value for p in roles.decision_makers for d in order)
    bare = known and not subjects.pulls and 2 ** len(order) <= _MOST_WANTED
    told = _wanted if bare else _weighed
    makers = tuple(
        DecisionMaker(
            parts.labels.parties[party],
            told(party, order, signs, parts),
            tuple(
                _option(parts.labels.deeds[d], subjects.deeds[d]) for d in order if d.owner == party
            ),
            _label(parts.labels.parties[party], party),
        )
        for party in roles.decision_makers
    )
    done = {deed: [r for r in rows if is_done(r) and deed in subjects.about(r)] for deed in order}
    parts.rest(("status_quo",), [row for some in done.values() for row in some])
    named = [(parts.labels.parties[p], p) for p in roles.mediators]
    mediators = {name: _label(name, party) for name, party in named}
    levers = tuple(_lever(pull, parts) for pull in subjects.pulls)
    conflict = Conflict(
        title=", ".join(dm.title for dm in makers),
        decision_makers=makers,
        sources=tuple(_sources(notebook, rows)),
        status_quo="".join("Y" if done[deed] else "N" for deed in order),
        mediation=Mediation(mediators=mediators, levers=levers),
        uncertainty=Uncertainty(tuple(parts.quantities)) if parts.quantities else None,
    )
    return conflict, parts


def _weighed(
    party: str,
    order: list[Deed],
    signs: Mapping[tuple[str, Deed], Sign],
    parts: Parts,
) -> Preferences:
    weights = []
    for deed in order:
        sign, text = signs.get((party, deed), Sign()), parts.labels.statement(deed)
        place = weight_place(parts.labels.parties[party], text)
        weights.append((text, parts.number(place, SIZES[sign.value])))
        parts.rest(place, sign.rows, told=bool(sign.value))
    return Weights(tuple(weights))


def _wanted(
    party: str,
    order: list[Deed],
    signs: Mapping[tuple[str, Deed], Sign],
    parts: Parts,
) -> Preferences:
    wants: list[str] = []
    rows: Rows = ()
    for deed in order:
        sign, text = signs[party, deed], parts.labels.statement(deed)
        rows += sign.rows
        parts.rest(wants_place(parts.labels.parties[party], len(wants)), sign.rows)
        wants.append(text if sign.value > 0 else f"not {text}")
    parts.rest(wants_place(parts.labels.parties[party])[:-1], rows)
    return Partial(tuple(wants))


def _lever(pull: Pull, parts: Parts) -> Lever:
    labels = parts.labels
    name, about = labels.pulls[pull], [r for r in parts.rows if pull in parts.subjects.about(r)]
    place: Path = ("mediation", "levers", name)
    making = [row for row in about if row.act in PULLED]
    effect = parts.number((*place, "effect"), SIZES[-1 if pull.threat else 1])
    ends = [BELIEFS[row.hedge] for row in making]
    lowest, highest = min(low for low, _ in ends), max(high for _, high in ends)
    belief = parts.number((*place, "belief"), (lowest, highest))
    where, resting = _where(pull, parts)
    parts.rest((*place, "where"), resting, told=False)
    parts.rest((*place, "max"), (), told=False)
    parts.rest((*place, "effect"), making)
    parts.rest((*place, "belief"), making)
    return Lever(
        name,
        labels.parties[pull.holder],
        labels.parties[pull.on],
        where,
        effect=effect,
        belief=belief,
        label=_label(name, parts.subjects.pulls[pull]),
    )


def _where(pull: Pull, parts: Parts) -> tuple[str, list[Statement]]:
    """Return where a lever bites to start from: where what is demanded is done, or is not.

    What its holder demands of the party it is on; where that is nothing, what anybody does.
    """
    asking = [row for row in parts.rows if row.act == "demand"]
    for some in ([row for row in asking if pull.holder in row.actors], asking):
        deeds = {
            deed: row
            for row in reversed(some)
            for deed in parts.subjects.about(row)
            if isinstance(deed, Deed) and deed.owner == pull.on
        }
        if deeds:
            ordered = [deed for deed in parts.subjects.deeds if deed in deeds]
            names = [parts.labels.statement(deed) for deed in ordered]
            rows = list(dict.fromkeys(deeds[deed] for deed in ordered))
            together = " and ".join(names)
            if pull.threat:
                together = f"not ({together})" if len(names) > 1 else f"not {together}"
            return together, rows
    return "true", []


def weight_place(party: str, text: str) -> Path:
    """Return where the weight of a statement stands in the file."""
    return ("decision_makers", party, "preferences", "weights", text)


def wants_place(party: str, place: int = 0) -> Path:
    """Return where a want stands in the file."""
    return ("decision_makers", party, "preferences", "wants", place)


def _option(name: str, word: str) -> Option:
    return Option(name, _label(name, word))


def _label(name: str, word: str) -> str:
    """Return the words that a name was made of, where they are other ones."""
    label = one_line(word)
    return "" if label == name else label


def one_line(text: str) -> str:
    """Return a text in one line, its letters that cannot be printed left out."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _sources(notebook: Notebook, rows: Rows) -> Iterator[str]:
    used = {row.document for row in rows}
    for one in notebook.documents:
        if one.name in used:
            told = [one_line(part) for part in (one.title, one.publisher, one.date, one.address)]
            yield ", ".join(filter(None, told)) or one_line(one.name)
