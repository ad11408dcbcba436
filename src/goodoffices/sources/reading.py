"""Pages read: what of each is about a dispute, and the statements that a reader proposes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, described
from goodoffices.sources.notebook import Document, Notebook, Span, Statement, overlap
from goodoffices.sources.pages import Page
from goodoffices.sources.passages import Passages, find_passages
from goodoffices.sources.reader.language import in_english
from goodoffices.sources.reader.parties import guess_parties
from goodoffices.sources.reader.statements import Parties, read_statements

if TYPE_CHECKING:  # a page is read without a model, and without what models are made of
    from goodoffices.model.conflict import Conflict
    from goodoffices.sources.matching import Match
    from goodoffices.sources.proposals import Proposed


@dataclass(frozen=True)
class PageRead(Answer):
    """A page, what of it is about a dispute, and what was read there.

    Attributes
    ----------
    document
        The page as a notebook has it, without a file and its checksum yet.
    page
        Its text and where it came from.
    passages
        What is kept of the text, what is dropped, and other disputes in it.
    rows
        Statements proposed, in the order of the text.
    unread
        Sentences that none was read from.
    english
        Whether it is in English, the only language that statements are read in.

    Examples
    --------
    >>> text = "The union demands more pay from Acme. Acme refused, and threatened to close."
    >>> (page,) = go.read_page(text, parties={"Union": [], "Acme": []}).pages
    >>> page.quoted(page.rows[0].span)
    'The union demands more pay from Acme'
    """

    document: Document
    page: Page
    passages: Passages
    rows: tuple[Statement, ...]
    unread: tuple[Span, ...]
    english: bool

    def quoted(self, span: Span) -> str:
        """Return the words at a place of the text."""
        return self.page.text[slice(*span)]


@dataclass(frozen=True)
class Reading(Answer):
    """What was read from pages: proposals, each with its words, for a person to confirm.

    Attributes
    ----------
    pages
        Each page, in the order given.
    parties
        Name of each party to the other names it goes by.
    guessed
        Whether nobody said who the parties are.
    conflict, matches
        The model it was read against, and what each row is about there; None and none without.
    turned_down
        Of rows that a language model proposed, how many were dropped, by fault (see ``Proposed``);
        None where none was asked.

    Examples
    --------
    >>> found = go.read_page("Ten ways with leeks.", parties={"Union": [], "Acme": []})
    >>> len(found.pages), len(found.disputes), found.rows
    (1, 0, ())
    """

    pages: tuple[PageRead, ...]
    parties: Mapping[str, tuple[str, ...]]
    guessed: bool
    conflict: Conflict | None = None
    matches: tuple[Match, ...] = ()
    turned_down: Mapping[str, int] | None = None

    @property
    def disputes(self) -> tuple[PageRead, ...]:
        """The pages that speak of a dispute."""
        return tuple(page for page in self.pages if page.passages.kept)

    @property
    def rows(self) -> tuple[Statement, ...]:
        """The rows of all pages; of a reading against a model, with what they are about."""
        if self.conflict is not None:
            return tuple(match.statement for match in self.matches)
        return tuple(row for page in self.pages for row in page.rows)

    @property
    def notebook(self) -> Notebook:
        """A notebook of the pages that speak of a dispute, all rows proposed.

        Of guessed parties it has those that the rows speak of.
        """
        acting = {name for row in self.rows for name in (*row.actors, *row.targets)}
        parties = {
            name: others
            for name, others in self.parties.items()
            if name in acting or not self.guessed
        }
        return Notebook(tuple(page.document for page in self.disputes), parties, self.rows)


def read_page(
    *pages: str | Page,
    parties: Parties | None = None,
    conflict: Conflict | None = None,
    whole: bool = False,
) -> Reading:
    """Read pages: find the passage of each that is about a dispute, and propose its statements.

    Nothing is fetched, confirmed or carried out; what is proposed stands in the text word by word.

    Parameters
    ----------
    pages
        Texts, or what ``load_pages`` makes of files.
    parties
        Name of each party to the other names it goes by. Guessed where neither they nor a model are
        given.
    conflict
        A model: its parties, beside those given, are those of the pages; of each row is said which
        option or lever it is about.
    whole
        Whether to take all of each page for its passage.

    Raises
    ------
    RequestError
        Something else than a text or a page is given, or no page.

    Examples
    --------
    >>> text = "The union demands more pay from Acme. Acme refused, and threatened to close."
    >>> reading = go.read_page(text, parties={"Union": ["the union"], "Acme": []})
    >>> [(row.act, row.actors, row.targets) for row in reading.rows][:1]
    [('demand', ('Union',), ('Acme',))]
    """
    if not pages:
        raise RequestError("no page to read; give a text, or what load_pages returns")
    given = [_page(page) for page in pages]
    found = [_all_of(page.text) if whole else find_passages(page.text) for page in given]
    named = _named(parties, conflict)
    who = _guessed(given, found) if named is None else named
    made = Reading(tuple(_all_read(given, found, who)), who, guessed=named is None)
    return _matched(made, conflict)


def _all_of(text: str) -> Passages:
    start = len(text) - len(text.lstrip())
    return Passages(((start, len(text.rstrip())),) if text.strip() else ())


def with_proposed(reading: Reading, proposals: Sequence[Proposed]) -> Reading:
    """Add to a reading what a language model proposed of each of its pages.

    A row that the reader proposed already, of the same act and with some of the same words, stays
    as it is.

    Parameters
    ----------
    proposals
        One for each page, in order.
    """
    turned_down: Counter[str] = Counter()
    pages: list[PageRead] = []
    count = 0
    for page, more in zip(reading.pages, proposals, strict=True):
        turned_down.update(more.dropped)
        new = [row for row in more.rows if not any(_same(row, known) for known in page.rows)]
        rows = sorted((*page.rows, *new), key=lambda row: row.span)
        named = tuple(replace(row, name=f"s{count + k}") for k, row in enumerate(rows, start=1))
        count += len(named)
        unread = tuple(s for s in page.unread if not any(overlap(s, row.span) for row in new))
        pages.append(replace(page, rows=named, unread=unread))
    made = replace(reading, pages=tuple(pages), matches=(), turned_down=dict(turned_down))
    return _matched(made, reading.conflict)


def _same(one: Statement, other: Statement) -> bool:
    return one.act == other.act and overlap(one.span, other.span)


def _matched(reading: Reading, conflict: Conflict | None) -> Reading:
    """Say of each row what it is about in a model."""
    if conflict is None:
        return reading
    from goodoffices.sources.matching import match_statements

    rows = [row for page in reading.pages for row in page.rows]
    return replace(reading, conflict=conflict, matches=match_statements(rows, conflict))


def _page(page: object) -> Page:
    if isinstance(page, Page):
        return page
    if isinstance(page, str):
        return Page(page)
    raise RequestError(f"{described(page)} in place of a page; expected a text or a Page")


def _named(parties: Parties | None, conflict: Conflict | None) -> dict[str, tuple[str, ...]] | None:
    """Return the parties that somebody named: those of a model, those given before them."""
    if parties is None and conflict is None:
        return None
    named: dict[str, tuple[str, ...]] = {}
    if conflict is not None:
        from goodoffices.sources.reader.parties import parties_of

        named = parties_of(conflict)
    for name, others in (parties or {}).items():
        named[name] = tuple(dict.fromkeys((*named.get(name, ()), *others)))
    return named


def _guessed(pages: Sequence[Page], found: Iterable[Passages]) -> dict[str, tuple[str, ...]]:
    """Guess the parties of all pages together."""
    kept: list[str] = []
    for page, passages in zip(pages, found, strict=True):
        kept += [page.text[slice(*span)] for span in passages.kept]
    text = "\n\n".join(kept)
    return guess_parties(text, [(0, len(text))])


def _all_read(
    pages: Sequence[Page], found: Iterable[Passages], parties: Parties
) -> Iterator[PageRead]:
    """Yield the pages read; documents and rows are numbered through."""
    before = 0
    for number, (page, passages) in enumerate(zip(pages, found, strict=True), start=1):
        one = _read(page, passages, parties, f"d{number}", before)
        before += len(one.rows)
        yield one


def _read(page: Page, passages: Passages, parties: Parties, name: str, before: int) -> PageRead:
    """Read a page; its rows go on from the number of rows before it."""
    document = Document(
        name,
        title=page.title,
        publisher=page.publisher,
        date=page.date,
        address=page.address,
        passages=passages.kept,
    )
    english = in_english(page.text, passages.kept)
    rows, unread = read_statements(page.text, passages.kept, parties, name)
    numbered = (replace(row, name=f"s{before + k}") for k, row in enumerate(rows, start=1))
    return PageRead(document, page, passages, tuple(numbered), unread, english)
