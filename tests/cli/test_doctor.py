"""What is installed, told apart from what is missing."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from goodoffices.runs import installation as looked_at
from goodoffices.runs.installation import Library, installation
from tests.cli.conftest import Run

ASKED = [
    "numpy>=2.0",
    "lost-library[fast]>=1.2",
    'pandas>=2.2.3; extra == "notebook"',
    "lost-driver>=13.4; (sys_platform != 'darwin') and extra == 'gpu'",
    "goodoffices[report]; extra == 'web'",
]


def test_what_is_missing_is_told_by_what_needs_it(
    monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path
) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: ASKED)
    monkeypatch.setattr(
        looked_at, "_version", lambda name: None if name.startswith("lost") else "2.3"
    )
    monkeypatch.setenv("GOODOFFICES_STORE", str(tmp_path / "runs.sqlite"))
    (tmp_path / "runs.sqlite").write_bytes(b"x" * 1_500_000)
    found = installation()
    assert found.libraries == (
        Library("numpy", "2.3", None),
        Library("lost-library", None, None),
        Library("pandas", "2.3", "notebook"),
        Library("lost-driver", None, "gpu"),
    )
    assert found.broken == ("lost-library",)
    told = run("doctor", status=1).stdout
    assert (
        "Missing, and always needed: lost-library. To mend it: pip install --force-reinstall "
        "goodoffices" in " ".join(told.split())
    )
    assert "saved runs" in told
    assert " 1.5  yes" in told


def test_a_place_that_cannot_be_looked_at_is_told_with_the_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOODOFFICES_STORE", str(tmp_path / ("x" * 300) / "runs.sqlite"))
    (runs, *others) = installation().places
    assert (runs.bytes, runs.path.parent.name, len(others)) == (0, "x" * 300, 2)


def test_extras_that_are_not_whole_come_with_the_line_that_brings_them(
    monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: [ASKED[0], ASKED[3]])
    monkeypatch.setattr(
        looked_at, "_version", lambda name: None if name.startswith("lost") else "2.3"
    )
    assert (
        " ".join(run("doctor").stdout.split())
        .split(" Libraries ")[0]
        .endswith(
            "Everything that is always needed is there. Extras that are not whole come with "
            'pip install "goodoffices[gpu]".'
        )
    )


WITHOUT = """\
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"numpy", "numba", "pydantic", "yaml", "highspy"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
sys.argv = ["goodoffices", "doctor"]
from goodoffices.__main__ import main
main()
"""


def test_it_answers_where_libraries_are_missing() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False
    )
    assert run.stderr == ""
    assert run.returncode == 0
    assert "What is kept where" in run.stdout
