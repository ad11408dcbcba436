"""The interventions in the tariff conflict make the equilibria that their author prints."""

import pytest

import goodoffices as go
from goodoffices.files.scenarios import variants

PRINTED = {
    "positive incentives": ["NN"],
    "credible retaliation": ["NN", "NY"],
    "BRICS fragmentation": ["NN", "NY"],
    "digital dollar": ["NN", "NY"],
    "full package": ["NN"],
}
CONFLICT = go.case("us-india-tariffs-2025")
VARIANTS = variants(CONFLICT)


def test_each_intervention_of_the_source_is_a_scenario() -> None:
    assert set(PRINTED) <= set(VARIANTS)
    assert [one.name for one in CONFLICT.scenarios] == list(PRINTED)


@pytest.mark.parametrize("intervention", PRINTED)
def test_an_intervention_makes_the_printed_equilibria(intervention: str) -> None:
    found = go.analyze(VARIANTS[intervention], "nash").equilibria("nash")
    assert [state.pattern for state in found] == PRINTED[intervention]


def test_the_interventions_of_the_package_add_up() -> None:
    """What they add to India's payoffs one by one comes to what they add together."""
    written = CONFLICT.payoffs[1]
    single = [VARIANTS[name].payoffs[1] - written for name in list(PRINTED)[:-1]]
    assert VARIANTS["full package"].payoffs[1] == pytest.approx(written + sum(single))
