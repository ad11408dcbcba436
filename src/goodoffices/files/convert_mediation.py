"""From what a file says is on the table to a mediation, with its levers and claims."""

from __future__ import annotations

from goodoffices.files.convert_numbers import Numbers
from goodoffices.files.schema_mediation import LeverEntry, MediationEntry
from goodoffices.model.lever_numbers import LEVER_NUMBERS, attributes
from goodoffices.model.levers import Claim, Lever
from goodoffices.model.written import Mediation


def mediation_of(entry: MediationEntry, numbers: Numbers) -> Mediation:
    """Return what an entry says is on the table, and note which of its numbers are uncertain."""
    return Mediation(
        entry.settlement,
        entry.no_deal,
        entry.escalation,
        {name: label or "" for name, label in entry.mediators.items()},
        entry.signatories,
        tuple(_lever(*item, numbers) for item in entry.levers.items()),
        tuple(Claim(one.claim, one.test, one.request) for one in entry.claims),
        entry.guarantee_prices,
        entry.power,
    )


def _lever(name: str, entry: LeverEntry, numbers: Numbers) -> Lever:
    values = {row: numbers.take_any(row.place(name), entry.number(row)) for row in LEVER_NUMBERS}
    return Lever(
        name,
        held_by=entry.held_by,
        on=entry.on,
        where=entry.where,
        label=entry.label,
        note=entry.note,
        **attributes(values),
    )
