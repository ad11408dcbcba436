"""Make a brief, and give it as a web page, PDF, Markdown or data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from goodoffices.ensemble.audit.audit import audited
from goodoffices.ensemble.audit.results import Audit
from goodoffices.ensemble.survey import SAMPLES, Findings, gather
from goodoffices.errors import FileError
from goodoffices.files.atomic import refuse_existing, write_file
from goodoffices.files.grounds import Grounds
from goodoffices.files.scenarios import scenarios
from goodoffices.model.conflict import Conflict
from goodoffices.show.answers.audit import audit_section
from goodoffices.show.brief.content import compose
from goodoffices.show.brief.pictures import Pictures, begin
from goodoffices.show.brief.short import compose_short
from goodoffices.show.charts.picture import Picture
from goodoffices.show.document import Document
from goodoffices.show.writers.data import as_json
from goodoffices.show.writers.markdown import as_markdown
from goodoffices.show.writers.page import as_html
from goodoffices.show.writers.pdf import as_pdf, as_sheet
from goodoffices.stopping import Progress

FORMATS = ("html", "pdf", "markdown", "json")
SUFFIXES: Mapping[str, str] = {
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
}


@dataclass(frozen=True, eq=False)
class Brief:
    """A brief, the same in every format.

    Attributes
    ----------
    conflict
        What it is about.
    document
        What it says: sections of paragraphs, lists, tables and figures, in plain text.
    findings
        The answers of the analyses that it tells.
    short
        Whether it is the brief of one page.
    audit
        What brute force makes of the findings; None where it was not asked for.

    Examples
    --------
    >>> told = go.brief(go.case("indus-waters-1960"), flips=False)
    >>> [section.title for section in told.document.sections][:2]
    ['In short', 'What the conflict is']
    """

    conflict: Conflict
    document: Document
    findings: Findings
    short: bool = False
    audit: Audit | None = None

    def html(self) -> str:
        """Return one web page: needs no network, runs no script, prints on A4."""
        return as_html(self.document)

    def pdf(self) -> bytes:
        """Return a PDF on A4, on one page where it is short; the same bytes every time."""
        return as_sheet(self.document) if self.short else as_pdf(self.document)

    def markdown(self) -> str:
        """Return Markdown, pictures told in words."""
        return as_markdown(self.document)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON: what the brief says, and the answers behind it."""
        return dict(self.document.data())

    def json(self) -> str:
        """Return the data as JSON."""
        return as_json(self.document)

    def rendered(self, form: str) -> str | bytes:
        """Return the brief in one of ``FORMATS``."""
        making: dict[str, Callable[[], str | bytes]] = {
            "html": self.html,
            "pdf": self.pdf,
            "markdown": self.markdown,
            "json": self.json,
        }
        return making[form]()

    def save(self, path: str | Path, *, force: bool = False) -> None:
        """Write the brief to a file, whole or not at all.

        Parameters
        ----------
        path
            Ends in .html, .pdf, .md or .json, which sets the format.
        force
            True to replace a file that is there.

        Raises
        ------
        FileError
            Another suffix, the file is there already, or it cannot be written.
        """
        target = Path(path)
        form = SUFFIXES.get(target.suffix.lower())
        if form is None:
            raise FileError(
                f"cannot tell the format from the name '{target.name}'; "
                f"end it in one of {', '.join(SUFFIXES)}"
            )
        refuse_existing(target, force=force)
        write_file(target, self.rendered(form), force=force)

    def _repr_html_(self) -> str:
        """Show the brief in a notebook, in a frame of its own."""
        from html import escape

        page = escape(self.html())
        return f'<iframe srcdoc="{page}" style="width:100%;height:40rem;border:0"></iframe>'


def brief(  # noqa: PLR0913 - what can be asked of a brief
    conflict: Conflict,
    concept: str = "seq",
    settlement: str | int | None = None,
    *,
    short: bool = False,
    flips: bool = True,
    samples: int = SAMPLES,
    grounds: Grounds | None = None,
    dated: str = "",
    audit: bool = False,
    progress: Progress | None = None,
    **request: Any,
) -> Brief:
    """Tell all that the analyses find about a conflict, for readers who know no game theory.

    Parameters
    ----------
    concept
        nash, gmr, smr, seq or sseq: what the settlement has to hold under.
    settlement
        A statement, pattern or number; the model's by default. Without any it tells what applies.
    short, audit
        Whether to tell the chief of it on one page, without ``flips``; and whether to end with what
        brute force makes of it in a minute at most.
    flips, samples
        Whether to look for the smallest change that turns each claim's answer, which takes longest;
        how often what is uncertain is drawn, to tell how sure the answers are, 0 for not at all.
    grounds, dated, progress
        Notes on single values by their place in the model file, a tuple of keys; a date to print
        below the title, none by default; what is told how much is done.
    request
        As for ``goodoffices.plan``; a limit is that of each plan that the brief asks for.

    Raises
    ------
    RequestError
        The request does not fit the conflict.

    Examples
    --------
    >>> print(go.brief(go.case("indus-waters-1960"), flips=False).markdown().splitlines()[0])
    # Division of the Indus rivers, 1960
    """
    asked = {"concept": concept, "settlement": settlement, **request}
    shown: dict[str, Callable[[], Picture]] = {}
    flips, midway = (False, None) if short else (flips, partial(begin, shown))
    found = gather(conflict, asked, flips=flips, samples=samples, progress=progress, midway=midway)
    checked = audited(found, progress=progress) if audit else None
    return _made(found, checked, grounds or {}, dated, None if short else shown)


def _made(
    found: Findings, checked: Audit | None, grounds: Grounds, dated: str, shown: Pictures | None
) -> Brief:
    """Write what was found, in short or with pictures, and end with the audit if there was one."""
    closing = () if checked is None else (audit_section(checked),)
    if shown is None:
        document = compose_short(found, dated, closing)
        return Brief(found.conflict, document, found, short=True, audit=checked)
    if found.conflict.scenarios:
        found = replace(found, scenarios=scenarios(found.conflict, [found.concept]))
    document = compose(found, grounds, dated, closing, shown)
    return Brief(found.conflict, document, found, audit=checked)
