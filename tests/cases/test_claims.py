"""The claims of the mediated cases, compared with what their documentation records."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.cases import catalog
from goodoffices.mediation.claims import verdict_of
from goodoffices.model.changes import apply
from goodoffices.model.fields import numbers
from goodoffices.model.levers import Claim

PAGES = Path(__file__).resolve().parents[2] / "docs" / "explanation"
MEDIATED = [name for name in catalog.names() if go.case(name).mediation]
ROW = re.compile(
    r"\| \d+\. (?P<claim>[^|]+) \| (?P<answer>holds|does not hold) \| (?P<number>[^|]+) "
    r"\| (?P<before>[^|]+) \| (?P<after>[^|]+) \|"
)


@dataclass(frozen=True)
class Recorded:
    case: str
    claim: str
    holds: bool
    number: str
    before: float
    after: float


def recorded(case: str) -> list[Recorded]:
    page = (PAGES / f"{case}.md").read_text(encoding="utf-8")
    return [
        Recorded(
            case,
            row["claim"],
            row["answer"] == "holds",
            row["number"],
            float(row["before"]),
            float(row["after"]),
        )
        for row in ROW.finditer(page)
    ]


ROWS = [row for case in MEDIATED for row in recorded(case)]


def claims_of(conflict: go.Conflict) -> tuple[Claim, ...]:
    return conflict.mediation.claims


def test_two_cases_are_mediated() -> None:
    assert set(MEDIATED) >= {"istanbul-2025", "indus-waters-1960"}


@pytest.mark.parametrize("case", MEDIATED)
def test_the_page_of_a_case_records_every_claim(case: str) -> None:
    assert [row.claim for row in recorded(case)] == [c.claim for c in claims_of(go.case(case))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.case}: {row.claim}")
def test_an_answer_is_as_recorded_and_turns_where_the_page_says(row: Recorded) -> None:
    conflict = go.case(row.case)
    claim = next(c for c in claims_of(conflict) if c.claim == row.claim)
    number = next(n for n in numbers(conflict) if n.name == row.number)
    assert number.value == row.before
    almost = row.before + 0.98 * (row.after - row.before)
    answers = [
        verdict_of(apply(conflict, {number.place: value}), claim).holds
        for value in (row.before, almost, row.after)
    ]
    assert answers == [row.holds, row.holds, not row.holds]


@pytest.mark.parametrize("case", MEDIATED)
def test_every_lever_says_where_its_values_come_from(case: str) -> None:
    mediation = go.case(case).mediation
    for lever in mediation.levers:
        assert re.search("fact|claim|assumption", lever.note, re.IGNORECASE), lever.name


@pytest.mark.parametrize("case", MEDIATED)
def test_every_weight_says_where_it_comes_from(case: str) -> None:
    before = ""
    within = False
    text, _, _ = catalog.path(case).read_text(encoding="utf-8").partition("\nscenarios:\n")
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        if within and indent < 8:
            within = False
        if within and not line.lstrip().startswith("#"):
            ground = line.partition("#")[2] or before
            assert re.search("fact|claim|assumption", ground), line
        within = within or line.strip() == "weights:"
        before = line if line.lstrip().startswith("#") else ""
