"""What a picture shows: which states, whose moves, equilibria under which concepts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
from goodoffices.show.charts.arcs import Arc, moves_between
from goodoffices.show.language import say
from goodoffices.show.texts import clean
from goodoffices.show.words import enumerated, short_name
from goodoffices.stability.certainty.judged import Judged, can_hold, held, known_ranks
from goodoffices.stability.concepts import concept_key

MOST_STATES = 120


@dataclass(frozen=True, eq=False)
class View:
    """A choice from an analysis, or from what is certain.

    Attributes
    ----------
    chosen
        Indices of the states shown. Arcs and ``equilibria`` count in places along it.
    movers
        Places of the decision makers whose moves are shown.
    concepts
        Keys of the concepts.
    equilibria, possible
        Those that are, whatever is not known, and those that can be and need not. Shape (concepts,
        states shown).
    ranks
        Per decision maker a rank per state of the conflict, 1 the best; None where not known.
    improvements_only
        True to leave out the other moves.
    """

    conflict: Conflict
    chosen: NDArray[np.int64]
    movers: tuple[int, ...]
    concepts: tuple[str, ...]
    equilibria: NDArray[np.bool_]
    possible: NDArray[np.bool_]
    ranks: tuple[NDArray[np.int64] | None, ...]
    improvements_only: bool

    @property
    def in_part(self) -> bool:
        """Whether preferences are known only in part."""
        return bool(self.conflict.partly_known)

    @cached_property
    def states(self) -> list[State]:
        """The states shown."""
        return [self.conflict.states[index] for index in self.chosen.tolist()]

    @cached_property
    def every_arc(self) -> list[Arc]:
        """Moves of all decision makers between the states shown: what the layout goes by."""
        everyone = range(len(self.conflict.decision_makers))
        return moves_between(self.conflict, self.chosen, everyone)

    @cached_property
    def arcs(self) -> list[Arc]:
        """The moves shown."""
        return [
            arc
            for arc in self.every_arc
            if arc.mover in self.movers
            and (arc.improvement or arc.possible or not self.improvements_only)
        ]

    @cached_property
    def names(self) -> list[str]:
        """What each decision maker is called in the picture; no two alike."""
        titles = [clean(dm.title) or dm.name for dm in self.conflict.decision_makers]
        return [
            title if titles.count(title) == 1 else say("{}: {}", dm.name, title)
            for dm, title in zip(self.conflict.decision_makers, titles, strict=True)
        ]

    @property
    def status_quo(self) -> int | None:
        """Place of the status quo, or None where it is not shown."""
        found = np.flatnonzero(self.chosen == self.conflict.status_quo_index)
        return int(found[0]) if found.size else None

    def concepts_of(self, place: int) -> list[str]:
        """Keys of the concepts under which the state at a place is an equilibrium."""
        return [c for c, yes in zip(self.concepts, self.equilibria[:, place], strict=True) if yes]

    def can_be_of(self, place: int) -> list[str]:
        """Keys of the concepts under which it can be one and need not."""
        return [c for c, yes in zip(self.concepts, self.possible[:, place], strict=True) if yes]


def view(
    found: Judged,
    concept: str | None,
    decision_makers: Iterable[str] | None,
    where: str | None,
    *,
    improvements_only: bool,
) -> View:
    """Choose what to show; see ``goodoffices.graph`` for the parameters and errors."""
    conflict = found.conflict
    concepts = found.concepts if concept is None else (concept_key(concept),)
    surely = np.stack([held(found, key) for key in concepts])
    can = np.stack([can_hold(found, key) for key in concepts]) & ~surely
    chosen = chosen_states(conflict, where)
    movers = _movers(conflict, decision_makers)
    verdicts = surely[:, chosen], can[:, chosen]
    ranks = known_ranks(conflict)
    return View(conflict, chosen, movers, concepts, *verdicts, ranks, improvements_only)


def chosen_states(conflict: Conflict, where: str | None) -> NDArray[np.int64]:
    """Return the indices of the states to draw; RequestError where they are none, or too many."""
    matching = np.arange(len(conflict.states))
    if where is not None:
        matching = np.flatnonzero(conflict.where(where))
    if not matching.size:
        raise RequestError(f"'{where}' holds in no state, so there is nothing to draw")
    if len(matching) > MOST_STATES:
        narrow = "draw fewer" if conflict.in_graph_form else "draw fewer with --where STATEMENT"
        raise RequestError(
            f"a graph of {len(matching):,} states cannot be read; at most {MOST_STATES} are drawn. "
            f"{narrow[0].upper()}{narrow[1:]}, or take the states and moves elsewhere with export"
        )
    return matching


def _movers(conflict: Conflict, names: Iterable[str] | None) -> tuple[int, ...]:
    if names is None:
        return tuple(range(len(conflict.decision_makers)))
    asked = [names] if isinstance(names, str) else names
    movers = tuple(sorted({conflict.decision_maker_index(name) for name in asked}))
    if not movers:
        raise RequestError("no decision maker is named, so there is nothing to draw")
    return movers


def concept_names(keys: Iterable[str]) -> str:
    """Write concepts as ``Nash, GMR``."""
    return enumerated(short_name(key) for key in keys)
