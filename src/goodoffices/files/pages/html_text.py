"""HTML as lines of text, by the standard library's parser.

Blocks become lines, with an empty one between articles and sections. What is no part of the text of
a page is left out: scripts, styles, menus, asides, footers, what is hidden, and forms, unless these
hold most of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from goodoffices.sources.pages import Page

_LISTED_LEFT_OUT = """
script style nav aside footer template svg math canvas object iframe noscript button select
textarea datalist dialog audio video map
"""
_LEFT_OUT = frozenset(_LISTED_LEFT_OUT.split())
_LISTED_VOID = """
area base br col embed hr img input link meta param source track wbr
"""
_VOID = frozenset(_LISTED_VOID.split())
_LISTED_BLOCKS = """
address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol
option p pre section summary table tbody tfoot thead title tr ul
"""
_BLOCKS = frozenset(_LISTED_BLOCKS.split())
_APART = frozenset(("article", "section", "hr", "main"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)"
    r"|<!\[[^>]*>?|&#(?=\d{8}|x[\da-f]{8})x?[\da-f]+;?",
    re.IGNORECASE | re.DOTALL,
)
_DATE = re.compile(r"\s*(\d{4}-\d{2}-\d{2})")
_TITLES = ("og:title", "twitter:title", "dc.title")
_DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "pubdate",
    "publish-date",
)
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "publisher")


def page_of_html(text: str, source: str = "", encoding: str = "") -> Page:
    """Return a page of HTML: its lines of text, its title, date, publisher and address."""
    parser = _parsed(text)
    said = parser.said

    def first(*names: str) -> str:
        return next((said[name] for name in names if said.get(name)), "")

    dated = next((m[1] for name in _DATES if (m := _DATE.match(said.get(name, "")))), "")
    address = first("canonical", "og:url")
    return Page(
        "\n".join(parser.lines()),
        source,
        title=first(*_TITLES, "title"),
        publisher=first(*_PUBLISHERS),
        date=dated or parser.time,
        address=address if address.startswith(("http://", "https://")) else "",
        encoding=encoding,
    )


def text_lines(text: str) -> list[str]:
    """Return the lines of text in a piece of HTML."""
    if "<" not in text and "&" not in text:
        return [line for line in (" ".join(part.split()) for part in text.splitlines()) if line]
    return _parsed(text).lines()


def _parsed(text: str) -> _Lines:
    """Parse HTML in one pass.

    The parser looks again and again for the end of what is left open, so comments, scripts and a
    last tag without an end are taken out beforehand; so are marked sections and numbers of
    characters that it breaks off at.
    """
    read = _UNREAD.sub(" ", text)
    closed = read.rfind(">") + 1
    parser = _Lines()
    parser.feed(read[:closed] + read[closed:].replace("<", "&lt;"))
    parser.close()
    parser.said["title"] = " ".join(" ".join(parser.titles).split())
    return parser


class _Lines(HTMLParser):
    """Collects lines of text, and what the page says of itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: dict[str, str] = {}
        self.time = ""
        self.titles: list[str] = []
        self._done: list[tuple[str, bool]] = []
        self._line: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._within: Counter[str] = Counter()
        self._left_out = 0
        self._forms = 0
        self._apart = False

    def lines(self) -> list[str]:
        """Return the lines; those of forms only where they hold most of the text."""
        self._end_line()
        in_forms = sum(len(line) for line, form in self._done if form)
        keep = 2 * in_forms > sum(len(line) for line, _ in self._done)
        return [line for line, form in self._done if keep or not form]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given)
        if tag in _BLOCKS:
            self._end_line()
            self._apart = self._apart or tag in _APART
        elif tag in {"td", "th"}:
            self._line.append(" ")
        if tag in _VOID:
            return
        out = tag in _LEFT_OUT or "hidden" in given or bool(_HIDDEN.search(given.get("style", "")))
        self._open.append((tag, out))
        self._within[tag] += 1
        self._left_out += out
        self._forms += tag == "form"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin and end an element that is written as one without content."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element, and what stands open in it."""
        if tag in _BLOCKS:
            self._end_line()
            self._apart = self._apart or tag in _APART
        while self._within[tag]:
            name, out = self._open.pop()
            self._within[name] -= 1
            self._left_out -= out
            self._forms -= name == "form"
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._within["title"] and not self._within["svg"]:
            self.titles.append(data)
        elif not self._left_out:
            self._line.append(data)

    def _end_line(self) -> None:
        line = " ".join("".join(self._line).split())
        self._line.clear()
        if line:
            if self._apart and self._done:
                self._done.append(("", self._forms > 0))
            self._apart = False
            self._done.append((line, self._forms > 0))

    def _note(self, tag: str, given: dict[str, str]) -> None:
        """Note what a tag says of the page."""
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        if tag == "meta" and name:
            self.said.setdefault(name, " ".join(given.get("content", "").split()))
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self.said.setdefault("canonical", given.get("href", "").strip())
        elif tag == "time" and not self.time and not self._left_out:
            found = _DATE.match(given.get("datetime", ""))
            self.time = found[1] if found else ""
