"""What is remarked upon where a conflict comes from another program's file, or becomes one."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.files.imported import Remark
from goodoffices.show.language import message, numeral, say, say_as, say_many
from goodoffices.show.telling import text
from goodoffices.show.words import enumerated, listing

MOST_LISTED = 12
_TOLD = {
    "misperception": message(
        "{}: the misperception of states with '{}' is not imported; it is taken to see every state"
    ),
    "statements": message(
        "{}: its statements are not imported, because the file goes by the rankings"
    ),
    "no ranking": message(
        "{}: the file goes by rankings but has none here; the statements are imported"
    ),
    "omitted": message(
        "{}: the ranking leaves out states {} (numbers of the file); they are ranked last, as "
        "equals"
    ),
    "ranking": message(
        "{}: its ranking is not imported, because the file goes by the statements; the two differ"
    ),
    "number of payoffs": message("{}: {} payoffs for {} states are not imported"),
    "payoffs": message("{}: its payoffs are not imported; they differ from its preferences"),
    "key of file": message("the key '{}' of the file is not imported"),
    "key of option": message("the key '{}' of option '{}' is not imported"),
    "key of party": message("the key '{}' of '{}' is not imported"),
    "renumbered": message(
        "states have other numbers, because options are grouped by decision maker: {}"
    ),
    "idle": message("{} has payoffs, but no option"),
    "columns": message("columns left out: {}"),
    "ordinal": message(
        "{}: only the order of these payoffs means anything; they are levels, 1 the worst"
    ),
    "moves": message(
        "a game knows no moves that cannot be taken back or made; its equilibria may differ from "
        "those of the conflict"
    ),
    "moves of": message(
        "a game knows no moves that cannot be taken back or made ({}); its equilibria may differ "
        "from those of the conflict"
    ),
    "parts": message("a game has no {}"),
}


@text.register(Remark)
def told(remark: Remark) -> str:
    """Say what is remarked upon in a sentence."""
    kind, values = remark.kind, remark.values
    if kind == "rounded":
        off, every, exact, near = values
        return say_many(
            "{} of {} payoffs is rounded to about 16 digits, such as {} to {}",
            "{} of {} payoffs are rounded to about 16 digits, such as {} to {}",
            off,
            every,
            exact,
            numeral(repr(near)),
        )
    if kind == "renumbered":
        values = (tuple(say_as("states", "{} is now {}", *pair) for pair in values[0]),)
    listed = _first if kind in {"omitted", "renumbered"} else enumerated
    parts = (listed(list(map(str, one))) if isinstance(one, tuple) else one for one in values)
    return say(_TOLD[kind], *parts)


def _first(parts: Sequence[str]) -> str:
    return listing(parts, MOST_LISTED) if len(parts) > MOST_LISTED else enumerated(parts)


def beside(remark: Remark) -> str:
    """Say a remark as it stands beside an answer."""
    return say("Remark: {}", told(remark))
