"""Answers to a few commands, whole, as they were when somebody last read them."""

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOLDEN = sorted(Path(__file__).with_name("golden").glob("*.txt"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_an_answer_is_as_it_was_read(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    asked, _, answer = path.read_text(encoding="utf-8").partition("\n")
    assert run(*shlex.split(asked)[2:]).stdout == answer
