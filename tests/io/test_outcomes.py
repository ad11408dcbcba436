"""What a file says of history's outcome, and of printed results that do not follow."""

import pytest

from goodoffices.errors import ModelError
from goodoffices.files.dumps import dumps
from goodoffices.files.load import loads
from goodoffices.files.scenarios import variants
from goodoffices.model.hints import hints
from goodoffices.model.written import Discrepancy, Outcome

DILEMMA = """\
goodoffices: 1
title: Prisoner's dilemma
decision_makers:
  One:
    options: {cooperate: Cooperate}
    preferences: {ranking: [NY, YY, NN, YN]}
  Two:
    options: {admit: Admit}
    preferences: {ranking: [YN, YY, NN, NY]}
"""
OUTCOME = """
observed:
  state: YY
  source: A court report
"""
DIFFERS = """
published:
  source: A paper with a misprint
  equilibria: {nash: [1]}
  differs:
    - decision_maker: Two
      concept: seq
      states: [1]
      why: The paper forgets that One answers.
"""


def test_they_are_read_and_written_as_they_are() -> None:
    conflict = loads(DILEMMA + DIFFERS + OUTCOME)
    assert conflict.observed == Outcome("YY", "A court report")
    assert conflict.published is not None
    why = "The paper forgets that One answers."
    assert conflict.published.differs == (Discrepancy("seq", (1,), why, "Two"),)
    assert loads(dumps(conflict)) == conflict
    assert dumps(conflict).endswith(OUTCOME)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("YYY", "'YYY' is no state; a pattern has 2 letters Y or N, one per option"),
        ("9", "there is no state 9; states run from 1 to 4"),
        ("null", "nothing as state"),
    ],
)
def test_an_outcome_that_cannot_be_is_told_at_its_place(state: str, found: str) -> None:
    with pytest.raises(ModelError) as told:
        loads(DILEMMA + OUTCOME.replace("YY", state))
    (problem,) = told.value.problems
    assert (problem.line, problem.column) == (12, 10)
    assert (problem.where, problem.found) == (("observed", "state"), found)


def test_an_outcome_without_a_source_gets_a_hint() -> None:
    conflict = loads(f"{DILEMMA}observed: {{state: 4}}\n")
    (hint,) = hints(conflict)
    assert hint.where == ("observed",)
    assert hint.found == "an outcome observed by nobody"


def test_scenarios_and_models_under_levers_have_no_outcome() -> None:
    conflict = loads(f"{DILEMMA}scenarios: {{other: {{title: Another}}}}\n{OUTCOME}")
    assert variants(conflict)["other"].observed is None
    assert conflict.under({}).observed is None
