"""Durability, threats, ripeness, drift, chances and tested claims as reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from goodoffices.mediation.durability import Durability
from goodoffices.mediation.outcome_chances import Chances
from goodoffices.mediation.ripeness import Ripeness
from goodoffices.mediation.status_quo_paths import Drift
from goodoffices.mediation.threats import Threats
from goodoffices.show.answers.outcome_chances import heading, notes
from goodoffices.show.answers.plan import plan_report
from goodoffices.show.answers.plan_tables import lever_notes, lever_sheets
from goodoffices.show.answers.verdicts import conflict_data, steps, within, without_title
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import report
from goodoffices.show.words import amount, brief, percent

if TYPE_CHECKING:
    from goodoffices.mediation.claims import Verdict
    from goodoffices.mediation.durability import Withdrawal
    from goodoffices.mediation.plan.results import Shortfall
    from goodoffices.model.conflict import Conflict

_WITHDRAWAL = (
    Column("withdrawn", "Withdrawn"),
    Column("stable", "Stable"),
    Column("accepted", "Accepted"),
    Column("leaves", "Leaves"),
    Column("to", "To", "number"),
    Column("end", "Ends in", "number"),
)


@report.register(Durability)
def durability_report(found: Durability) -> Report:
    """Report what becomes of a plan's settlement when its levers are withdrawn."""
    conflict = found.plan.conflict
    rows = [row for withdrawal in found.withdrawals for row in _withdrawal_rows(withdrawal)]
    return Report(
        command="durability",
        title=conflict.title,
        body=(str(found), *lever_sheets([("", found.plan)])),
        records=Sheet(_WITHDRAWAL, rows),
        data=lambda: {
            "conflict": conflict_data(conflict),
            "plan": within(found.plan),
            **without_title(found.to_dict()),
        },
        notes=lever_notes([found.plan]),
    )


def no_durability_report(answer: Shortfall) -> Report:
    """Report that there is no plan, and so nothing to withdraw."""
    report = plan_report(answer)
    return Report(
        command="durability",
        title=report.title,
        body=("There is no plan from which levers could be withdrawn.", *report.body),
        records=Sheet(_WITHDRAWAL, []),
        data=lambda: {
            "conflict": conflict_data(answer.conflict),
            "plan": within(answer),
            "settlement": None,
            "concept": answer.request.concept,
            "withdrawals": [],
        },
        notes=report.notes,
    )


def _withdrawal_rows(withdrawal: Withdrawal) -> Iterator[list[Cell]]:
    """Yield one row per decision maker that leaves, or one that says that nobody does."""
    start: list[Cell] = [
        " ".join(withdrawal.levers),
        withdrawal.stable,
        withdrawal.accepted,
    ]
    for one in withdrawal.departures:
        end = None if one.end is None else one.end.number
        yield [*start, one.decision_maker, one.move.target.number, end]
    if not withdrawal.departures:
        yield [*start, None, None, None]


@report.register(Threats)
def threats_report(found: Threats) -> Report:
    """Report which deterrents at a state nobody would carry out, and which levers are bluffs."""
    columns = (
        Column("kind", "Kind"),
        Column("state", "State", "number"),
        Column("by", "By"),
        Column("improvement", "Improvement", "number"),
        Column("sanction", "Sanction"),
        Column("lever", "Lever"),
        Column("intensity", "Intensity", "number"),
        Column("standing", "Standing"),
        Column("bluff_from", "Bluff from", "number"),
    )
    state = found.state.number
    rows: list[list[Cell]] = []
    for one in found.empty:
        way: list[Cell] = [
            one.improvement.mover,
            one.improvement.target.number,
            steps(one.sanction),
        ]
        rows.append(["empty threat", state, *way, None, None, None, None])
    for lever in found.levers:
        holder = found.conflict.mediation.lever(lever.lever).held_by
        judged: list[Cell] = [lever.lever, lever.intensity, lever.standing, lever.bluff_from]
        rows.append(["lever", state, holder, None, None, *judged])
    return _told("threats", found.conflict, str(found), Sheet(columns, rows), found.to_dict())


@report.register(Ripeness)
def ripeness_report(found: Ripeness) -> Report:
    """Report whether the parties are stuck, whether it hurts, and whether there is a way out."""
    columns = (
        Column("decision_maker", "Decision maker"),
        Column("payoff", "Payoff", "number"),
        Column("security", "Security level", "number"),
        Column("stalemate", "Stalemate"),
        Column("hurting", "Hurting"),
        Column("way_ahead", "Could go to", "number"),
        Column("mutually_hurting_stalemate", "Mutually hurting stalemate"),
        Column("ways_out", "Ways out"),
        Column("ripe", "Ripe"),
    )
    ways = " ".join(str(way.state.number) for way in found.ways_out)
    rows: list[list[Cell]] = [
        [
            one.decision_maker,
            one.payoff,
            one.security,
            one.stalemate,
            one.hurting,
            None if one.way_ahead is None else one.way_ahead.target.number,
            found.mutually_hurting_stalemate,
            ways,
            found.ripe,
        ]
        for one in found.standings
    ]
    return _told("ripeness", found.conflict, str(found), Sheet(columns, rows), found.to_dict())


@report.register(Drift)
def drift_report(found: Drift) -> Report:
    """Report where improvements lead with no mediation."""
    columns = (
        Column("from", "From", "number"),
        Column("to", "To", "number"),
        Column("equilibrium_of", "Equilibrium under"),
        Column("escalated", "Escalated"),
        Column("moves", "Moves"),
    )
    rows: list[list[Cell]] = [
        [
            found.start.number,
            rest.state.number,
            " ".join(rest.equilibrium_of),
            rest.escalated,
            steps(rest.moves),
        ]
        for rest in found.rests
    ]
    return _told("drift", found.conflict, str(found), Sheet(columns, rows), found.to_dict())


@report.register(Chances)
def chances_report(found: Chances) -> Report:
    """Report how likely each outcome is when decision makers may err, the likeliest first."""
    shown = [Column("state", "State"), Column("probability", "Probability", "number")]
    shown.append(Column("moves", "Moves", "number"))
    if found.settlement is not None:
        shown.append(Column("settlement", "Settlement", "mark"))
    if found.escalation is not None:
        shown.append(Column("escalated", "Escalated", "mark"))
    if not found.conflict.in_graph_form:
        shown.append(Column("taken", "Options taken"))
    rows: list[list[Cell]] = []
    for one in found.outcomes:
        cells: dict[str, Cell] = {
            "state": brief(one.state),
            "probability": percent(one.probability),
            "moves": amount(one.moves),
            "settlement": one.settlement,
            "escalated": one.escalated,
            "taken": ", ".join(one.state.options) or "none",
        }
        rows.append([cells[column.key] for column in shown])
    table = Sheet(tuple(shown), rows)
    return Report(
        command="drift",
        title=found.conflict.title,
        body=(heading(found), *([table] if rows else []), found.summary),
        records=_chances_records(found),
        data=lambda: {
            "conflict": conflict_data(found.conflict),
            **without_title(found.to_dict()),
        },
        notes=("Moves: how many it takes on average, where it ends there.", *notes(found)),
    )


def _chances_records(found: Chances) -> Sheet:
    """List the outcomes, and last that there is none, where it can go round for ever."""
    columns = (
        Column("from", "From", "number"),
        Column("to", "To", "number"),
        Column("probability", "Probability", "number"),
        Column("moves", "Moves", "number"),
        Column("escalated", "Escalated"),
        Column("settlement", "Settlement"),
    )
    start = found.start.number
    rows: list[list[Cell]] = [
        [start, one.state.number, one.probability, one.moves, one.escalated, one.settlement]
        for one in found.outcomes
    ]
    if found.for_ever:
        rows.append([start, None, found.for_ever, None, None, None])
    return Sheet(columns, rows)


def claims_report(conflict: Conflict, verdicts: Sequence[Verdict]) -> Report:
    """Report what the model makes of each claim."""
    columns = (
        Column("claim", "Claim"),
        Column("test", "Test"),
        Column("holds", "Holds"),
        Column("flipped_by", "Turned by"),
        Column("number", "Number", "number"),
        Column("value", "Value", "number"),
    )
    rows = [_claim_row(verdict) for verdict in verdicts]
    borne_out = sum(verdict.holds for verdict in verdicts)
    summary = f"{borne_out} of {len(verdicts)} claims hold in this model, under its values."
    if not verdicts:
        summary = "The model carries no claims; they are written under mediation.claims."
    return Report(
        command="claims",
        title=conflict.title,
        body=(summary, *(str(verdict) for verdict in verdicts)),
        records=Sheet(columns, rows),
        data=lambda: {
            "conflict": conflict_data(conflict),
            "claims": [verdict.to_dict() for verdict in verdicts],
        },
    )


def _claim_row(verdict: Verdict) -> list[Cell]:
    start: list[Cell] = [verdict.claim.claim, verdict.claim.test, verdict.holds]
    flip = verdict.flip
    return [*start, *((None, None, None) if flip is None else (flip.name, flip.number, flip.value))]


def _told(
    command: str, conflict: Conflict, told: str, records: Sheet, data: dict[str, Any]
) -> Report:
    return Report(
        command=command,
        title=conflict.title,
        body=(told,),
        records=records,
        data=lambda: {"conflict": conflict_data(conflict), **without_title(data)},
    )
