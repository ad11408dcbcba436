"""Changing one value of a model file, as ``goodoffices set`` does."""

from pathlib import Path

import pytest

from goodoffices.errors import FileError, ModelError, RequestError
from goodoffices.files.load import load
from goodoffices.files.save import set_value

MODEL = """\
goodoffices: 1   # the version
title: A dispute # which one
decision_makers:
  Ann:
    options: {go: , stay: Stay}  # what Ann may do
    preferences:
      weights:
        Ann.go: 1     # one for going
        "Ann.go and Bob.go": -2
  Bob:
    options:
      go:
    preferences:
      ranking: [1, 2,   # the best
                3, [4, 5, 6], 7, 8]
infeasible:
  # never at once
  - "false"   # placeholder
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.yaml"
    path.write_text(MODEL, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        ("title", "Another dispute", "A dispute #", "Another dispute #"),
        ("title", "'a: b'", "A dispute #", '"a: b" #'),
        ("decision_makers.Ann.options.go", "Go", "{go: , ", "{go: Go, "),
        ("decision_makers.Bob.options.go", "Go home", "      go:\n", "      go: Go home\n"),
        ("decision_makers.Ann.preferences.weights.Ann.go", "3", "Ann.go: 1 ", "Ann.go: 3 "),
        (
            'decision_makers.Ann.preferences.weights["Ann.go and Bob.go"]',
            "0.5",
            '"Ann.go and Bob.go": -2',
            '"Ann.go and Bob.go": 0.5',
        ),
        (
            "decision_makers.Ann.preferences.weights",
            "{Bob.go: 1}",
            'Ann.go: 1     # one for going\n        "Ann.go and Bob.go": -2',
            "Bob.go: 1",
        ),
        (
            "decision_makers.Ann.preferences.payoffs",
            "[1, 2, 3, 4, 5, 6, 7, 8]",
            'weights:\n        Ann.go: 1     # one for going\n        "Ann.go and Bob.go": -2',
            "payoffs: [1, 2, 3, 4, 5, 6, 7, 8]",
        ),
        ("decision_makers.Bob.preferences.ranking[3][1]", "NNY", "[4, 5, 6]", "[4, NNY, 6]"),
        ("infeasible[0]", "Ann.go and not Ann.go", '- "false" ', "- Ann.go and not Ann.go "),
        ("infeasible[1]", '"false"', "# placeholder\n", '# placeholder\n  - "false"\n'),
        ("status_quo", "NNN", MODEL[-1], "\nstatus_quo: NNN\n"),
        ("decision_makers.Bob.label", "Bob's", "  Bob:\n", "  Bob:\n    label: Bob's\n"),
        ("sources", "[a, b]", "which one\n", "which one\nsources:\n  - a\n  - b\n"),
    ],
)
def test_one_value_changes_and_nothing_else(
    file: Path, key: str, value: str, old: str, new: str
) -> None:
    set_value(file, key, value)
    changed = MODEL.removesuffix(old) + new if old == MODEL[-1] else MODEL.replace(old, new)
    assert file.read_text(encoding="utf-8") == changed
    load(file)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("statusquo", "1", "did you mean 'status_quo'?"),
        ("status_quo", "99", "there is no state 99"),
        ("status_quo", "no way", "'way' is not expected here"),
        ("decision_makers.Ann.preferences.weights.Ann.go", "a lot", "over quantities"),
        ("decision_makers.Bob.preferences.ranking[0]", "2", "ranked twice"),
        ("decision_makers.Ann.options.stay", "{reversible: 0}", "true or false"),
        ("goodoffices", "2", "version 2"),
        ("title", "~", "nothing as title"),
    ],
)
def test_what_would_spoil_the_file_is_refused(file: Path, key: str, value: str, said: str) -> None:
    with pytest.raises(ModelError) as info:
        set_value(file, key, value)
    assert f"with {key} = {value}:" in str(info.value)
    assert said in str(info.value)
    assert file.read_text(encoding="utf-8") == MODEL


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("infeasible[2]", "go", "no entry 2 in infeasible; it has 1"),
        ("infeasible.first", "go", "no entry first in infeasible"),
        ("coalitions[0]", "[Ann]", "there is no coalitions in the file yet"),
        ("decision_makers.Cid.label", "Cid", "no decision_makers.Cid in the file yet"),
        ("title.long", "x", "no entry long in title"),
        ("", "x", "no key given"),
        ("]", "x", "is no key"),
        ("title", "[1", "cannot be read"),
        ("title", "*other", "an alias"),
        ("title", "", "cannot be read"),
    ],
)
def test_a_key_or_value_that_makes_no_sense_is_refused(
    file: Path, key: str, value: str, said: str
) -> None:
    with pytest.raises(RequestError) as info:
        set_value(file, key, value)
    assert said in str(info.value)
    assert file.read_text(encoding="utf-8") == MODEL


def test_a_fault_can_be_mended(file: Path) -> None:
    file.write_text(MODEL.replace("ranking: [1, 2,", "ranking: [1, 1,"), encoding="utf-8")
    set_value(file, "decision_makers.Bob.preferences.ranking[1]", "2")
    assert file.read_text(encoding="utf-8") == MODEL


def test_a_short_option_becomes_a_long_one(file: Path) -> None:
    set_value(file, "decision_makers.Ann.options.stay.reversible", "false")
    set_value(file, "decision_makers.Ann.options.go.once_dropped", "true")
    set_value(file, "decision_makers.Ann.options.go.label", "Go")
    options = "{go: {once_dropped: true, label: Go}, stay: {label: Stay, reversible: false}}"
    assert f"    options: {options}  # what Ann" in file.read_text(encoding="utf-8")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        set_value(tmp_path / "none.yaml", "title", "T")
