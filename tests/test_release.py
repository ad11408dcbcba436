"""What scripts/release-check looks for, without building anything."""

import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts import script

ROOT = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


@pytest.fixture(scope="module", name="script")
def release_check() -> ModuleType:
    return script("release_check")


def program(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/bash\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_one_version_is_named_everywhere(script: ModuleType) -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"^version: (.*)$", citation, re.MULTILINE) == [VERSION]
    wheel, sdist = Path(f"g-{VERSION}-py3-none-any.whl"), Path(f"g-{VERSION}.tar.gz")
    assert script.check_version(wheel, sdist) == VERSION
    with pytest.raises(script.FaultError, match=r"pyproject.toml has .*, but the sdist has 9\.9$"):
        script.check_version(wheel, Path("g-9.9.tar.gz"))


def test_the_first_commands_of_the_page_are_those_that_are_tried(script: ModuleType) -> None:
    found = list(script.commands(script.FIRST))
    assert found[0][0] == "goodoffices analyze elmira-1991"
    assert "12 states. Equilibria: Nash 6, GMR 8, SMR 8, SEQ 6, SSEQ 6." in found[0][1]
    assert [command for command, _ in found if script.draws(command)] == [
        "goodoffices graph elmira-1991 -o graph.html",
        "goodoffices brief istanbul-2025 --no-flips --samples 64 -o brief.html",
        "goodoffices map istanbul-2025 --x Russia --y Ukraine -o map.html",
    ]
    assert len(list(script.commands(()))) > len(found)


def test_pythons_are_looked_for_on_the_path_and_in_pyenv(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "path"
    program(own, "python3.11", "exit 127")  # as pyenv's shims do
    here = program(own, "python3.13", "echo 3 13")
    pyenv = tmp_path / "pyenv" / "versions"
    there = program(pyenv / "3.11.9" / "bin", "python3.11", "echo 3 11")
    program(pyenv / "3.12.1" / "bin", "python3.12", "echo 3 11")  # is not what it is called
    monkeypatch.setenv("PATH", str(own))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    assert script.interpreters(tmp_path) == {"3.11": there, "3.13": here}


def test_what_is_not_printed_as_shown_is_a_fault(script: ModuleType, tmp_path: Path) -> None:
    program(tmp_path / "bin", "goodoffices", "echo 13 states; exit ${STATUS:-0}")
    place = script.Place(tmp_path / "bin", tmp_path)
    place.expect("goodoffices analyze", "13 states")
    with pytest.raises(script.FaultError, match=r"ended with 0 and printed\n13 states\n\nwhere R"):
        place.expect("goodoffices analyze", "12 states")
    with pytest.raises(script.FaultError, match=r"^\$ STATUS=3 goodoffices\nended with 3 and pr"):
        place.expect("STATUS=3 goodoffices", "13 states")
