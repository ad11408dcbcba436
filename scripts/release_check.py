"""Build the wheel and the sdist, and try both as people get them: see --help."""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from tests.consoles import SETTINGS, agree, commands_and_outputs

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent  # uv and uvx of .venv
VERSIONS = ("3.11", "3.12", "3.13")
MOST_MEGABYTES = 350  # the package and what it needs, without extras and without pip
FIRST = ("Five minutes", "With a mediator")  # sections of README.md
SOME_TESTS = (
    "tests/test_architecture.py",
    "tests/test_exports.py",
    "tests/model",
    "tests/mediation/test_absorption.py",
    "tests/cli/test_analyze.py",
    "tests/cli/test_commands.py",
    "tests/cli/test_golden.py",
)
ABOUT = f"""\
Builds the sdist, from it the wheel, and checks what is about to be published:

- the version is the same everywhere, and twine finds no fault with either file;
- for each Python of {", ".join(VERSIONS)} that is found, on the PATH or among those of pyenv:
  pip installs the wheel into an empty environment, in which the commands of README.md print what
  README.md shows; those that draw need the extra `report`, and have to say so. Seconds and
  megabytes are told; more than {MOST_MEGABYTES} MB are a fault. Then all extras but gpu are
  installed, the commands that draw print what is shown, and the workbench answers;
- `uvx` and `pipx` install the wheel, and it answers;
- the sdist, unpacked, passes its own tests against what is built from it.

Everything happens in a folder that is removed afterwards. It fails at the first fault."""

README = "README.md"


class FaultError(Exception):
    """Something that must not be published."""


@dataclass(frozen=True)
class Place:
    """An environment: where its programs are, and where commands are run."""

    programs: Path
    folder: Path

    def run(self, command: str) -> tuple[str, int]:
        """Return what bash prints for a command on both streams, and its status."""
        done = run(["bash", "-euo", "pipefail", "-c", command], self.folder, self.programs)
        return done.stdout, done.returncode

    def expect(self, command: str, shown: str) -> None:
        """Run a command; a fault unless it prints what is shown."""
        printed, status = self.run(command)
        if status or (shown and not agree(shown, printed)):
            told = f"$ {command}\nended with {status} and printed\n{printed}"
            raise FaultError(f"{told}\nwhere {README} shows\n{shown}" if shown else told)


def run(
    command: Sequence[str | Path],
    folder: Path,
    *programs: Path,
    settings: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command where nothing of the repository is at hand."""
    path = os.pathsep.join([*map(str, programs), os.environ["PATH"]])
    own = {"GOODOFFICES_STORE": str(folder / "runs.sqlite"), **SETTINGS, **(settings or {})}
    surroundings = {**os.environ, "PATH": path, **own}
    for name in ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME"):
        surroundings.pop(name, None)
    return subprocess.run(  # noqa: S603 - our own commands
        [str(part) for part in command],
        cwd=folder,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def done(
    command: Sequence[str | Path], folder: Path, settings: Mapping[str, str] | None = None
) -> str:
    """Run a command that has to succeed; return what it printed."""
    ended = run(command, folder, settings=settings)
    if ended.returncode:
        told = " ".join(map(str, command))
        raise FaultError(f"$ {told}\nended with {ended.returncode} and printed\n{ended.stdout}")
    return ended.stdout


def say(text: str) -> None:
    """Tell what is so, at once."""
    sys.stdout.write(f"release-check: {text}\n")
    sys.stdout.flush()


def build(folder: Path) -> tuple[Path, Path]:
    """Build the sdist and from it the wheel; return both, wheel first."""
    done([TOOLS / "uv", "build", "--quiet", "--out-dir", folder / "dist", ROOT], folder)
    (wheel,) = (folder / "dist").glob("*.whl")
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    for file in (wheel, sdist):
        say(f"{file.name}, {file.stat().st_size / 1e6:.1f} MB")
    done([TOOLS / "uvx", "--quiet", "twine", "check", "--strict", wheel, sdist], folder)
    say("twine finds no fault")
    return wheel, sdist


def check_version(wheel: Path, sdist: Path) -> str:
    """Return the version; a fault unless all that names it agrees."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = str(project["version"])
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    found = {
        "CITATION.cff": re.findall(r"^version: (\S+)$", citation, re.MULTILINE),
        "the wheel": [wheel.name.split("-")[1]],
        "the sdist": [sdist.name.removesuffix(".tar.gz").split("-")[1]],
    }
    other = [f"{where} has {', '.join(had)}" for where, had in found.items() if had != [version]]
    if other:
        raise FaultError(f"pyproject.toml has version {version}, but {'; '.join(other)}")
    if f"## [{version}]" not in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"):
        say(f"to be done before it is published: CHANGELOG.md has no heading [{version}]")
    return version


def interpreters(folder: Path) -> dict[str, Path]:
    """Return the Pythons that are found, by version; the first of each that runs."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    found: dict[str, Path] = {}
    for version in VERSIONS:
        on_the_path = [shutil.which(f"python{version}"), shutil.which("python3")]
        others = sorted(pyenv.glob(f"{version}.*/bin/python{version}"))
        for one in [*map(Path, filter(None, on_the_path)), *others]:
            asked = run([one, "-c", "import sys, venv; print(*sys.version_info[:2])"], folder)
            if asked.returncode == 0 and asked.stdout.split() == version.split("."):
                found[version] = one
                break
    return found


def commands(sections: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the commands in some sections of README.md, with what it shows below each."""
    page = (ROOT / README).read_text(encoding="utf-8")
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        if not sections or section.splitlines()[0] in sections:
            for block in re.findall(r"^```console\n(.*?)^```", section, re.MULTILINE | re.DOTALL):
                yield from commands_and_outputs(block)


def draws(command: str) -> bool:
    """Say whether a command needs the extra `report`."""
    return command.startswith("goodoffices ") and command.endswith(".html")


def follow(place: Place) -> int:
    """Follow README.md where no extra is installed; return how many commands were run."""
    ran = 0
    for command, shown in commands(FIRST):
        if draws(command):
            printed, status = place.run(command)
            if status == 0 or 'pip install "goodoffices[report]"' not in printed:
                raise FaultError(f"$ {command}\nshould name the extra report, and told\n{printed}")
        else:
            place.expect(command, shown)
        ran += 1
    return ran


def follow_with_extras(place: Place, *, whole: bool) -> int:
    """Run what draws, or all of README.md; return how many commands were run."""
    wanted = [one for one in commands(() if whole else FIRST) if whole or draws(one[0])]
    for command, shown in wanted:
        place.expect(command, shown)
    return len(wanted)


def megabytes(python: Path, folder: Path) -> float:
    """Return what is installed beside a Python, as `du` counts it, without pip's own."""
    told = done([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder)
    packages = Path(told.strip())
    of_venv = ("pip", "setuptools", "pkg_resources", "_distutils_hack")
    files = [
        one
        for one in packages.rglob("*")
        if one.is_file() and not one.relative_to(packages).parts[0].startswith(of_venv)
    ]
    return sum(one.stat().st_blocks for one in files) * 512 / 2**20


def install(python: Path, folder: Path, what: str) -> str:
    """Install with pip, nothing taken from its cache; return how long it took."""
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    quiet = ["--quiet", "--disable-pip-version-check", "--no-cache-dir"]
    done([python, "-m", "pip", "install", *quiet, what], folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{time.monotonic() - begun:.0f} s, {worked:.0f} of them work"


def try_python(version: str, python: Path, wheel: Path, folder: Path, *, whole: bool) -> None:
    """Install the wheel into an empty environment and follow README.md."""
    folder.mkdir()
    done([python, "-m", "venv", folder / "own"], folder)
    programs = folder / "own" / "bin"
    place, own = Place(programs, folder), programs / "python"
    took, size = install(own, folder, str(wheel)), megabytes(own, folder)
    say(f"Python {version} ({python}): {size:.0f} MB in {took}")
    if size > MOST_MEGABYTES:
        raise FaultError(f"{size:.0f} MB are installed; at most {MOST_MEGABYTES} are promised")
    begun = time.monotonic()
    place.expect("goodoffices --version", f"goodoffices {wheel.name.split('-')[1]}")
    ran = follow(place)
    say(f"  {ran} commands of {README} print what it shows, {time.monotonic() - begun:.0f} s")
    took = install(own, folder, f"{wheel}[report,web,feeds,languages,notebook,distributed]")
    say(f"  all extras but gpu: {megabytes(own, folder):.0f} MB in all, in {took}")
    anew = Place(programs, folder / "anew")
    anew.folder.mkdir()
    ran = follow_with_extras(anew, whole=whole)
    ask_workbench(anew, own)
    say(f"  {ran} more print it with the extras, pictures among them; the workbench answers")


def ask_workbench(place: Place, python: Path) -> None:
    """Have the workbench serve its page, and ask it as a browser does."""
    script = f"""
        goodoffices web --no-browser --port 0 > address & server=$!
        trap 'kill $server' EXIT
        for _ in {{1..600}}; do grep -q 'http://127' address && break; sleep 0.1; done
        {python} {ROOT / "scripts/ask_workbench.py"} "$(grep -o 'http://127[^ ]*' address)"
    """
    place.expect(script, "")


def try_installers(wheel: Path, folder: Path, python: Path) -> None:
    """Have uvx and pipx install the wheel, and compare what it answers."""
    folder.mkdir()
    (command, shown), *_ = commands(FIRST)
    place = Place(folder / "bin", folder)
    uvx = f"{TOOLS / 'uvx'} --quiet --isolated --python {python} --from {wheel}"
    place.expect(f"{uvx} {command}", shown)
    say(f"uvx --from {wheel.name} {command}: as {README} shows")
    own = {"PIPX_HOME": str(folder / "pipx"), "PIPX_BIN_DIR": str(folder / "bin")}
    pipx = shutil.which("pipx")
    pipx_command = [pipx] if pipx else [str(TOOLS / "uvx"), "--quiet", "pipx"]
    done([*pipx_command, "install", "--quiet", "--python", python, wheel], folder, own)
    place.expect(command, shown)
    say(f"pipx install {wheel.name}; {command}: as {README} shows")


def try_sdist(sdist: Path, folder: Path, python: Path, *, whole: bool) -> None:
    """Unpack the sdist, install what is built from it with its own lock, and run its tests."""
    folder.mkdir()
    with tarfile.open(sdist) as packed:
        packed.extractall(folder, filter="data")
    (unpacked,) = (one for one in folder.iterdir() if one.is_dir())
    done([python, "-m", "venv", "--without-pip", folder / "own"], folder)
    own = folder / "own" / "bin" / "python"
    uv: list[str | Path] = [TOOLS / "uv", "--quiet", "pip", "install", "--python", own]
    done([*uv, "--require-hashes", "--requirement", "requirements/dev.txt"], unpacked)
    done([*uv, "--no-deps", sdist], folder)
    wanted = () if whole else SOME_TESTS
    begun = time.monotonic()
    tests = [own, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "auto", *wanted]
    told = done(tests, unpacked).strip().splitlines()[-1].strip("= ")
    which = "all" if whole else "some"
    say(f"the sdist's tests ({which}), {time.monotonic() - begun:.0f} s: {told}")


def check(arguments: argparse.Namespace, folder: Path) -> None:
    """Do everything, one after the other."""
    wheel, sdist = build(folder)
    version = check_version(wheel, sdist)
    found = interpreters(folder)
    wanted = arguments.python or VERSIONS
    tried = {one: path for one, path in found.items() if one in wanted}
    for one in VERSIONS:
        if one not in tried:
            say(f"not tried: Python {one}, {'not asked for' if one in found else 'not found'}")
    if not tried:
        raise FaultError("no Python to try it with")
    for one, python in tried.items():
        try_python(one, python, wheel, folder / one, whole=arguments.whole)
        shutil.rmtree(folder / one)
    newest = list(tried.values())[-1]
    try_installers(wheel, folder / "installers", newest)
    try_sdist(sdist, folder / "sdist", newest, whole=arguments.whole)
    if arguments.into:
        arguments.into.mkdir(parents=True, exist_ok=True)
        for file in (wheel, sdist):
            shutil.copy2(file, arguments.into)
        say(f"both files are in {arguments.into}")
    say(f"version {version} can be published")


def stop(*_: object) -> NoReturn:
    """End as Ctrl-C does, so that nothing is left behind."""
    raise KeyboardInterrupt


def main() -> None:
    """Read the options, and say what is wrong in one message."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("release-check", description=ABOUT, formatter_class=form)
    parser.add_argument(
        "--python", action="append", choices=VERSIONS, help="only this one; may be repeated"
    )
    parser.add_argument(
        "--whole",
        action="store_true",
        help="with the extras all of README.md, and all tests of the sdist",
    )
    parser.add_argument(
        "--into", type=Path, metavar="FOLDER", help="keep wheel and sdist there if all is well"
    )
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, stop)
    try:
        with tempfile.TemporaryDirectory(prefix="goodoffices-release-") as folder:
            check(arguments, Path(folder))
    except FaultError as fault:
        sys.exit(f"release-check: {fault}")
    except KeyboardInterrupt:
        sys.exit("release-check: interrupted; nothing is left behind")


if __name__ == "__main__":
    main()
