"""Scenarios are read when they are asked for: how often a text is parsed and a conflict built."""

from __future__ import annotations

from collections import Counter

import pytest

from goodoffices.cases import catalog
from goodoffices.errors import ModelError
from goodoffices.files import conflict_from
from goodoffices.files import scenarios as files_scenarios
from goodoffices.files.load import check, load, loads
from goodoffices.files.scenarios import variants
from goodoffices.files.yaml.text import parse
from goodoffices.model.conflict import Conflict
from tests.io.unknowns import changed

FILE = catalog.path("istanbul-2025")
SPOILT = changed(("low: {quantities: {price: 1}}", "low: {quantities: {prise: 1}}"))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count texts parsed and conflicts built."""
    counts: Counter[str] = Counter()
    build = Conflict.__post_init__

    def parsing(text: str, source: str = "") -> object:
        counts["parsed"] += 1
        return parse(text, source)

    def building(conflict: Conflict) -> None:
        counts["built"] += 1
        build(conflict)

    monkeypatch.setattr(conflict_from, "parse", parsing)
    monkeypatch.setattr(files_scenarios, "parse", parsing)
    monkeypatch.setattr(Conflict, "__post_init__", building)
    return counts


def test_loading_parses_and_builds_once(counted: Counter[str]) -> None:
    conflict = load(FILE)
    assert counted == {"parsed": 1, "built": 1}
    made = variants(conflict).values()
    assert len(made) == 3
    assert all(one.moves is conflict.moves and one != conflict for one in made)
    assert counted == {"parsed": 1, "built": 1}


def test_checking_builds_once_and_no_states_anew(counted: Counter[str]) -> None:
    assert check(FILE) == []
    assert counted == {"parsed": 1, "built": 1}


def test_a_scenario_that_is_none_is_found_when_it_is_asked_for() -> None:
    conflict = loads(SPOILT)
    with pytest.raises(ModelError, match="in scenario 'low': unknown quantity 'prise'"):
        variants(conflict)
