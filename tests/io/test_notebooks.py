"""Notebooks as files: nothing is lost on the way out and back, and hand edits stay."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import FileError, ModelError
from goodoffices.files.notebooks.load import load_notebook, loads_notebook
from goodoffices.files.notebooks.notes import Notes
from goodoffices.files.notebooks.save import changed_notebook, dumps_notebook, save_notebook
from goodoffices.files.notebooks.schema import notebook_schema
from goodoffices.sources.notebook import ACTS, HEDGES, Document, Ground, Notebook, Statement

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), max_size=20)
NAMES = WORDS.filter(lambda word: word.strip() != "" and word != "<<")
SEVERAL = st.lists(NAMES, max_size=3).map(tuple)
SPANS = st.tuples(st.integers(0, 9000), st.integers(1, 500)).map(lambda s: (s[0], s[0] + s[1]))
DOCUMENTS = st.builds(
    Document,
    NAMES,
    WORDS,
    st.sampled_from(["", "0123456789abcdef" * 4]),
    WORDS,
    date=WORDS,
    passages=st.lists(SPANS, max_size=2).map(tuple),
)
STATEMENTS = st.builds(
    Statement,
    NAMES,
    NAMES,
    SPANS,
    WORDS,
    st.sampled_from(ACTS),
    SEVERAL,
    SEVERAL,
    SEVERAL,
    st.sampled_from(HEDGES),
    NAMES,
    WORDS,
    NAMES,
    st.sampled_from(["proposed", "confirmed", "rejected"]),
    WORDS,
)
GROUNDS = st.builds(
    Ground, NAMES, SEVERAL, st.sampled_from(["fact", "claim", "assumption"]), note=WORDS
)
NOTEBOOKS = st.builds(
    Notebook,
    st.lists(DOCUMENTS, max_size=3, unique_by=lambda one: one.name).map(tuple),
    st.dictionaries(NAMES, SEVERAL, max_size=3),
    st.lists(STATEMENTS, max_size=3, unique_by=lambda one: one.name).map(tuple),
    st.lists(GROUNDS, max_size=3, unique_by=lambda one: one.place).map(tuple),
)
BY_HAND = """\
# Read on the train.
documents:
  d1:
    file: sources/d1.txt  # from the archive
    title: A commentary
parties: {Russia: [Putin, Moscow]}
statements:
  # the demand
  s5: {in: d1, at: [9, 34], quote: "they demand it", act: demand, actor: [Russia]}
grounds:
  status_quo: {statements: [s5], kind: fact}  # sure
"""


@given(NOTEBOOKS)
def test_a_notebook_comes_back_equal(notebook: Notebook) -> None:
    text = dumps_notebook(notebook)
    assert loads_notebook(text) == notebook
    assert dumps_notebook(loads_notebook(text)) == text


@given(NOTEBOOKS, NOTEBOOKS)
@settings(max_examples=50)
def test_a_file_is_changed_to_any_other_notebook(before: Notebook, after: Notebook) -> None:
    told = changed_notebook(dumps_notebook(before), after)
    assert told is None or loads_notebook(told) == after


def test_comments_stay_where_rows_are_judged_and_added() -> None:
    before = loads_notebook(BY_HAND)
    (row,) = before.statements
    judged = replace(row, standing="confirmed", judged_by="Ada")
    offer = Statement("s6", "d1", (40, 51), "they offer", "offer", ("Russia",), hedge="likely")
    after = replace(
        before,
        statements=(judged, offer),
        grounds=(*before.grounds, Ground("infeasible", note="it is: so")),
    )
    assert changed_notebook(BY_HAND, after) == (
        """\
# Read on the train.
documents:
  d1:
    file: sources/d1.txt  # from the archive
    title: A commentary
parties: {Russia: [Putin, Moscow]}
statements:
  # the demand
  s5: {in: d1, at: [9, 34], quote: they demand it, act: demand, actor: [Russia], by: reader,
      state: confirmed, judged_by: Ada}
  s6:
    in: d1
    at: [40, 51]
    quote: they offer
    act: offer
    actor: [Russia]
    hedge: likely
    by: reader
    state: proposed
grounds:
  status_quo: {statements: [s5], kind: fact}  # sure
  infeasible: {kind: assumption, note: "it is: so"}
"""
    )


def test_what_a_file_says_is_read() -> None:
    assert loads_notebook(BY_HAND) == Notebook(
        (Document("d1", "sources/d1.txt", title="A commentary"),),
        {"Russia": ("Putin", "Moscow")},
        (Statement("s5", "d1", (9, 34), "they demand it", "demand", ("Russia",)),),
        (Ground("status_quo", ("s5",), "fact"),),
    )


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "{}"])
def test_an_empty_file_is_an_empty_notebook(text: str) -> None:
    assert loads_notebook(text) == Notebook()


def test_all_that_is_wrong_is_told_by_line_and_column() -> None:
    text = """\
documents:
  d1: {sha256: abc, passage: [[3, 2], [1]]}
statements:
  s1: {in: d1, at: [5, 9], quote: yes, act: refuses, hedge: maybe}
  s2: {at: [1, 2], quote: 2025, act: demand, actor: Russia}
grounds:
  status_quo: {statement: [s1], kind: fact}
statments: {}
"""
    with pytest.raises(ModelError) as caught:
        loads_notebook(text, "my.sources.yaml")
    assert str(caught.value) == (
        """\
my.sources.yaml:2:16: the text 'abc' as sha256
  expected: 64 digits from 0 to f, in small letters
my.sources.yaml:2:31: a list in passage
  expected: the first place, then a later one, as [0, 24]
my.sources.yaml:2:39: a span of 1
  expected: two numbers, [first, after the last]
my.sources.yaml:4:45: the text 'refuses' as act
  expected: one of demand, offer, accept, refuse, threaten, promise, yield, act, leverage, \
precondition, conditional, claim
  to mend:  did you mean 'refuse'?
my.sources.yaml:4:61: the text 'maybe' as hedge
  expected: one of none, reported, likely, possible, unlikely, unclear
my.sources.yaml:5:3: no in for s2
  expected: in: The document that it is quoted from, by its name here.
  to mend:  add in
my.sources.yaml:5:27: the number 2025 as quote
  expected: text
  to mend:  if it is meant as text, put it in quotes: "2025"
my.sources.yaml:5:53: the text 'Russia' as actor
  expected: a list
  to mend:  write a list: [Russia]
my.sources.yaml:7:16: unknown key 'statement'
  to mend:  did you mean 'statements'?
my.sources.yaml:8:1: unknown key 'statments'
  to mend:  did you mean 'statements'?"""
    )


def test_a_model_is_no_notebook() -> None:
    with pytest.raises(ModelError, match="this is a model"):
        loads_notebook("goodoffices: 1\ntitle: A\ndecision_makers: {}\n")


def test_what_yaml_refuses_is_told_once() -> None:
    with pytest.raises(ModelError) as caught:
        loads_notebook("documents: {d1: *x}\n")
    assert [problem.found for problem in caught.value.problems] == ["an alias '*x'"]


def test_a_file_is_replaced_only_on_request(tmp_path: Path) -> None:
    file = tmp_path / "my.sources.yaml"
    file.write_text(BY_HAND, encoding="utf-8")
    with pytest.raises(FileError, match="is already there"):
        save_notebook(Notebook(), file)
    save_notebook(replace(load_notebook(file), parties={"Russia": ("Moscow",)}), file, force=True)
    assert file.read_text(encoding="utf-8") == BY_HAND.replace("[Putin, Moscow]", "[Moscow]")


def test_a_notebook_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "m.sources.yaml"
    save_notebook(Notebook((Document("d1"),)), file)
    before = file.read_bytes()
    with pytest.raises(FileError, match=r"4\.0 MB; a notebook has at most 4 MB$"):
        save_notebook(Notebook((Document("d1", title="t" * (4 * 1024**2)),)), file, force=True)
    assert file.read_bytes() == before


def test_a_notebook_with_two_rows_of_one_name_is_not_written(tmp_path: Path) -> None:
    twice = Notebook(documents=(Document("d1"), Document("d1")))
    with pytest.raises(ModelError, match="a name is there twice"):
        save_notebook(twice, tmp_path / "my.sources.yaml")
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_that_goes_elsewhere_has_steps_of_its_own() -> None:
    notes = Notes()
    notes.change(Notebook((Document("d1"),)), "One document")
    other = notes.elsewhere()
    other.undo()
    assert (notes.history, other.history) == (["One document"], [])
    assert (notes.undone, other.undone) == ([], ["One document"])


def test_the_schema_for_editors_is_closed() -> None:
    schema = notebook_schema()
    assert schema["additionalProperties"] is False
    assert list(schema["properties"]) == ["documents", "parties", "statements", "grounds"]
    statement = schema["$defs"]["StatementEntry"]
    assert statement["required"] == ["in", "at", "quote", "act"]
    assert statement["properties"]["act"]["enum"] == list(ACTS)
