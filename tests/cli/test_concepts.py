"""Every command that takes a concept, under every concept, and under one added in the test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices.stability.concepts import CONCEPTS, usual_concepts
from tests.cli.conftest import Run
from tests.cli.judging import CALLS, MODEL, judging, written

PLAN = "Error: no plan can be made under 'sim'; use one of: nash, gmr, smr, seq, sseq\n"
MAP = "Error: no map can be drawn of 'sim'; use one of: nash, gmr, smr, seq, sseq\n"
SAMPLES = "Error: samples are not judged by 'sim'; use one of: nash, gmr, smr, seq, sseq\n"
CERTAIN = "Error: what always holds is not judged by 'sim'; use one of: nash, gmr, smr, seq, sseq\n"
VIEWS = "Error: views are not judged by 'sim'; use one of: nash, gmr, smr, seq, sseq\n"
TRUTHS = "Error: truths are not weighed by 'sim'; use one of: nash, gmr, smr, seq, sseq\n"
RANKINGS = "Error: rankings cannot be counted under 'sim'; use one of: nash, gmr, smr, seq, sseq\n"
REFUSED = {
    "inverse": RANKINGS,
    "timeline": PLAN,
    "views": VIEWS,
    "truths": TRUTHS,
    "certain": CERTAIN,
    "plan": PLAN,
    "spoilers": PLAN,
    "mediators": PLAN,
    "evenness": PLAN,
    "durability": PLAN,
    "brief": PLAN,
    "audit": PLAN,
    "map": MAP,
    "sensitivity": SAMPLES,
}
NAMES = {
    "nash": ("Nash", "Nash stability"),
    "gmr": ("GMR", "General metarationality"),
    "smr": ("SMR", "Symmetric metarationality"),
    "seq": ("SEQ", "Sequential stability"),
    "sseq": ("SSEQ", "Symmetric sequential stability"),
    "sim": ("SIM", "Simultaneous stability"),
    "seq-or-sim": ("SEQ or SIM", "Sequential or simultaneous stability"),
}


@pytest.fixture(autouse=True)
def model(folder: Path) -> None:
    (folder / "model.yaml").write_text(MODEL)


def test_the_concepts_that_there_are() -> None:
    assert {key: (row.short, row.name) for key, row in CONCEPTS.items()} == NAMES
    assert usual_concepts() == ("nash", "gmr", "smr", "seq", "sseq")
    assert "".join(row.letter for row in CONCEPTS.values()) == "NGMQSIE"


def test_every_command_that_takes_a_concept_is_called() -> None:
    assert judging() == set(CALLS)


@pytest.mark.parametrize("concept", NAMES)
@pytest.mark.parametrize("command", CALLS)
def test_every_command_takes_every_concept(
    folder: Path, run: Run, command: str, concept: str
) -> None:
    call = (command, *CALLS[command], "--concept", concept)
    if concept in {"sim", "seq-or-sim"} and command in REFUSED:
        assert run(*call, status=2).stderr == REFUSED[command].replace("sim", concept)
        return
    told = run(*call).stdout
    told += (folder / written(call)).read_text("utf-8") if written(call) else ""
    assert any(name in told for name in NAMES[concept])


def test_a_concept_added_is_told_by_every_command(folder: Path) -> None:
    command = [sys.executable, "-m", "tests.cli.added_concept"]
    root = Path(__file__).parents[2]
    paths = {"PYTHONPATH": os.pathsep.join([str(root), *sys.path])}
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=folder, env=os.environ | paths
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "(1, 5) True",
        "('nash', 'gmr', 'smr', 'seq', 'sseq', 'wary')",
        *["True"] * 3,
        *(f"{name} True" for name in CALLS),
        "A truce",
        "",
        "A at state 2 (YNN) under WRY (wary stability): not stable.",
        "For A this state has payoff -4. It has one improvement, which is not deterred.",
        "The state would be stable with payoff 0, 4 more.",
        "A is deterred by nothing.",
        "- A could drop “Keep the truce”, leading to state 1 (NNN): payoff 0.",
        "  So A ends up better off than now (payoff 0): not deterred.",
        "",
        "['nash', 'gmr', 'smr', 'seq', 'sseq', 'wary']",
        "True",
        "True",
        "True True",
        "True",
        "SEQ 3, SSEQ 3, WRY 1.         Y WRY",
    ]
