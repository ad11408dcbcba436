"""Quotes against texts: a fault exactly where the words do not stand, whatever the letters."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.files.notebooks.texts import text_of
from goodoffices.sources.notebook import Statement
from goodoffices.sources.quotes import check_quote

LETTERS = st.sampled_from(["a", "b", " ", "“", "”", "é", "e\u0301", "\r\n", "\n", "—", "😀", "'"])
TEXTS = st.lists(LETTERS, max_size=40).map("".join)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, Statement]:
    """Draw a text, and a statement that quotes some words at some place, right or wrong."""
    text = draw(TEXTS.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    words = draw(st.one_of(st.just(text[start:end]), TEXTS))
    off = draw(st.integers(-3, 3))
    span = (max(start + off, 0), max(end + off, 1))
    return text, Statement("s1", "d1", span, words, "claim")


@given(quoted())
def test_a_quote_is_a_fault_exactly_where_it_does_not_stand(case: tuple[str, Statement]) -> None:
    text, row = case
    fault = check_quote(row, text)
    right = bool(row.quote) and text[slice(*row.span)] == row.quote
    assert (fault is None) == right
    if fault is None or not row.quote:
        return
    there = [k for k in range(len(text)) if text.startswith(row.quote, k)]
    places = re.findall(r"\[(\d+), (\d+)\]", fault.remedy)
    if there:
        ((start, end),) = places
        assert text[int(start) : int(end)] == row.quote
        assert abs(int(start) - row.span[0]) == min(abs(k - row.span[0]) for k in there)
    else:
        assert "does not stand in d1" in fault.found


@given(TEXTS)
def test_places_count_the_letters_of_the_file_as_it_is(text: str) -> None:
    kept = text_of(text.encode(), Path("d1.txt"))
    assert kept.text == text


def test_a_mark_of_the_byte_order_is_no_letter_of_the_text() -> None:
    assert text_of("\ufeffKyiv".encode(), Path("d1.txt")).text == "Kyiv"
