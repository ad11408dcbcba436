"""``goodoffices sources draft``: the model, the notebook beside it, and what is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

import goodoffices as go
from goodoffices.files.atomic import write_text
from tests.cli.conftest import Run

NOTEBOOK = """\
# rows of a strike
parties: {Firm: [the company], Union: []}
statements:
  s1:
    {in: d1, at: [0, 9], quote: "Pay more!", act: demand, actor: [Union], target: [the company],
      about: [pay], speaker: Union, state: confirmed}
  s2:
    {in: d1, at: [10, 19], quote: "We strike", act: threaten, actor: [Union], target: [Firm],
      about: [strike], state: confirmed}
  s3:
    {in: d1, at: [20, 29], quote: "No way to", act: refuse, actor: [Firm], about: [pay]}
"""
MODEL = """\
# Drafted from 2 confirmed rows of its notebook; beside each value stand the rows it rests on.
# 1 to 10 points: the rows say that it is wanted; -10 to -1: that it is not; -10 to 10: they do not
# say, or contradict each other. The sizes are no more than a start, and so are the levers' effects.
goodoffices: 1
title: Firm, Union

decision_makers:
  Firm:
    options:
      pay: {}
    preferences:
      weights:
        pay: {uniform: [-10, 10]}  # assumption
        strike: {uniform: [-10, -1]}  # claim: s2
  Union:
    options:
      strike: {}
    preferences:
      weights:
        pay: {uniform: [1, 10]}  # fact: s1
        strike: {uniform: [-10, 10]}  # assumption

status_quo: NN  # assumption
"""
GROUNDS = """\
grounds:
  decision_makers.Firm.preferences.weights.pay: {kind: assumption}
  decision_makers.Firm.preferences.weights.strike: {statements: [s2], kind: claim}
  decision_makers.Union.preferences.weights.pay: {statements: [s1], kind: fact}
  decision_makers.Union.preferences.weights.strike: {kind: assumption}
  status_quo: {kind: assumption}
"""


@pytest.fixture
def notebook(folder: Path) -> Path:
    path = folder / "my.sources.yaml"
    path.write_text(NOTEBOOK, encoding="utf-8")
    return path


def drafted(run: Run, *options: str, status: int = 0) -> Result:
    return run("sources", "draft", "my.sources.yaml", *options, status=status)


def test_the_model_is_written_and_the_notebook_takes_up_its_grounds(
    run: Run, notebook: Path
) -> None:
    told = drafted(run, "-o", "my.yaml")
    assert told.stderr == "Wrote my.yaml\nWrote my.sources.yaml\n"
    assert "They tell 2 of 4 signs.\n5 questions left." in told.stdout
    assert "1. What could be agreed?" in told.stdout
    assert notebook.with_name("my.yaml").read_text(encoding="utf-8") == MODEL
    assert notebook.read_text(encoding="utf-8") == NOTEBOOK + GROUNDS
    assert "4 numbers from 4 distributions" in run("check", "my.yaml").stdout


def test_no_model_is_left_whose_notebook_cannot_be_written(
    run: Run, notebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: str, *, force: bool, what: str = "") -> None:
        if what == "a notebook":
            raise go.FileError("the disk is full")
        write_text(path, content, force=force)

    monkeypatch.setattr("goodoffices.files.drafted.write_text", full)
    assert "the disk is full" in drafted(run, "-o", "my.yaml", status=2).stderr
    assert [file.name for file in notebook.parent.iterdir()] == [notebook.name]


@pytest.mark.usefixtures("notebook")
def test_a_question_says_which_line_to_change(run: Run) -> None:
    told = " ".join(drafted(run).stdout.split())
    assert "Does Union want “strike”? Alone it explains" in told
    assert (
        "At line 21, decision_makers.Union.preferences.weights.strike, write {uniform: [1, 10]} if "
        "it does, {uniform: [-10, -1]} if it does not." in told
    )


def test_nothing_that_is_there_is_replaced_unless_asked(run: Run, notebook: Path) -> None:
    model = notebook.with_name("my.yaml")
    drafted(run, "-o", "my.yaml")
    assert drafted(run, "-o", "my.yaml", status=2).stderr == (
        "Error: my.yaml is already there; choose another name, or have it replaced (--force)\n"
    )
    model.unlink()
    assert drafted(run, "-o", "my.yaml", status=2).stderr == (
        "Error: my.sources.yaml says already what 5 values of a model rest on; draft to another "
        "name, or have that replaced (--force)\n"
    )
    assert not model.exists()
    drafted(run, "-o", "my.yaml", "--force")
    assert model.read_text(encoding="utf-8") == MODEL


def test_under_another_name_the_notebook_stays_and_a_copy_has_the_grounds(
    run: Run, notebook: Path
) -> None:
    folder = notebook.parent / "there"
    folder.mkdir()
    text = 'documents: {d1: {file: d1.txt, title: "Leaflet"}}\n' + NOTEBOOK
    notebook.write_text(text, encoding="utf-8")
    drafted(run, "-o", "there/other.yaml")
    assert notebook.read_text(encoding="utf-8") == text
    copy = go.load_notebook(folder / "other.sources.yaml")
    assert [one.file for one in copy.documents] == ["../d1.txt"]
    assert len(copy.grounds) == 5
    (folder / "other.yaml").unlink()
    error = drafted(run, "-o", "there/other.yaml", status=2).stderr
    assert error.startswith("Error: there/other.sources.yaml is already there;")
    assert [one.name for one in folder.iterdir()] == ["other.sources.yaml"]


@pytest.mark.parametrize("suffix", ["md", "csv", "json", "html", "txt"])
def test_the_answer_goes_to_a_file_in_every_format(run: Run, notebook: Path, suffix: str) -> None:
    path = notebook.with_name(f"questions.{suffix}")
    assert drafted(run, "-o", path.name).stderr == f"Wrote {path.name}\n"
    text = path.read_text(encoding="utf-8")
    assert "settlement" in text
    assert notebook.read_text(encoding="utf-8") == NOTEBOOK
    if suffix == "json":
        assert json.loads(text)["model"] == MODEL


@pytest.mark.usefixtures("notebook")
def test_without_a_file_yaml_goes_to_standard_output(run: Run) -> None:
    assert drafted(run, "--format", "yaml").stdout == MODEL


def test_a_notebook_without_confirmed_rows_brings_one_message(run: Run, notebook: Path) -> None:
    notebook.write_text("parties: {Firm: []}\n", encoding="utf-8")
    assert drafted(run, "-o", "my.yaml", status=2).stderr == (
        "Error: no row is confirmed, of 0; expected rows that somebody let stand; set the state of "
        "those that are right to confirmed\n"
    )
    assert [one.name for one in notebook.parent.iterdir()] == ["my.sources.yaml"]
