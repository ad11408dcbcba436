"""Games in strategic form as conflicts: players are parties, strategies are their options.

A strategy of two is one option, taken (the second) or not (the first); of three or more, an option
each, of which exactly one is taken. So states are numbered as the game's combinations are, the
first player's strategy changing fastest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.files.imported import Imported, Remark, in_a_line, label_of, naming
from goodoffices.model.conflict import Conflict
from goodoffices.model.identifiers import identifier, identifiers
from goodoffices.model.preferences import Payoffs
from goodoffices.model.statements import Vocabulary
from goodoffices.model.written import DecisionMaker, Option


@dataclass(frozen=True)
class Player:
    """A player with the names of its strategies and a payoff per combination of strategies."""

    name: str
    strategies: tuple[str, ...]
    payoffs: tuple[Fraction, ...]


def conflict_of(title: str, players: Sequence[Player], source: str, notes: str = "") -> Imported:
    """Return the conflict that a game is, and what was rounded.

    Raises
    ------
    ModelError, SizeError
        The conflict cannot be made; both name ``source``.
    """
    names = identifiers(_spoken(one.name, "player", k) for k, one in enumerate(players))
    makers = tuple(map(_party, names, players))
    owned = [(dm.name, option.name) for dm in makers for option in dm.options]
    shown = map(Vocabulary(owned).shortest, range(len(owned)))
    groups = [tuple(next(shown) for _ in dm.options) for dm in makers]
    with naming(source):
        conflict = Conflict(
            in_a_line(title) or "Untitled game",
            makers,
            notes=in_a_line(notes),
            exactly_one=tuple(
                group
                for group, player in zip(groups, players, strict=True)
                if len(player.strategies) != 2  # noqa: PLR2004 - two are one option
            ),
        )
    return Imported(conflict, _rounded(players))


def _party(name: str, player: Player) -> DecisionMaker:
    told = [in_a_line(s) or str(k + 1) for k, s in enumerate(player.strategies)]
    if len(told) == 2:  # noqa: PLR2004 - two are one option
        chosen = identifier(_spoken(told[1], "strategy", 1))
        options: tuple[Option, ...] = (Option(chosen, f"{told[1]}, not {told[0]}"),)
    else:
        taken = identifiers(_spoken(strategy, "strategy", k) for k, strategy in enumerate(told))
        options = tuple(map(_option, taken, told))
    payoffs = Payoffs(tuple(map(float, player.payoffs)))
    return DecisionMaker(name, payoffs, options, label_of(in_a_line(player.name), name))


def _option(name: str, label: str) -> Option:
    return Option(name, label_of(label, name))


def _spoken(name: str, what: str, place: int) -> str:
    """Return a name that can be spoken of; of digits alone or nothing, what it is and which."""
    name = in_a_line(name)
    return name if any(c.isalpha() for c in name) else f"{what}_{name or place + 1}"


def _rounded(players: Sequence[Player]) -> tuple[Remark, ...]:
    """Return of which payoffs a model holds the nearest number only."""
    every = [payoff for player in players for payoff in player.payoffs]
    off = [payoff for payoff in every if Fraction(repr(float(payoff))) != payoff]
    if not off:
        return ()
    return (Remark("rounded", (len(off), len(every), str(off[0]), float(off[0]))),)
