"""A page: a text, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A text and what is known of it, however it was kept: as text, as HTML, in a feed.

    Attributes
    ----------
    text
        The text that offsets count code points of; line ends are those it came with.
    source
        The file it came from, ``-`` for standard input, or empty.
    title, publisher, date, address
        As the page says, the date as ``YYYY-MM-DD``; empty where it does not.
    encoding
        The encoding that was taken for want of a better one, empty where it was known.

    Examples
    --------
    >>> go.Page("The union threatens a strike.", title="A strike looms").date
    ''
    """

    text: str
    source: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""
    address: str = ""
    encoding: str = ""
