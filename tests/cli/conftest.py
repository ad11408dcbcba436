"""What the tests of the command line share."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from goodoffices.cli.main import main

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty directory, without settings of the terminal the tests run in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOODOFFICES_STORE", str(tmp_path / "runs.sqlite"))
    for variable in ("COLUMNS", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Run a command in the empty directory; ``status`` is what it has to exit with."""
    assert folder.is_dir()

    def run_command(*arguments: str, status: int = 0) -> Result:
        result = CliRunner().invoke(main, arguments, prog_name="goodoffices")
        assert result.exit_code == status, result.output
        assert "Traceback" not in result.output
        if status:
            assert result.stderr
        return result

    return run_command


@pytest.fixture
def read(run: Run) -> Callable[..., dict[str, Any]]:
    """Run a command for JSON, and read it."""

    def read_json(*arguments: str, status: int = 0) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(
            run(*arguments, "--format", "json", status=status).stdout
        )
        assert document["goodoffices"] == 1
        assert document["command"] == arguments[0]
        return document

    return read_json
