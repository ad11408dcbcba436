"""A feed that was saved, RSS or Atom: a page for each entry."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from goodoffices.errors import FileError, require
from goodoffices.files.pages.html_text import text_lines
from goodoffices.sources.pages import Page


def entries(content: bytes, source: str) -> tuple[Page, ...]:
    """Return a page for each entry of a feed, in its order.

    Raises
    ------
    FileError
        It is no feed that can be read.
    MissingExtraError
        feedparser is not installed.
    """
    require("feeds", "feedparser")
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own past
        # a stream: given a text, it would take an address in it for one to fetch
        feed = feedparser.parse(
            io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False
        )
    if not feed.entries and feed.bozo:
        raise FileError(f"{source}: no feed that can be read: {feed.bozo_exception}")
    publisher = " ".join(str(feed.feed.get("title", "")).split())
    return tuple(_page(entry, source, publisher) for entry in feed.entries)


def _page(entry: Any, source: str, publisher: str) -> Page:  # noqa: ANN401 - feedparser has no types
    # feedparser's own get would take the one date for the other, with a warning
    moment = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    return Page(
        "\n".join(_lines(entry)),
        source,
        title=" ".join(text_lines(str(entry.get("title", "")))),
        publisher=publisher,
        date="{:04d}-{:02d}-{:02d}".format(*moment[:3]) if moment else "",
        address=_address(entry),
    )


def _lines(entry: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield the lines of the longest of what the entry holds: contents, or a summary."""
    held = [part.get("value", "") for part in entry.get("content", [])]
    held.append(entry.get("summary", ""))
    longest = max(map(str, held), key=len)
    yield from text_lines(longest)


def _address(entry: Any) -> str:  # noqa: ANN401 - as above
    address = str(entry.get("link", ""))
    return address if address.startswith(("http://", "https://")) else ""
