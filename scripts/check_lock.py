"""Check that the locked requirements are those that pyproject.toml asks for."""

import re
import sys
import tomllib
from itertools import chain
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?P<rest>[^\n]*(?:\n +--hash[^\n]*)*)"
    r"(?P<why>(?:\n +#[^\n]*)*)",
    re.MULTILINE,
)


def faults(lock: Path, wanted: list[str]) -> list[str]:
    """Return what is wrong with a lock file for a list of requirements, one line for each fault.

    The lock says of each pin which requirement it stems from, so a requirement that was taken out
    of pyproject.toml is noticed as surely as one that was put in.
    """
    found: dict[NormalizedName, list[str]] = {}
    messages = []
    for pin in PIN.finditer(lock.read_text(encoding="utf-8")):
        if "--hash=sha256:" not in pin["rest"]:
            messages.append(f"{lock.name}: {pin['name']} has no hash")
        if "goodoffices (pyproject.toml" in pin["why"]:
            found.setdefault(canonicalize_name(pin["name"]), []).append(pin["version"])
    requirements = {canonicalize_name(line.name): line for line in map(Requirement, wanted)}
    missing = sorted(requirements.keys() - found.keys())
    left_over = sorted(found.keys() - requirements.keys())
    messages += [f"{lock.name}: {name} is in pyproject.toml, but not locked" for name in missing]
    messages += [f"{lock.name}: {name} is locked, but not in pyproject.toml" for name in left_over]
    for name in sorted(found.keys() & requirements.keys()):
        asked = requirements[name].specifier
        messages += [
            f"{lock.name}: {name} is locked at {version}, pyproject.toml asks for {asked}"
            for version in found[name]
            if version not in asked
        ]
    return messages


UNLOCKED = {"gpu"}  # large, and of use on machines with a GPU only


def main() -> None:
    """Compare both lock files with pyproject.toml; exit with the faults, if there are any."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = project["project"]["dependencies"]
    extras = project["project"]["optional-dependencies"]
    locked = [asked for name, asked in extras.items() if name not in UNLOCKED]
    everything = [*runtime, *chain.from_iterable(locked), *project["dependency-groups"]["dev"]]
    own = project["project"]["name"]  # an extra that takes in another one
    everything = [line for line in everything if Requirement(line).name != own]
    messages = [
        *faults(ROOT / "requirements" / "runtime.txt", runtime),
        *faults(ROOT / "requirements" / "dev.txt", everything),
    ]
    if messages:
        sys.exit("\n".join([*messages, "Run scripts/lock to write the lock anew."]))


if __name__ == "__main__":
    main()
