"""Drafted models as files: beside each value the rows of the notebook that it rests on."""

from __future__ import annotations

import os
from pathlib import Path

from goodoffices.errors import Path as Place
from goodoffices.errors import dotted
from goodoffices.files.check import conflict_from_text
from goodoffices.files.save import dumps
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import walk
from goodoffices.sources.drafting.draft import NotebookDraft
from goodoffices.sources.drafting.questions import DraftQuestion
from goodoffices.sources.notebook import Ground

_SIGNS = """\
# 1 to 10 points: the rows say that it is wanted; -10 to -1: that it is not; -10 to 10: they do not
# say, or contradict each other. The sizes are no more than a start, and so are the levers' effects.
"""


def drafted_text(draft: NotebookDraft) -> str:
    """Return the text of a model file for a draft, with a comment beside each value.

    Raises
    ------
    ModelError
        The model holds something that a file cannot.
    """
    plain = dumps(draft.conflict)
    text = _with_comments(_head(draft) + plain, draft) + _candidates(draft)
    return text if conflict_from_text(text, "") == draft.conflict else plain


def places(text: str) -> dict[Place, int]:
    """Return the line, from 1, at which each value of a model file stands."""
    document = parse(text)
    return {path: document.place(node.key_start)[0] for path, node in walk(document.root)}


def notebook_beside(path: str | os.PathLike[str]) -> Path:
    """Return where the notebook of a model file stands by custom: ``NAME.sources.yaml``."""
    return Path(path).with_suffix(".sources.yaml")


def line_of(question: DraftQuestion, lines: dict[Place, int]) -> int | None:
    """Return the line at which a question is answered; None where nothing stands there yet."""
    return next((lines[place] for place in question.places if place in lines), None)


def _head(draft: NotebookDraft) -> str:
    count = len(draft.notebook.confirmed)
    rows = f"{count} confirmed row{'s' * (count != 1)} of its notebook"
    head = f"# Drafted from {rows}. A comment beside a value names the rows it rests on.\n"
    weighed = any(dm.preferences.key == "weights" for dm in draft.conflict.decision_makers)
    return head + _SIGNS * weighed


def _with_comments(text: str, draft: NotebookDraft) -> str:
    """Write what each value rests on behind the line it stands on."""
    document = parse(text)
    ends = {dotted(path): document.place(node.end)[0] for path, node in walk(document.root)}
    told: dict[int, list[str]] = {}
    for ground in draft.notebook.grounds:
        comment = _comment(ground)
        if ground.place in ends and comment not in told.setdefault(ends[ground.place], []):
            told[ends[ground.place]].append(comment)
    lines = text.split("\n")
    for line, comments in told.items():
        lines[line - 1] += f"  # {'; '.join(comments)}"
    return "\n".join(lines)


def _comment(ground: Ground) -> str:
    names = ", ".join(_clean(name) for name in ground.statements)
    if ground.kind == "assumption":
        return f"assumption, after {names}" if names else "assumption: no row says it"
    return f"{ground.kind}: {names}"


def _candidates(draft: NotebookDraft) -> str:
    if not draft.candidates:
        return ""
    rows = "".join(f"#   {_clean(c.statement)}: {_clean(c.claim)}\n" for c in draft.candidates)
    return f"\n# May become claims, below mediation.claims, once there is a settlement:\n{rows}"


def _clean(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
