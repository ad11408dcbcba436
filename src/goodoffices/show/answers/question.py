"""What question say: in words, and as plain data."""

from __future__ import annotations

from typing import Any

from goodoffices.mediation.question import Request
from goodoffices.show.telling import data


@data.register(Request)
def request_data(answer: Request) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in vars(answer).items()
    }
