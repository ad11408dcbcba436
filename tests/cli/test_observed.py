"""``goodoffices concepts``: which of them explain what was observed."""

from tests.cli.conftest import Run

EXPLAINED = """\
Cuban missile crisis, 1962

Observed: state 7 (NYYN), where United States takes “Blockade of Cuba”, and USSR takes “Withdraw the
missiles”.

It is explained by
- GMR: whoever might gain by a move fears any answer that the others could give.
- SMR: whoever might gain by a move fears any answer that the others could give, and could not mend
  it.
- SEQ: whoever might gain by a move fears answers that the others would themselves gain by.
- SSEQ: whoever might gain by a move fears answers that the others would themselves gain by, and
  could not mend it.

It is not explained by
- Nash: United States lacks 1 rank of its 12, to be ranked past 1 state.
"""


def test_an_outcome_that_is_explained(run: Run) -> None:
    assert run("concepts", "cuban-missile-1962", "--observed", "7").stdout == EXPLAINED


def test_an_outcome_that_is_not(run: Run) -> None:
    told = run("concepts", "syria-iraq-1975", "--observed", "2").stdout
    assert "None explains it; nearest comes GMR, SMR, SEQ and SSEQ." in told
    assert "- Nash: Syria lacks 3 ranks of its 6, to be ranked past 3 states." in told


def test_the_outcome_has_to_be_named(run: Run) -> None:
    told = run("concepts", "elmira-1991", status=2).stderr
    assert told == "Error: which outcome? Name a state, or add observed to the model\n"


def test_without_a_name_the_outcome_is_the_one_in_the_file(run: Run) -> None:
    assert run("concepts", "cuban-missile-1962").stdout == EXPLAINED
