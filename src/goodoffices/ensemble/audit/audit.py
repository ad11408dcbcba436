"""A second opinion: everything that the brief says, held against brute force within a time limit.

The comparisons are of several kinds, and each of them is cut into small chunks. The kind that has
taken least time has its next chunk made, until none is left or the time is over; states come evenly
mixed. So whatever the limit, something of every kind has been compared.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from goodoffices import stopping
from goodoffices.ensemble.audit.bench import Bench, Part
from goodoffices.ensemble.audit.chances import chances_part
from goodoffices.ensemble.audit.plans import plan_parts
from goodoffices.ensemble.audit.results import Audit, Compared
from goodoffices.ensemble.audit.verdicts import coalitions_part, model_part, verdicts_part
from goodoffices.ensemble.audit.zones import zone_part
from goodoffices.ensemble.survey import SAMPLES, Findings, gather
from goodoffices.errors import Stopped, expect, require_number
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Condition
from goodoffices.stopping import Progress, span

LIMIT = 60.0
"""Seconds that comparisons take at most, where nothing else is asked for."""
_KEPT = 20
_FINDING = 0.3


def audit(  # noqa: PLR0913 - what to find, what to compare and whom to tell
    conflict: Conflict,
    concept: str = "seq",
    settlement: Condition | None = None,
    *,
    limit: float | None = LIMIT,
    samples: int = SAMPLES,
    progress: Progress | None = None,
    **request: Any,
) -> Audit:
    """Hold everything that the brief says against brute force, written from the definitions.

    Parameters
    ----------
    concept, settlement, request
        As for ``goodoffices.brief``: what the brief is asked.
    limit
        Seconds that the comparisons take at most, besides the time it takes to find the answers;
        None for as long as they take.
    samples
        How often the brief draws what is uncertain; 0 for not at all.
    progress
        Told how much is done.

    Raises
    ------
    RequestError
        The request does not fit the conflict.

    Examples
    --------
    >>> found = go.audit(go.case("prisoners-dilemma"))
    >>> found.comparisons, found.differing
    (81, 0)
    """
    expect(conflict, Conflict)
    if limit is not None:
        require_number(limit, "a limit of", "seconds, 0 or more")
    asked = {"concept": concept, "settlement": settlement, **request}
    finding = span(progress, 0.0, _FINDING)
    found = gather(conflict, asked, flips=False, samples=samples, progress=finding)
    return audited(found, limit=limit, progress=span(progress, _FINDING, 1.0))


def audited(
    found: Findings,
    *,
    limit: float | None = LIMIT,
    progress: Progress | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Audit:
    """Hold answers against brute force.

    Parameters
    ----------
    clock
        What the limit is measured by, in seconds.
    """
    end = None if limit is None else clock() + limit
    bench = Bench(found)
    parts = [part for part in _parts(bench) if part is not None]
    stopped = False
    try:
        _work(parts, end, progress, clock)
    except Stopped:
        if not any(part.done for part in parts):
            raise
        stopped = True
    bench.over = True
    for part in parts:
        if part.summing and not part.ended and not stopped:
            while _step(part, clock):
                pass
    return Audit(
        found.conflict,
        found.concept,
        tuple(_compared(part, stopped=stopped) for part in parts),
        tuple(one for part in parts for one in part.differences),
        limit,
        bench.drawn,
        stopped,
    )


def _parts(bench: Bench) -> Iterable[Part | None]:
    return (
        model_part(bench),
        verdicts_part(bench),
        *plan_parts(bench),
        zone_part(bench),
        coalitions_part(bench),
        chances_part(bench),
    )


def _work(
    parts: list[Part],
    end: float | None,
    progress: Progress | None,
    clock: Callable[[], float],
) -> None:
    """Make chunks until none is left, or the time is over."""
    of = sum(part.of for part in parts)
    left = list(parts)
    while left and (end is None or clock() < end):
        stopping.check()
        part = min(left, key=lambda one: one.spent)
        if not _step(part, clock):
            left.remove(part)
        if progress is not None:
            progress(sum(one.done for one in parts), of)


def _step(part: Part, clock: Callable[[], float]) -> bool:
    """Make the next chunk of a part; return whether there was one."""
    before = clock()
    chunk = next(part.chunks, None)
    part.spent += clock() - before
    if chunk is None:
        part.ended = True
        return False
    part.done += chunk.done
    part.differing += chunk.differing
    part.differences += chunk.differences[: max(_KEPT - len(part.differences), 0)]
    return True


def _compared(part: Part, *, stopped: bool) -> Compared:
    why = ""
    if part.done < part.of:
        why = part.why if part.ended else "stopped" if stopped else "limit"
    return Compared(part.key, part.done, part.of, part.differing, why)
