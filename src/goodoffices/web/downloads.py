"""What can be taken away from the workbench: the model file, briefs, the table of outcomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import goodoffices as go
from goodoffices.errors import RequestError, nearest
from goodoffices.model.conflict import Conflict
from goodoffices.show.telling import report
from goodoffices.show.writers.data import as_csv
from goodoffices.web.drafts import Open

Content = str | bytes
_SAMPLES = 200


def made(one: Open, what: str) -> tuple[Content, str, str]:
    """Return a download, its media type, and the name of its file.

    Raises
    ------
    RequestError
        There is no such download.
    """
    if what not in _KINDS:
        raise RequestError(f"no download '{what}'; {nearest(what, _KINDS)}")
    kind, make = _KINDS[what]
    with one.lock:
        text, conflict = one.draft.text, one.draft.conflict
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", one.name.rpartition(".")[0]).strip("-") or "model"
    content = text if what == "yaml" else make(conflict)
    return (
        content,
        kind,
        f"{stem}{'' if what == 'yaml' else '-' + what.partition('.')[0]}.{what.rpartition('.')[2]}",
    )


def _brief(form: str, *, short: bool = False) -> Callable[[Conflict], Content]:
    def make(conflict: Conflict) -> Content:
        found: Any = go.brief(conflict, flips=False, samples=_SAMPLES, short=short)
        content: Content = {"html": found.html, "pdf": found.pdf}[form]()
        return content

    return make


def _states(conflict: Conflict) -> str:
    return as_csv(report(go.analyze(conflict)))


_KINDS: Mapping[str, tuple[str, Callable[[Conflict], Content]]] = {
    "yaml": ("text/plain; charset=utf-8", go.dumps),
    "brief.html": ("text/html; charset=utf-8", _brief("html")),
    "brief.pdf": ("application/pdf", _brief("pdf")),
    "short.html": ("text/html; charset=utf-8", _brief("html", short=True)),
    "short.pdf": ("application/pdf", _brief("pdf", short=True)),
    "states.csv": ("text/csv; charset=utf-8", _states),
}
