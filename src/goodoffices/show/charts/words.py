"""A picture in words: one paragraph, and a table with everything that the picture shows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.show.charts.arcs import Arc
from goodoffices.show.charts.chart import IMPROVEMENT, OTHER_MOVE, POSSIBLE
from goodoffices.show.charts.view import View, concept_names
from goodoffices.show.gathered import gathered
from goodoffices.show.language import message, say, say_many
from goodoffices.show.texts import clean
from goodoffices.show.words import Words, enumerated, listing, short_name


def description(view: View) -> str:
    """Say what the picture shows."""
    conflict = view.conflict
    states, moves = len(view.states), len(view.arcs)
    improvements = sum(arc.improvement for arc in view.arcs)
    sure = message("Sure improvements for the mover: {}.")
    improving = sure if view.in_part else message("Improvements for the mover: {}.")
    people = len(conflict.decision_makers)
    movers = enumerated(view.names[mover] for mover in view.movers)
    parts = [
        say(
            "Graph of the conflict “{}”: {} and {}.",
            clean(conflict.title),
            say_many("{:,} state", "{:,} states", states),
            say_many("{} decision maker", "{} decision makers", people),
        ),
        say("Drawn: {} by {}.", say_many("{} move", "{} moves", moves), movers),
        say(improving, improvements),
    ]
    if view.in_part:
        known = listing([view.names[conflict.names.index(name)] for name in conflict.partly_known])
        parts.insert(1, say("Known only in part: the preferences of {}.", known))
        parts.append(say("Possible improvements: {}.", sum(arc.possible for arc in view.arcs)))
    if view.status_quo is not None:
        parts.append(say("Status quo: state {}.", view.states[view.status_quo].number))
    for key, held, can in zip(view.concepts, view.equilibria, view.possible, strict=True):
        parts.append(say("Equilibria under {}: {}.", short_name(key), _those(view, held)))
        if can.any():
            parts.append(say("Can be and need not: {}.", _those(view, can)))
    return " ".join(parts)


def _those(view: View, shown: NDArray[np.bool_]) -> str:
    """Say which of the states shown they are."""
    among = np.zeros(len(view.conflict.states), bool)
    among[view.chosen[shown]] = True
    return gathered(Words(view.conflict), among)


def options_taken(view: View, place: int) -> str:
    """Write the options taken in a state as ``MoE: modify; Local: insist``."""
    called = dict(zip(view.conflict.names, view.names, strict=True))
    taken = Words(view.conflict).taken(view.states[place])
    parts = (
        say("{}: {}", called[name], enumerated(map(clean, titles)))
        for name, titles in taken.items()
    )
    return say("; ").join(parts) or say("none")


def rank(view: View, mover: int, place: int) -> str:
    """Write the rank of a state for a decision maker as ``2 of 9``."""
    ranks = view.ranks[mover]
    return (
        say("not known")
        if ranks is None
        else say("{} of {}", ranks[view.chosen[place]], ranks.max())
    )


def table(view: View) -> tuple[tuple[str, ...], ...]:
    """Return the picture as rows of text, the first of them the header."""
    listed = say("Situation") if view.conflict.in_graph_form else say("Options taken")
    header = [
        say("State"),
        say("Label"),
        listed,
        *(say("Rank for {}", name) for name in view.names),
    ]
    header += [say("Equilibrium under")]
    if view.in_part:
        header += [say("Can be one under"), say("Sure improvements"), say("Possible improvements")]
    else:
        header += [say("Improvements")]
    header += [say("Other moves")]
    if view.conflict.in_graph_form:
        header.remove(listed)
    rows = [tuple(header)]
    for place, state in enumerate(view.states):
        row = [str(state.number), clean(state.label)]
        if place == view.status_quo:
            row[0] = say("{} (status quo)", state.number)
        if not view.conflict.in_graph_form:
            row.append(options_taken(view, place))
        row += [rank(view, mover, place) for mover in range(len(view.names))]
        row.append(concept_names(view.concepts_of(place)) or "–")
        if view.in_part:
            row.append(concept_names(view.can_be_of(place)) or "–")
        kinds = (IMPROVEMENT, POSSIBLE, OTHER_MOVE) if view.in_part else (IMPROVEMENT, OTHER_MOVE)
        row += [_moves(view, place, kind) for kind in kinds]
        rows.append(tuple(row))
    return tuple(rows)


def kind_of(arc: Arc) -> str:
    """Say what a move is to its mover: an improvement, possibly one, or another."""
    return IMPROVEMENT if arc.improvement else POSSIBLE if arc.possible else OTHER_MOVE


def _moves(view: View, place: int, kind: str) -> str:
    parts = []
    for mover in view.movers:
        targets = [
            str(view.states[arc.target].number)
            for arc in view.arcs
            if arc.mover == mover and arc.origin == place and kind_of(arc) == kind
        ]
        if targets:
            parts.append(say("{} to {}", view.names[mover], enumerated(targets)))
    return say("; ").join(parts) or "–"
