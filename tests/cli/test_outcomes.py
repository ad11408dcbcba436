"""``set``, ``check`` and an outcome, or a printed result that does not follow."""

from pathlib import Path

from goodoffices.files.load import load
from goodoffices.model.written import Outcome
from tests.cli.conftest import Run
from tests.io.test_outcomes import DIFFERS, DILEMMA, OUTCOME


def test_it_is_set_and_renamed_like_the_rest(run: Run) -> None:
    Path("pd.yaml").write_text(DILEMMA + OUTCOME.replace("YY", "admit and cooperate"))
    run("set", "pd.yaml", "observed.source", "Another report")
    observed = load("pd.yaml").observed
    assert observed == Outcome("admit and cooperate", "Another report")


def test_the_check_counts_a_difference_apart_and_refuses_one_that_is_none(run: Run) -> None:
    Path("pd.yaml").write_text(DILEMMA + DIFFERS)
    told = run("check", "pd.yaml").stdout
    assert "published results: 1 of 2 reproduced; 1 not, for a reason" in told
    assert "computed 1, 2, 4. The paper forgets that One answers." in told
    told = run("check", "pd.yaml", "--language", "fr").stdout
    assert (
        "stables pour Two (seq)\u00a0: publié\u00a0: 1\u00a0; calculé\u00a0: 1, 2, 4. The" in told
    )
    Path("pd.yaml").write_text(DILEMMA + DIFFERS.replace("states: [1]", "states: [1, 2, 4]"))
    wrong = run("check", "pd.yaml", status=2)
    assert "1 of 2 published results are not reproduced" in wrong.stderr
    assert "seq stable for Two: the file says why it differs, and it does not" in wrong.stdout
