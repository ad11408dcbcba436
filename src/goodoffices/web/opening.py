"""Whatever somebody opens: a published case, a model file, another program's file, or nothing."""

from __future__ import annotations

import base64
import binascii
import re

from goodoffices.cases import catalog
from goodoffices.errors import RequestError
from goodoffices.files.draft import Draft, begin
from goodoffices.files.dumps import dumps
from goodoffices.files.foreign import import_content
from goodoffices.files.notebooks.notes import Notes
from goodoffices.show.language import say
from goodoffices.web.drafts import Bench, Open
from goodoffices.web.wire import Opening


def opened(bench: Bench, asked: Opening) -> tuple[Open, tuple[str, ...]]:
    """Open a model; return it, and what of another program's file is not in it."""
    bench.refuse_more()  # before anything is read
    draft, name, remarks = _draft_of(asked)
    return bench.add(draft, name, notes=_notes_of(asked)), remarks


def _draft_of(asked: Opening) -> tuple[Draft, str, tuple[str, ...]]:
    """Return a draft, what its file is called, and remarks."""
    if asked.case is not None:
        name = f"{asked.case.replace('#', '-')}.yaml"
        return Draft.open(name, catalog.text(asked.case)), name, ()
    name = _file_name(asked.name)
    if asked.foreign is not None:
        try:
            content = base64.b64decode(asked.foreign, validate=True)
        except binascii.Error as error:
            raise RequestError(f"{name} did not arrive whole; open it again") from error
        imported = import_content(content, name)
        draft = Draft.open(name, dumps(imported.conflict))
        return draft, f"{name.rpartition('.')[0] or name}.yaml", imported.remarks
    if asked.text is not None:
        return Draft.open(name, asked.text), name, ()
    title = asked.title or say("New conflict")
    name = _file_name(f"{title}.yaml")
    return begin(title, asked.parties, name), name, ()


def _notes_of(asked: Opening) -> Notes | None:
    """Return the notebook that a published case comes with; None where there is none."""
    if asked.case is None:
        return None
    beside = catalog.notebook(asked.case)
    return None if beside is None else Notes.of(beside).elsewhere()


def _file_name(given: str) -> str:
    """Return a name that every system can save under, without any folder."""
    last = re.split(r"[/\\]", given)[-1]
    kept = re.sub(r"[^\w. -]+", "", last).strip(". ")
    return kept[-80:] or "model.yaml"
