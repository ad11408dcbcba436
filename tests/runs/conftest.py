"""A store of runs for a test, and jobs that stores know how to make again."""

from pathlib import Path

import pytest

from goodoffices.show import kinds
from tests.ensemble import fakes
from tests.ensemble.fakes import KIND


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds.HOMES, KIND, fakes.__name__)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a folder" / "runs.sqlite"
