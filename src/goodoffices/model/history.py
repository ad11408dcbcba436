"""Going through what happened, one event after the other."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from goodoffices.model.applying import misfits
from goodoffices.model.beliefs import after_cost, after_due, after_evidence
from goodoffices.model.conflict import Conflict
from goodoffices.model.events import Event
from goodoffices.model.in_force import in_force_after, known_lever, with_in_force
from goodoffices.model.moved import after_moves
from goodoffices.model.revealed import after_revealed
from goodoffices.model.sheet import Sheet


@dataclass(frozen=True)
class Stage:
    """Where a model stands after what happened so far.

    Attributes
    ----------
    conflict
        The conflict, but for the levers in force.
    in_force
        How far each lever is in force, by name.
    named
        Quantities that were given a name on the way, with the name that each had before.
    """

    conflict: Conflict
    in_force: Mapping[str, float] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)

    def after(self, event: Event) -> Stage:
        """Return the stage after an event, but for what it changes of the file.

        Raises
        ------
        ModelError
            It could not happen; places are those in the event, or of the model.
        """
        conflict = after_moves(self.conflict, event)
        in_force = in_force_after(conflict, self.in_force, event)
        conflict = after_revealed(conflict, event)
        sheet, records = Sheet(conflict), {}
        for name, seen in event.evidence.items():
            after_evidence(sheet, known_lever(conflict, "evidence", name), seen)
        for name, due in event.due.items():
            lever = known_lever(conflict, "due", name)
            records[name] = after_due(sheet, lever, due)
            after_cost(sheet, lever, due)
        if event.evidence or records:
            conflict = _with_records(sheet.done(), records)
        return Stage(conflict, in_force, {**self.named, **sheet.named})

    def whole(self) -> tuple[Conflict, Mapping[str, str]]:
        """Return the conflict with the levers in force, and all quantities that were named.

        Claims that are about what there is no more are left out.
        """
        conflict, named = with_in_force(self.conflict, self.in_force)
        claims = tuple(c for c in conflict.mediation.claims if not any(misfits(conflict, c)))
        if claims == conflict.mediation.claims:
            return conflict, {**self.named, **named}
        mediation = dataclasses.replace(conflict.mediation, claims=claims)
        return conflict.replace(mediation=mediation), {**self.named, **named}


def _with_records(conflict: Conflict, records: Mapping[str, float | None]) -> Conflict:
    """Return the conflict with what beliefs are worth now, by lever."""
    if all(worth is None for worth in records.values()):
        return conflict
    levers = tuple(
        lever
        if (worth := records.get(lever.name)) is None
        else dataclasses.replace(lever, record=worth)
        for lever in conflict.mediation.levers
    )
    return conflict.replace(mediation=dataclasses.replace(conflict.mediation, levers=levers))


@dataclass(frozen=True)
class Dated:
    """The model after an event.

    Attributes
    ----------
    place, event
        The event and its place in the file, from 0; of the model as written -1 and none.
    named
        Quantities that were given a name on the way, with the name that each had before.
    """

    place: int
    event: Event | None
    conflict: Conflict
    named: Mapping[str, str]
