"""Conflicts from games of Gambit (``.nfg``), and games from conflicts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from goodoffices.errors import RequestError
from goodoffices.files.games import Player, conflict_of
from goodoffices.files.imported import Exported, Imported, Remark, in_a_line
from goodoffices.files.nfg_format import quoted, read_game
from goodoffices.files.read import decoded, given
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import OptionStates
from goodoffices.model.written import DecisionMaker


def import_nfg(source: str | os.PathLike[str] | bytes, name: str = "upload.nfg") -> Imported:
    """Read a conflict from a game of Gambit in strategic form, or from what such a file holds.

    Players become parties and payoffs stay as they are. A player with two strategies has one
    option, not taken the first of them and taken the second; one with more has an option for each,
    of which exactly one is taken. State numbers follow the order of the file: the first player's
    strategy changes fastest.

    Parameters
    ----------
    source
        The path of the file, or its content as bytes.
    name
        Of bytes: what messages call them.

    Raises
    ------
    FileError
        The file cannot be read.
    ModelError
        It is no such game; says where, what was found and what was expected.
    SizeError
        It is larger than can be analysed.

    Examples
    --------
    >>> game = b'NFG 1 R "Wages" { "Firm" "Union" } { { "pay" "refuse" } { 2 } } 2 3 1 1 0 0 1 2'
    >>> game = game.replace(b"{ 2 }", b'{ "work" "strike" }')
    >>> conflict = go.import_nfg(game).conflict
    >>> [state.options for state in conflict.states]
    [(), ('refuse',), ('strike',), ('refuse', 'strike')]
    """
    content, told = given(source, name, "a game")
    game = read_game(decoded(content, told), told)
    players = tuple(map(Player, game.players, game.strategies, game.payoffs))
    title = game.title if game.title.strip() else Path(told).stem
    return conflict_of(title, players, told, game.comment)


def export_nfg(conflict: Conflict) -> Exported:
    """Write a conflict as a game of Gambit in strategic form (``.nfg``).

    Parties become players, the combinations of options that each may hold by itself become its
    strategies. Payoffs of parties that only rank states are their levels, 1 the worst.

    Raises
    ------
    RequestError
        It is no such game: it is written as a graph, options of different parties exclude each
        other, patterns are merged into one state, or preferences are known only in part.

    Examples
    --------
    >>> print(go.export_nfg(go.case("chicken").replace(notes="")).text)
    NFG 1 R "Chicken" { "Ann" "Bob" }
    <BLANKLINE>
    { { "not Swerve" "Swerve" }
    { "not Swerve" "Swerve" } }
    <BLANKLINE>
    1 1
    2 4
    4 2
    3 3
    <BLANKLINE>
    """
    states = _strategic(conflict)
    strategies = [
        [_strategy(dm, [bool(on) for on in row]) for row in own]
        for dm, own in zip(conflict.decision_makers, states.own, strict=True)
    ]
    players = " ".join(quoted(in_a_line(dm.title)) for dm in conflict.decision_makers)
    listed = "\n".join("{ " + " ".join(map(quoted, _apart(own))) + " }" for own in strategies)
    rows = zip(*(own.tolist() for own in conflict.payoffs), strict=True)
    lines = [" ".join(_number(payoff) for payoff in row) for row in rows]
    notes = [quoted(in_a_line(conflict.notes))] if conflict.notes.strip() else []
    head = f"NFG 1 R {quoted(in_a_line(conflict.title))} {{ {players} }}"
    text = "\n".join([head, "", f"{{ {listed} }}", *notes, "", *lines, ""])
    return Exported(text, tuple(_unsaid(conflict)))


def _strategic(conflict: Conflict) -> OptionStates:
    """Return the states where each combination of strategies is one; refuse others."""
    states = conflict.states
    other = "goodoffices export FILE -o states.csv has states and payoffs"
    if not isinstance(states, OptionStates):
        message = "a conflict written as a graph is no game of strategies"
    elif states.lowest is not None:
        message = "under same_state several combinations are one state, but not in a game"
    elif states.cells is not None:
        missing = states.size - len(states.cells)
        message = (
            f"{missing:,} of {states.size:,} combinations of strategies are infeasible, and a game "
            "has payoffs for every one"
        )
    elif conflict.partly_known:
        listed = ", ".join(conflict.partly_known)
        message = f"the payoffs of {listed} are known only in part, and a game needs all"
    else:
        return states
    raise RequestError(f"{message}; {other}")


def _strategy(maker: DecisionMaker, taken: list[bool]) -> str:
    """Return what to call a strategy: the options taken, "not" and the option where it is alone."""
    titles = [in_a_line(option.title) for option in maker.options]
    if len(titles) == 1:
        chosen, apart, rest = titles[0].partition(", not ")
        first, second = (rest, chosen) if apart and rest else (f"not {titles[0]}", titles[0])
        return second if taken[0] else first
    return " and ".join(t for t, on in zip(titles, taken, strict=True) if on) or "none"


def _apart(names: list[str]) -> list[str]:
    """Return names of one player's strategies, those that occur before with a number."""
    apart: list[str] = []
    for name in names:
        candidate, count = name, 1
        while candidate in apart:
            count += 1
            candidate = f"{name} ({count})"
        apart.append(candidate)
    return apart


def _number(payoff: float) -> str:
    return str(int(payoff)) if payoff.is_integer() and abs(payoff) < 2**53 else repr(payoff)


def _unsaid(conflict: Conflict) -> Iterator[Remark]:
    """Yield what of a conflict a game does not have."""
    makers = conflict.decision_makers
    ordinal = tuple(dm.name for dm in makers if not dm.preferences.cardinal)
    if ordinal:
        yield Remark("ordinal", (ordinal,))
    bound = tuple(
        f"{dm.name}.{o.name}"
        for dm in makers
        for o in dm.options
        if not o.reversible or o.once_dropped
    )
    if bound or conflict.no_move:
        yield Remark("moves of", (bound,)) if bound else Remark("moves", ())
    kept = {
        "status_quo": conflict.status_quo,
        "levers": conflict.mediation.levers,
        "coalitions": conflict.coalitions,
        "uncertainty": conflict.uncertainty,
        "scenarios": conflict.scenarios,
        "views": conflict.views,
        "timeline": conflict.timeline,
    }
    left = tuple(key for key, value in kept.items() if value)
    if left:
        yield Remark("parts", (left,))
