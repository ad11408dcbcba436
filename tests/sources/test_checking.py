"""A notebook against its texts and its model: each fault is caught, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import FileError, Problem
from goodoffices.sources.notebook import Statement
from goodoffices.sources.quotes import check_quote
from tests.sources.strike import MODEL, NEWS, NOTEBOOK, SHA256, written


def told(problems: Iterable[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def test_nothing_is_wrong_with_what_is_right(tmp_path: Path) -> None:
    found = go.check_sources(written(tmp_path))
    assert found.problems == ()
    assert [(one.standing, one.quotes, one.right) for one in found.documents] == [("at hand", 3, 3)]
    assert [(one.place, one.kind, one.statements, one.noted) for one in found.values] == [
        ("decision_makers.Union.preferences.weights.raise", "fact", ("s1",), False),
        ("decision_makers.Union.preferences.weights.strike", "", (), False),
        ("decision_makers.Port.preferences.weights.raise", "claim", ("s2",), True),
        ("decision_makers.Port.preferences.weights.strike", "assumption", (), False),
        ("decision_makers.Port.preferences.weights.raise and strike", "assumption", (), False),
    ]
    assert found.unsourced == ("decision_makers.Union.preferences.weights.strike",)
    assert found.unused == ("s3",)


def test_a_changed_byte_is_caught(tmp_path: Path) -> None:
    found = go.check_sources(written(tmp_path, news=NEWS.replace("demands", "demandz")))
    assert told(found.problems) == [
        (
            "3:32: the text of d1 is not the one that was read: its SHA-256 begins with "
            "f574f93a581f\n"
            f"  expected: {SHA256[:12]}…\n"
            "  to mend:  find the text that was read; or check its quotes and write the new "
            "checksum"
        ),
        (
            "6:36: the quote of s1 does not stand in d1\n"
            "  to mend:  copy the words as they stand there, or take the statement out"
        ),
    ]
    assert [(one.standing, one.right) for one in found.documents] == [("changed", 2)]


FAULTS = {
    "span": (
        ("[35, 65]", "[36, 66]"),
        (
            "8:20: the quote of s2 stands at [35, 65] of d1, not at [36, 66]\n"
            "  to mend:  write at: [35, 65]"
        ),
    ),
    "ground": (
        ("Port.preferences.weights.raise:", "Port.preferences.weights.rise:"),
        (
            "14:3: the model has no 'rise' in decision_makers.Port.preferences.weights\n"
            "  to mend:  did you mean 'raise'?"
        ),
    ),
    "about": (
        ("Port.raise", "Port.rise"),
        (
            "7:32: s1 is about 'Port.rise', no option and no lever of the model\n"
            "  to mend:  did you mean 'Port.raise'?"
        ),
    ),
    "document": (
        ("s2: {in: d1", "s2: {in: d2"),
        (
            "8:12: s2 names the document 'd2', which the notebook does not have\n"
            "  to mend:  use one of: d1"
        ),
    ),
    "party": (
        ("actor: [Port]", "actor: [Prot]"),
        (
            "9:15: s2 names the party 'Prot', which the notebook does not have\n"
            "  to mend:  did you mean 'Port'?"
        ),
    ),
    "statement": (
        ("statements: [s1]", "statements: [s7]"),
        (
            "13:65: decision_makers.Union.preferences.weights.raise names the statement 's7', "
            "which the notebook does not have\n"
            "  to mend:  use one of: s1, s2, s3"
        ),
    ),
    "rejected": (
        ("about: [raise], state: confirmed", "about: [raise], state: rejected"),
        (
            "14:64: decision_makers.Port.preferences.weights.raise rests on s2, which was "
            "rejected\n"
            "  to mend:  leave it out of the ground, or confirm it"
        ),
    ),
    "marks": (
        ("quote: “We strike on Monday”", "quote: '\"We strike on Monday\"'"),
        (
            "10:37: the quote of s3 does not stand in d1 letter by letter: its blanks, dashes or "
            "quotation marks differ\n"
            "  to mend:  copy the words as they stand at [66, 87]"
        ),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_caught_and_told_where_it_stands(tmp_path: Path, fault: str) -> None:
    (before, after), message = FAULTS[fault]
    assert before in NOTEBOOK
    found = go.check_sources(written(tmp_path, notebook=NOTEBOOK.replace(before, after)))
    assert told(found.problems) == [message]
    assert found.broken == found.problems


def test_an_option_that_was_renamed_in_the_model_is_caught_wherever_it_is_named(
    tmp_path: Path,
) -> None:
    model = MODEL.replace("raise", "pay_rise")
    assert told(go.check_sources(written(tmp_path, model=model)).broken) == [
        (
            "7:32: s1 is about 'Port.raise', no option and no lever of the model\n"
            "  to mend:  did you mean 'Port.pay_rise'?"
        ),
        (
            "9:31: s2 is about 'raise', no option and no lever of the model\n"
            "  to mend:  did you mean 'pay_rise'?"
        ),
        (
            "13:3: the model has no 'raise' in decision_makers.Union.preferences.weights\n"
            "  to mend:  did you mean 'pay_rise'?"
        ),
        (
            "14:3: the model has no 'raise' in decision_makers.Port.preferences.weights\n"
            "  to mend:  did you mean 'pay_rise'?"
        ),
    ]


def test_a_value_against_a_refusal_or_a_threat_is_told_and_not_forbidden(tmp_path: Path) -> None:
    model = MODEL.replace("[-10, 3]", "[1, 3]").replace("strike: -15", "strike: 15")
    found = go.check_sources(written(tmp_path, model=model))
    assert found.broken == ()
    assert told(found.hints) == [
        (
            "8:74: hint: Port refuses Port.raise (s2), and yet "
            "decision_makers.Port.preferences.weights.raise is above 0: 1 to 3\n"
            "  to mend:  see which of the two is meant; where both are, say why in a note"
        ),
        (
            "10:65: hint: Port is threatened with Union.strike (s3), and yet "
            "decision_makers.Port.preferences.weights.strike is above 0: 15\n"
            "  to mend:  see which of the two is meant; where both are, say why in a note"
        ),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("act: refuse,", "act: refuse, hedge: unlikely,"),
        ("about: [raise], state: confirmed", "about: [raise]"),
        ("act: refuse,", "act: claim,"),
    ],
)
def test_what_is_not_said_firmly_contradicts_nothing(
    tmp_path: Path, before: str, after: str
) -> None:
    model = MODEL.replace("[-10, 3]", "[1, 3]")
    notebook = NOTEBOOK.replace(before, after)
    found = go.check_sources(written(tmp_path, model=model, notebook=notebook))
    assert not [hint for hint in found.problems if "above 0" in hint.found]


def test_grounds_on_what_nobody_confirmed_or_only_an_author_says_are_told(tmp_path: Path) -> None:
    notebook = NOTEBOOK.replace("kind: claim", "kind: fact").replace(
        "about: [Port.raise], state: confirmed", "about: [Port.raise]"
    )
    assert told(go.check_sources(written(tmp_path, notebook=notebook)).problems) == [
        (
            "13:65: hint: decision_makers.Union.preferences.weights.raise rests on s1, which "
            "nobody has confirmed\n  to mend:  confirm it, or leave it out of the ground"
        ),
        (
            "14:76: hint: decision_makers.Port.preferences.weights.raise is called a fact and "
            "rests on s2, where the author speaks\n  to mend:  call it a claim, or say who speaks"
        ),
    ]


def test_a_text_that_is_not_at_hand_leaves_its_quotes_unchecked(tmp_path: Path) -> None:
    model = written(tmp_path)
    texts = tmp_path / "texts"
    texts.mkdir()
    (tmp_path / "news.txt").rename(texts / "000_under_another_name.txt")
    found = go.check_sources(model)
    assert found.problems == ()
    assert found.documents[0].standing == "not at hand"
    assert "The text of d1 is not at hand: 3 quotes unchecked." in str(found)
    assert go.check_sources(model, documents=texts).documents[0].right == 3


def test_the_text_with_the_right_checksum_is_taken(tmp_path: Path) -> None:
    model = written(tmp_path)
    texts = tmp_path / "texts"
    texts.mkdir()
    (tmp_path / "news.txt").rename(texts / "old.txt")
    (texts / "news.txt").write_text("Another day.")
    assert go.check_sources(model, documents=texts).documents[0].standing == "at hand"


def test_a_text_that_is_none_is_told_at_its_document(tmp_path: Path) -> None:
    model = written(tmp_path)
    (tmp_path / "news.txt").write_bytes(b"\x00\x01")
    assert told(go.check_sources(model).problems) == [
        f"3:14: {tmp_path}/news.txt: this is not a text file"
    ]


def test_a_notebook_is_checked_by_itself(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "my.yaml").unlink()
    found = go.check_sources(tmp_path / "my.sources.yaml")
    assert (found.model, found.problems, found.values) == ("", (), ())
    assert "against no model" in found.summary


def test_a_notebook_that_is_not_there_is_told(tmp_path: Path) -> None:
    model = written(tmp_path)
    (tmp_path / "my.sources.yaml").unlink()
    with pytest.raises(FileError, match=r"there is no notebook .*my\.sources\.yaml for .*my\."):
        go.check_sources(model)
    with pytest.raises(FileError) as caught:
        go.check_sources("elmira-1991")
    assert str(caught.value) == (
        "there is no notebook elmira-1991.sources.yaml for elmira-1991; name it, or begin one: "
        "goodoffices read PAGE --model elmira-1991 -o elmira-1991.sources.yaml"
    )
    with pytest.raises(FileError, match="there is no folder 'nowhere' with documents"):
        go.check_sources("istanbul-2025", documents="nowhere")


def test_a_quote_at_several_places_is_told_with_the_nearest() -> None:
    row = Statement("s1", "d1", (1, 3), "no", "refuse")
    fault = check_quote(row, "no, no and no")
    assert fault is not None
    assert str(fault) == (
        "statements.s1.at: the quote of s1 stands at 3 places of d1, none of them [1, 3]\n"
        "  to mend:  the nearest is [0, 2]"
    )
    assert check_quote(replace(row, span=(4, 6)), "no, no and no") is None


def test_copies_of_one_text_are_one_voice(tmp_path: Path) -> None:
    model = written(tmp_path)
    again = NEWS.replace("on Monday", "at once").replace("demands", "wants")
    (tmp_path / "again.txt").write_bytes(f"UPDATE\n{again}".encode())
    notebook = (
        NOTEBOOK.replace("parties:", "  d2: {file: again.txt}\nparties:")
        .replace(
            "grounds:",
            "  s4: {in: d2, at: [42, 72], quote: The Port refuses to raise pay., act: refuse,\n"
            "       actor: [Port], state: confirmed}\ngrounds:",
        )
        .replace("[s2]", "[s2, s4]")
    )
    (tmp_path / "my.sources.yaml").write_text(notebook, encoding="utf-8")
    found = go.check_sources(model)
    assert found.voices == (("d1", "d2"),)
    assert found.documents[0].copies == ("d2",)
    assert [one.voices for one in found.values if len(one.statements) == 2] == [1]
    assert "d1 and d2 are one text, partly edited: they count as one voice." in str(found)


def test_the_notebook_of_the_flagship_raises_no_alarm() -> None:
    found = go.check_sources("istanbul-2025")
    assert found.problems == ()
    assert found.documents[0].standing == "not at hand"
    assert len(found.values) == 91
    assert {one.kind for one in found.values} == {"fact", "claim", "assumption"}
    assert found.unused == ()
    conflict = go.case("istanbul-2025")
    about = {name.rpartition(".")[2] for row in found.notebook.confirmed for name in row.about}
    options = {option.name for dm in conflict.decision_makers for option in dm.options}
    assert options <= about
    assert {lever.name for lever in conflict.mediation.levers} <= about
    assert not [row for row in found.notebook.statements if "\n" in row.quote]
    assert max(len(row.quote) for row in found.notebook.statements) <= 100
    assert "istanbul-2025.sources" not in go.case_names()
