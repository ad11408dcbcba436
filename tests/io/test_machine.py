"""How much memory there is: the system's word, and the limits of control groups."""

from pathlib import Path

import pytest

from goodoffices.cli import machine


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a system with 8 GiB available, in no control group."""
    monkeypatch.setattr(machine, "MEMORY", tmp_path / "meminfo")
    monkeypatch.setattr(machine, "GROUP", tmp_path / "cgroup")
    monkeypatch.setattr(machine, "GROUPS", tmp_path / "groups")
    (tmp_path / "meminfo").write_text("MemTotal: 9 kB\nMemAvailable:    8388608 kB\n")
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.usefixtures("system")
def test_the_system_says_what_is_available() -> None:
    assert machine.available_memory() == 2**33


def test_a_group_around_the_process_may_allow_less(system: Path) -> None:
    write(system / "cgroup", "0::/outer/inner\n")
    write(system / "groups/outer/inner/memory.max", "max\n")
    write(system / "groups/outer/inner/memory.current", "5\n")
    write(system / "groups/outer/memory.max", f"{2**30}\n")
    write(system / "groups/outer/memory.current", f"{2**29}\n")
    assert machine.available_memory() == 2**29
    write(system / "groups/outer/memory.stat", f"anon 1\ninactive_file {2**20}\n")
    assert machine.available_memory() == 2**29 + 2**20


def test_the_older_layout_of_groups(system: Path) -> None:
    write(system / "cgroup", "5:cpu:/box\n4:memory:/box\n")
    write(system / "groups/memory/box/memory.limit_in_bytes", f"{2**31}\n")
    write(system / "groups/memory/box/memory.usage_in_bytes", f"{2**31 + 1}\n")
    assert machine.available_memory() == 0


def test_a_system_that_says_nothing(system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (system / "meminfo").unlink()
    monkeypatch.setattr("os.sysconf_names", {})
    assert machine.available_memory() is None
