"""What always holds and what can, from the definitions: every completion of everybody, one by one.

A conflict here is a number of states, moves [mover][state] -> states, and per mover what is known:
pairs (a, b) with a at least as good as b, and pairs with a better than b.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache

Pairs = frozenset[tuple[int, int]]
Levels = tuple[int, ...]
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


@lru_cache
def weak_orders(count: int) -> tuple[Levels, ...]:
    """Every order of so many states, ties allowed, as levels from 0 without a gap."""
    return tuple(
        levels
        for levels in itertools.product(range(count), repeat=count)
        if set(levels) == set(range(max(levels) + 1))
    )


def completions(count: int, weak: Pairs, strict: Pairs) -> list[Levels]:
    """Every order that keeps what is known."""
    return [
        order
        for order in weak_orders(count)
        if all(order[a] >= order[b] for a, b in weak)
        and all(order[a] > order[b] for a, b in strict)
    ]


def replies(
    moves: Sequence[Sequence[Sequence[int]]],
    start: int,
    focal: int,
    orders: Sequence[Levels] | None,
) -> set[int]:
    """Every state that the others reach by legal sequences, nobody twice in a row."""
    found: set[tuple[int, int]] = set()

    def go(state: int, last: int) -> None:
        for j, own in enumerate(moves):
            if j in {focal, last}:
                continue
            for target in own[state]:
                improves = orders is None or orders[j][target] > orders[j][state]
                if improves and (target, j) not in found:
                    found.add((target, j))
                    go(target, j)

    go(start, focal)
    return {state for state, _ in found}


def is_stable(
    moves: Sequence[Sequence[Sequence[int]]],
    orders: Sequence[Levels],
    focal: int,
    state: int,
    concept: str,
) -> bool:
    """Say whether a state is stable, by the books: each improvement is met by a sanction."""
    own, here = orders[focal], orders[focal][state]
    for target in moves[focal][state]:
        if own[target] <= here:
            continue
        if concept == "nash":
            return False
        believed = orders if concept in {"seq", "sseq"} else None
        sanctions = [q for q in replies(moves, target, focal, believed) if own[q] <= here]
        if concept in {"smr", "sseq"}:
            sanctions = [q for q in sanctions if all(own[r] <= here for r in moves[focal][q])]
        if not sanctions:
            return False
    return True


def profiles(count: int, known: Sequence[tuple[Pairs, Pairs]]) -> Iterator[tuple[Levels, ...]]:
    """Every completion of everybody."""
    return itertools.product(*(completions(count, weak, strict) for weak, strict in known))
