"""Commands that make and change model files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import goodoffices as go
from goodoffices.cases.catalog import case, path
from tests.cli.conftest import Run

Read = Callable[..., dict[str, Any]]

OLD = {
    "version": 0.4,
    "options": [
        {"name": "Release water", "permittedDirection": "both"},
        {"name": "Attack", "permittedDirection": "fwd"},
    ],
    "decisionMakers": [
        {"name": "Syria", "options": [0], "preferenceRanking": [1, 2, [3, 4]]},
        {
            "name": "Iraq",
            "options": [1],
            "preferenceRanking": [2, 4, 1, 3],
            "misperceptions": [[[0, "Y"]]],
        },
    ],
    "useManualPreferenceRanking": True,
    "infeasibles": [],
    "coalitions": [0, 1],
}


def test_new_writes_a_file_that_analyses_as_it_is(run: Run, read: Read) -> None:
    shown = run("new", "my.yaml").stdout
    assert shown == "Wrote my.yaml\n\nTry: goodoffices analyze my.yaml\n"
    assert Path("my.yaml").read_text().count("#") > 10
    assert run("check", "my.yaml").stdout
    assert read("analyze", "my.yaml")["equilibria"]["seq"] == [3, 6, 9, 11]


def test_new_copies_a_published_conflict_with_its_comments(run: Run) -> None:
    run("new", "mine.yaml", "--from", "elmira-1991")
    assert Path("mine.yaml").read_bytes() == path("elmira-1991").read_bytes()
    assert "did you mean" in run("new", "other.yaml", "--from", "elmira", status=2).stderr
    assert not Path("other.yaml").exists()


def test_new_leaves_a_file_that_is_there(run: Run) -> None:
    Path("my.yaml").write_text("precious")
    assert "--force" in run("new", "my.yaml", status=2).stderr
    assert Path("my.yaml").read_text() == "precious"
    run("new", "my.yaml", "--force")
    assert go.load("my.yaml").title == "Harbour extension, an invented example"


def test_set_changes_one_value_and_keeps_the_comments(run: Run, read: Read) -> None:
    run("new", "my.yaml")
    before = Path("my.yaml").read_text()
    document = read("set", "my.yaml", "status_quo", "YNNN")
    assert document["remarks"] == ["status_quo is now YNNN"]
    after = Path("my.yaml").read_text()
    assert go.load("my.yaml").status_quo_index == 1
    assert after.count("#") == before.count("#")
    changed = [
        (a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b
    ]
    assert len(changed) == 1


def test_set_refuses_what_would_make_the_file_wrong(run: Run) -> None:
    run("new", "my.yaml")
    before = Path("my.yaml").read_bytes()
    assert "my.yaml" in run("set", "my.yaml", "status_quo", "NYNN", status=2).stderr
    assert run("set", "my.yaml", "status_qou", "1", status=2).stderr
    assert Path("my.yaml").read_bytes() == before


def test_set_renames_and_removes_with_all_that_speaks_of_it(run: Run, read: Read) -> None:
    run("new", "my.yaml")
    renamed = read("set", "my.yaml", "--rename", "Port.build", "extend")
    fishers = "decision_makers.Fishers.preferences.weights"
    assert renamed["remarks"] == [
        "decision_makers.Port.options.build is now extend",
        "also in decision_makers.Port.preferences.prioritized[0]: build",
        f"also in {fishers}: build",
        f"also in {fishers}: blockade and build and not compensate",
        f"also in {fishers}: sue and build and not compensate",
        "also in infeasible[0]: compensate and not build",
    ]
    told = run("set", "my.yaml", "--remove", "extend", status=2).stderr
    assert "decision_makers.Port.options.extend cannot be removed by itself; 5 places" in told
    read("set", "my.yaml", "--remove", "extend", "--with-mentions")
    assert len(go.load("my.yaml").states) == 8
    assert "extend" not in Path("my.yaml").read_text()


def test_set_wants_one_thing_to_do(run: Run) -> None:
    run("new", "my.yaml")
    for asked in (
        ["title"],
        [],
        ["title", "T", "--remove", "sue"],
        ["title", "T", "--with-mentions"],
    ):
        assert "give KEY and VALUE" in run("set", "my.yaml", *asked, status=2).stderr
    assert (
        "there is no nothing in my.yaml"
        in run("set", "my.yaml", "--remove", "nothing", status=2).stderr
    )


def test_import_writes_a_model_and_names_what_is_left_out(run: Run) -> None:
    Path("old.gmcr").write_text(json.dumps(OLD))
    result = run("import", "old.gmcr", "-o", "new.yaml")
    assert "misperception" in result.stderr
    assert "Wrote new.yaml" in result.stderr
    assert result.stdout == ""
    conflict = go.load("new.yaml")
    assert [state.pattern for state in conflict.states] == ["NN", "YN", "NY", "YY"]
    assert conflict.ranks[0].tolist() == [1, 2, 3, 3]
    assert run("import", "old.gmcr").stdout == Path("new.yaml").read_text()


def test_import_gives_model_and_remarks_together(read: Read) -> None:
    Path("old.gmcr").write_text(json.dumps(OLD))
    document = read("import", "old.gmcr")
    assert len(document["remarks"]) == 1
    assert len(go.loads(document["model"]).states) == 4


def test_remarks_are_said_in_the_language_that_is_asked_for(run: Run, read: Read) -> None:
    Path("t.csv").write_text("Ann.swerve,payoff_Ann,payoff_Bob,x,y\nN,1,1,,\nY,2,4,,\n")
    left = ["Bob\u00a0: des gains, mais aucune option", "colonnes omises\u00a0: x, y"]
    assert read("import", "t.csv", "--language", "fr")["remarks"] == left
    told = run("import", "t.csv", "--language", "fr").stderr
    assert told.splitlines() == [f"Remarque\u00a0: {one}" for one in left]
    told = run("export", "prisoners-dilemma", "--format", "nfg", "--language", "fr").stderr
    assert told.startswith("Remarque\u00a0: One, Two\u00a0: de ces gains, seul l’ordre a un sens")


def test_import_of_something_else_is_refused(run: Run) -> None:
    Path("old.gmcr").write_text("nothing of the kind")
    assert "old.gmcr" in run("import", "old.gmcr", "-o", "new.yaml", status=2).stderr
    assert not Path("new.yaml").exists()
    assert run("import", "missing.gmcr", status=2).stderr


def test_a_file_wins_over_a_case_of_its_name(run: Run) -> None:
    text = path("chicken").read_text(encoding="utf-8").replace("title: Chicken", "title: My own")
    Path("elmira-1991").write_text(text, encoding="utf-8")
    assert run("analyze", "elmira-1991").stdout.startswith("My own")
    assert case("elmira-1991").title.startswith("Elmira")


def test_the_nearest_file_is_named(run: Run) -> None:
    run("new", "mill.yaml")
    assert "did you mean 'mill.yaml'" in run("analyze", "mil.yaml", status=2).stderr
    assert "did you mean 'elmira-1991'" in run("analyze", "elmira.yaml", status=2).stderr
    assert "goodoffices cases" in run("analyze", "zzzzzz", status=2).stderr
