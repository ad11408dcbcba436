"""``goodoffices brief``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.truce import MODEL

Read = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def model(folder: Path) -> None:
    (folder / "truce.yaml").write_text(MODEL)


def test_markdown_by_default(run: Run) -> None:
    text = run("brief", "truce.yaml", "--no-flips").stdout
    assert text.startswith("# ")
    assert "\n## In short\n" in text
    assert "\n## Annex 7. Method and limits\n" in text


@pytest.mark.parametrize(
    ("name", "start"), [("b.html", "<!doctype html>"), ("b.pdf", "%PDF"), ("b.md", "# ")]
)
def test_the_suffix_sets_the_format(run: Run, folder: Path, name: str, start: str) -> None:
    answer = run("brief", "truce.yaml", "--no-flips", "-o", name)
    assert answer.stdout == ""
    assert answer.stderr == f"Wrote {name}\n"
    assert (folder / name).read_bytes().startswith(start.encode())


def test_json_has_the_answers(read: Read) -> None:
    data = read("brief", "truce.yaml", "--no-flips")
    assert data["command"] == "brief"
    assert data["answers"]["answer"] == {
        key: value
        for key, value in read("plan", "truce.yaml").items()
        if key not in {"goodoffices", "command", "conflict"}
    }


def test_what_is_there_is_not_overwritten(run: Run, folder: Path) -> None:
    (folder / "b.html").write_text("mine")
    answer = run("brief", "truce.yaml", "-o", "b.html", status=2)
    assert (
        "b.html is already there; choose another name, or have it replaced (--force)"
        in answer.stderr
    )
    assert (folder / "b.html").read_text() == "mine"
    run("brief", "truce.yaml", "--no-flips", "-o", "b.html", "--force")
    assert (folder / "b.html").read_text().startswith("<!doctype html>")


def test_what_cannot_be_written_is_refused_before_any_work(run: Run) -> None:
    answer = run("brief", "truce.yaml", "-o", "b.doc", status=2)
    assert "cannot tell the format from the name 'b.doc'" in answer.stderr
    answer = run("brief", "truce.yaml", "--format", "pdf", status=2)
    assert "add -o brief.pdf" in answer.stderr


def test_a_date_and_a_request(run: Run) -> None:
    text = run("brief", "truce.yaml", "--no-flips", "--date", "1 June", "--credible").stdout
    assert "from one analyst's model, 1 June\n" in text
    assert "kept within what its holder would carry out" in text


def test_one_page(run: Run, folder: Path) -> None:
    text = run("brief", "truce.yaml", "--short").stdout
    assert "\nOne page for mediators, from one analyst's model\n" in text
    assert "\n## What it takes\n" in text
    assert "annex" not in text
    run("brief", "truce.yaml", "--short", "-o", "page.pdf")
    assert b"/Type/Pages/Count 1/" in (folder / "page.pdf").read_bytes()
