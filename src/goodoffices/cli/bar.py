"""A line on a terminal that says what is under way, and how far it is."""

from __future__ import annotations

from contextlib import AbstractContextManager
from threading import Lock, Timer
from time import monotonic
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress


class Bar(AbstractContextManager["Bar"]):
    """Shows itself where the work inside takes longer than people's patience, in seconds.

    What draws it is imported then. ``measured`` says whether it is known how far the work is.
    """

    def __init__(self, message: str, patience: float, *, measured: bool) -> None:
        self._begun = monotonic()
        self._measured = measured
        self._message, self._share = message, 0.0
        self._drawn: Progress | None = None
        self._lock = Lock()
        self._timer = Timer(patience, self._draw)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Begin to wait."""
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        self._timer.cancel()
        self._timer.join()
        if self._drawn is not None:
            self._drawn.stop()

    def say(self, message: str) -> None:
        """Say something else."""
        with self._lock:
            self._message = message
            self._tell()

    def advance(self, done: int, of: int) -> None:
        """Note how much is done, of how much."""
        with self._lock:
            self._share = done / max(of, 1)
            self._tell()

    def _tell(self) -> None:
        if self._drawn is not None:
            (task,) = self._drawn.task_ids
            self._drawn.update(task, description=self._message, completed=self._share)

    def _draw(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        drawn = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            *((BarColumn(),) if self._measured else ()),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        drawn.add_task("", total=1.0 if self._measured else None)
        drawn.tasks[0].start_time = self._begun
        with self._lock:
            self._drawn = drawn
            self._tell()
        drawn.start()
