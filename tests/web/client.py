"""The workbench's server asked without a browser, as its page asks it."""

from __future__ import annotations

from typing import Any

import httpx2
from starlette.testclient import TestClient

from goodoffices.show.language import Language
from goodoffices.web.app import make
from goodoffices.web.drafts import Bench
from goodoffices.web.guard import Guard

KEY, PORT = "a-key-of-the-tests", 8765
HOST = f"http://127.0.0.1:{PORT}"


def stranger(bench: Bench | None = None, language: str | Language = "en") -> TestClient:
    """Return a client that has not shown the key."""
    app = Guard(make(bench or Bench(), language), PORT, KEY)
    return TestClient(app, HOST, follow_redirects=False)


def client(bench: Bench | None = None, language: str | Language = "en") -> TestClient:
    """Return a client that opened the address that was printed."""
    made = stranger(bench, language)
    assert made.get("/", params={"key": KEY}).status_code == 303
    return made


def opened(asked: TestClient, **what: Any) -> dict[str, Any]:
    """Open a model; the flagship by default."""
    model: dict[str, Any] = said(asked.post("/api/models", json=what or {"case": "istanbul-2025"}))
    return model


def said(answer: httpx2.Response, status: int = 200) -> Any:  # noqa: ANN401 - whatever JSON has
    """Return the plain data of an answer with a status."""
    assert answer.status_code == status, answer.text
    return answer.json()
