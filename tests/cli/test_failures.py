"""How commands fail: status, message, and never a traceback that nobody asked for."""

import errno
import pickle
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli.main import main
from goodoffices.errors import Stopped
from goodoffices.show import telling
from goodoffices.show.answers import analysis  # noqa: F401 - registers before the fault is made
from goodoffices.show.writers import terminal as tables
from tests.cli.conftest import Run

BOOM = "a fault of the program"


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError(BOOM)

    monkeypatch.setattr(telling, "report", fail)


@pytest.mark.usefixtures("fault")
def test_a_fault_of_the_program_is_told_without_a_traceback(run: Run) -> None:
    result = run("analyze", "chicken", status=70)
    assert "ZeroDivisionError: a fault of the program" in result.stderr
    assert "--debug" in result.stderr
    assert result.stdout == ""


@pytest.mark.usefixtures("fault", "folder")
@pytest.mark.parametrize(
    "arguments", [("--debug", "analyze", "chicken"), ("analyze", "chicken", "--debug")]
)
def test_debug_shows_where(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 70
    assert "Traceback" in result.stderr
    assert "in fail" in result.stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (KeyboardInterrupt(), 130, "Interrupted before anything was done.\n"),
        (Stopped(), 130, "Interrupted before anything was done.\n"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 0, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "No space left on device"),
        (
            PermissionError(errno.EACCES, "Permission denied", "a.csv"),
            2,
            "a.csv: Permission denied",
        ),
        (MemoryError(), 2, "not enough memory"),
    ],
)
def test_each_kind_of_failure_has_its_status(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, message: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(tables, "as_table", fail)
    result = CliRunner().invoke(main, ["analyze", "chicken"])
    assert result.exit_code == status
    assert message in result.stderr
    assert bool(result.stderr) == bool(message)
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "not a text file"),
        (
            pickle.dumps({"options": []}),
            "bad.yaml: a Python pickle, as old versions of GMCR+ wrote",
        ),
        (b"goodoffices: [", "bad.yaml:1"),
        (b"a: &a [1]\nb: *a\n", "bad.yaml:"),
    ],
)
def test_bad_files_get_a_message(run: Run, folder: Path, content: bytes, message: str) -> None:
    (folder / "bad.yaml").write_bytes(content)
    for command in ("analyze", "check", "coalitions", "export"):
        assert message in run(command, "bad.yaml", status=2).stderr
    assert "directory" in run("analyze", ".", status=2).stderr
