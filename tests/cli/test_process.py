"""The command as a process of its own: streams, statuses, pipes and locales."""

import contextlib
import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "goodoffices"]


def goodoffices(
    *arguments: str, folder: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LANG", "LC_ALL"}}
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env={**kept, **variables},
    )


def test_an_answer_goes_to_stdout_and_nothing_to_stderr(tmp_path: Path) -> None:
    run = goodoffices("analyze", "elmira-1991", folder=tmp_path)
    assert run.returncode == 0
    assert run.stdout.startswith("Elmira groundwater contamination, 1991\n")
    assert run.stderr == ""
    assert "\x1b" not in run.stdout


def test_bad_input_goes_to_stderr_with_status_2(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("goodoffices: 1\ntitel: x\n")
    run = goodoffices("analyze", "bad.yaml", folder=tmp_path)
    assert run.returncode == 2
    assert run.stdout == ""
    assert "bad.yaml:2:1" in run.stderr
    assert "title" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("precious")
    refused = goodoffices("analyze", "chicken", "-o", "out.csv", folder=tmp_path)
    assert refused.returncode == 2
    assert "out.csv is already there" in refused.stderr
    assert (tmp_path / "out.csv").read_text() == "precious"
    forced = goodoffices("analyze", "chicken", "-o", "out.csv", "--force", folder=tmp_path)
    assert (forced.returncode, forced.stdout) == (0, "")
    assert (tmp_path / "out.csv").read_text().startswith("state,")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.csv"]


def test_a_reader_may_close_the_pipe_early(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        run = subprocess.run(
            [*COMMAND, "export", "garrison-diversion-1976"],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            cwd=tmp_path,
        )
    finally:
        os.close(writing)
    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [("analyze", "chicken"), ("runs",), ("--help",)])
@pytest.mark.parametrize("closed", [(1,), (0, 1, 2)])
def test_standard_streams_may_be_closed(
    tmp_path: Path, arguments: tuple[str, ...], closed: tuple[int, ...]
) -> None:
    closing = " ".join(f"{number}>&-" for number in closed)
    command = shlex.join([*COMMAND, *arguments])
    run = subprocess.run(
        ["/bin/sh", "-c", f"{command} {closing}"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_no_file_takes_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    command = shlex.join([*COMMAND, "analyze", "chicken", "-o", "out.csv"])
    run = subprocess.run(
        ["/bin/sh", "-c", f"{command} >&- 2>&-"], capture_output=True, check=False, cwd=tmp_path
    )
    assert run.returncode == 0
    assert (tmp_path / "out.csv").read_text().startswith("state,")


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [*COMMAND, "analyze", "chicken"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=tmp_path,
            encoding="utf-8",
        )
    assert run.returncode == 2
    assert run.stderr == "Error: cannot write the answer: No space left on device\n"


@pytest.mark.parametrize("variables", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_letters_survive_a_plain_locale(tmp_path: Path, variables: dict[str, str]) -> None:
    assert goodoffices("new", "my.yaml", folder=tmp_path).returncode == 0
    title = "Çatma – ζ"
    for arguments in (("set", "my.yaml", "title", title), ("analyze", "my.yaml")):
        run = goodoffices(*arguments, folder=tmp_path, PYTHONUTF8="1", **variables)
        assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith(title)


def on_a_terminal(script: str, folder: Path, **variables: str) -> tuple[int, str]:
    """Run a script with stdout and stderr on one terminal, 80 columns wide."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    kept = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "NO_COLOR"}}
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=follower,
        stderr=follower,
        cwd=folder,
        env={**kept, "TERM": "xterm-256color", **variables},
    ) as process:
        os.close(follower)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux says that nobody writes any more
            while chunk := os.read(leader, 65536):
                shown += chunk
    os.close(leader)
    return process.returncode, shown.decode(errors="replace")


IMPATIENT = """
import time
import rich.progress  # here, so that what is drawn stands there soon
import goodoffices.stability.analysis as analysis
from goodoffices.cli.options import output
from goodoffices.cli.main import main

output.PATIENCE = 0
quick = analysis.analyze

def slow(*arguments, **named):
    time.sleep(0.3)
    return quick(*arguments, **named)

analysis.analyze = slow
main(["analyze", "chicken"])
"""


def test_long_work_is_shown_on_a_terminal_and_leaves_the_answer_whole(tmp_path: Path) -> None:
    status, shown = on_a_terminal(IMPATIENT, tmp_path)
    assert status == 0
    assert "Analysing 4 states" in shown
    answer = shown[shown.rindex("Chicken") :]
    assert "Nash GMR SMR SEQ SSEQ" in answer
    assert "Analysing" not in answer


COMPILING = """
import time
import rich.progress  # as above
from goodoffices.cli.options import output
from goodoffices.stability.engines import compiled

output.PATIENCE = 0
written_here = {}
exec("def loop(number):\\n    return 2 * number", written_here)  # in no file: never cached
with output.working("Counting"):
    time.sleep(0.3)
    print(compiled.Kernel(written_here["loop"]).compiled(21))
    time.sleep(0.3)
"""


def test_compiling_is_told_on_a_terminal_and_then_the_work_again(tmp_path: Path) -> None:
    status, shown = on_a_terminal(COMPILING, tmp_path)
    assert status == 0
    before, _, after = shown.partition("Compiling the loops for large conflicts, once on this")
    assert "Counting" in before
    assert "42" in after
    assert "Counting" in after


def test_long_work_is_not_shown_in_pipes(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", IMPATIENT],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        text=True,
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_a_terminal_has_its_width_bold_type_and_its_own_letters(tmp_path: Path) -> None:
    script = "from goodoffices.cli.main import main; main(['analyze', 'elmira-1991'])"
    status, shown = on_a_terminal(script, tmp_path, PYTHONIOENCODING="ascii")
    assert status == 0
    assert shown.isascii()
    assert "\x1b[1mElmira groundwater contamination, 1991" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert 60 < max(len(line) for line in plain) <= 80


def telling_imports(arguments: list[str], of: set[str]) -> subprocess.CompletedProcess[str]:
    """Run a command in a process that says at the end, on stderr, which of some modules it has."""
    script = (
        "import sys\nfrom goodoffices.cli.main import main\n"
        f"try:\n    main({arguments})\nexcept SystemExit:\n    pass\n"
        f"print(sorted({of} & set(sys.modules)), file=sys.stderr)"
    )
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )


def test_version_and_help_start_without_numerics(tmp_path: Path) -> None:
    run = goodoffices("--version", folder=tmp_path)
    assert run.stdout.startswith("goodoffices 0.")
    run = telling_imports(["analyze", "--help"], {"numpy", "pydantic", "ruamel", "rich"})
    assert "Usage:" in run.stdout
    assert run.stderr == "[]\n"


def test_a_good_file_is_read_without_the_slow_half_of_pydantic() -> None:
    run = telling_imports(["analyze", "elmira-1991"], {"pydantic", "pydantic_core"})
    assert "Elmira" in run.stdout
    assert run.stderr == "['pydantic_core']\n"


THREADS = "OPENBLAS_NUM_THREADS"
ENDING = f"""
import atexit, os, sys
from goodoffices import __main__ as program

class Left:
    def __del__(self):
        print("taken apart")

def heard():
    atexit.register(print, "done at the end, with", os.environ["{THREADS}"])
    begin()

left, begin, program._heard = Left(), program._heard, heard
program.main()
"""


@pytest.mark.parametrize(("case", "status"), [("chicken", 0), ("nowhere", 2)])
@pytest.mark.parametrize(("given", "threads"), [({}, "1"), ({THREADS: "3"}, "3")])
def test_a_command_has_one_thread_for_blas_and_leaves_when_all_is_done(
    case: str, status: int, given: dict[str, str], threads: str
) -> None:
    kept = {name: value for name, value in os.environ.items() if name != THREADS}
    run = subprocess.run(
        [sys.executable, "-c", ENDING, "analyze", case],
        capture_output=True,
        check=False,
        env={**kept, **given},
        text=True,
    )
    assert run.returncode == status
    assert run.stdout.startswith("Chicken") == (status == 0)
    assert run.stdout.endswith(f"done at the end, with {threads}\n")


def test_what_was_to_be_done_at_the_end_before_a_command_began_is_done() -> None:
    script = (
        "import atexit\natexit.register(print, 'measured')\n"
        "from goodoffices.__main__ import main\nmain()"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, "--version"], capture_output=True, check=True, text=True
    )
    assert run.stdout.startswith("goodoffices 0.")
    assert run.stdout.endswith("\nmeasured\n")


def test_the_library_leaves_the_environment_as_it_is() -> None:
    script = (
        "import os\nbefore = dict(os.environ)\nimport goodoffices as go\n"
        "go.analyze(go.case('chicken'))\nassert dict(os.environ) == before"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
