"""What sources print beside the results in a case's file: of its scenarios, and of one cell."""

import pytest

import goodoffices as go
from goodoffices.cases import catalog
from goodoffices.files.scenarios import variants

PRINTED = {
    "us-india-tariffs-2025": {
        "positive incentives": ["NN"],
        "credible retaliation": ["NN", "NY"],
        "BRICS fragmentation": ["NN", "NY"],
        "digital dollar": ["NN", "NY"],
        "full package": ["NN"],
    },
    "us-china-vendor-finance-2001": {
        "2008-2015": ["NN"],
        "2016-2019": ["YN", "NY"],  # "mixed strategies"
        "2020-2025": ["YN", "NY"],  # not YY, though called a prisoner's dilemma; see the notes
        "after 2008": ["YY"],
    },
    "us-japan-cars-2025": {"earlier version": ["NNNN", "YNNN", "NYNN"]},
    "us-china-climate-2011": {"coordination": ["NN", "YY"]},
    "us-ussr-arms-race": {
        "program": ["YY"],
        "arms limitation": ["YY"],
        "school book": ["YY"],
    },
}


@pytest.mark.parametrize("case", PRINTED)
def test_the_scenarios_have_the_equilibria_that_their_source_prints(case: str) -> None:
    conflict = go.case(case)
    named = variants(conflict)
    assert [one.name for one in conflict.scenarios] == list(PRINTED[case])
    for name, printed in PRINTED[case].items():
        found = go.analyze(named[name], "nash").equilibria("nash")
        assert [state.pattern for state in found] == printed


def test_the_interventions_of_the_package_add_up() -> None:
    """What they add to India's payoffs one by one comes to what they add together."""
    case = "us-india-tariffs-2025"
    named, written = variants(go.case(case)), go.case(case).payoffs[1]
    single = [named[name].payoffs[1] - written for name in list(PRINTED[case])[:-1]]
    assert named["full package"].payoffs[1] == pytest.approx(written + sum(single))


def test_with_the_payoff_that_the_readme_prints_its_equilibrium_is_one() -> None:
    text = catalog.text("regime-opposition-israel-2026")
    assert text.count("NYYY: 0") == 1
    for payoff, equilibria in ((0, [16]), (2, [15])):
        conflict = go.loads(text.replace("NYYY: 0", f"NYYY: {payoff}"))
        found = go.analyze(conflict, "nash").equilibria("nash")
        assert [state.number for state in found] == equilibria
