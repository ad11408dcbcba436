"""Words for states, moves and concepts, in the titles that the analyst gave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goodoffices.model.conflict import Conflict
from goodoffices.model.states import ListedStates, State

if TYPE_CHECKING:
    from goodoffices.stability.paths import Move


class Words:
    """What to call the parties, options and states of a conflict."""

    def __init__(self, conflict: Conflict) -> None:
        self._parties = {dm.name: dm.title for dm in conflict.decision_makers}
        self._options: dict[str, str] = {}
        if not isinstance(conflict.states, ListedStates):
            for dm, names in zip(conflict.decision_makers, conflict.states.names, strict=True):
                titles = (option.title for option in dm.options)
                self._options.update(zip(names, titles, strict=True))

    def party(self, name: str) -> str:
        """Return a decision maker's title."""
        return self._parties[name]

    def heading(self, name: str) -> str:
        """Return a decision maker's title, with its name where that is another."""
        title = self._parties[name]
        return title if title == name else f"{title} ({name})"

    def deed(self, move: Move, drop: str = "drop", take: str = "take", other: str = "move") -> str:
        """Say what a move does: "drop 'Delay' and take 'Abandon'"."""
        dropped, taken = ([f"'{self._options[o]}'" for o in m] for m in (move.dropped, move.taken))
        return deed_of(dropped, taken, drop, take) or other


def brief(state: State) -> str:
    """Write a state as ``4 (YNYNN)``."""
    number = str(state.number)
    return number if state.label == number else f"{number} ({state.label})"


def short_name(concept: str) -> str:
    """Write a concept's key as the literature does: Nash, GMR, SEQ."""
    return "Nash" if concept == "nash" else concept.upper()


def listing(parts: Sequence[str]) -> str:
    """Join parts as ``a, b and c``."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def deed_of(dropped: Sequence[str], taken: Sequence[str], drop: str, take: str) -> str:
    """Join what is dropped and what is taken, with these verbs."""
    parts = [
        f"{verb} {listing(options)}"
        for verb, options in ((drop, dropped), (take, taken))
        if options
    ]
    return " and ".join(parts)
