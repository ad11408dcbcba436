"""Whatever is done to a model file, nothing else in it changes, and it can be undone."""

import dataclasses
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.cases import catalog
from goodoffices.errors import GoodOfficesError, RequestError
from goodoffices.files.draft import Draft, begin
from goodoffices.files.names import Book
from goodoffices.files.yaml.reparse import reparsed
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import Document, Node, find, walk

CASES = catalog.names()
TEXTS = {name: catalog.path(name).read_text(encoding="utf-8") for name in CASES}
SMALL = [name for name in CASES if len(TEXTS[name]) < 6000]
VALUES = st.one_of(
    st.integers(-9, 9),
    st.floats(-9, 9).map(lambda x: round(x, 2)),
    st.sampled_from(["true", "a: b", "Übung", "# no comment", "Y", "two\nlines", ""]),
    st.lists(st.integers(1, 4), max_size=3),
    st.none(),
)
KEYS = [f.name for f in dataclasses.fields(Node) if f.name != "value"]


def flat(document: Document) -> list[tuple[Any, ...]]:
    """List the nodes of a tree with all that they know."""
    return [
        (path, None if node.children else node.value, *(getattr(node, key) for key in KEYS))
        for path, node in walk(document.root)
    ]


@given(st.data())
@settings(max_examples=60)
def test_a_tree_mended_is_the_tree_read_anew(data: st.DataObject) -> None:
    text = TEXTS[data.draw(st.sampled_from(SMALL))]
    document = parse(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    piece = data.draw(st.text(" \n:-#'[{a1,", max_size=8) | st.sampled_from(["---\n", "...\n"]))
    changed = text[:start] + piece + text[end:]
    try:
        wanted = flat(parse(changed))
    except GoodOfficesError as error:
        with pytest.raises(type(error), match=re.escape(str(error))):
            reparsed(document, changed)
    else:
        found = reparsed(document, changed)
        assert flat(found) == wanted
        assert found.problems == parse(changed).problems
    assert flat(document) == flat(parse(text))


Draw = Callable[[st.SearchStrategy[Any]], Any]


def lines_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return how many lines come before a stretch, and how many behind it."""
    return text.count("\n", 0, start), text.count("\n", end)


def drawn_change(draw: Draw, text: str) -> tuple[dict[str, Any], Node]:
    """Draw a change of a text, and the value whose lines it may touch."""
    root = parse(text).root
    places = [(path, node) for path, node in walk(root) if path]
    path, node = draw(st.sampled_from(places))
    op = draw(st.sampled_from(["set", "remove", "move", "add"]))
    parent = find(root, path[:-1])
    assert parent is not None
    if op == "set":
        return {"op": op, "path": path, "value": draw(VALUES)}, node
    if op == "move":
        return {"op": op, "path": path, "value": draw(st.integers(0, 3))}, parent
    if op == "add":
        step = len(node.children) if isinstance(node.value, list) else "added"
        return {"op": op, "path": (*path, step), "value": draw(VALUES)}, node
    return {"op": op, "path": path}, parent if parent.style == "flow" else node


@given(st.data())
@settings(max_examples=80)
def test_an_edit_leaves_every_other_line_as_it_is(data: st.DataObject) -> None:
    text = TEXTS[data.draw(st.sampled_from(SMALL))]
    edited = Draft.open("case.yaml", text)
    change, node = drawn_change(data.draw, text)
    before = edited.conflict
    try:
        edited.edit([change])
    except GoodOfficesError:
        assert (edited.text, edited.conflict, edited.history) == (text, before, [])
        assert edited.revision == 1
        return
    assert edited.conflict == go.loads(edited.text)
    assert edited.content == parse(edited.text).root.plain()
    if Book(edited.content).owned == Book(parse(text).root.plain()).owned:
        above, below = lines_of(text, node.key_start, node.end)
        old, new = text.split("\n"), edited.text.split("\n")
        emptied = len(edited.content) < len(parse(text).root.plain())
        if not emptied and change["op"] != "remove":
            comments = max(0, above - text[: node.key_start].count("\n#"))
            assert old[: min(above, comments)] == new[: min(above, comments)]
            assert old[len(old) - below :] == new[len(new) - below :]
    if edited.history:
        edited.undo()
    assert edited.text == text


@given(st.data())
@settings(max_examples=20)
def test_undone_after_any_edits_the_first_text_is_there(data: st.DataObject) -> None:
    text = TEXTS[data.draw(st.sampled_from(SMALL))]
    edited = Draft.open("case.yaml", text)
    for _ in range(data.draw(st.integers(1, 4))):
        change, _ = drawn_change(data.draw, edited.text)
        try:
            edited.edit([change])
        except GoodOfficesError:
            continue
    last, done = edited.text, edited.history
    assert edited.text_before(len(done)) == text
    while edited.undo() is not None:
        pass
    assert edited.text == text
    assert edited.conflict == go.loads(text)
    assert edited.undone == done
    while edited.redo() is not None:
        pass
    assert (edited.text, edited.history) == (last, done)


@given(st.data())
@settings(max_examples=20)
def test_a_name_changed_and_changed_back_leaves_every_letter(data: st.DataObject) -> None:
    text = TEXTS[data.draw(st.sampled_from(SMALL))]
    edited = Draft.open("case.yaml", text)
    path = data.draw(st.sampled_from(sorted(Book(edited.content).things)))
    before = edited.conflict
    edited.rename(path, "renamed")
    for mine, theirs in zip(edited.conflict.payoffs, before.payoffs, strict=True):
        assert mine.tolist() == theirs.tolist()
    assert edited.conflict.status_quo_index == before.status_quo_index
    edited.rename((*path[:-1], "renamed"), str(path[-1]))
    assert edited.text == text


@given(st.text(min_size=1, max_size=40), st.lists(st.text(max_size=40), min_size=1, max_size=4))
@settings(max_examples=60)
def test_a_conflict_begins_with_a_title_and_parties_of_any_script(
    title: str, parties: list[str]
) -> None:
    try:
        begun = begin(title, parties)
    except RequestError:
        assert not all(text.strip() for text in (title, *parties)) or not all(
            text.isprintable() for text in (title, *parties)
        )
        return
    assert len(begun.conflict.names) == len(parties)
    assert len(begun.conflict.states) == 1
    place = ["decision_makers", begun.conflict.names[0], "options", "act"]
    begun.edit([{"op": "add", "path": place, "value": "Act"}])
    assert len(begun.conflict.states) == 2
