"""What people read above the columns of tables: one heading per quantity, whichever answer has it.

A column is known by its key. Where the key in words would not do, a row here says what is read.
"""

from __future__ import annotations

from goodoffices.model.lever_numbers import LEVER_NUMBERS
from goodoffices.show.language import message, say

HEADINGS = {
    **{row.keys[-1]: row.heading for row in LEVER_NUMBERS if row.heading},
    "act": message("Act"),
    "actors": message("Who"),
    "agreed": message("and is liked better than no deal"),
    "alike": message("Worth the same"),
    "area": message("States that hold, on average"),
    "at_highest": message("At its highest"),
    "at_lowest": message("At its lowest"),
    "brings": message("Brings it"),
    "condition": message("Condition"),
    "created": message("Created (UTC)"),
    "description": message("Meaning"),
    "differing": message("Differ"),
    "fear": message("Fears"),
    "fresh": message("Fresh samples"),
    "gain": message("Gain over no deal"),
    "givers": message("Who could give it"),
    "guarantee": message("Smallest guarantee"),
    "hedge": message("Hedge"),
    "high": message("To"),
    "hits": message("Outcome holds"),
    "holding": message("What holds there"),
    "if_preferred": message("If so"),
    "if_the_other_way_round": message("If the other way round"),
    "in_sample": message("Planning samples"),
    "inside": message("In the zone"),
    "interest": message("Wants"),
    "kept_by": message("What keeps it"),
    "low": message("From"),
    "meaning": message("What that is"),
    "need": message("Needed"),
    "none": message("No state holds"),
    "of_best": message("Of its best"),
    "of_map": message("Share of the map"),
    "open": message("Left open"),
    "plan_without": message("Plan without it"),
    "position": message("Says"),
    "quote": message("Its words"),
    "rather": message("Would rather not"),
    "reliability": message("Asked for"),
    "row": message("Row"),
    "settled": message("A settlement holds"),
    "status_quo": "",
    "success": message("Predictive success"),
    "targets": message("To whom"),
    "taken": message("Options taken"),
    "uncertain": message("What is uncertain"),
    "zone_without": message("Zone without it"),
}


def heading(key: str) -> str:
    """Return what is read above a column, in the language spoken.

    Examples
    --------
    >>> heading("gain"), heading("held_by")
    ('Gain over no deal', 'Held by')
    """
    return say(in_words(key))


def in_words(key: str) -> str:
    """Return the message of a key: its row, or else the key itself in words."""
    return HEADINGS.get(key, key.replace("_", " ").capitalize())
