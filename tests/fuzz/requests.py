"""Requests changed at random, asked of the workbench's server in this process."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from starlette.testclient import TestClient

from goodoffices.stability.concepts import CONCEPTS
from goodoffices.web import work
from goodoffices.web.drafts import Bench
from tests.fuzz import games, pages
from tests.fuzz.commands import Vocabulary
from tests.fuzz.found import Found
from tests.fuzz.models import NUMBERS, TEXTS, Tree, change, mutated, places
from tests.fuzz.watching import LONGEST, raised, watching
from tests.web.client import client

_REQUESTS = 4  # about each model
_DOWNLOADS = ("yaml", "notebook.zip", "short.html", "states.csv", "x")
_GOOD = {200, 204, 303, 400, 401, 403, 404, 405, 409, 413, 421, 422, 429}
_HEADERS = (
    ("host", "evil.example"),
    ("origin", "null"),
    ("content-length", "-1"),
    ("content-length", "9" * 30),
    ("content-type", "text/plain"),
    ("cookie", "goodoffices_8765="),
    ("sec-fetch-site", "cross-site"),
    ("accept-encoding", "x"),
    ("range", "bytes=9-1"),
    ("if-modified-since", "x"),
)


class Asked(NamedTuple):
    """One request."""

    method: str
    path: str
    content: bytes
    headers: dict[str, str]

    @property
    def told(self) -> str:
        """The request in a line."""
        return f"{self.method} {self.path} {self.headers} {self.content[:2_000]!r}"


@cache
def _workbench() -> tuple[Bench, TestClient]:
    bench = Bench()
    return bench, client(bench)


def tried(rng: Random, screen: Path, found: Found) -> Iterator[tuple[Asked, list[str]]]:
    """Open a model that was changed, ask about it, and yield each request with its faults."""
    text, tree = mutated(rng)
    bench, _ = _workbench()
    body: Tree = {"text": text, "name": rng.choice(("my.yaml", *TEXTS))}
    if rng.random() < 0.2:
        name, foreign = games.changed(rng)
        body = {"foreign": base64.b64encode(foreign).decode(), "name": name}
    content = json.dumps(body).encode()
    opening = Asked("POST", "/api/models", content, {"content-type": "application/json"})
    yield opening, _faults(opening, screen, found)
    for name, one in list(bench.models.items()):
        for _ in range(_REQUESTS):
            asked = _drawn(rng, name, one.draft.revision, tree)
            yield asked, _faults(asked, screen, found)
        bench.close(name)


def _faults(asked: Asked, screen: Path, found: Found) -> list[str]:
    bench, client_ = _workbench()
    Path("command.txt").write_bytes(asked.told.encode(errors="surrogatepass"))
    more: list[str] = []
    with watching(screen, 2 * LONGEST if asked.path.endswith("/jobs") else LONGEST) as faults:
        try:
            answer = client_.request(
                asked.method, asked.path, content=asked.content, headers=asked.headers
            )
        except Exception as error:  # noqa: BLE001 - what the server raises is what is looked for
            more.append(f"raised: {raised(error)}")
        else:
            found.exits[asked.method, answer.status_code] += 1
            body = answer.text if asked.method != "HEAD" else "{}"
            more += _judged(answer.status_code, answer.headers, body)
        more += _worked(bench)
    return [*faults, *more]


def _judged(status: int, headers: Any, text: str) -> Iterator[str]:  # noqa: ANN401 - of the client
    if status not in _GOOD:
        yield f"status {status}: {text[:80]}"
    if headers.get("content-type") == "application/json":
        try:
            json.loads(text, parse_constant=_refuse)
        except ValueError as error:
            yield f"no JSON: {error}"


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _worked(bench: Bench) -> Iterator[str]:
    """Wait for the long work, stop what takes too long, and yield what went wrong in it."""
    end = time.monotonic() + LONGEST
    for job in list(bench.jobs._jobs.values()):  # noqa: SLF001 - nothing else lists all of them
        while not job.over:
            if time.monotonic() > end:
                job.stop.set()
            job.wait(job.steps, 0.05)
        if job.refusal and job.refusal["kind"] == "Fault":
            yield f"a job: {job.refusal['message'][:120]}"
        bench.jobs.forget(job.model)


def _drawn(rng: Random, model: str, revision: int, tree: Tree) -> Asked:
    bodies = _bodies(rng, revision, tree)
    path = rng.choice(list(bodies))
    body = bodies[path]
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        if list(places(body)):
            change(body, rng)
    content = json.dumps(body, default=str).encode(errors="surrogatepass")
    if rng.random() < 0.05:
        content = pages.changed(content, rng)
    headers = {"content-type": "application/json"}
    if rng.random() < 0.05:
        headers |= dict([rng.choice(_HEADERS)])
    method, _, place = path.partition(" ")
    if rng.random() < 0.03:
        method = rng.choice(("PUT", "DELETE", "PATCH", "OPTIONS", "GET", "HEAD"))
    if rng.random() < 0.02:
        model = rng.choice(("..", "%00", "m0", "%2e%2e%2f", "x" * 3000))
    return Asked(method, f"/api/models/{model}{place}", content, headers)


def _bodies(rng: Random, revision: int, tree: Tree) -> dict[str, Tree]:
    """Return what may be asked about a model, by method and place."""
    apt = Vocabulary(tree).apt
    name, lever = rng.choice(apt["NAMES"]), rng.choice(apt["LEVERS"]).partition("=")[0]
    pull: Tree = {
        "intensities": {lever: rng.choice((0, 0.5, 1, 7, 1e12))},
        "concept": rng.choice([*CONCEPTS]),
        "settlement": rng.choice((None, 1, 2, 99)),
        "seen_by": rng.choice((None, None, name)),
    }
    _, key = rng.choice(list(places(tree)) or [({}, "x")])
    value: Tree = rng.choice((*TEXTS, *NUMBERS, {}, [], None, {"uniform": [0, 1]}))
    path = [rng.choice(list(tree)) if isinstance(tree, dict) and tree else "x", key]
    one = {"op": rng.choice(("set", "add", "remove", "rename", "move")), "path": path}
    changes = [one | {"value": value, "with_mentions": rng.random() < 0.3}]
    samples = {"samples": rng.choice((1, 16, 64)), "to": rng.choice((None, 1, 2))}
    return {
        "GET ": {},
        "GET /notes": {},
        "GET /notes/d1": {},
        "GET /jobs": {},
        f"GET /download/{rng.choice(_DOWNLOADS)}": {},
        "POST /ask/now": pull,
        "POST /ask/room": pull,
        "POST /ask/questions": pull,
        "POST /ask/rows": pull | {"first": 0, "count": 20, "by": name, "holding": True},
        "POST /ask/why": pull | {"state": rng.choice((1, 2, 3)), "party": name},
        "POST /ask/ranking": {"party": name, "weights": {rng.choice(apt["STATEMENT"]): 1}},
        "POST /ask/difference": {"version": 0, "scenario": None, "model": None},
        "POST /at": {"date": rng.choice(("2025-05", "2025-05-01", *TEXTS))},
        "POST /edits": {"revision": revision, "label": "x", "changes": changes},
        "PUT /file": {"revision": revision, "text": mutated(rng)[0]},
        f"POST /history/{rng.choice(('undo', 'redo'))}": {},
        "POST /file/copy": {},
        "POST /notes": {"revision": 0, "change": _noting(rng, name)},
        f"POST /notes/history/{rng.choice(('undo', 'redo'))}": {},
        "POST /jobs": pull | samples | {"kind": rng.choice([*work._KINDS])},  # noqa: SLF001
    }


def _noting(rng: Random, name: str) -> Tree:
    page = pages.changed(rng.choice(pages.seeds()), rng)
    return rng.choice(
        (
            {"op": "read", "content": base64.b64encode(page).decode(), "name": "page.html"},
            {"op": "read", "text": page.decode(errors="replace"), "whole": True},
            {"op": "judge", "statements": ["s1"], "standing": "confirmed"},
            {"op": "revise", "statement": "s1", "act": "demand", "actors": [name]},
            {"op": "mark", "document": "d1", "span": [0, rng.choice((0, 9, 10**9))]},
            {"op": "tie", "place": "title", "statements": ["s1"], "kind": "fact"},
            {"op": "drop", "document": "d1"},
        )
    )
