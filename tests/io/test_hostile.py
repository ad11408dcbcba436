"""Whatever a file holds, there is a conflict or one message; never a traceback, never a hang."""

import re
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from goodoffices.cases import catalog
from goodoffices.errors import ModelError, SizeError
from goodoffices.files.dumps import dumps
from goodoffices.files.load import loads
from goodoffices.files.starter import starter
from goodoffices.files.yaml.text import _read_quickly, _read_with_care
from goodoffices.files.yaml.tree import Node

TEXTS = (starter(), *(Path(catalog.path(n)).read_text(encoding="utf-8") for n in catalog.names()))
TOKENS = (
    "[", "]", "{", "}", ":", ": ", ", ", "- ", "\n", "\n  ", "\n\n", '"', "'", "#", " #", "&a ",
    "*a", "!x ", "|", ">", "? ", "%", "@", "`", "\t", "\x00", "\x7f", "\u2028", "\x85", "\ufeff",
    "null", "true", "~", "1e999", ".nan", "-1", "0", "99999", "1.5", "9" * 400, "0x1", "2001-01-01",
    "<<: ", "---\n", "...\n", "\r", "\r\n", '"\\ud800"', '"\\UFFFFFFFF"', "(", ")", "not ", " and ",
    "if", "ranking", "options", "states: 3\n", "moves: [[1, 2]]", "weights: {a: 1}", "[" * 30, "é",
)  # fmt: skip
PIECES = tuple(text[k : k + 60] for text in TEXTS for k in range(0, len(text), 97))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Draw the text of a good model file with some of it cut, doubled, moved or replaced."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.sampled_from([1, 1, 2, 4]))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 3, 20, 200])))
        piece = draw(
            st.sampled_from(["", text[start:end] * 2])
            | st.sampled_from(TOKENS)
            | st.sampled_from(PIECES)
        )
        text = text[:start] + piece + text[end:]
    return text


def settle(text: str) -> None:
    """Read a text; what is wrong has to have a place in it and be told in words."""
    try:
        conflict = loads(text, "model.yaml")
    except ModelError as error:
        told = error
    except SizeError as error:
        told = ModelError((), str(error))
    else:
        assert loads(dumps(conflict)) == conflict
        return
    lines = len(re.findall(r"\r\n|\r|\n", text)) + 1
    places = [(problem.line, problem.column) for problem in told.problems]
    assert places == sorted(places)
    assert all(1 <= line <= lines and column >= 1 for line, column in places)
    assert all(problem.found for problem in told.problems)
    assert places or told.source.startswith("model.yaml: ")


@given(mutated())
@example("goodoffices: 1\ntitle: T\ndecision_makers: {A: {options: {<map>: {<map>: 1}}}}")
@example("goodoffices: 1\ntitle: T\ndecision_makers: {'[key]': {'[key]': {'[key]': 1}}}")
@example("goodoffices: 1\ntitle: T\ndecision_makers: {A: {preferences: {payoffs: {[1]: 2}}}}")
@example("goodoffices: 1\ntitle: T\nno_move: [{}, [], ~, 5]\npublished: {equilibria: [1]}\n")
@example("goodoffices: 1\ntitle: T\npublished: {<map>: 1, stable_for: {<map>: 1}, equilibria: 1}\n")
@example("? [a]\n: {b: &c d}\n? *c\n: !!set {e}\n")
def test_a_spoilt_model_file_gets_a_message(text: str) -> None:
    settle(text)


@given(mutated() | st.lists(st.sampled_from(TOKENS), max_size=40).map("key: ".join))
@example('key: ["a":b, c]')
@example("key: |#\n  a")
@example("key: a\tb")
def test_what_is_read_quickly_is_what_is_read_with_care(text: str) -> None:
    quickly = _read_quickly(text, "")
    if quickly is not None:
        assert nodes(quickly.root) == nodes(_read_with_care(text, "").root)


def nodes(node: Node) -> list[tuple[object, ...]]:
    """List everything that is known of a node and those below it; ``nan`` equals itself here."""
    value = repr(node.value) if not node.children else type(node.value)
    own = (value, node.start, node.end, node.style, node.step, node.key_start, node.key_end)
    return [own, *(one for child in node.children for one in nodes(child))]


@given(st.text(max_size=200) | st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
def test_any_text_gets_a_message(text: str) -> None:
    settle(text)
