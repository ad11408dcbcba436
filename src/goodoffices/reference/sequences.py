"""Legal sequences: what several reach by steps in which nobody moves twice in a row."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence


def legal_sequences(
    movers: Sequence[int], start: int, step: Callable[[int, int], set[int]]
) -> set[int]:
    """List what sequences of steps reach in which nobody moves twice in a row."""
    return set(following(movers, start, step))


def following(
    movers: Sequence[int], start: int, step: Callable[[int, int], set[int]]
) -> Iterator[int]:
    """Yield each state that legal sequences reach, the nearest first.

    By induction: ``last[t]`` is Ω_H(s, t), the set of those who can move last on the way from s to
    t; whoever moved last does not go on.
    """
    last: dict[int, set[int]] = {}
    waiting: deque[tuple[int, int | None]] = deque([(start, None)])
    while waiting:
        t, before = waiting.popleft()
        for mover in movers:
            if mover == before:
                continue
            for onwards in step(mover, t):
                if onwards not in last:
                    last[onwards] = set()
                    yield onwards
                if mover not in last[onwards]:
                    last[onwards].add(mover)
                    waiting.append((onwards, mover))
