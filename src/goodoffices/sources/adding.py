"""What was read, added to a notebook that may hold rows which somebody has judged."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from itertools import count

from goodoffices.sources.notebook import Document, Notebook, Statement


def added(notebook: Notebook, more: Notebook, barred: Container[str] = ()) -> Notebook:
    """Return a notebook with what another one has beside it; nothing that it holds is changed.

    A document of the same checksum is the same. A row is there already where one has its place and
    its act, whatever became of that one.

    Parameters
    ----------
    barred
        Names that no new document is to have.

    Examples
    --------
    >>> from goodoffices.sources.adding import added
    >>> judged = go.Statement("s1", "d1", (0, 5), "Never", "refuse", standing="rejected")
    >>> first = go.Notebook((go.Document("d1", sha256="ab"),), {}, (judged,))
    >>> again = go.Statement("s1", "d1", (0, 5), "Never", "refuse")
    >>> fresh = go.Statement("s2", "d1", (7, 12), "Maybe", "accept")
    >>> both = added(first, go.Notebook((go.Document("d1", sha256="ab"),), {}, (again, fresh)))
    >>> [(row.name, row.quote, row.standing) for row in both.statements]
    [('s1', 'Never', 'rejected'), ('s2', 'Maybe', 'proposed')]
    """
    by_sum = {one.sha256: one.name for one in notebook.documents if one.sha256}
    taken = {one.name for one in notebook.documents}
    names: dict[str, str] = {}
    documents: list[Document] = []
    for document in more.documents:
        known = by_sum.get(document.sha256)
        if known is None:
            known = _free("d", taken, barred)
            taken.add(known)
            documents.append(replace(document, name=known))
            by_sum[document.sha256] = known
        names[document.name] = known
    return Notebook(
        (*notebook.documents, *documents),
        {**more.parties, **notebook.parties},
        (*notebook.statements, *_fresh_rows(notebook, more, names)),
        notebook.grounds,
    )


def _fresh_rows(notebook: Notebook, more: Notebook, names: dict[str, str]) -> list[Statement]:
    there = {(row.document, row.span, row.act) for row in notebook.statements}
    taken = {row.name for row in notebook.statements}
    found: list[Statement] = []
    for row in more.statements:
        document = names.get(row.document, row.document)
        if (document, row.span, row.act) in there:
            continue
        name = _free("s", taken)
        taken.add(name)
        found.append(replace(row, name=name, document=document))
    return found


def _free(letter: str, taken: Container[str], barred: Container[str] = ()) -> str:
    names = (f"{letter}{number}" for number in count(1))
    return next(name for name in names if name not in taken and name not in barred)
