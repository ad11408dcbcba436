"""Comments beside numbers, which a brief gives as their grounds."""

from goodoffices.files.grounds import grounds_of
from goodoffices.files.notebooks.load import loads_notebook
from tests.sources.strike import MODEL, NOTEBOOK


def test_comments_beside_numbers_are_their_grounds() -> None:
    text = """\
goodoffices: 1
title: Comments
decision_makers:
  A:
    options: {x: Do it}
    preferences:
      weights:
        # counted by hand
        x: 2  # and then again
        "not x": -1.5
        x or y: {triangular: [1, 2, 3]}  # guessed
        # follows
        x and y: 2 * yearly
"""
    place = ("decision_makers", "A", "preferences", "weights")
    assert grounds_of(text) == {
        (*place, "x"): "counted by hand and then again",
        (*place, "x or y"): "guessed",
        (*place, "x and y"): "follows",
    }


def test_long_comments_take_no_longer_than_their_length() -> None:
    note = "a" + " " * 200_000 + "b"
    text = f"""\
decision_makers:
  A:
    preferences:
      weights:
        # {note}{" " * 200_000}
        # more
        x: 2  # {note}
"""
    place = ("decision_makers", "A", "preferences", "weights", "x")
    assert grounds_of(text) == {place: f"{note} more {note}"}


def test_where_there_is_no_comment_the_notebook_is_the_ground() -> None:
    notebook = NOTEBOOK.replace("[s1], kind: fact", "[s1], kind: fact, note: in 2025")
    weights = ("decision_makers", "Union", "preferences", "weights")
    assert grounds_of(MODEL, loads_notebook(notebook)) == {
        (*weights, "raise"): "fact: in 2025; “The Union demands a raise of pay.”",
        ("decision_makers", "Port", "preferences", "weights", "raise"): "it has offered less",
    }
