"""From the file's timeline to events, and back."""

from __future__ import annotations

from typing import Any

from goodoffices.files.convert_uncertainty import plain, tidy
from goodoffices.files.schema_timeline import EventEntry
from goodoffices.model.events import Due, Event, Evidence


def event_of(entry: EventEntry) -> Event:
    """Return the event that an entry tells of."""
    return Event(
        entry.date,
        entry.event,
        entry.source,
        entry.recorded,
        entry.change,
        entry.took,
        entry.dropped,
        entry.pulled,
        entry.withdrawn,
        {lever: Evidence(one.if_meant, one.if_bluff) for lever, one in entry.evidence.items()},
        {
            lever: Due(one.carried_out, one.relevance, one.intensity)
            for lever, one in entry.due.items()
        },
        entry.revealed,
    )


def event_data(event: Event) -> dict[str, Any]:
    """Return what a file says of an event."""
    data: dict[str, Any] = {
        "date": event.date,
        "event": event.event,
        "source": event.source,
        "recorded": event.recorded,
        "change": plain(event.change),
        "took": list(event.took),
        "dropped": list(event.dropped),
        "pulled": tidy(dict(event.pulled)),
        "withdrawn": list(event.withdrawn),
        "evidence": {lever: tidy(vars(one)) for lever, one in event.evidence.items()},
        "due": {lever: _due_data(one) for lever, one in event.due.items()},
        "revealed": list(event.revealed),
    }
    kept = ("date", "event")
    return {key: value for key, value in data.items() if value or key in kept}


def _due_data(due: Due) -> dict[str, Any]:
    relevance = {} if due.relevance == 1 else {"relevance": tidy(due.relevance)}
    intensity = {} if due.intensity is None else {"intensity": tidy(due.intensity)}
    return {"carried_out": due.carried_out, **relevance, **intensity}
