"""Files and bytes as pages: which kind they are is told by what they hold."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from goodoffices.errors import FileError
from goodoffices.files.pages.encodings import text_of, without_controls
from goodoffices.files.read import read_bytes
from goodoffices.sources.pages import Page

MOST_BYTES = 20 * 1024 * 1024
MOST_TAGS = 500_000
MOST_CHARACTERS = 1_000_000
_ADDRESS = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_FEED = re.compile(r"\s*<(?:\?xml|rss|feed|rdf:RDF|!--|!DOCTYPE\s+rss)", re.IGNORECASE)
_ROOT = re.compile(r"<(rss|feed|rdf:RDF|html)\b", re.IGNORECASE)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|(?:html|head|body|title|meta"
    r"|link|script|style|main|article|section|header|nav|div|p|h[1-6]|table|ul|ol|br|a|b|i|span)\b)",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4096


def load_pages(path: str | os.PathLike[str]) -> tuple[Page, ...]:
    """Return what a file holds: a page, or as many as a feed has entries.

    Raises
    ------
    FileError
        The file cannot be read, has more than ``MOST_BYTES`` or ``MOST_TAGS``, a text of more than
        ``MOST_CHARACTERS``, or is no text; or it is an address, from which nothing is fetched.
    MissingExtraError
        It is a feed, and feedparser is not installed.

    Examples
    --------
    >>> from pathlib import Path
    >>> _ = Path("page.html").write_text("<title>Strike</title><p>The union &amp; the firm met.")
    >>> go.load_pages("page.html")[0].text
    'The union & the firm met.'
    """
    if _ADDRESS.match(str(path)):
        raise FileError(
            f"{path}: an address; nothing is fetched. Save the page in a browser, and give the file"
        )
    return loads_pages(read_bytes(path, MOST_BYTES, "a page"), str(path))


def loads_pages(content: bytes, source: str = "") -> tuple[Page, ...]:
    r"""Return the pages in some bytes; ``source`` is what messages call them.

    Raises
    ------
    FileError, MissingExtraError
        As ``load_pages`` raises them.

    Examples
    --------
    >>> go.loads_pages(b"\xff\xfeI\x00t\x00", "-")[0].text
    'It'
    """
    if len(content) > MOST_BYTES:
        size, most = len(content) / 1024**2, MOST_BYTES // 1024**2
        raise FileError(f"{source}: {size:,.1f} MB or more; a page has at most {most} MB")
    if content.lstrip()[:5] == b"%PDF-":
        name = Path(source).stem if source != "-" else "page"
        raise FileError(
            f"{source}: a PDF; save its text first, such as by: pdftotext {source} {name}.txt"
        )
    text, guessed = text_of(content, source)
    if (tags := text.count("<")) > MOST_TAGS:
        raise FileError(f"{source}: {tags:,} tags; a page has at most {MOST_TAGS:,}")
    pages = tuple(map(_without_controls, _pages(content, text, source, guessed)))
    longest = max((len(page.text) for page in pages), default=0)
    if longest > MOST_CHARACTERS:
        raise FileError(
            f"{source}: a text of {longest:,} characters; a page has at most {MOST_CHARACTERS:,}"
        )
    return pages


def _without_controls(page: Page) -> Page:
    return replace(
        page,
        text=without_controls(page.text),
        title=without_controls(page.title),
        publisher=without_controls(page.publisher),
        address=without_controls(page.address),
    )


def _pages(content: bytes, text: str, source: str, guessed: str) -> tuple[Page, ...]:
    if _is_feed(text):
        from goodoffices.files.pages.feeds import entries

        return entries(content, source)
    if _HTML.match(text, 0, _HEAD):
        from goodoffices.files.pages.html_text import page_of_html

        return (page_of_html(text, source, guessed),)
    return (Page(text, source, encoding=guessed),)


def _is_feed(text: str) -> bool:
    if not _FEED.match(text):
        return False
    root = _ROOT.search(text, 0, _HEAD)
    return root is not None and root[1].lower() != "html"
