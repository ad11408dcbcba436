"""Which lines of a page are kept as those of one dispute, and why the others are not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.files.pages.page_files import load_pages
from goodoffices.sources.passages import Passages, find_passages
from tests.sources.marked import Page, pages

IN_FEW_WORDS = {"club_letter", "teachers_circular"}  # of disputes; counted by benchmarks.keeping
SEEN = [page for page in pages("seen") if page.path.stem not in IN_FEW_WORDS]
HEADLINES = "Ten ways with leeks\nStocks slip as investors wait\nIs your password on this list?\n"
STRIKE = (
    "The dockers of Eastquay demand a new rota. Portside refuses to negotiate with the union, and "
    "has threatened to lock the gates.\n"
    "The union rejected its last offer, and will strike unless Portside withdraws the rota.\n"
)
DAM = (
    "Tessaly shut the Hadra dam. Belmora accused its neighbour of violating the treaty, and "
    "demanded compensation. The cabinet of Tessaly denies it.\n"
)
SOUP = (
    "If the soup threatens to stick, add water. Those who refuse to eat carrots can be talked "
    "round; it will demand a stir every ten minutes."
)


def lines_in(text: str, found: Passages) -> list[str]:
    return [line.strip() for span in found.kept for line in text[slice(*span)].splitlines()]


def why(text: str) -> dict[str, str]:
    found = find_passages(text)
    return {text[slice(*line.span)]: line.why for line in found.dropped}


@pytest.mark.parametrize("page", SEEN, ids=lambda page: page.path.stem)
def test_pages_that_were_marked_by_hand(page: Page) -> None:
    text = load_pages(page.path)[0].text
    kept = [line for line in lines_in(text, find_passages(text)) if line]
    either = {line.strip() for line in page.either}
    wanted = [line.strip() for line in page.kept if line.strip()]
    assert [line for line in kept if line not in either] == wanted


def test_a_commentary_below_headlines_is_one_span() -> None:
    page = next(page for page in SEEN if page.path.stem == "headlines_commentary")
    text = page.path.read_text(encoding="utf-8")
    found = find_passages(text)
    (span,) = found.kept
    assert text[slice(*span)] == "\n".join(page.kept)
    assert [line.why for line in found.dropped] == ["boilerplate", *["headline"] * 13]


def test_two_disputes_the_longer_is_kept_and_the_other_named() -> None:
    found = find_passages(f"{STRIKE}\nA dam\n\n{DAM}")
    assert len(found.kept) == 1
    assert found.kept[0][0] == 0
    (other,) = found.others
    assert f"{STRIKE}\nA dam\n\n{DAM}"[slice(*other.span)].startswith("Tessaly shut")
    assert set(other.names) == {"Hadra", "Tessaly"}
    assert why(f"{STRIKE}\nA dam\n\n{DAM}") == {"A dam": "headline", DAM.strip(): "other dispute"}


def test_what_is_dropped_says_why() -> None:
    cookies = "We use cookies to offer you relevant content. You can accept or refuse."
    clocks = "For the first time in forty years visitors can see the cellar of the clock museum."
    assert why(f"{cookies}\n{HEADLINES}{STRIKE}\nClocks\n{clocks}\n") == {
        cookies: "boilerplate",
        "Ten ways with leeks": "headline",
        "Stocks slip as investors wait": "headline",
        "Is your password on this list?": "headline",
        "Clocks": "headline",
        clocks: "other story",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \r\n\t",
        HEADLINES,
        SOUP,
    ],
)
def test_no_dispute_keeps_nothing(text: str) -> None:
    assert find_passages(text).kept == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_do_not_matter(end: str) -> None:
    text = (HEADLINES + STRIKE).replace("\n", end)
    (span,) = find_passages(text).kept
    assert text[slice(*span)] == STRIKE.strip().replace("\n", end)


def test_a_wrapped_paragraph_is_kept_whole() -> None:
    wrapped = (
        "The dockers of Eastquay demand a new rota, and say that the\n"
        "company has known the price of a night for thirty years. It\n"
        "refuses to negotiate with the union, whose members would lose\n"
        "their premium.\n"
    )
    (span,) = find_passages(f"{HEADLINES}\n{wrapped}").kept
    assert f"{HEADLINES}\n{wrapped}"[slice(*span)] == wrapped.strip()


LINES = st.sampled_from(
    [
        *HEADLINES.splitlines(),
        *STRIKE.splitlines(),
        *DAM.splitlines(),
        "",
        "3. Item",
        "- a point",
        "Sign up for our newsletter.",
        "e\u0301 “q” \u202e\x0c",
    ]
)


@given(
    st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=12), st.sampled_from(["\n", "\r\n"])
)
def test_every_line_is_kept_or_dropped_once(lines: list[str], end: str) -> None:
    text = end.join(lines)
    found = find_passages(text)
    spans = sorted([*found.kept, *(line.span for line in found.dropped)])
    assert all(start < stop for start, stop in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    rest = [
        text[a[1] : b[0]] for a, b in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True)
    ]
    assert "".join(rest).strip() == ""
    assert list(found.kept) == sorted(found.kept)
