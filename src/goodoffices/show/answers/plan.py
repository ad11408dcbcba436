"""Plans and shortfalls as reports: the answer in words, its levers as a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodoffices.mediation.evenness import Evenness
from goodoffices.mediation.mediators import Mediators
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.side_deals import PAYS_FOR_SOMETHING_ELSE, side_deals
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.show.answers.verdicts import conflict_data, parties
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import report
from goodoffices.show.words import Words, amount

PlanOrShortfall = Plan | Shortfall
Group = tuple[str, PlanOrShortfall]
NOBODY = "nobody"
_NOTHING = 1e-9

_BURDENS = (
    "Pressure and inducement on a party are in units of what lies between its worst and its best "
    "outcome; for a shortfall, at the levers at which least is missing."
)
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
    import numpy as np

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
                standing=lever.standing(intensity) if intensity > _NOTHING else None,
                side_deal=name in aside,
            )
        )
    return found


@report.register(Plan)
@report.register(Shortfall)
def plan_report(answer: PlanOrShortfall) -> Report:
    """Report a plan, or what is missing for one."""
    return Report(
        command="plan",
        title=answer.conflict.title,
        body=(str(answer), *lever_sheets([("", answer)])),
        records=_records([("", answer)]),
        data=lambda: {"conflict": conflict_data(answer.conflict), **answer_data(answer)},
        notes=lever_notes([answer]),
    )


@report.register(Mediators)
def mediators_report(found: Mediators) -> Report:
    """Report the answers for each holder of levers, for all together, and for none."""
    named: list[Group] = [(" ".join(one.held_by), one.answer) for one in found.holdings]
    titled: list[Group] = [
        (" + ".join(one.held_by) or NOBODY, one.answer) for one in found.holdings
    ]
    return Report(
        command="mediators",
        title=found.conflict.title,
        body=(_overview(titled, "Levers of"), *lever_sheets(titled, "Levers of")),
        records=_records(named, Column("holders", "Levers of")),
        data=lambda: {
            "conflict": conflict_data(found.conflict),
            "holdings": [
                {"held_by": list(one.held_by), **answer_data(one.answer)} for one in found.holdings
            ],
        },
        notes=lever_notes([one.answer for one in found.holdings]),
    )


@report.register(Evenness)
def evenness_report(found: Evenness) -> Report:
    """Report the answers with levers on one decision maker, on another, and on all."""
    named: list[Group] = [(" ".join(side.on), side.answer) for side in found.sides]
    titled: list[Group] = [(" + ".join(side.on), side.answer) for side in found.sides]
    columns, burdens = _burdens(found)
    felt = [k for k in range(len(columns)) if any(row[k] > _NOTHING for row in burdens)]
    overview = _overview(
        titled,
        "Levers on",
        [columns[k] for k in felt],
        [[shown(row[k]) for k in felt] for row in burdens],
    )
    return Report(
        command="evenness",
        title=found.conflict.title,
        body=(overview, *lever_sheets(titled, "Levers on")),
        records=_records(named, Column("levers_on", "Levers on"), columns, burdens),
        data=lambda: {
            "conflict": conflict_data(found.conflict),
            "sides": [
                {
                    "levers_on": list(side.on),
                    **answer_data(side.answer),
                    "burdens": [burden.to_dict() for burden in side.burdens],
                }
                for side in found.sides
            ],
        },
        notes=(
            _BURDENS,
            *lever_notes([side.answer for side in found.sides]),
        ),
    )


def answer_data(answer: PlanOrShortfall) -> dict[str, Any]:
    """Return an answer for JSON, with what each lever costs and whether it is a side deal."""
    data = {key: value for key, value in answer.to_dict().items() if key != "title"}
    return {**data, "levers": [pull.to_dict() for pull in pulls(answer)]}


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
            if pull.intensity > _NOTHING
        ]
        if rows:
            title = f"{what} {heading}: {_verdict(answer)}" if what else "Levers pulled"
            yield Sheet(columns, rows, title=title)


def lever_notes(answers: Sequence[PlanOrShortfall]) -> tuple[str, ...]:
    """Explain what the sheets of levers say about them."""
    pulled = [pull for answer in answers for pull in pulls(answer) if pull.intensity > _NOTHING]
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


def _overview(
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


def _verdict(answer: PlanOrShortfall) -> str:
    best = f", {answer.proven}" if answer.gap else ""
    if isinstance(answer, Shortfall):
        return f"shortfall{best}"
    return f"plan with bluffs{best}" if answer.bluffs else f"plan{best}"


def _missing(answer: PlanOrShortfall) -> Mapping[str, float]:
    if isinstance(answer, Plan):
        return {}
    return {name: payoff for name, payoff in answer.missing.items() if payoff > _NOTHING}


def _burdens(found: Evenness) -> tuple[tuple[Column, ...], list[list[float]]]:
    """Return pressure and inducement per decision maker: the columns, and a row per side."""
    columns = tuple(
        Column(f"{kind.lower()}_{burden.decision_maker}", kind, "number", burden.decision_maker)
        for burden in found.sides[0].burdens
        for kind in ("Pressure", "Inducement")
    )
    rows = [
        [value for burden in side.burdens for value in (burden.pressure, burden.inducement)]
        for side in found.sides
    ]
    return columns, rows


def _records(
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
