"""How much memory this machine has to give, as far as it tells."""

from __future__ import annotations

import os
from pathlib import Path

MEMORY = Path("/proc/meminfo")
GROUP = Path("/proc/self/cgroup")
GROUPS = Path("/sys/fs/cgroup")


def available_memory() -> int | None:
    """Return the bytes that can still be used, or None where the system does not say.

    That is what the system has available, or less where a control group, such as a container's,
    allows less.
    """
    found = [_of_system(), *_of_groups()]
    return min((most for most in found if most is not None), default=None)


def _of_system() -> int | None:
    for line in _read(MEMORY).splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    names = getattr(os, "sysconf_names", {})
    if "SC_AVPHYS_PAGES" in names and "SC_PAGE_SIZE" in names:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return None


def _of_groups() -> list[int]:
    """Return what each control group around this process leaves, in both versions' layouts."""
    left = []
    for line in _read(GROUP).splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers and "memory" not in controllers.split(","):
            continue
        top = GROUPS / "memory" if controllers else GROUPS
        limit, used = (
            ("memory.limit_in_bytes", "memory.usage_in_bytes")
            if controllers
            else ("memory.max", "memory.current")
        )
        inside = top / path.strip("/")
        for group in (inside, *inside.parents):
            most, taken = _read(group / limit).strip(), _read(group / used).strip()
            if most.isdecimal() and taken.isdecimal():
                left.append(max(0, int(most) - int(taken) + _reclaimable(group)))
            if group == top:
                break
    return left


def _reclaimable(group: Path) -> int:
    """Return the bytes of files that the group holds in memory and would give up."""
    for line in _read(group / "memory.stat").splitlines():
        name, _, number = line.partition(" ")
        if name == "inactive_file" and number.isdecimal():
            return int(number)
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
