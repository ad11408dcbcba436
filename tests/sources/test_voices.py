"""Copies of one text, partly edited, are one voice; others are not."""

import random
import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.sources.notebook import Document
from goodoffices.sources.voices import shingles, voices

STORY = (
    "The dock workers' union said on Tuesday that it would walk out at midnight unless the port "
    "authority withdrew its plan to close the northern terminal. The authority called the demand "
    "unreasonable and said that the closure had been agreed with the ministry in March. A mediator "
    "named by the governor met both sides for three hours. Neither would say what had been offered."
)
OTHER = (
    "The river commission met in the capital to go over the flow of the dry season. Upstream, the "
    "state company wants to fill its dam within four years; downstream, farmers fear for a second "
    "harvest. The commission's chair promised figures by the summer and asked for patience."
)
FRAME = "Subscribe to our letter. Weather: rain in the evening. Share this story on all networks. "


def grouped(*texts: str) -> set[frozenset[int]]:
    documents = [Document(str(k)) for k in range(len(texts))]
    named = {str(k): text for k, text in enumerate(texts)}
    return {frozenset(map(int, group)) for group in voices(documents, named)}


def test_one_text_in_three_outlets_is_one_voice() -> None:
    edited = STORY.replace("on Tuesday", "yesterday").replace("three hours", "hours")
    shortened = " ".join(STORY.split(". ")[:2])
    assert grouped(STORY, OTHER, FRAME + edited, shortened) == {
        frozenset({0, 2, 3}),
        frozenset({1}),
    }


def test_the_same_frame_makes_no_copy_of_what_passages_tell_apart() -> None:
    frame = FRAME * 5
    one, two = f"{frame}{STORY}", f"{frame}{OTHER}"
    begin = len(frame)
    documents = [
        Document("a", passages=((begin, len(one)),)),
        Document("b", passages=((begin, len(two)),)),
    ]
    assert voices(documents, {"a": one, "b": two}) == (("a",), ("b",))


def test_one_checksum_is_one_voice_without_the_texts() -> None:
    documents = [Document("a", sha256="0" * 64), Document("b"), Document("c", sha256="0" * 64)]
    assert voices(documents, {}) == (("a", "c"), ("b",))


def test_curly_quotes_case_and_line_ends_make_no_other_text() -> None:
    assert shingles("“We WON’T\r\ngo home”") == shingles('"we won\'t go\u00a0home"')


def by_definition(texts: list[str]) -> set[frozenset[int]]:
    """Group texts by comparing each with each, straight from the definition."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[k : k + 4]) for k in range(max(len(words) - 3, 1 if words else 0))}

    groups = {k: {k} for k in range(len(texts))}
    for one, other in combinations(range(len(texts)), 2):
        a, b = runs(texts[one]), runs(texts[other])
        if a and b and len(a & b) * 2 >= min(len(a), len(b)):
            joined = groups[one] | groups[other]
            groups |= dict.fromkeys(joined, joined)
    return {frozenset(group) for group in groups.values()}


@given(st.randoms(use_true_random=False), st.integers(0, 6))
def test_voices_are_those_of_the_definition(drawn: random.Random, count: int) -> None:
    words = [f"w{k}" for k in range(6)]
    texts = [" ".join(drawn.choices(words, k=drawn.randrange(0, 14))) for _ in range(count)]
    assert grouped(*texts) == by_definition(texts)
