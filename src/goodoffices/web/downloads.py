"""What can be taken away from the workbench: the model file, briefs, the table of outcomes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import goodoffices as go
from goodoffices.errors import RequestError, nearest
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
    name, _, suffix = what.rpartition(".")
    return make(one), kind, f"{_stem(one)}{f'-{name}' if name else ''}.{suffix}"


def _stem(one: Open) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", one.name.rpartition(".")[0]).strip("-") or "model"


def _yaml(one: Open) -> Content:
    return one.draft.text


def _notebook(one: Open) -> Content:
    """Return a model with its notebook and the texts of that, as they lie beside each other."""
    stem, held = _stem(one), io.BytesIO()
    with one.lock, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{stem}.yaml", one.draft.text)
        packed.writestr(f"{stem}.sources.yaml", one.notes.written())
        for name, text in one.notes.kept_texts().items():
            packed.writestr(name, text)
    return held.getvalue()


def _brief(form: str, *, short: bool = False) -> Callable[[Open], Content]:
    def make(one: Open) -> Content:
        conflict = one.draft.conflict
        found: Any = go.brief(conflict, flips=False, samples=_SAMPLES, short=short)
        content: Content = {"html": found.html, "pdf": found.pdf}[form]()
        return content

    return make


def _states(one: Open) -> str:
    return as_csv(report(go.analyze(one.draft.conflict)))


_KINDS: Mapping[str, tuple[str, Callable[[Open], Content]]] = {
    "yaml": ("text/plain; charset=utf-8", _yaml),
    "notebook.zip": ("application/zip", _notebook),
    "brief.html": ("text/html; charset=utf-8", _brief("html")),
    "brief.pdf": ("application/pdf", _brief("pdf")),
    "short.html": ("text/html; charset=utf-8", _brief("html", short=True)),
    "short.pdf": ("application/pdf", _brief("pdf", short=True)),
    "states.csv": ("text/csv; charset=utf-8", _states),
}
