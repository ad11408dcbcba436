"""Editing a model file in memory: text, content and conflict agree, and nothing else changes."""

import functools
from pathlib import Path
from typing import Any

import pytest

import goodoffices as go
from goodoffices.errors import GoodOfficesError, RequestError
from goodoffices.files.draft import MOST_STEPS, Draft, begin

MODEL = """\
goodoffices: 1   # the version
title: A dispute # which one
decision_makers:
  Ann:
    options: {go: , stay: Stay}  # what Ann may do
    preferences:
      weights:
        Ann.go: {triangular: [-1, 1, 2]}  # a guess
        "stay and not Bob.go": 3 * luck   # stay, or go
  Bob:
    label: Ann's brother
    # the order counts
    options:
      go:  # first
      # what he fears
      flee: Flee the stay of Ann
    preferences:
      prioritized:
        - not flee  # first of all
        - Ann.go if
          stay
quantities:
  luck: {uniform: [1, 2]}
exactly_one: [[go, stay]]
status_quo: NYNN  # as it is
mediation:
  settlement: >-
    Ann.go and
    not stay
  levers:
    stay_money: {held_by: Bob, on: Ann, where: stay, effect: luck, max: 2}
  claims:
    - {claim: It helps to stay., test: plan, with: {levers: [stay_money], held_by: [Bob]}}
correlated: []
""".replace("[[go, stay]]", "[[Ann.go, stay]]")
OPTION = ("decision_makers", "Ann", "options", "stay")


def draft() -> Draft:
    return Draft.open("model.yaml", MODEL)


EDITS: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "a number in a list in brackets keeps its comment": (
        {
            "op": "set",
            "path": [
                "decision_makers", "Ann", "preferences", "weights", "Ann.go", "triangular", 2,
            ],
            "value": 2.5,
        },
        [("[-1, 1, 2]}  # a guess", "[-1, 1, 2.5]}  # a guess")],
    ),
    "a number in place of a range": (
        {
            "op": "set",
            "path": ["decision_makers", "Ann", "preferences", "weights", "Ann.go"],
            "value": 4,
        },
        [("{triangular: [-1, 1, 2]}  # a guess", "4  # a guess")],
    ),
    "a label of an option that has none": (
        {"op": "set", "path": [*OPTION[:3], "go", "label"], "value": "Go"},
        [("{go: , stay", "{go: Go, stay")],
    ),
    "an option that cannot be undone": (
        {"op": "set", "path": [*OPTION, "reversible"], "value": False},
        [("stay: Stay}", "stay: {label: Stay, reversible: false}}")],
    ),
    "another form of preferences": (
        {
            "op": "set",
            "path": ["decision_makers", "Bob", "preferences", "weights"],
            "value": {"Bob.go": 1},
        },
        [
            (
                MODEL[MODEL.index("prioritized:") : MODEL.index("\nquantities")],
                "weights:\n        Bob.go: 1",
            )
        ],
    ),
    "a statement moved with its comment": (
        {"op": "move", "path": ["decision_makers", "Bob", "preferences", "prioritized", 0],
         "value": 1},
        [
            (
                "        - not flee  # first of all\n        - Ann.go if\n          stay\n",
                "        - Ann.go if\n          stay\n        - not flee  # first of all\n",
            )
        ],
    ),
    "an option moved with the comments above and behind it, and patterns with it": (
        {"op": "move", "path": ["decision_makers", "Bob", "options", "go"], "value": 1},
        [
            (
                "      go:  # first\n      # what he fears\n      flee: Flee the stay of Ann\n",
                "      # what he fears\n      flee: Flee the stay of Ann\n      go:  # first\n",
            )
        ],
    ),
    "an option added, and patterns with it": (
        {"op": "add", "path": ["decision_makers", "Ann", "options", "wait"], "value": None},
        [("stay: Stay}", "stay: Stay, wait: null}"), ("NYNN", "NYNNN")],
    ),
    "a key that was not there, where the schema has it": (
        {"op": "add", "path": ["coalitions"], "value": [["Ann", "Bob"]]},
        [("# as it is\n", "# as it is\ncoalitions: [[Ann, Bob]]\n")],
    ),
    "a lever renamed": (
        {"op": "rename", "path": ["mediation", "levers", "stay_money"], "value": "money"},
        [("stay_money", "money")],
    ),
    "a quantity renamed, not a word of a comment": (
        {"op": "rename", "path": ["quantities", "luck"], "value": "stay"},
        [("3 * luck", "3 * stay"), ("  luck: {", "  stay: {"), ("effect: luck", "effect: stay")],
    ),
    "an option renamed, not a part of other names, nor a word of labels and claims": (
        {"op": "rename", "path": OPTION, "value": "wait"},
        [
            ("{go: , stay:", "{go: , wait:"),
            ('"stay and not', '"wait and not'),
            ("Ann.go if\n          stay", "Ann.go if\n          wait"),
            ("[[Ann.go, stay]]", "[[Ann.go, wait]]"),
            ("not stay\n  levers", "not wait\n  levers"),
            ("where: stay", "where: wait"),
        ],
    ),
    "an option renamed to a name that another one has": (
        {"op": "rename", "path": OPTION, "value": "flee"},
        [
            ("{go: , stay:", "{go: , flee:"),
            ('"stay and not', '"Ann.flee and not'),
            ("Ann.go if\n          stay", "Ann.go if\n          Ann.flee"),
            ("- not flee", "- not Bob.flee"),
            ("[[Ann.go, stay]]", "[[Ann.go, Ann.flee]]"),
            ("not stay\n  levers", "not Ann.flee\n  levers"),
            ("where: stay", "where: Ann.flee"),
        ],
    ),
    "a party renamed": (
        {"op": "rename", "path": ["decision_makers", "Ann"], "value": "Zoë"},
        [
            ("\n  Ann:", "\n  Zoë:"),
            ("        Ann.go: ", "        Zoë.go: "),
            ("- Ann.go", "- Zoë.go"),
            ("[[Ann.go", "[[Zoë.go"),
            ("    Ann.go and", "    Zoë.go and"),
            ("on: Ann", "on: Zoë"),
        ],
    ),
    "a lever removed with the claim about it": (
        {"op": "remove", "path": ["mediation", "levers", "stay_money"], "with_mentions": True},
        [(MODEL[MODEL.index("  levers:") : MODEL.index("correlated")], "")],
    ),
    "an option removed with all that speaks of it": (
        {"op": "remove", "path": ["decision_makers", "Bob", "options", "flee"],
         "with_mentions": True},
        [
            ("      flee: Flee the stay of Ann\n", ""),
            ("        - not flee  # first of all\n", ""),
            ("NYNN", "NYN"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_its_own_words_only(name: str) -> None:
    change, swaps = EDITS[name]
    edited = draft()
    edited.edit([change])
    wanted = MODEL
    for old, new in swaps:
        assert old in wanted
        wanted = wanted.replace(old, new)
    assert edited.text == wanted
    edited.undo()
    assert edited.text == MODEL


def test_no_edit_makes_a_text_that_could_not_be_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("goodoffices.files.draft.MOST_BYTES", len(MODEL) + 9)
    edited = draft()
    edited.set(["title"], "A dispute of 2026")
    with pytest.raises(RequestError, match=r"^a text of more than 0 MB; a model file has at most"):
        edited.set(["title"], "A dispute of 2026 again")
    assert (edited.conflict.title, len(edited.history)) == ("A dispute of 2026", 1)


NESTED: list[Any] = functools.reduce(lambda inner, _: [inner], range(5000), [1])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"op": "drop", "path": ["title"]}, "no change 'drop'"),
        ({"op": "set", "path": []}, "in place of a path"),
        ({"op": "set", "path": ["title"], "valu": 1}, "did you mean 'value'?"),
        ({"op": "set", "path": ["title"], "value": float("nan")}, "nan cannot stand in"),
        ({"op": "set", "path": ["title"], "value": 10**5000}, "a number of more than 300 digits"),
        ({"op": "set", "path": ["title"], "value": NESTED}, "more than 20 lists or mappings"),
        ({"op": "set", "path": ["title", "x"], "value": 1}, "no entry x in title"),
        ({"op": "set", "path": ["exactly_one", 3], "value": 1}, "no entry 3 in exactly_one"),
        ({"op": "add", "path": ["title"], "value": "T"}, "title is there already"),
        ({"op": "remove", "path": ["coalitions"]}, "no coalitions in the file to remove"),
        ({"op": "rename", "path": OPTION, "value": "go"}, "options.go is there already"),
        ({"op": "rename", "path": OPTION, "value": "not"}, "'not' cannot be a name"),
        ({"op": "rename", "path": OPTION, "value": 3}, "a new name"),
        ({"op": "move", "path": ["title"], "value": 99}, "99 as a place; expected 0 to 7"),
        ({"op": "remove", "path": OPTION}, "6 places speak of it"),
        ({"op": "set", "path": ["status_quo"], "value": "no way"}, "'way' is not expected here"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_changes(
    change: dict[str, Any], said: str
) -> None:
    edited = draft()
    first = {"op": "set", "path": ["title"], "value": "Another"}
    with pytest.raises(GoodOfficesError) as info:
        edited.edit([first, change])
    assert said in str(info.value)
    assert (edited.text, edited.history, edited.revision) == (MODEL, [], 1)


def test_what_speaks_of_something_is_listed() -> None:
    found = go.mentions(draft().content, OPTION)
    assert [str(one) for one in found] == [
        "decision_makers.Ann.preferences.weights: stay and not Bob.go",
        "decision_makers.Bob.preferences.prioritized[1]: Ann.go if stay",
        "exactly_one[0][1]: stay",
        "status_quo: NYNN",
        "mediation.settlement: Ann.go and not stay",
        "mediation.levers.stay_money.where: stay",
    ]
    with pytest.raises(RequestError, match=r"there is no decision_makers.Cid in the model"):
        go.mentions(draft().conflict, ("decision_makers", "Cid"))


def test_only_so_many_steps_are_kept() -> None:
    edited = begin("T", ["A"])
    for k in range(MOST_STEPS + 5):
        edited.set(["title"], f"T{k}")
    assert len(edited.history) == 100
    while edited.undo():
        pass
    assert edited.conflict.title == "T4"


def test_a_step_after_undoing_forgets_what_was_undone() -> None:
    edited = draft()
    edited.set(["title"], "One")
    edited.set(["title"], "Two")
    edited.undo()
    edited.set(["title"], "Three")
    assert (edited.undone, edited.redo(), edited.conflict.title) == ([], None, "Three")


def test_an_edit_that_changes_nothing_is_no_step() -> None:
    edited = draft()
    edited.set(["title"], "A dispute")
    assert (edited.history, edited.revision, edited.saved) == ([], 1, True)


def test_a_file_is_saved_only_as_it_was_read(tmp_path: Path) -> None:
    file = tmp_path / "model.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + MODEL.replace("\n", "\r\n").encode())
    edited = Draft.read(file)
    edited.set(["title"], "Mine")
    edited.save()
    assert (
        file.read_bytes()
        == b"\xef\xbb\xbf" + MODEL.replace("\n", "\r\n").replace("A dispute", "Mine").encode()
    )
    assert edited.saved
    edited.set(["title"], "Mine again")
    file.write_text("theirs", encoding="utf-8")
    with pytest.raises(go.FileChangedError, match="changed since it was read"):
        edited.save()
    assert file.read_text(encoding="utf-8") == "theirs"
    file.unlink()
    with pytest.raises(go.FileChangedError, match="taken away since it was read") as gone:
        edited.save(file)
    assert gone.value.gone
    assert edited.dirty
    edited.save(tmp_path / "copy.yaml")
    assert go.load(tmp_path / "copy.yaml").title == "Mine again"
    (tmp_path / "copy.yaml").unlink()
    edited.save(anew=True)
    assert go.load(tmp_path / "copy.yaml").title == "Mine again"
    with pytest.raises(go.FileError, match="already there"):
        draft().save(tmp_path / "copy.yaml")
    with pytest.raises(RequestError, match="has no file yet"):
        draft().save()


def test_parties_keep_what_they_are_called() -> None:
    begun = begin("Wasser", ["日本", "हिन्दी", "not", "Upper  valley", "Upper valley", "7"])
    assert begun.conflict.names == ("日本", "ह_न_द", "not_", "Upper_valley", "Upper_valley_2", "_7")
    assert begun.conflict.decision_makers[1].label == "हिन्दी"
    with pytest.raises(RequestError, match="no parties"):
        begin("T", [])


def test_entries_in_braces_over_lines_come_and_go_without_touching_comments() -> None:
    braces = "{go: Go,  # may\n      stay: Stay, # or not\n      wait: Wait}  # all"
    edited = Draft.open(
        "m", MODEL.replace("{go: , stay: Stay}  # what Ann may do", braces).replace("NYNN", "NYNNN")
    )
    edited.remove(["decision_makers", "Ann", "options", "wait"])
    edited.edit(
        [{"op": "add", "path": ["decision_makers", "Ann", "options", "ask"], "value": "Ask"}]
    )
    assert "{go: Go,  # may\n      stay: Stay, ask: Ask, # or not\n      }  # all\n" in edited.text


def test_results_by_number_go_with_an_option_and_stay_through_a_new_name() -> None:
    draft = go.Draft.open("elmira.yaml", go.dumps(go.case("elmira-1991")))
    draft.rename(("decision_makers", "Uniroyal", "options", "abandon"), "leave")
    assert "published" in draft.content
    option = ("decision_makers", "Uniroyal", "options", "leave")
    with pytest.raises(go.MentionedError) as refused:
        draft.remove(option)
    assert str(refused.value.mentions[-1]) == "published: results by the numbers of states"
    draft.remove(option, with_mentions=True)
    assert "published" not in draft.content
    assert len(draft.conflict.states) == 8


def test_an_edit_of_a_number_makes_no_states_anew() -> None:
    draft = go.Draft.open("flagship.yaml", go.dumps(go.case("istanbul-2025")))
    before = draft.conflict
    draft.set(["mediation", "levers", "aid_conditions", "max"], 2)
    assert draft.conflict.moves is before.moves
    assert draft.conflict == go.loads(draft.text)
    place = ["decision_makers", "US", "options", "wait"]
    draft.edit([{"op": "add", "path": place, "value": "Wait"}])
    assert len(draft.conflict.states) == 2 * len(before.states)
    assert draft.conflict == go.loads(draft.text)
