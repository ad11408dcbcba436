"""Ctrl-C at any moment: one line, status 130, soon, and nothing half-written."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goodoffices.cli.failures import tell_interruption
from goodoffices.cli.interruption import begin
from goodoffices.cli.options.output import tell_beside
from goodoffices.runs.catalogue import damage, to_read

UP = """\
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
module, _, function = sys.argv[1].partition(":")
sys.argv = ["goodoffices", *sys.argv[2:]]
from goodoffices.__main__ import main

def hear(frame, event, _):
    if frame.f_code.co_qualname == function and frame.f_globals["__name__"] == module:
        sys.setprofile(None)
        print("up", flush=True)
        from goodoffices.stopping import _current
        while not _current.get().is_set:
            time.sleep(0.01)

if module:
    sys.setprofile(hear)
else:
    print("up", flush=True)
main()
"""
UNCERTAIN = "istanbul-2025"
ROBUST = ("plan", UNCERTAIN, "--reliability", "0.4")
TAKEN_IN = "goodoffices.runs.execute:_Intake.__call__"
ENDLESS = ("robustness", UNCERTAIN, "--no-store", "--samples", "100000000")
COMMANDS = [  # where the command is heard to be, or how many seconds it works
    (("plan", UNCERTAIN), "goodoffices.cli.plan:<module>"),
    (("plan", UNCERTAIN, "-o", "plan.md"), "goodoffices.mediation.plan.highs:least"),
    ((*ROBUST, "-o", "plan.json"), "goodoffices.files.load:loads"),
    ((*ROBUST,), "goodoffices.ensemble.robust.checking:Check.share"),
    (("brief", UNCERTAIN, "-o", "brief.html"), "goodoffices.mediation.claims:claims"),
    (("brief", UNCERTAIN, "--no-flips", "-o", "brief.pdf"), TAKEN_IN),
    (("sensitivity", UNCERTAIN, "--samples", "200000"), "goodoffices.runs.execute:_work"),
    (("sensitivity", UNCERTAIN, "--samples", "200000", "-o", "why.svg"), TAKEN_IN),
    (("map", UNCERTAIN, "--samples", "4000", "-o", "likely.svg"), TAKEN_IN),
    (("robustness", UNCERTAIN, "--no-store", "-o", "odds.html"), TAKEN_IN),
    (ENDLESS, 0.2),
    (ENDLESS, 2.0),
]
SOON = 8.0  # two seconds; four times that where other work takes the processors


@pytest.mark.parametrize(("arguments", "heard"), COMMANDS, ids=lambda one: str(one)[:60])
def test_ctrl_c_ends_any_command_soon(
    tmp_path: Path, arguments: tuple[str, ...], heard: str | float
) -> None:
    moment, after = (heard, 0.0) if isinstance(heard, str) else ("", heard)
    with subprocess.Popen(
        [sys.executable, "-c", UP, moment, *arguments],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
            "GOODOFFICES_STORE": str(tmp_path / "runs.sqlite"),
        },
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        time.sleep(after)
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        took = time.monotonic() - start
    assert process.returncode == 130, errors
    assert errors.count("\n") == 1
    assert errors.startswith("Interrupted")
    assert took < SOON
    if (tmp_path / "runs.sqlite").exists():
        assert damage(tmp_path / "runs.sqlite") == []
    for left in tmp_path.glob("[!r]*"):  # a picture of what was done, whole
        assert left.name in {"why.svg", "odds.html", "likely.svg"}
        assert left.read_text(encoding="utf-8").rstrip().endswith(("</svg>", "</html>"))


def test_what_is_left_in_the_middle_says_how_to_go_on(tmp_path: Path) -> None:
    """A chunk that does not end: the process leaves, and what was saved stays."""
    script = """\
import os, signal, threading, time
from tests.ensemble.fakes import Draws
from goodoffices.cli import interruption
from goodoffices.cli.options.runs import Place
from pathlib import Path

class Stuck(Draws):
    def run(self, chunk):
        if chunk == 2:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(30)
        return super().run(chunk)

interruption.GRACE = 0.1
with interruption.interruptible():
    Place(1, None, Path("runs.sqlite")).answer(Stuck(), "Drawing", print)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=20,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "Interrupted; to go on: goodoffices runs resume 1\n"
    with to_read(tmp_path / "runs.sqlite") as saved:
        assert (saved.run(1).status, saved.run(1).done) == ("running", 2)


def test_nothing_is_told_after_an_interruption(capsys: pytest.CaptureFixture[str]) -> None:
    begin()
    tell_beside("Wrote plan.md")
    tell_interruption("Interrupted: 4,096 of 200,000 samples are done")
    tell_beside("Pulled are the levers of the plan at nominal values.")
    begin()
    assert capsys.readouterr().err == (
        "Wrote plan.md\nInterrupted: 4,096 of 200,000 samples are done\n"
    )
