"""Writing model files: nothing is lost on the way out and back, or by a change in place."""

import difflib
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.cases import catalog
from goodoffices.errors import FileError, ModelError
from goodoffices.files.dumps import dumps
from goodoffices.files.load import load, loads
from goodoffices.files.save import save, updated
from goodoffices.files.starter import starter
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs, Prioritized, Ranking, Weights
from goodoffices.model.written import DecisionMaker, Option
from tests.io.documents import documented

CASES = catalog.names()
COMMENT = "# a comment, in a line of its own"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models") / "model.yaml"


@given(documented())
def test_a_conflict_comes_back_equal(conflict: Conflict) -> None:
    text = dumps(conflict)
    again = loads(text)
    assert again == conflict
    assert dumps(again) == text


@given(documented(), documented())
@settings(max_examples=100)
def test_one_conflict_is_changed_into_another_in_place(
    file: Path, before: Conflict, after: Conflict
) -> None:
    file.write_text(dumps(before), encoding="utf-8")
    changed = updated(file, after)
    assert changed is not None
    assert loads(changed) == after


@given(documented(), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=50)
def test_comments_between_the_keys_stay(file: Path, conflict: Conflict, ended: str) -> None:
    outermost = re.compile(r"^(?=[a-z])", re.MULTILINE)
    text = outermost.sub(f"{COMMENT}\n", dumps(conflict)).replace("\n", ended)
    assert loads(text) == conflict
    file.write_bytes(text.encode())
    after = conflict.replace(title="A new title", coalitions=((conflict.names[0],),), notes="")
    changed = updated(file, after)
    assert changed is not None
    assert loads(changed) == after
    assert changed.count(COMMENT + ended) == text.count(COMMENT + ended)


@pytest.mark.parametrize("name", CASES)
def test_every_case_comes_back_equal(name: str) -> None:
    conflict = catalog.case(name)
    assert loads(dumps(conflict)) == conflict


@pytest.mark.parametrize("name", CASES)
def test_an_unchanged_case_keeps_every_letter(name: str, tmp_path: Path) -> None:
    text = Path(catalog.path(name)).read_bytes()
    file = tmp_path / "case.yaml"
    file.write_bytes(text)
    save(load(file), file, force=True)
    assert file.read_bytes() == text


@given(st.sampled_from(CASES), documented())
@settings(max_examples=50)
def test_a_case_becomes_any_other_conflict_in_place(file: Path, name: str, after: Conflict) -> None:
    file.write_bytes(Path(catalog.path(name)).read_bytes())
    changed = updated(file, after)
    assert changed is not None
    assert loads(changed) == after


PORT = DecisionMaker(
    "Port",
    Prioritized(("build", "not blockade", "not sue", "not compensate")),
    (Option("build", "Build the extension"), Option("compensate", "Compensate the fishers")),
    "Port authority",
)
FISHERS = loads(starter()).decision_makers[1]
CHANGES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a new title": (
        {"title": "Harbour"},
        ["-title: Harbour extension, an invented example", "+title: Harbour"],
    ),
    "a list that was not there, where the schema has it": (
        {"coalitions": (("Port", "Fishers"),)},
        ["+coalitions: [[Port, Fishers]]"],
    ),
    "a key taken away": ({"status_quo": None}, ["-status_quo: NNNN"]),
    "one statement more": (
        {"infeasible": ("compensate and not build", "sue and blockade")},
        ["+  - sue and blockade"],
    ),
    "another statement first": (
        {"infeasible": ("sue and blockade", "compensate and not build")},
        ["+  - sue and blockade"],
    ),
    "all statements taken away": (
        {"infeasible": ()},
        ["-infeasible:", "-  - compensate and not build"],
    ),
    "a new label, beside a comment": (
        {
            "decision_makers": (
                DecisionMaker(
                    "Port",
                    PORT.preferences,
                    (Option("build", "Build it"), PORT.options[1]),
                    "Port authority",
                ),
                FISHERS,
            )
        },
        [
            "-      build: Build the extension       # short name: label",
            "+      build: Build it       # short name: label",
        ],
    ),
    "an option that can be undone": (
        {
            "decision_makers": (
                PORT,
                DecisionMaker(
                    "Fishers",
                    FISHERS.preferences,
                    (FISHERS.options[0], Option("sue", "Go to court")),
                    FISHERS.label,
                ),
            )
        },
        [
            "-      sue: {label: Go to court, reversible: false}     # once taken, it stays taken",
            "+      sue: Go to court     # once taken, it stays taken",
        ],
    ),
    "one preference moved down": (
        {
            "decision_makers": (
                DecisionMaker(
                    "Port",
                    Prioritized(("not blockade", "build", "not sue", "not compensate")),
                    PORT.options,
                    PORT.label,
                ),
                FISHERS,
            )
        },
        ["-        - not blockade", "+        - not blockade"],
    ),
    "a ranking instead": (
        {
            "decision_makers": (
                DecisionMaker("Port", Ranking((tuple(range(1, 13)),)), PORT.options, PORT.label),
                FISHERS,
            )
        },
        [
            "-      prioritized:",
            "-        - build",
            "-        - not blockade",
            "-        - not sue",
            "-        - not compensate",
            "+      ranking: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]]",
        ],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_touches_its_own_lines_only(change: str, tmp_path: Path) -> None:
    attributes, expected = CHANGES[change]
    file = tmp_path / "model.yaml"
    file.write_text(starter(), encoding="utf-8")
    after = load(file).replace(**attributes)
    save(after, file, force=True)
    assert load(file) == after
    lines = difflib.ndiff(starter().splitlines(), file.read_text(encoding="utf-8").splitlines())
    changed = [line[0] + line[2:] for line in lines if line[0] in "+-"]
    assert sorted(changed) == sorted(expected)


def test_defaults_that_are_written_out_stay_unless_they_contradict(tmp_path: Path) -> None:
    file = tmp_path / "model.yaml"
    text = (
        "goodoffices: 1\ntitle: T\nsources: []  # none\ndecision_makers:\n  A:\n    options:\n"
        "      x:\n        reversible: true  # for now\n        label: X\n"
        "    preferences: {payoffs: [0, 1]}\n"
    )
    file.write_text(text, encoding="utf-8")
    save(load(file).replace(title="U"), file, force=True)
    assert file.read_text(encoding="utf-8") == text.replace("title: T", "title: U")
    party = DecisionMaker("A", Payoffs((0.0, 1.0)), (Option("x", "X", once_dropped=True),))
    after = load(file).replace(decision_makers=(party,))
    save(after, file, force=True)
    assert load(file) == after
    assert "label: X\n        once_dropped: true\n" in file.read_text(encoding="utf-8")
    assert "# none" in file.read_text(encoding="utf-8")


def test_another_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("my notes\n", encoding="utf-8")
    with pytest.raises(FileError, match="choose another name, or have it replaced"):
        save(catalog.case("chicken"), file)
    assert file.read_text(encoding="utf-8") == "my notes\n"
    save(catalog.case("chicken"), file, force=True)
    assert load(file) == catalog.case("chicken")


def test_a_file_in_a_layout_of_its_own_is_still_saved(tmp_path: Path) -> None:
    file = tmp_path / "odd.yaml"
    conflict = loads(
        "? goodoffices\n: 1\n? title\n: Odd\n? decision_makers\n"
        ": {A: {options: {x: }, preferences: {payoffs: [0, 1]}}}\n"
    )
    file.write_text(dumps(conflict), encoding="utf-8")
    after = conflict.replace(title="Even", notes="a\nb\n", status_quo=1)
    save(after, file, force=True)
    assert load(file) == after


def test_json_is_a_model_file_too(tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    file.write_text(
        '{"goodoffices": 1, "title": "T", "decision_makers":'
        ' {"A": {"options": {"x": null}, "preferences": {"payoffs": [0, 1]}}}}',
        encoding="utf-8",
    )
    after = load(file).replace(title="U", status_quo=2)
    save(after, file, force=True)
    assert load(file) == after
    assert file.read_text(encoding="utf-8").startswith("{")


def test_what_a_file_cannot_say_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    party = DecisionMaker("A", Payoffs((0.0, 1.0)), (Option("x"),))
    control = Conflict("a \x07 bell", (party,))
    twice = Conflict("T", (DecisionMaker("A", Weights((("x", 1.0), ("x", 2.0))), (Option("x"),)),))
    listed = Conflict("L", (party,), coalitions=(["A"],))  # type: ignore[arg-type]
    for conflict, told in (
        (control, "control character"),
        (twice, "^decision_makers: it would read differently from a file\n  expected: tuples, no"),
        (listed, "^coalitions: it would read differently from a file\n"),
    ):
        with pytest.raises(ModelError, match=told):
            save(conflict, tmp_path / "model.yaml")
    assert not list(tmp_path.iterdir())


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    large = catalog.case("chicken").replace(notes="n" * (4 * 1024**2))
    with pytest.raises(FileError, match=r"large\.yaml: 4\.0 MB; a model file has at most 4 MB$"):
        save(large, tmp_path / "large.yaml")
    assert list(tmp_path.iterdir()) == []


def test_long_lists_are_wrapped(tmp_path: Path) -> None:
    options = tuple(Option(f"x{k}") for k in range(7))
    ranking = Ranking(tuple((k,) for k in range(128, 0, -1)))
    conflict = Conflict("Long", (DecisionMaker("A", ranking, options),))
    file = tmp_path / "long.yaml"
    save(conflict, file)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert max(len(line) for line in lines) <= 100
    ranking_at = next(k for k, line in enumerate(lines) if "ranking:" in line)
    assert len(lines) - ranking_at <= 9
    assert load(file) == conflict
