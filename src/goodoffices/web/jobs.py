"""Work that takes longer than a breath: in a thread, watched by events, stopped by a token."""

from __future__ import annotations

import itertools
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextvars import copy_context
from typing import Any

from goodoffices.errors import GoodOfficesError, Stopped
from goodoffices.show.language import say
from goodoffices.stopping import Stop, using

MOST_AT_A_TIME, MOST_KEPT = 2, 200
Data = dict[str, Any]
_numbers = itertools.count(1)


class Job:
    """One piece of work.

    Parameters
    ----------
    kind
        What the page calls it.
    model
        The model that it is about.
    work
        Gets the job, to report to, and returns the answer as plain data.

    Attributes
    ----------
    done
        Share of the work done.
    partial
        What is known so far.
    answer, refusal
        How it ended: one of them, or neither while it runs.
    """

    def __init__(self, kind: str, model: str, work: Callable[[Job], Data]) -> None:
        self.id = f"j{next(_numbers)}"
        self.kind, self.model = kind, model
        self.done = 0.0
        self.partial: Data | None = None
        self.answer: Data | None = None
        self.refusal: Data | None = None
        self.stop = Stop()
        self.changed = threading.Condition()
        self.steps = 0
        self._work = work

    @property
    def over(self) -> bool:
        """Whether it ended."""
        return self.answer is not None or self.refusal is not None

    def start(self) -> None:
        """Begin, in a thread of its own, which speaks the language of whoever begins."""
        run, name = copy_context().run, f"goodoffices {self.kind}"
        threading.Thread(target=run, args=(self._run,), name=name, daemon=True).start()

    def report(self, done: int, of: int) -> None:
        """Take in how far the work is."""
        self._tell(done=done / max(of, 1))

    def show(self, partial: Data) -> None:
        """Take in what is known so far."""
        self._tell(partial=partial)

    def told(self) -> Data:
        """Return what the page is told."""
        data = {"id": self.id, "kind": self.kind, "done": self.done, "over": self.over}
        return data | {"partial": self.partial, "answer": self.answer, "refusal": self.refusal}

    def wait(self, seen: int, seconds: float) -> int:
        """Wait for something new after step ``seen``; return the present step."""
        with self.changed:
            self.changed.wait_for(lambda: self.steps > seen, seconds)
            return self.steps

    def _run(self) -> None:
        try:
            with using(self.stop):
                self._tell(answer=self._work(self), done=1.0)
        except Stopped:
            self._tell(refusal={"kind": "Stopped", "message": say("Stopped.")})
        except GoodOfficesError as error:
            self._tell(refusal={"kind": type(error).__name__, "message": str(error)})
        except Exception as error:  # noqa: BLE001 - a fault of ours is told, and the page goes on
            self._tell(refusal={"kind": "Fault", "message": f"This went wrong here: {error!r}"})

    def _tell(self, **news: Any) -> None:
        with self.changed:
            for name, value in news.items():
                setattr(self, name, value)
            self.steps += 1
            self.changed.notify_all()


class Jobs:
    """The jobs of a workbench: few at a time, the last ones kept so that a page can come back."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()

    def start(self, kind: str, model: str, work: Callable[[Job], Data]) -> Job | None:
        """Begin a job; None where as many run as may."""
        with self._lock:
            if sum(not job.over for job in self._jobs.values()) >= MOST_AT_A_TIME:
                return None
            job = Job(kind, model, work)
            self._jobs[job.id] = job
            while len(self._jobs) > MOST_KEPT:
                over = next(job.id for job in self._jobs.values() if job.over)
                del self._jobs[over]
        job.start()
        return job

    def get(self, name: str) -> Job | None:
        """Return a job by its id."""
        return self._jobs.get(name)

    def of(self, model: str) -> list[Job]:
        """Return the latest job of each kind about a model."""
        latest = {job.kind: job for job in list(self._jobs.values()) if job.model == model}
        return list(latest.values())

    def forget(self, model: str) -> None:
        """Stop the jobs about a model, and drop them."""
        with self._lock:
            for job in [job for job in self._jobs.values() if job.model == model]:
                job.stop.set()
                del self._jobs[job.id]

    def stop_all(self) -> None:
        """Ask all that run to end."""
        for job in list(self._jobs.values()):
            job.stop.set()
