"""Efficient packages and bargaining solutions as negmas 0.16.0 finds them.

negmas pins one version of SciPy and brings thirty packages of half a gigabyte, so what it answers
stands here as it was given once, by Python 3.11.7 with numpy 2.4.6 and scipy 1.17.1:
``pareto_frontier_numpy``, ``nash_points`` and ``kalai_points`` (the greatest least gain over no
deal) of ``negmas.preferences.ops``, the last also of shares of each party's best, which is the
solution of Kalai and Smorodinsky. Its ``ks_points`` minimises something else. It takes what is
worth the same to all once.
"""

import pytest

import goodoffices as go
from goodoffices.mediation.zone.zone import Zone
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker

Gains = set[tuple[float, ...]]
Table = tuple[int, int, int, int]

FRONTIERS: dict[Table, Gains] = {
    (2, 90, 3, 13): {(6, 18), (19, 16)},
    (3, 120, 11, 3): {(16, 17, 11), (19, 9, 21), (20, 18, 9), (22, 5, 10), (22, 18, 7)},
    (4, 150, 13, 9): {(9, 10, 4, 20), (16, 14, 5, 18), (21, 6, 13, 13)},
    (4, 200, 5, 17): {
        (1, 20, 3, 8),
        (4, 12, 13, 7),
        (9, 15, 14, 6),
        (11, 5, 21, 1),
        (11, 16, 14, 5),
        (14, 17, 13, 2),
        (16, 15, 7, 21),
        (17, 6, 17, 21),
        (19, 6, 15, 17),
    },
}
CHOICES: dict[Table, dict[str, Gains]] = {
    (2, 90, 3, 13): {"nash": {(19, 16)}, "equal-gain": {(19, 16)}, "ks": {(19, 16)}},
    (3, 120, 11, 3): {
        "nash": {(19, 9, 21)},
        "equal-gain": {(16, 17, 11)},
        "ks": {(16, 17, 11)},
    },
    (4, 150, 13, 9): {
        "nash": {(21, 6, 13, 13)},
        "equal-gain": {(21, 6, 13, 13)},
        "ks": {(21, 6, 13, 13)},
    },
    (4, 200, 5, 17): {
        "nash": {(17, 6, 17, 21)},
        "equal-gain": {(16, 15, 7, 21)},
        "ks": {(16, 15, 7, 21)},
    },
}


def zone_of(table: Table) -> Zone:
    """Return the zone of no deal, worth nothing, and packages worth what a formula says."""
    parties, rows, a, b = table
    makers = tuple(
        DecisionMaker(
            f"P{i}",
            Payoffs(
                (0.0, *((a * k * k + b * k * (i + 1) + 11 * i * i) % 29 - 6.0 for k in range(rows)))
            ),
        )
        for i in range(parties)
    )
    labels = tuple(f"s{k}" for k in range(rows + 1))
    conflict = Conflict("Packages", makers, states_listed=labels, status_quo=1)
    return go.settlements(conflict, comparable=True)


def chosen(zone: Zone, rule: str) -> Gains:
    return {package.gains for package in zone.chosen(rule)}


@pytest.mark.parametrize("table", FRONTIERS)
def test_efficient_packages_and_choices_are_those_of_negmas(table: Table) -> None:
    zone = zone_of(table)
    assert {package.gains for package in zone.efficient} == FRONTIERS[table]
    assert {rule: chosen(zone, rule) for rule in CHOICES[table]} == CHOICES[table]


def test_choices_among_twenty_articles_are_those_of_negmas() -> None:
    zone = go.settlements(go.case("ukraine-articles-2025"), comparable=True)
    assert len(zone.efficient) == 35
    assert chosen(zone, "nash") == {(19, 10, 55, 41)}
    assert chosen(zone, "ks") == {(15, 13.5, 51, 37)}
    assert chosen(zone, "equal-gain") == {(14, 14, 46, 33)}
