"""Seals: what was said when, what has changed since, and whether the history was changed."""

import hashlib
import json
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import FileError, ModelError
from goodoffices.files import seals as files
from tests.cli.conftest import Run
from tests.sources.strike import MODEL, NEWS, NOTEBOOK, SHA256, written


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "today", lambda: "2026-03-01")
    monkeypatch.setattr(files, "version", lambda _: "1.2.3")
    return written(tmp_path)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(data: object) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_a_seal_has_the_checksums_of_files_and_answers(model: Path) -> None:
    made = go.seal(model)
    found = go.analyze(go.load(model))
    held = {key: [state.number for state in found.equilibria(key)] for key in found.concepts}
    answers = sha256(canonical({"equilibria": held, "possible": {}, "plan": None}))
    assert (made.date, made.version, made.after) == ("2026-03-01", "1.2.3", "")
    assert (made.model, made.notebook) == (sha256(MODEL), sha256(NOTEBOOK))
    assert (made.documents, made.said.checksum) == ({"d1": SHA256}, answers)
    assert {key: list(numbers) for key, numbers in made.said.states.items()} == held
    assert made.said.equilibria == {key: len(numbers) for key, numbers in held.items()}


def test_a_seal_is_added_behind_what_stands_there(model: Path) -> None:
    first = go.seal(model)
    file = model.with_name("my.seal.yaml")
    text = f"# Kept by Ada.\n{file.read_text(encoding='utf-8')}"
    file.write_text(text, encoding="utf-8")
    second = go.seal(model)
    assert file.read_text(encoding="utf-8").startswith(text)
    assert files.read_seals(file) == (first, second)
    found = go.check_seal(model)
    assert (found.changed, found.broken) == ((), ())
    assert found.seals[1].after != ""


def test_what_changed_is_named(model: Path) -> None:
    go.seal(model)
    model.write_text(f"{MODEL}notes: A word.\n", encoding="utf-8")
    assert go.check_seal(model).changed == ("model",)
    model.write_text(MODEL.replace("strike: -15", "strike: 15"), encoding="utf-8")
    (model.parent / "news.txt").write_bytes(NEWS[:-1].encode())
    assert go.check_seal(model).changed == ("model", "d1", "answers")
    model.with_name("my.sources.yaml").unlink()
    assert go.check_seal(model).changed == ("model", "notebook", "d1", "answers")
    written(model.parent)
    assert go.check_seal(model).changed == ()


def test_a_seal_that_was_changed_afterwards_is_told(model: Path) -> None:
    for _ in range(3):
        go.seal(model)
    file = model.with_name("my.seal.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("2026-03-01", "2025-03-01", 1), encoding="utf-8")
    assert go.check_seal(model).broken == (2,)
    begin = text.index("  - date", text.index("  - date") + 1)
    file.write_text(text[: text.index("  - date")] + text[begin:], encoding="utf-8")
    assert go.check_seal(model).broken == (1,)
    latest = text.rindex("equilibria: {nash: ")
    file.write_text(f"{text[:latest]}equilibria: {{nash: 9{text[latest + 20 :]}", encoding="utf-8")
    assert go.check_seal(model).changed == ("answers",)


def test_what_is_no_file_of_seals_is_refused_and_left(model: Path) -> None:
    with pytest.raises(FileError, match="my was never sealed: goodoffices seal"):
        go.check_seal(model)
    file = model.with_name("my.seal.yaml")
    file.write_text("seals: [{date: 2026-03-01, sum: 1}]\n", encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        go.seal(model)
    assert str(caught.value).splitlines()[:3] == [
        f"{file}:1:9: no version in seals",
        "  expected: version: that of goodoffices which made it",
        "  to mend:  add version",
    ]
    assert file.read_text(encoding="utf-8") == "seals: [{date: 2026-03-01, sum: 1}]\n"


def test_what_yaml_refuses_is_told_once(model: Path) -> None:
    model.with_name("my.seal.yaml").write_text("seals:\n- *x\n", encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        go.check_seal(model)
    assert [problem.found for problem in caught.value.problems] == ["an alias '*x'"]


def test_a_file_without_seals_is_not_written_over(model: Path) -> None:
    file = model.with_name("my.seal.yaml")
    file.write_text("# Mine.\nseals: []\n", encoding="utf-8")
    with pytest.raises(FileError, match="it holds no seal"):
        go.check_seal(model)
    with pytest.raises(FileError, match="laid out too oddly for a seal to be added"):
        go.seal(model)
    assert file.read_text(encoding="utf-8") == "# Mine.\nseals: []\n"


def test_a_plan_is_sealed_rounded_and_preferences_known_in_part_by_what_is_sure(
    folder: Path,
) -> None:
    assert go.seal("istanbul-2025").said.plan == {
        "settlement": 10,
        "cost": 3.91366,
        "levers": {"walk_away_threat": 1.0, "aid_conditions": 3.0, "turkiye_monitoring": 0.563144},
    }
    assert (folder / "istanbul-2025.seal.yaml").is_file()
    assert go.check_seal("istanbul-2025").changed == ()
    (folder / "part.yaml").write_text(
        "goodoffices: 1\ntitle: Part\ndecision_makers:\n"
        "  A: {options: {a: , b: }, preferences: {wants: [a, b]}}\n"
    )
    said = go.seal("part.yaml").said
    assert set(said.possible) == {"nash", "gmr", "smr", "seq", "sseq"}
    assert said.equilibria["nash"] <= said.possible["nash"]
    assert go.check_seal("part.yaml").changed == ()


def test_the_command_says_what_was_said_when(run: Run, folder: Path) -> None:
    written(folder)
    run("seal", "my.yaml")
    done = run("seal", "my.yaml", "--check").stdout
    assert "1 seal in my.seal.yaml, the latest of 20" in done
    assert "Nothing has changed since." in done
    (folder / "my.yaml").write_text(f"{MODEL}notes: A word.\n")
    failed = run("seal", "my.yaml", "--check", status=2)
    assert "Changed since: model; the answers are the same." in failed.stdout
    assert failed.stderr == (
        "Error: my.yaml is not as it was sealed; goodoffices seal makes a new seal\n"
    )
    run("seal", "my.yaml", "--documents", "nowhere", status=2)


def test_what_stands_beside_a_model_is_passed_over_by_check(run: Run, folder: Path) -> None:
    written(folder)
    run("seal", "my.yaml")
    told = run("check", "my.yaml", "my.sources.yaml", "my.seal.yaml").stdout
    assert told.startswith("Model files\n\nmy.yaml: A strike at the port")
    for name, line in (("my.sources.yaml", 2), ("my.seal.yaml", 4)):
        failed = run("check", name, status=2)
        assert failed.stderr == (
            f"{name}:{line}:1: this stands beside a model\n"
            "  expected: the model itself\n"
            "  to mend:  check it with: goodoffices sources check FILE, or goodoffices seal "
            "--check\n"
            "1 problem found.\n"
        )
