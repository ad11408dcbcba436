"""What people read above the columns of tables: one heading per quantity, whichever answer has it.

A column is known by its key. Where the key in words would not do, a row here says what is read.
"""

from __future__ import annotations

from goodoffices.model.lever_numbers import LEVER_NUMBERS

HEADINGS = {
    **{row.keys[-1]: row.heading for row in LEVER_NUMBERS if row.heading},
    "actors": "Who",
    "agreed": "and is liked better than no deal",
    "alike": "Worth the same",
    "area": "States that hold, on average",
    "asked_of": "Does",
    "at_highest": "At its highest",
    "at_lowest": "At its lowest",
    "brings": "Brings it",
    "created": "Created (UTC)",
    "description": "Meaning",
    "differing": "Differ",
    "fear": "Fears",
    "fresh": "Fresh samples",
    "gain": "Gain over no deal",
    "givers": "Who could give it",
    "guarantee": "Smallest guarantee",
    "high": "To",
    "hits": "Outcome holds",
    "holding": "What holds there",
    "if_preferred": "If so",
    "if_the_other_way_round": "If the other way round",
    "in_sample": "Planning samples",
    "inside": "In the zone",
    "interest": "Wants",
    "kept_by": "What keeps it",
    "low": "From",
    "meaning": "What that is",
    "need": "Needed",
    "none": "No state holds",
    "of_best": "Of its best",
    "of_map": "Share of the map",
    "open": "Left open",
    "plan_without": "Plan without it",
    "position": "Says",
    "prefers_one": "Prefer",
    "quote": "Its words",
    "rather": "Would rather not",
    "reliability": "Asked for",
    "settled": "A settlement holds",
    "status_quo": "",
    "success": "Predictive success",
    "targets": "To whom",
    "taken": "Options taken",
    "to_other": "Over",
    "uncertain": "What is uncertain",
    "zone_without": "Zone without it",
}


def heading(key: str) -> str:
    """Return what is read above a column: its row, or else its key in words.

    Examples
    --------
    >>> heading("gain"), heading("held_by")
    ('Gain over no deal', 'Held by')
    """
    return HEADINGS.get(key, key.replace("_", " ").capitalize())
