"""Games held against Gambit: ``python -m benchmarks.gambit``, in an environment of its own.

Each game of pygambit's catalogue, and 200 drawn at random, is written by pygambit as ``.nfg`` and
read here, written here and read by pygambit: payoffs have to be the same in all three, and pure
Nash equilibria those that pygambit finds. Game trees come in strategic form. pygambit is no
dependency of the package (it is under the GPL, and has wheels of 17.0.0b2 only); nothing else
calls this:

    python -m venv /tmp/gambit && /tmp/gambit/bin/pip install . pygambit==17.0.0b2
    /tmp/gambit/bin/python -m benchmarks.gambit
"""

from __future__ import annotations

import io
import sys
from fractions import Fraction
from importlib import import_module
from random import Random
from typing import Any, NamedTuple

import click
import numpy as np
from numpy.typing import NDArray

import goodoffices as go

DRAWN = 200
SHAPES = ((2, 2), (3, 2), (4, 5), (2, 2, 2), (3, 2, 4), (2, 3, 2, 2), (1, 3))


class Held(NamedTuple):
    """What was compared of one game, and how often it differs."""

    states: int
    payoffs: int
    equilibria: int
    differing: int


def main() -> None:
    """Compare every game, and tell the sums; exit with 1 where one differs."""
    gambit, catalogue = import_module("pygambit"), import_module("pygambit.catalog")
    names = catalogue.games().Game.tolist()
    groups = {
        "of the catalogue": [catalogue.load(name) for name in names],
        "drawn": [drawn(gambit, Random(seed)) for seed in range(DRAWN)],
    }
    differing = 0
    for told, games in groups.items():
        held = [compared(gambit, game) for game in games]
        states, payoffs, equilibria, wrong = map(sum, zip(*held, strict=True))
        click.echo(
            f"{len(games)} games {told}, {states:,} states, the largest of "
            f"{max(one.states for one in held):,}: {payoffs:,} payoffs and {equilibria:,} pure "
            f"Nash equilibria compared, {wrong} differ"
        )
        differing += wrong
    sys.exit(1 if differing else 0)


def drawn(gambit: Any, rng: Random) -> Any:  # noqa: ANN401 - has no types
    """Return a game of small numbers, so that there are ties, some of them fractions."""
    shape = rng.choice(SHAPES)
    numbers = [rng.choice((*range(-3, 4), "1/3", "0.25", "1e-3")) for _ in shape]
    cells = [
        np.array([rng.choice((*range(-2, 3), numbers[k])) for _ in range(np.prod(shape))], object)
        for k in range(len(shape))
    ]
    return gambit.StrategicGame.from_arrays(*(own.reshape(shape) for own in cells), title="Drawn")


def compared(gambit: Any, game: Any) -> Held:  # noqa: ANN401 - has no types
    """Compare a game as pygambit has it with what is read and written here."""
    conflict = go.import_nfg(game.to_nfg().encode()).conflict
    back = gambit.read_nfg(io.BytesIO(go.export_nfg(conflict).text.encode()))
    theirs, again = _payoffs(game), _payoffs(back)
    ours = np.array([own.tolist() for own in conflict.payoffs])
    found = {state.number - 1 for state in go.analyze(conflict, "nash").equilibria("nash")}
    pure = _pure(gambit, game)
    differing = int((ours != theirs).sum() + (again != ours).sum()) + len(found ^ pure)
    return Held(len(conflict.states), theirs.size, len(found | pure), differing)


def _payoffs(game: Any) -> NDArray[np.float64]:  # noqa: ANN401 - has no types
    """Return a row per player; the first player's strategy changes fastest, as in the file."""
    flat = [own.ravel(order="F") for own in game.to_arrays()]
    return np.array([[float(Fraction(str(payoff))) for payoff in own] for own in flat])


def _pure(gambit: Any, game: Any) -> set[int]:  # noqa: ANN401 - has no types
    """Return the combinations of strategies that pygambit finds to be equilibria."""
    strategic = gambit.read_nfg(io.BytesIO(game.to_nfg().encode()))
    counts = [len(strategic.get_strategies(player)) for player in strategic.players]
    found = set()
    for profile in gambit.nash.enumpure_solve(strategic).equilibria:
        place, step = 0, 1
        for player, count in zip(strategic.players, counts, strict=True):
            played = [float(share) for share in dict(profile[player]).values()]
            place += step * played.index(1.0)
            step *= count
        found.add(place)
    return found


if __name__ == "__main__":
    main()
