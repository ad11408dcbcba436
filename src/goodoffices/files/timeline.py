"""Timelines: the model as it stood on a date, as a conflict of its own.

The model at a date is the file with all events up to it gone through in order. It keeps neither
its scenarios, which are variants of the file as written, nor its published results.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.errors import (
    ModelError,
    Path,
    Problem,
    RequestError,
    SizeError,
    expect,
    expect_text,
    nearest,
)
from goodoffices.files.as_data import as_data
from goodoffices.files.conflict_from import conflict_from_data
from goodoffices.files.convert_timeline import event_data
from goodoffices.files.variants import kept_below, placed
from goodoffices.mediation.plan.planning import names_of
from goodoffices.model.changes import merged
from goodoffices.model.conflict import Conflict
from goodoffices.model.events import Event, in_order
from goodoffices.model.history import Dated, Stage
from goodoffices.model.uncertainty import Uncertainty

if TYPE_CHECKING:
    from goodoffices.ensemble.timeline import Timeline
    from goodoffices.stopping import Progress

_APART = ("timeline", "scenarios", "published", "observed")


def at(conflict: Conflict, date: str) -> Conflict:
    """Return the conflict as it stood on a date: an ordinary conflict.

    Parameters
    ----------
    date
        A day such as ``2025-05-06``; what happened on it counts.

    Raises
    ------
    RequestError
        The conflict has no timeline, or this is no date.
    ModelError
        What happened could not happen in the model; the problems name the event. ``check`` tells
        their lines in the file.
    SizeError
        The conflict of that date is too large.

    Examples
    --------
    >>> istanbul = go.case("istanbul-2025")
    >>> go.at(istanbul, "2025-05-06").status_quo
    'YNNNNNN'
    """
    expect(conflict, Conflict)
    day = day_of(date)
    last = history(conflict, until=day)[-1]
    return last.conflict.replace(title=f"{conflict.title}, on {day}")


def timeline(  # noqa: PLR0913 - what to judge, how often to draw, and what counts
    conflict: Conflict,
    concept: str = "seq",
    *,
    held_by: Sequence[str] | None = None,
    samples: int = 2000,
    seed: int = 1,
    until: str | None = None,
    leave_out: int | None = None,
    progress: Progress | None = None,
) -> Timeline:
    """Say, event by event, what can hold, what a settlement takes, and how likely one is.

    Parameters
    ----------
    concept
        What to hold means: nash, gmr, smr, seq or sseq.
    held_by
        Holders of whose levers alone a plan is sought as well.
    samples, seed
        How often the model of each date is drawn, 0 for not at all; the same seed on all dates, so
        that differences are the events' and not the draw's.
    until
        The last day that counts.
    leave_out
        An event, counted from 1 in the order of dates, that is taken not to have happened.
    progress
        Told after each date how many are done, and of how many.

    Raises
    ------
    RequestError
        There is no timeline, no such concept, holder, date or event.
    ModelError
        What happened could not happen in the model.

    Examples
    --------
    >>> found = go.timeline(go.case("istanbul-2025"), samples=0, until="2025-05-01")
    >>> [(one.date, len(one.holding), round(one.answer.cost, 2)) for one in found.dates]
    [('', 17, 3.91), ('2025-04-30', 17, 1.5), ('2025-05-01', 17, 3.91)]
    """
    from goodoffices.ensemble.timeline import Asked, judge

    expect(conflict, Conflict)
    day = None if until is None else day_of(until)
    found = history(conflict, until=day, leave_out=leave_out)
    names = None if held_by is None else names_of(held_by)
    return judge(conflict, found, Asked(concept, names, samples, seed), leave_out, progress)


def day_of(text: str) -> str:
    """Return a date as it was given. Raises RequestError where it is none."""
    expect_text(text, "a date")
    try:
        if dt.date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise RequestError(f"'{text}' is no date; write one as 2025-05-06", argument="date")


def history(
    conflict: Conflict, *, until: str | None = None, leave_out: int | None = None
) -> list[Dated]:
    """Return the model as written, without its timeline, and after each event.

    Parameters
    ----------
    until
        The last day that counts.
    leave_out
        An event (counted from 1, in the order of dates) that is taken not to have happened.

    Raises
    ------
    RequestError
        There is no timeline, or no such event.
    ModelError
        What happened could not happen in the model; the problems name the event.
    """
    if not conflict.timeline:
        raise RequestError("the model has no timeline; add what happened under timeline:")
    events = [one for one in in_order(conflict.timeline) if until is None or one[1].date <= until]
    if leave_out is not None:
        if not 1 <= leave_out <= len(events):
            raise RequestError(f"there is no event {leave_out}; there are {len(events)}")
        events = events[: leave_out - 1] + events[leave_out:]
    start = conflict.replace(timeline=(), scenarios=(), published=None, observed=None)
    found, stage = [Dated(-1, None, start, {})], Stage(start)
    for place, event in events:
        stage, dated = _after(stage, place, event, _from_a_file)
        found.append(dated)
    return found


def check_history(conflict: Conflict) -> None:
    """See that what happened could happen. Raises as ``at`` does."""
    if conflict.timeline:
        stage = Stage(conflict.replace(timeline=(), scenarios=(), published=None))
        for place, event in in_order(conflict.timeline):
            stage, _ = _after(stage, place, event, lambda whole: whole)


def _from_a_file(whole: Conflict) -> Conflict:
    """Return a conflict as a file that says it would be read."""
    return conflict_from_data(as_data(whole), claims=False, like=whole)


def _after(
    stage: Stage, place: int, event: Event, finish: Callable[[Conflict], Conflict]
) -> tuple[Stage, Dated]:
    """Return the stage after an event, and the model as it stands then, finished."""
    where: Path = ("timeline", place)
    told = f"on {event.date}"
    try:
        if event.change:
            try:
                stage = replace(stage, conflict=_changed(stage.conflict, event))
            except ModelError as error:
                problems = placed(error, (*where, "change"), event.change, told)
                raise ModelError(list(problems)) from None
        try:
            stage = stage.after(event)
            whole, named = stage.whole()
            whole = finish(whole)
        except ModelError as error:
            raise ModelError(list(placed(error, where, event_data(event), told))) from None
    except SizeError as error:
        raise SizeError(f"{told}: {error}") from None
    return stage, Dated(place, event, whole, named)


def _changed(conflict: Conflict, event: Event) -> Conflict:
    """Return the conflict with what an event changes of the file."""
    data = {key: value for key, value in as_data(conflict).items() if key not in _APART}
    data = merged(data, event.change, kept_below)
    changed = conflict_from_data(data, claims=False, like=conflict)
    given = event.change.get("quantities")
    before, after = (one.uncertainty or Uncertainty() for one in (conflict, changed))
    used = {name for formula in after.formulas.values() for name in formula.names}
    idle = [n for n in given or () if n not in before.nominal and n not in used]
    if idle:
        raise ModelError(
            Problem(
                ("quantities", name),
                f"a new quantity '{name}', from which nothing follows",
                "a quantity, or a formula that uses it",
                nearest(name, before.nominal),
            )
            for name in idle
        )
    return changed
