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
NUMBERS = st.integers(-9, 9) | st.floats(-9, 9).map(lambda x: round(x, 2))
VALUES = st.one_of(
    NUMBERS,
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


def span(text: str, node: Node) -> tuple[int, int]:
    """Return how many lines come before those of a value with its key, and how many behind."""
    return text.count("\n", 0, node.key_start), text.count("\n", node.end)


def drawn_change(draw: Draw, text: str) -> tuple[dict[str, Any], Node]:
    """Draw a change of a text, and the value whose lines it may touch."""
    root = parse(text).root
    places = [(path, node) for path, node in walk(root) if path]
    path, node = draw(st.sampled_from(places))
    op = draw(st.sampled_from(["set", "remove", "move", "add"]))
    parent = find(root, path[:-1])
    assert parent is not None
    if op == "set":
        number = isinstance(node.value, int | float)
        return {"op": op, "path": path, "value": draw(NUMBERS if number else VALUES)}, node
    if op == "move":
        return {"op": op, "path": path, "value": draw(st.integers(0, 3))}, parent
    if op == "add":
        step = len(node.children) if isinstance(node.value, list) else "added"
        return {"op": op, "path": (*path, step), "value": draw(VALUES)}, node
    return {"op": op, "path": path}, parent if parent.style == "flow" else node


def outermost_gone(text: str, edited: str, path: tuple[Any, ...], node: Node) -> Node:
    """Return the value whose lines went: that at the path, or what is gone or {} without it.

    Without its first key, the item of a list has its second behind the dash.
    """
    old, new = parse(text).root, parse(edited).root
    for depth in range(1, len(path)):
        above, left = find(old, path[:depth]), find(new, path[:depth])
        if above is not None and (left is None or not left.children):
            return above
    item = find(old, path[:-1])
    if item is not None and len(path) > 1 and isinstance(path[-2], int):
        return item if next(iter(item.children)).step == path[-1] else node
    return node


@given(st.data())
@settings(max_examples=50)
def test_an_edit_leaves_every_other_line_as_it_is(data: st.DataObject) -> None:
    text = TEXTS[data.draw(st.sampled_from(CASES))]
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
    same_options = Book(edited.content).owned == Book(parse(text).root.plain()).owned
    if change["op"] == "remove":
        node = outermost_gone(text, edited.text, change["path"], node)
    if same_options:
        above, below = span(text, node)
        old, new = text.split("\n"), edited.text.split("\n")
        assert old[:above] == new[:above]
        assert old[len(old) - below :] == new[len(new) - below :]
    if edited.history:
        edited.undo()
    assert edited.text == text


@given(st.data())
@settings(max_examples=20)
def test_undone_after_any_edits_the_first_text_is_there(data: st.DataObject) -> None:
    text = TEXTS[data.draw(st.sampled_from(CASES))]
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
    text = TEXTS[data.draw(st.sampled_from(CASES))]
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


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.floats() | st.sampled_from(["", "N", "a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner),
    max_leaves=4,
)
STEPS = st.sampled_from(
    ["decision_makers", "mediation", "levers", "options", "preferences", "weights", "scenarios",
     "status_quo", "coalitions", "exactly_one", "x", 0, 1, 7, -1]
)  # fmt: skip
OPS = ["set", "add", "remove", "rename", "move"]


@given(st.data())
@settings(max_examples=60)
def test_whatever_is_asked_for_is_done_or_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["indus-waters-1960", "elmira-1991-graph", "elmira-1991"]))
    text = TEXTS[name]
    edited = Draft.open("case.yaml", text)
    places = [path for path, _ in walk(parse(text).root) if path]
    paths = st.sampled_from(places) | st.lists(STEPS, max_size=4).map(tuple)
    changes = [
        {
            "op": data.draw(st.sampled_from(OPS)),
            "path": data.draw(paths),
            "value": data.draw(JSON),
            "with_mentions": data.draw(st.booleans()),
        }
        for _ in range(data.draw(st.integers(1, 3)))
    ]
    try:
        edited.edit(changes)
    except GoodOfficesError:
        assert edited.text == text
    else:
        assert edited.conflict == go.loads(edited.text)
