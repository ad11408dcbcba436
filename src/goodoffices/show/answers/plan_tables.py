"""What reports on plans and shortfalls share: the levers pulled, and answers side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.question import Request
from goodoffices.mediation.side_deals import PAYS_FOR_SOMETHING_ELSE, side_deals
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.show.answers.about import parties
from goodoffices.show.document import Cell, Column, Sheet
from goodoffices.show.words import NOTHING, Words, amount
from goodoffices.stability.concepts import CONCEPTS, concept_key

PlanOrShortfall = Plan | Shortfall
Group = tuple[str, PlanOrShortfall]
UNNOTICED = 1e-8
"""A payoff that is missing no more than so is not told of."""

_ALONE: Mapping[type, str] = {
    Plan: "Levers to pull",
    Shortfall: "Levers at which least is missing",
}
_LEVER_COLUMNS = (
    Column("lever", "Lever"),
    Column("held_by", "Held by"),
    Column("on", "On"),
    Column("intensity", "Intensity", "number"),
    Column("max", "Most", "number"),
    Column("commit", "Commit", "number"),
    Column("execute", "Execute", "number"),
    Column("standing", "Standing"),
    Column("side_deal", "Side deal"),
    Column("needed_alone", "Needed of it alone", "number"),
)
_PROOF_COLUMNS = (Column("proven", "Proven"), Column("gap", "Gap", "number"))


@dataclass(frozen=True)
class Pull:
    """A lever at an intensity, with what that costs at the settlement."""

    lever: Lever
    intensity: float
    commit: float
    execute: float
    standing: str | None
    side_deal: bool

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "name": self.lever.name,
            "label": self.lever.label,
            "held_by": self.lever.held_by,
            "on": self.lever.on,
            "intensity": self.intensity,
            "max": self.lever.most,
            "commit": self.commit,
            "execute": self.execute,
            "cost": self.commit + self.execute,
            "standing": self.standing,
            "side_deal": self.side_deal,
        }


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


def lever_sheets(groups: Sequence[Group], what: str = "") -> Iterator[Sheet]:
    """Yield a sheet of the levers that are pulled for each group, if any is."""
    columns = (
        Column("lever", "Lever"),
        Column("held_by", "Held by"),
        Column("on", "On"),
        Column("intensity", "Intensity", "number"),
        Column("max", "Most", "number"),
        Column("cost", "Cost", "number"),
        Column("standing", "Standing"),
    )
    for heading, answer in groups:
        rows: list[list[Cell]] = [
            [
                pull.lever.title,
                pull.lever.held_by,
                pull.lever.on,
                shown(pull.intensity),
                shown(pull.lever.most),
                shown(pull.commit + pull.execute),
                _standing(pull),
            ]
            for pull in pulls(answer)
            if pull.intensity > NOTHING
        ]
        if rows:
            title = f"{what} {heading}: {_verdict(answer)}" if what else _ALONE[type(answer)]
            yield Sheet(columns, rows, title, {} if what else _named(answer.conflict, rows))


def judged_by(request: Request) -> str:
    """Say by which concept settlements hold, and what that means."""
    row = CONCEPTS[concept_key(request.concept)]
    return f"To hold means here ({row.short}): {row.foresight}."


def lever_notes(answers: Sequence[PlanOrShortfall]) -> tuple[str, ...]:
    """Explain what the sheets of levers say about them."""
    pulled = [pull for answer in answers for pull in pulls(answer) if pull.intensity > NOTHING]
    if not pulled:
        return ()
    notes = ["Cost: to the holder, at the settlement."]
    if any(pull.standing == "bluff" for pull in pulled):
        notes.append("A bluff: to carry it out would cost the holder more than it would bear.")
    if any(pull.standing == "unassessed" for pull in pulled):
        notes.append("Unassessed: the model does not say what the holder would bear.")
    if any(pull.side_deal for pull in pulled):
        notes.append(
            f"What {PAYS_FOR_SOMETHING_ELSE} is a side deal: it touches nothing that the "
            "settlement is about."
        )
    return (" ".join(notes),)


def shown(number: float) -> float:
    """Round a number to four figures, as people read it."""
    return float(f"{number + 0.0:.4g}")


def _standing(pull: Pull) -> str:
    """Say how a lever stands; of a bluff, up to where it would be credible."""
    limit = pull.lever.credible_up_to
    standing = pull.standing or ""
    if standing == "bluff" and limit is not None:
        standing = f"bluff beyond {amount(limit)}"
    return f"{standing}; {PAYS_FOR_SOMETHING_ELSE}" if pull.side_deal else standing


def overview(
    groups: Sequence[Group],
    what: str,
    after: Sequence[Column] = (),
    more: Sequence[Sequence[float]] = (),
) -> Sheet:
    """One row per answer: plan or shortfall, at which state, at what cost, with what missing."""
    conflict = groups[0][1].conflict
    lacking = [n for n in conflict.names if any(_missing(a).get(n) for _, a in groups)]
    columns = (
        Column("group", what),
        Column("answer", "Answer"),
        Column("settlement", "State", "number"),
        Column("cost", "Cost", "number"),
        *(Column(f"missing_{name}", name, "number", "Missing") for name in lacking),
        *after,
    )
    rows: list[list[Cell]] = []
    for place, (heading, answer) in enumerate(groups):
        missing = _missing(answer)
        rows.append(
            [
                heading,
                _verdict(answer),
                answer.settlement.number,
                shown(answer.cost) if isinstance(answer, Plan) else None,
                *(shown(missing[name]) if missing.get(name) else None for name in lacking),
                *(more[place] if more else ()),
            ]
        )
    return Sheet(columns, rows, parties=_everybody(conflict))


def _everybody(conflict: Conflict) -> dict[str, str]:
    """Return decision makers and mediators with their labels."""
    mediators = conflict.mediation.mediators
    others = {name: label for name, label in mediators.items() if label != name}
    return {**parties(conflict), **others}


def _named(conflict: Conflict, rows: Sequence[Sequence[Cell]]) -> dict[str, str]:
    """Return those who hold levers, and whom they are on, with their labels."""
    there = {cell for row in rows for cell in row[1:3]}
    return {name: label for name, label in _everybody(conflict).items() if name in there}


def _verdict(answer: PlanOrShortfall) -> str:
    best = f", {answer.proven}" if answer.gap else ""
    if isinstance(answer, Shortfall):
        return f"shortfall{best}"
    return f"plan with bluffs{best}" if answer.bluffs else f"plan{best}"


def _missing(answer: PlanOrShortfall) -> Mapping[str, float]:
    if isinstance(answer, Plan):
        return {}
    return {name: payoff for name, payoff in answer.missing.items() if payoff > UNNOTICED}


def records(
    groups: Sequence[Group],
    heading: Column | None = None,
    more: Sequence[Column] = (),
    values: Sequence[Sequence[float]] = (),
) -> Sheet:
    """One row per answer and lever, what is said of the answer in each; one where none is left."""
    names = groups[0][1].conflict.names
    columns = (
        *((heading,) if heading else ()),
        Column("answer", "Answer"),
        Column("settlement", "Settlement", "number"),
        Column("total_cost", "Cost", "number"),
        *(Column(f"missing_{name}", name, "number", "Missing") for name in names),
        *more,
        *_LEVER_COLUMNS,
        *_PROOF_COLUMNS,
    )
    rows: list[list[Cell]] = []
    for place, (group, answer) in enumerate(groups):
        start = [*([group] if heading else ()), *_start(answer, names)]
        start += values[place] if values else ()
        nothing: list[Cell] = [None] * len(_LEVER_COLUMNS)
        end: list[Cell] = [answer.proven, answer.gap]
        rows += [[*start, *lever, *end] for lever in (list(_lever_rows(answer)) or [nothing])]
    return Sheet(columns, rows)


def _start(answer: PlanOrShortfall, names: Sequence[str]) -> list[Cell]:
    cost = answer.cost if isinstance(answer, Plan) else None
    missing = answer.missing if isinstance(answer, Shortfall) else {}
    kind = "plan" if isinstance(answer, Plan) else "shortfall"
    return [kind, answer.settlement.number, cost, *(missing.get(name, 0.0) for name in names)]


def _lever_rows(answer: PlanOrShortfall) -> Iterator[list[Cell]]:
    reliefs = answer.reliefs if isinstance(answer, Shortfall) else ()
    needed = {relief.lever: relief.intensity for relief in reliefs}
    for pull in pulls(answer):
        lever = pull.lever
        yield [
            lever.name,
            lever.held_by,
            lever.on,
            pull.intensity,
            lever.most,
            pull.commit,
            pull.execute,
            pull.standing,
            pull.side_deal,
            needed.get(lever.name),
        ]
