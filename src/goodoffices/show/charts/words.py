"""A picture in words: one paragraph, and a table with everything that the picture shows."""

from __future__ import annotations

import numpy as np

from goodoffices.show.answers.about import plural
from goodoffices.show.charts.view import View, concept_names
from goodoffices.show.document import clean
from goodoffices.show.gathered import gathered
from goodoffices.show.words import Words, short_name


def description(view: View) -> str:
    """Say what the picture shows."""
    conflict = view.conflict
    states, moves = len(view.states), len(view.arcs)
    improvements = sum(arc.improvement for arc in view.arcs)
    people = len(conflict.decision_makers)
    what = f"{states} {plural('state', states)} and {people} {plural('decision maker', people)}"
    movers = ", ".join(view.names[mover] for mover in view.movers)
    parts = [
        f"Graph of the conflict “{clean(conflict.title)}”: {what}.",
        f"Drawn: {moves} {plural('move', moves)} by {movers}.",
        f"Improvements for the mover: {improvements}.",
    ]
    if view.status_quo is not None:
        parts.append(f"Status quo: state {view.states[view.status_quo].number}.")
    for key, held in zip(view.concepts, view.equilibria, strict=True):
        among = np.zeros(len(conflict.states), bool)
        among[view.chosen[held]] = True
        parts.append(f"Equilibria under {short_name(key)}: {gathered(Words(conflict), among)}.")
    return " ".join(parts)


def options_taken(view: View, place: int) -> str:
    """Write the options taken in a state as ``MoE: modify; Local: insist``."""
    called = dict(zip(view.conflict.names, view.names, strict=True))
    taken = Words(view.conflict).taken(view.states[place])
    parts = (f"{called[name]}: {', '.join(map(clean, titles))}" for name, titles in taken.items())
    return "; ".join(parts) or "none"


def rank(view: View, mover: int, place: int) -> str:
    """Write the rank of a state for a decision maker as ``2 of 9``."""
    ranks = view.conflict.ranks[mover]
    return f"{ranks[view.chosen[place]]} of {ranks.max()}"


def table(view: View) -> tuple[tuple[str, ...], ...]:
    """Return the picture as rows of text, the first of them the header."""
    listed = "Situation" if view.conflict.in_graph_form else "Options taken"
    header = ["State", "Label", listed, *(f"Rank for {name}" for name in view.names)]
    header += ["Equilibrium under", "Improvements", "Other moves"]
    if view.conflict.in_graph_form:
        header.remove(listed)
    rows = [tuple(header)]
    for place, state in enumerate(view.states):
        row = [str(state.number), clean(state.label)]
        if place == view.status_quo:
            row[0] += " (status quo)"
        if not view.conflict.in_graph_form:
            row.append(options_taken(view, place))
        row += [rank(view, mover, place) for mover in range(len(view.names))]
        row.append(concept_names(view.concepts_of(place)) or "–")
        row += [_moves(view, place, improvement=yes) for yes in (True, False)]
        rows.append(tuple(row))
    return tuple(rows)


def _moves(view: View, place: int, *, improvement: bool) -> str:
    parts = []
    for mover in view.movers:
        targets = [
            str(view.states[arc.target].number)
            for arc in view.arcs
            if arc.mover == mover and arc.origin == place and arc.improvement == improvement
        ]
        if targets:
            parts.append(f"{view.names[mover]} to {', '.join(targets)}")
    return "; ".join(parts) or "–"
