"""What reports on plans and shortfalls share: the levers pulled, and answers side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.question import Request
from goodoffices.mediation.side_deals import side_deals
from goodoffices.model.conflict import Conflict
from goodoffices.model.lever_numbers import LEVER_NUMBERS
from goodoffices.model.levers import Lever
from goodoffices.show.answers.about import parties
from goodoffices.show.document import Cell, Column, Table, columns, wide
from goodoffices.show.glossary import meant
from goodoffices.show.language import message, say
from goodoffices.show.telling import picked
from goodoffices.show.words import NOTHING, Words, amount, foresight, listing, short_name

PlanOrShortfall = Plan | Shortfall
Group = tuple[str, PlanOrShortfall]
UNNOTICED = 1e-8
"""A payoff that is missing no more than so is not told of."""
STANDINGS = {
    "": "",
    "credible": message("credible"),
    "bluff": message("bluff"),
    "unassessed": message("unassessed"),
}
"""How a lever stands as it is pulled, in words."""

_BESIDE = [row for row in LEVER_NUMBERS if row.beside_intensity]
_LIMITS = " ".join(row.keys[-1] for row in _BESIDE)
_ALONE: Mapping[type, str] = {
    Plan: message("Levers to pull"),
    Shortfall: message("Levers at which least is missing"),
}
_PULL = f"held_by=lever.held_by on=lever.on intensity {_LIMITS} commit execute"
_LEVER = f"lever=lever.name {_PULL} standing side_deal needed_alone"


_BESIDE_KEYS = " ".join(f"{row.keys[-1]}#" for row in _BESIDE)


@dataclass(frozen=True)
class Pull:
    """A lever at an intensity, with what that costs at the settlement."""

    lever: Lever
    intensity: float
    commit: float
    execute: float
    standing: str | None
    side_deal: bool

    @property
    def limits(self) -> dict[str, float | None]:
        """The numbers of the lever that stand beside its intensity, by key."""
        return {row.keys[-1]: row.of(self.lever) for row in _BESIDE}

    @property
    def cost(self) -> float:
        """What it costs its holder at the settlement."""
        return self.commit + self.execute


def pulls_data(answer: PlanOrShortfall) -> list[dict[str, Any]]:
    """Return the levers that an answer may pull as plain data."""
    names = "name=lever.name label=lever.label held_by=lever.held_by on=lever.on"
    keys = f"{names} intensity {_LIMITS} commit execute cost standing side_deal"
    return [picked(pull, keys, **pull.limits) for pull in pulls(answer)]


def pulls(answer: PlanOrShortfall) -> list[Pull]:
    """Return the levers that an answer may pull, 0 included, in the order of the model."""
    aside = side_deals(answer.conflict, answer.request.settlement)
    words = Words(answer.conflict)
    here = np.array([answer.settlement.number - 1])
    found = []
    for name, intensity in answer.intensities.items():
        lever = words.lever(name)
        bites = bool(answer.conflict.holds_at(lever.where, here)[0])
        found.append(
            Pull(
                lever,
                intensity,
                commit=lever.commit * intensity,
                execute=lever.execute * intensity * bites,
                standing=lever.standing(intensity) if intensity > NOTHING else None,
                side_deal=name in aside,
            )
        )
    return found


def lever_sheets(groups: Sequence[Group], words: Words, what: str = "") -> Iterator[Table]:
    """Yield a table of the levers that are pulled for each group, if any is.

    Parameters
    ----------
    what
        The title's message, of what the group is and of its verdict.
    """
    for heading, answer in groups:
        rows: list[list[Cell]] = [
            [
                pull.lever.title,
                words.label(pull.lever.held_by),
                words.label(pull.lever.on),
                shown(pull.intensity),
                *(None if x is None else shown(x) for x in pull.limits.values()),
                shown(pull.cost),
                _standing(pull),
            ]
            for pull in pulls(answer)
            if pull.intensity > NOTHING
        ]
        if rows:
            title = say(what, heading, verdict(answer)) if what else say(_ALONE[type(answer)])
            headed = columns(f"lever held_by on intensity# {_BESIDE_KEYS} cost# standing")
            yield Table(headed, rows, title, {} if what else _named(answer.conflict, rows))


def judged_by(request: Request) -> str:
    """Say by which concept settlements hold, and what that means."""
    concept = request.concept
    return say("To hold means here ({}): {}.", short_name(concept), foresight(concept))


def instead(request: Request, words: Words) -> list[str]:
    """Say where a request puts others in the place of those who sign by the model."""
    signing = words.conflict.mediation.signatories
    asked = request.decision_makers if request.signatories is None else request.signatories
    if asked is None or not signing or set(asked) == set(signing):
        return []
    named = [listing([words.party(name) for name in names]) for names in (asked, signing)]
    return [say("Asked for {}, in place of those who sign by the model: {}.", named[0], named[1])]


PRESSED = message(
    "Of some parties only the order of states is known: what pressure on them "
    "must achieve has no price, and is not in the cost."
)


def lever_notes(answers: Sequence[PlanOrShortfall]) -> tuple[str, ...]:
    """Explain what the sheets of levers say about them."""
    pulled = [pull for answer in answers for pull in pulls(answer) if pull.intensity > NOTHING]
    pressed = [say(PRESSED)] if any(answer.pressure is not None for answer in answers) else []
    if not pulled:
        return tuple(pressed)
    notes = [say("Cost: to the holder, at the settlement."), *pressed]
    if any(pull.standing == "bluff" for pull in pulled):
        notes.append(say("A bluff: {}.", meant("bluff")))
    if any(pull.standing == "unassessed" for pull in pulled):
        notes.append(say("Unassessed: the model does not say what the holder would bear."))
    if any(pull.side_deal for pull in pulled):
        notes.append(say("What pays for something else is a side deal: {}.", meant("side deal")))
    return (" ".join(notes),)


def shown(number: float) -> float:
    """Round a number to four figures, as people read it."""
    return float(f"{number + 0.0:.4g}")


def _standing(pull: Pull) -> str:
    """Say how a lever stands; of a bluff, up to where it would be credible."""
    limit = pull.lever.credible_up_to
    standing = say(STANDINGS[pull.standing or ""])
    if pull.standing == "bluff" and limit is not None:
        standing = say("bluff beyond {}", amount(limit))
    return say("{}; pays for something else", standing) if pull.side_deal else standing


def overview(
    groups: Sequence[Group],
    words: Words,
    what: str,
    after: Sequence[Column] = (),
    more: Sequence[Sequence[float]] = (),
) -> Table:
    """One row per answer: plan or shortfall, at which state, at what cost, with what missing."""
    conflict = groups[0][1].conflict
    lacking = [n for n in conflict.names if any(_missing(a).get(n) for _, a in groups)]
    told = (
        Column("group", what),
        *columns("answer state# cost#"),
        *(Column(f"missing_{n}", words.label(n), "number", say("Missing")) for n in lacking),
        *after,
    )
    rows: list[list[Cell]] = []
    for place, (heading, answer) in enumerate(groups):
        missing = _missing(answer)
        rows.append(
            [
                heading,
                verdict(answer),
                words.ref(answer.settlement).partition(" ")[0],
                shown(answer.cost) if isinstance(answer, Plan) else None,
                *(shown(missing[name]) if missing.get(name) else None for name in lacking),
                *(more[place] if more else ()),
            ]
        )
    return Table(told, rows, parties=_everybody(conflict))


def _everybody(conflict: Conflict) -> dict[str, str]:
    """Return decision makers and mediators with their labels."""
    mediators = conflict.mediation.mediators
    others = {name: label for name, label in mediators.items() if label != name}
    return {**parties(conflict), **others}


def _named(conflict: Conflict, rows: Sequence[Sequence[Cell]]) -> dict[str, str]:
    """Return those who hold levers, and whom they are on, with their labels."""
    there = {cell for row in rows for cell in row[1:3]}
    return {name: label for name, label in _everybody(conflict).items() if name in there}


def verdict(answer: PlanOrShortfall) -> str:
    """Return ``plan``, ``plan with bluffs`` or ``no plan``; and whether it is the best found."""
    if isinstance(answer, Shortfall):
        told = say("no plan")
    else:
        told = say("plan with bluffs") if answer.bluffs else say("plan")
    return say("{}, best found", told) if answer.gap else told


def _missing(answer: PlanOrShortfall) -> Mapping[str, float]:
    if isinstance(answer, Plan):
        return {}
    return {name: payoff for name, payoff in answer.missing.items() if payoff > UNNOTICED}


def records(
    groups: Sequence[Group],
    heading: str = "",
    more: Sequence[str] = (),
    values: Sequence[Sequence[Cell]] = (),
) -> Table:
    """One row per answer and lever, what is said of the answer in each; one where none is left.

    Parameters
    ----------
    heading
        The key of what the answers are for, if there are several.
    more, values
        Keys and values of what else is said of each answer.
    """
    names = groups[0][1].conflict.names
    missing = [f"missing_{name}" for name in names]
    levers = [entry.partition("=")[0] for entry in _LEVER.split()]
    start = [*heading.split(), "answer", "settlement", "total_cost", *missing, *more]
    rows: list[list[Cell]] = []
    for place, (group, answer) in enumerate(groups):
        told = [*([group] if heading else ()), *_start(answer, names)]
        told += values[place] if values else ()
        nothing: list[Cell] = [None] * len(levers)
        end: list[Cell] = [answer.proven, answer.gap]
        rows += [[*told, *lever, *end] for lever in (list(_lever_rows(answer)) or [nothing])]
    return wide(" ".join([*start, *levers, "proven", "gap"]), rows)


def _start(answer: PlanOrShortfall, names: Sequence[str]) -> list[Cell]:
    cost = answer.cost if isinstance(answer, Plan) else None
    missing = answer.missing if isinstance(answer, Shortfall) else {}
    kind = "plan" if isinstance(answer, Plan) else "shortfall"
    return [kind, answer.settlement.number, cost, *(missing.get(name, 0.0) for name in names)]


def _lever_rows(answer: PlanOrShortfall) -> Iterator[list[Cell]]:
    reliefs = answer.reliefs if isinstance(answer, Shortfall) else ()
    needed = {relief.lever: relief.intensity for relief in reliefs}
    for pull in pulls(answer):
        needed_alone = needed.get(pull.lever.name)
        yield [*picked(pull, _LEVER, needed_alone=needed_alone, **pull.limits).values()]
