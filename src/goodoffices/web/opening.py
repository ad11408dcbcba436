"""A draft of whatever somebody opens: a published case, a file's text, a GMCR+ file, or nothing."""

from __future__ import annotations

import base64
import binascii
import re

from goodoffices.cases import catalog
from goodoffices.errors import RequestError
from goodoffices.files.draft import Draft, begin
from goodoffices.files.gmcr import import_gmcr
from goodoffices.files.notebooks.check import notebook_beside
from goodoffices.files.notebooks.notes import Notes
from goodoffices.files.save import dumps
from goodoffices.web.wire import Opening


def draft_of(asked: Opening) -> tuple[Draft, str]:
    """Return a draft, and what its file is called."""
    if asked.case is not None:
        name = f"{asked.case}.yaml"
        return Draft.open(name, catalog.path(asked.case).read_text(encoding="utf-8")), name
    name = _file_name(asked.name)
    if asked.gmcr is not None:
        try:
            content = base64.b64decode(asked.gmcr, validate=True)
        except binascii.Error as error:
            raise RequestError(f"{name} did not arrive whole; open it again") from error
        return Draft.open(
            name, dumps(import_gmcr(content, name).conflict)
        ), f"{name.rpartition('.')[0]}.yaml"
    if asked.text is not None:
        return Draft.open(name, asked.text), name
    title = asked.title or "New conflict"
    name = _file_name(f"{title}.yaml")
    return begin(title, asked.parties, name), name


def notes_of(asked: Opening) -> Notes | None:
    """Return the notebook that a published case comes with; None where there is none."""
    if asked.case is None:
        return None
    return Notes.of(notebook_beside(catalog.path(asked.case))).elsewhere()


def _file_name(given: str) -> str:
    """Return a name that every system can save under, without any folder."""
    last = re.split(r"[/\\]", given)[-1]
    kept = re.sub(r"[^\w. -]+", "", last).strip(". ")
    return kept[-80:] or "model.yaml"
