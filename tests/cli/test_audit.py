"""Audits on the command line: what they print, and what they exit with."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from goodoffices.cli.main import main
from goodoffices.ensemble.audit import audit
from goodoffices.ensemble.survey import Findings, gather
from goodoffices.mediation.plan.results import Plan
from tests.cli.conftest import Run
from tests.cli.truce import MODEL


@pytest.fixture(autouse=True)
def model(folder: Path) -> None:
    (folder / "truce.yaml").write_text(MODEL)


def test_what_differs_is_named_and_exits_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    def turned(*given: Any, **more: Any) -> Findings:
        found = gather(*given, **more)
        assert isinstance(found.answer, Plan)
        return replace(found, answer=replace(found.answer, cost=1.5, bound=1.5))

    monkeypatch.setattr(audit, "gather", turned)
    result = CliRunner().invoke(main, ["audit", "truce.yaml", "-c", "nash"])
    assert result.exit_code == 1
    line = "The cost of state 6 (YYY) under Nash, in the answer: said 1.5, found 2.5."
    assert line in " ".join(result.stdout.split())
    assert ", 1 differs\n" in result.stdout


def test_no_time_is_told_and_compares_nothing(run: Run) -> None:
    printed = run("audit", "truce.yaml", "--limit", "0").stdout
    assert "\naudited: 0 comparisons, none differs; " in printed
    assert "time was over" in printed


def test_a_brief_ends_with_the_line_of_its_audit(run: Run) -> None:
    for words in (("--no-flips",), ("--short",)):
        last = run("brief", "truce.yaml", "--audit", *words).stdout.splitlines()[-1]
        assert last.startswith("audited: ")
        assert last.endswith(" comparisons, none differs")
