"""Commands under concepts that combine others."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.stability.test_combined_concepts import MODEL


def test_commands_take_them(run: Run, folder: Path) -> None:
    (folder / "m.yaml").write_text(MODEL)
    told = run("analyze", "m.yaml", "-c", "seq-or-sim", "-c", "A=sim,B=seq").stdout
    assert "8 states. Equilibria: SEQ or SIM 3, A by SIM, B by SEQ 2." in told
    told = run("explain", "m.yaml", "-s", "1", "-c", "seq-or-sim").stdout
    assert told.endswith(
        "Under SEQ or SIM, state 1 (NNN) is stable for A (by SIM) and B (by SEQ).\n"
    )
    run("graph", "m.yaml", "-c", "A=sim,B=seq", "-o", "g.svg")
    text = (folder / "g.svg").read_text("utf-8")
    assert "A by SIM, B by SEQ" in text


@pytest.mark.parametrize(
    ("concept", "message"),
    [
        ("A=sim", "the concept 'A=sim' leaves out B; name one each"),
        ("A=sim,C=seq", "no decision maker 'C'; use one of: A, B"),
        ("A=sim,B=", "'B=' in the concept 'A=sim,B='; expected a decision maker and its concept"),
        ("A=sim,B=sek", "no concept 'sek'; did you mean 'seq'?"),
    ],
)
def test_what_cannot_be_combined_is_refused(
    run: Run, folder: Path, concept: str, message: str
) -> None:
    (folder / "m.yaml").write_text(MODEL)
    assert message in run("analyze", "m.yaml", "-c", concept, status=2).stderr


def test_a_narrow_table_has_letters_for_them(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "m.yaml").write_text(MODEL)
    monkeypatch.setenv("COLUMNS", "50")
    told = run("analyze", "m.yaml", "-c", "seq", "-c", "seq-or-sim", "-c", "A=sim,B=seq").stdout
    assert "QEP  Q SEQ, E SEQ or SIM, P A by SIM, B by SEQ" in told
