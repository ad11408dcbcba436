"""A notebook against a model: what grounds and statements name, and whether signs agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from goodoffices.errors import Path, Problem, nearest
from goodoffices.sources.notebook import AUTHOR, Ground, Notebook, Statement
from goodoffices.sources.signs import Valued, said, said_of_lever, valued

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict

_SIDES = {1: "above", -1: "below"}
_SAYS = {
    "demand": "{party} demands {about}",
    "offer": "{party} offers {about}",
    "promise": "{party} promises {about}",
    "accept": "{party} accepts {about}",
    "refuse": "{party} refuses {about}",
    "threaten": "{party} is threatened with {about}",
}
_SAYS_OF_LEVER = {
    "offer": "{about} is offered to {party}",
    "promise": "{about} is promised to {party}",
    "threaten": _SAYS["threaten"],
}


@dataclass(frozen=True)
class Model:
    """What a notebook is checked against.

    Attributes
    ----------
    places
        Every path of the file, keys joined by dots, and the path that it is part of.
    values
        The paths of its values, and whether the file itself has a comment or a note on them.
    """

    conflict: Conflict
    places: Mapping[str, str]
    values: Mapping[str, bool]

    @property
    def parties(self) -> tuple[str, ...]:
        """The names of decision makers and of mediators."""
        mediation = self.conflict.mediation
        holders = dict.fromkeys(lever.held_by for lever in mediation.levers)
        return tuple(dict.fromkeys([*self.conflict.names, *mediation.mediators, *holders]))

    @cached_property
    def subjects(self) -> Mapping[str, str]:
        """What statements may be about, by each of its names: ``Party.option``, or a lever."""
        found: dict[str, str] = {}
        for owner, option in self.conflict.option_of.values():
            full = f"{owner}.{option.name}"
            found[full] = full
            found.setdefault(option.name, full)
        return found | {lever.name: lever.name for lever in self.conflict.mediation.levers}

    def above(self, place: str) -> Iterator[str]:
        """Yield a path, and those that it is part of."""
        while place:
            yield place
            place = self.places.get(place, "")


def against_model(notebook: Notebook, model: Model) -> Iterator[Problem]:
    """Yield what the notebook says of the model and is not so; then hints."""
    used = {name for ground in notebook.grounds for name in ground.statements}
    for row in notebook.statements:
        if row.standing != "rejected":
            yield from _subjects(row, model, used=row.name in used)
    for ground in notebook.grounds:
        if ground.place not in model.places:
            yield _lost(ground.place, model)
        yield from _judged(ground, notebook)
    yield from _signs(notebook, model)


def _subjects(row: Statement, model: Model, *, used: bool) -> Iterator[Problem]:
    """Yield what a statement is about and the model does not have.

    As a hint where it is only proposed, or where no value rests on it.
    """
    for k, name in enumerate(row.about):
        if name not in model.subjects:
            found = f"{row.name} is about '{name}', no option and no lever of the model"
            told = _hint(("statements", row.name, "about", k), found, nearest(name, model.subjects))
            broken = used and row.standing == "confirmed"
            yield replace(told, severity="error") if broken else told


def _lost(place: str, model: Model) -> Problem:
    """Say at which key a path leaves the model, and what there is instead."""
    parts = [k for k, letter in enumerate(place) if letter in ".["]
    parent = next((place[:k] for k in reversed(parts) if place[:k] in model.places), "")
    rest = place[len(parent) :].lstrip(".")
    beside = [
        one[len(parent) :].lstrip(".") for one, above in model.places.items() if above == parent
    ]
    found = f"the model has no '{rest}'" + (f" in {parent}" if parent else "")
    remedy = nearest(rest.partition(".")[0], beside)
    return Problem(("grounds", place), found, remedy=remedy, on_key=True)


def _judged(ground: Ground, notebook: Notebook) -> Iterator[Problem]:
    """Yield statements of a ground that nobody let stand, and a fact that is only a claim."""
    where = ("grounds", ground.place, "statements")
    rows = [row for name in ground.statements if (row := notebook.statement(name)) is not None]
    for row in rows:
        if row.standing == "rejected":
            found = f"{ground.place} rests on {row.name}, which was rejected"
            yield Problem(where, found, remedy="leave it out of the ground, or confirm it")
        elif row.standing == "proposed":
            found = f"{ground.place} rests on {row.name}, which nobody has confirmed"
            yield _hint(where, found, "confirm it, or leave it out of the ground")
    if rows and ground.kind == "fact" and all(row.speaker in {"", AUTHOR} for row in rows):
        told = " and ".join(row.name for row in rows)
        yield _hint(
            ("grounds", ground.place, "kind"),
            f"{ground.place} is called a fact and rests on {told}, where the author speaks",
            "call it a claim, or say who speaks",
        )


def _signs(notebook: Notebook, model: Model) -> Iterator[Problem]:
    """Yield values whose sign goes against what is said of the same option by the same party."""
    values = {(one.party, one.about): one for one in valued(model.conflict)}
    levers = {lever.name for lever in model.conflict.mediation.levers}
    names = {
        other.casefold(): party
        for party, others in notebook.parties.items()
        for other in (*others, party)
    }
    for row in notebook.confirmed:
        for name in row.about:
            about = model.subjects.get(name, "")
            if about in levers:
                lever = model.conflict.mediation.lever(about)
                told = [(lever.on, said_of_lever(row))]
            else:
                told = [(names.get(party.casefold(), party), sign) for party, sign in said(row)]
            for party, sign in told:
                value = values.get((party, about))
                if value is not None and value.sign * sign < 0:
                    yield _contradicted(row, value, sign)


def _contradicted(row: Statement, value: Valued, sign: int) -> Problem:
    reach = f"{value.low:g}" if value.low == value.high else f"{value.low:g} to {value.high:g}"
    says = _SAYS_OF_LEVER if value.place.endswith(f".{value.about}.effect") else _SAYS
    told = says[row.act].format(party=value.party, about=value.about)
    return _hint(
        ("statements", row.name, "act"),
        f"{told} ({row.name}), and yet {value.place} is {_SIDES[-sign]} 0: {reach}",
        "see which of the two is meant; where both are, say why in a note",
    )


def _hint(where: Path, found: str, remedy: str) -> Problem:
    return Problem(where, found, remedy=remedy, severity="hint")
