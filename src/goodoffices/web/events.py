"""What a page hears without asking (server-sent events): how far work is, that a model changed.

Nothing queues up: a page that reads slowly hears of the latest only.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from goodoffices.show.writers.data import compact
from goodoffices.web.drafts import Open
from goodoffices.web.jobs import Job

_QUIET = 5.0  # seconds after which a line shows that the connection is still there
_LOOK = 0.5


async def of_model(one: Open) -> AsyncIterator[str]:
    """Yield the revision of a model, and whether its file is in trouble, whenever it changes."""
    loop, news = asyncio.get_running_loop(), asyncio.Event()

    def listener() -> None:
        loop.call_soon_threadsafe(news.set)

    one.listeners.add(listener)
    try:
        while True:
            news.clear()
            told = {
                "revision": one.draft.revision,
                "trouble": one.trouble,
                "dirty": one.draft.dirty,
                "notes": one.notes.revision,
                "notesTrouble": one.notes_trouble,
            }
            yield _event("model", told)
            while True:
                try:
                    await asyncio.wait_for(news.wait(), _QUIET)
                    break
                except TimeoutError:
                    yield ": still here\n\n"
    finally:
        one.listeners.discard(listener)


async def of_job(job: Job) -> AsyncIterator[str]:
    """Yield what there is to tell of a job until it ends."""
    seen, shown = -1, None
    while True:
        seen = await asyncio.to_thread(job.wait, seen, _LOOK)
        told = job.told()
        if told["partial"] is shown and not job.over:
            told["partial"] = None  # told before
        else:
            shown = told["partial"]
        yield _event("end" if told["over"] else "progress", told)
        if told["over"]:
            return


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {compact(data)}\n\n"
