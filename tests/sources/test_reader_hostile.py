"""Whatever a text is, quotes are its own words, in order, and reading takes time in proportion."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.sources.notebook import ACTS, HEDGES
from goodoffices.sources.reader.language import in_english
from goodoffices.sources.reader.parties import guess_parties
from goodoffices.sources.reader.statements import read_statements

PARTIES = {"Türkiye": ("Ankara",), "Union": ("the union", "Zoë"), "US": ()}
PIECES = [
    "Zoë", "The union", "Ankara", "US", "us", "Türkiye’s", unicodedata.normalize("NFD", "Türkiye"),
    "it", "he", "they", "we", "its", "whose", "and", "but", ",", ".", ";", "“", "”", "’", "(", ")",
    "rejected", "offers", "demands", "the demand that", "threatened to", "will not", "hasn’t", "is",
    "was", "by", "unless", "if", "until", "said that", "said", "to", "ready to", "no intention of",
    "95 % of", "comes from", "a plan", "strike", "\r\n", "\n\n", "- ", "Q:", "A:", "?", "\u202e",
    "\x00", "e\u0301", "I", "What they want:", "that", "on", "over", "leverage", "depends on",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


@st.composite
def text_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(TEXTS | st.text(max_size=60))
    ends = sorted(set(draw(st.lists(st.integers(0, len(text)), max_size=6))))
    pairs = zip(ends[::2], ends[1::2], strict=False)
    return text, list(pairs)


@given(text_with_spans())
@settings(max_examples=300, deadline=None)
def test_quotes_are_the_words_at_their_places(given: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = given
    rows, unread = read_statements(text, spans, PARTIES)
    for row in rows:
        start, end = row.span
        assert text[start:end] == row.quote == row.quote.strip()
        assert row.quote
        assert any(first <= start < end <= last for first, last in spans)
        assert row.condition in text
        assert row.act in ACTS
        assert row.hedge in HEDGES
        assert {*row.actors, *row.targets} <= set(PARTIES)
        assert not set(row.actors) & set(row.targets)
        assert (row.by, row.standing) == ("reader", "proposed")
    assert [row.name for row in rows] == [f"s{k}" for k in range(1, len(rows) + 1)]
    assert [row.span[0] for row in rows] == sorted(row.span[0] for row in rows)
    assert list(unread) == sorted(unread)
    assert all(any(a <= start < end <= b for a, b in spans) for start, end in unread)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_guesses_are_names_of_the_text_and_never_fail(text: str) -> None:
    for name, others in guess_parties(text, [(0, len(text))]).items():
        assert name
        assert name not in others


@pytest.mark.parametrize(
    "unit",
    ["The union rejected the plan of the US ", "a", "..", "’", "- ", "Q: ", "(“", "% of ", "\n",
     "if the union, ", "the union, "],
    ids=range(11),
)  # fmt: skip
def test_a_line_ten_times_as_long_takes_about_ten_times_as_long(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        read_statements(text, [(0, len(text))], PARTIES)
        return time.process_time() - began

    assert seconds(400_000) < 25 * max(seconds(40_000), 0.02)


def test_a_line_of_ten_megabytes_without_an_end_is_unread() -> None:
    text = "The union rejected the plan " * 360_000
    began = time.process_time()
    rows, unread = read_statements(text, [(0, len(text))], PARTIES)
    assert time.process_time() - began < 10
    assert (rows, unread) == ((), ((0, len(text) - 1),))


def test_a_long_sentence_of_names_takes_no_time() -> None:
    text = ("the union and the US, " * 90)[:1990] + "refused."
    began = time.process_time()
    read_statements(text, [(0, len(text))], PARTIES)
    assert time.process_time() - began < 1


def test_curly_quotes_line_ends_and_combining_marks_keep_their_places() -> None:
    text = "“We won’t sign,” Zoë said.\r\nTu\u0308rkiye’s minister rejected the plan.\r\n"
    rows, _ = read_statements(text, [(0, len(text))], PARTIES)
    assert [(row.act, row.actors, row.span, row.quote) for row in rows] == [
        ("refuse", ("Union",), (1, 25), "We won’t sign,” Zoë said"),
        ("refuse", ("Türkiye",), (28, 65), "Tu\u0308rkiye’s minister rejected the plan"),
    ]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Die Gewerkschaft fordert von der Firma mehr Lohn und droht mit einem Streik. ", False),
        ("Le syndicat exige une hausse des salaires et menace de faire grève à Lyon. ", False),
        ("El sindicato exige un aumento de los salarios y amenaza con una huelga. ", False),
        ("The union demands a rise of wages and threatens the company with a strike. ", True),
    ],
    ids=["German", "French", "Spanish", "English"],
)
def test_the_language_is_told_by_its_commonest_words(text: str, *, english: bool) -> None:
    assert in_english(text * 3, [(0, len(text) * 3)]) is english
