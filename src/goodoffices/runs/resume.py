"""Working through a job with every chunk saved as it comes, and going on where a run stopped.

Trouble with the store never costs the answer: it is told once, and the work goes on unsaved.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypedDict, Unpack

from goodoffices.errors import FileError, GoodOfficesError, RequestError
from goodoffices.runs import catalogue as store
from goodoffices.runs.execute import Outcome, execute
from goodoffices.runs.job import Arrays, Job, Tally
from goodoffices.stopping import Progress

Trouble = Callable[[FileError], None]
Remake = Callable[[str, Mapping[str, Any]], Job]
"""Makes the job of a kind again from what it said of itself; RequestError where it knows none."""


class How(TypedDict, total=False):
    """Arguments of ``execute`` that say where to work, and whom to tell."""

    workers: int
    scheduler: str | None
    progress: Progress | None


def execute_saved(
    job: Job,
    path: Path,
    *,
    trouble: Trouble,
    begun: Callable[[int], None] | None = None,
    **how: Unpack[How],
) -> Outcome:
    """Work through a job and save it as a new run.

    Parameters
    ----------
    path
        The file of saved runs; made if there is none.
    trouble
        Called, at most once, with what keeps the run, or the rest of it, from being saved.
    begun
        Called with the run's number once it has one.
    how
        See ``execute``.
    """
    with contextlib.ExitStack() as stack:
        try:
            saved = stack.enter_context(store.to_write(path))
            number = saved.begin(job)
        except FileError as error:
            trouble(error)
            return Outcome(job, execute(job, **how), None)
        if begun is not None:
            begun(number)
        return _kept(_Keeper(saved, number, trouble), job, Tally(job.chunks, job.kept), how)


def resume(
    path: Path,
    number: int,
    remake: Remake,
    *,
    trouble: Trouble,
    any_version: bool = False,
    **how: Unpack[How],
) -> Outcome:
    """Go on with a saved run: compute the chunks that are missing, and take the others as saved.

    Parameters
    ----------
    remake
        Makes the job again from what was saved of it.
    any_version
        True to go on with a run that another version began, whose chunks may have come out
        differently.
    trouble, how
        See ``execute_saved``.

    Raises
    ------
    FileError
        There is no file of saved runs, or it cannot be used.
    RequestError
        There is no such run, or it is not one that can be made again here.
    """
    run, outcome = _loaded(path, number, remake)
    if outcome.tally.complete:
        return outcome
    if json.loads(json.dumps(outcome.job.describe())) != run.description:
        raise _other(run, "describes itself otherwise than it did")
    here = version(store.PACKAGE)
    if run.version != here and not any_version:
        raise RequestError(
            f"run {number} was begun by goodoffices {run.version} and this is {here}, which "
            "might compute the rest differently; add --any-version to go on all the same"
        )
    with store.to_write(path) as saved, _fitting(run):
        saved.begin_again(number)
        return _kept(_Keeper(saved, number, trouble), outcome.job, outcome.tally, how)


def load(path: Path, number: int, remake: Remake) -> Outcome:
    """Return what the saved chunks of a run come to. Raises as ``resume`` does."""
    _, outcome = _loaded(path, number, remake)
    return outcome


def _loaded(path: Path, number: int, remake: Remake) -> tuple[store.SavedRun, Outcome]:
    with store.to_read(path) as saved:
        run = saved.run(number)
        with _fitting(run):
            job = remake(run.kind, run.description)
            if job.chunks != run.chunks:
                raise _other(run, f"has {job.chunks} chunks here, and {run.chunks} saved")
            tally = Tally(job.chunks, job.kept)
            for chunk, arrays in saved.contents(number):
                tally.add(chunk, arrays)
    return run, Outcome(job, tally, number)


@contextlib.contextmanager
def _fitting(run: store.SavedRun) -> Iterator[None]:
    """Say so where what another version saved does not fit what this one makes of it."""
    try:
        yield
    except GoodOfficesError:
        raise
    except (LookupError, TypeError, ValueError) as error:
        if run.version == version(store.PACKAGE):
            raise
        raise _other(run, f"does not fit here ({error})") from error


def _other(run: store.SavedRun, found: str) -> RequestError:
    return RequestError(
        f"run {run.id} {found}; it was begun by goodoffices {run.version}, this is "
        f"{version(store.PACKAGE)}"
    )


def _kept(keeper: _Keeper, job: Job, begun: Tally, how: How) -> Outcome:
    """Work through what is missing of a run, and save it."""
    try:
        tally = execute(job, begun=begun, on_chunk=keeper.save, **how)
    finally:
        keeper.finish()
    return Outcome(job, tally, None if keeper.failed else keeper.number)


class _Keeper:
    """Saves chunks until that fails; then tells why, once, and lets the work go on."""

    def __init__(self, saved: store.Store, number: int, trouble: Trouble) -> None:
        self._saved = saved
        self.number = number
        self._trouble = trouble
        self.failed = False

    def save(self, chunk: int, arrays: Arrays) -> None:
        self._try(lambda: self._saved.save(self.number, chunk, arrays))

    def finish(self) -> None:
        self._try(lambda: self._saved.finish(self.number))

    def _try(self, action: Callable[[], None]) -> None:
        if self.failed:
            return
        try:
            action()
        except FileError as error:
            self.failed = True
            self._trouble(error)
