"""The 78 strict ordinal 2×2 games, against structures that the literature defines."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.cases import catalog, taxonomy

NUMBERS = range(1, 79)


def numbered(number: int) -> go.Conflict:
    return go.case(f"rapoport-guyer#{number}")


def equilibria(number: int, concept: str = "nash") -> list[str]:
    """Return the patterns of the states that hold: N and Y for upper or left, lower or right."""
    found = go.analyze(numbered(number), [concept]).equilibria(concept)
    return [state.pattern for state in found]


def game(conflict: go.Conflict) -> dict[str, tuple[int, int]]:
    """Return the levels of Row and Column by pattern, 4 the best."""
    row, column = conflict.payoffs
    return {s.pattern: (int(row[s.number - 1]), int(column[s.number - 1])) for s in conflict.states}


def symmetric(told: str) -> int:
    """Return which game is symmetric with outcomes in this order, best first.

    T is what one gets who defects while the other cooperates, R both cooperating, P both
    defecting, S cooperating alone.
    """
    worth = {outcome: 4 - place for place, outcome in enumerate(told)}
    mine = (worth["R"], worth["T"], worth["S"], worth["P"])  # NN, YN, NY, YY: Y defects
    theirs = (worth["R"], worth["S"], worth["T"], worth["P"])
    number = taxonomy.number_of(conflict(mine, theirs))
    assert number is not None
    return number


def conflict(row: tuple[float, ...], column: tuple[float, ...]) -> go.Conflict:
    return go.Conflict(
        "Drawn",
        (
            go.DecisionMaker("A", go.Payoffs(row), (go.Option("a"),)),
            go.DecisionMaker("B", go.Payoffs(column), (go.Option("b"),)),
        ),
    )


def test_there_are_78_and_every_pair_of_strict_rankings_is_one_of_them() -> None:
    ranks = list(itertools.permutations((1, 2, 3, 4)))
    found = [taxonomy.number_of(conflict(row, column)) for row in ranks for column in ranks]
    assert set(found) == set(NUMBERS)
    counted = [found.count(number) for number in NUMBERS]
    assert sorted(set(counted)) == [4, 8]  # symmetric games have half as many variants
    assert counted.count(4) == 12


@pytest.mark.parametrize(
    ("order", "number"),
    [("TRPS", 12), ("TRSP", 66), ("RTPS", 61), ("TPRS", 9), ("TSRP", 68), ("STRP", 69)],
    ids=["prisoner's dilemma", "chicken", "stag hunt", "deadlock", "leader", "hero"],
)
def test_known_games_have_their_numbers_by_structure(order: str, number: int) -> None:
    assert symmetric(order) == number


def test_the_prisoners_dilemma_and_chicken_are_those_of_the_catalogue() -> None:
    assert taxonomy.number_of(go.case("prisoners-dilemma")) == 12
    assert taxonomy.number_of(go.case("chicken")) == 66
    assert taxonomy.number_of(go.case("stag-hunt")) == 61
    assert taxonomy.number_of(go.case("battle-of-the-sexes")) is None  # apart, they do not care
    assert taxonomy.number_of(go.case("elmira-1991")) is None


def test_as_many_have_one_pure_nash_equilibrium_two_and_none_as_is_published() -> None:
    counts = [len(equilibria(number)) for number in NUMBERS]
    assert [counts.count(k) for k in (0, 1, 2)] == [9, 57, 12]
    assert counts == [1] * 57 + [2] * 12 + [0] * 9  # the numbers tell, as the notes say


def test_the_notes_say_what_the_games_are() -> None:
    games = {number: game(numbered(number)) for number in NUMBERS}
    opposed = [n for n, one in games.items() if all(r + c == 5 for r, c in one.values())]
    agreed = [n for n, one in games.items() if (4, 4) in one.values()]
    sexes = [
        number
        for number, one in games.items()
        if len(held := equilibria(number)) == 2
        and {one[pattern] for pattern in held} == {(4, 3), (3, 4)}
        and (one[held[0]][0] > one[held[0]][1]) != (one[held[1]][0] > one[held[1]][1])
    ]
    assert opposed == [11, 45, 75]
    assert agreed == [*range(1, 7), *range(22, 31), *range(58, 64)]
    assert sexes == [64, 68, 69]
    for told in (
        "9 is deadlock, 12 the prisoner's dilemma, 61 the stag hunt, 66 chicken",
        "64, 68 and 69 are the battle of the sexes without ties; in 11, 45 and 75 what",
        "in 1 to 6, 22 to 30 and 58 to 63 both",
        "Games 1 to 57 have one pure Nash equilibrium, 58 to 69 two, 70 to 78 none",
    ):
        assert told in taxonomy.NOTES


def test_each_game_tells_its_payoffs_and_equilibria() -> None:
    assert numbered(66).title == "Game 66 of Rapoport and Guyer (chicken)"
    assert numbered(66).notes.strip() == (
        "Payoffs of Row and Column are ranks, 4 the best: upper left 3, 3; upper right 2, 4; lower "
        "left 4, 2; lower right 1, 1. Pure Nash equilibria: upper right, lower left."
    )
    assert numbered(77).title == "Game 77 of Rapoport and Guyer"
    assert numbered(77).notes.endswith("Pure Nash equilibria: none.\n")
    cells = {"NN": "upper left", "NY": "upper right", "YN": "lower left", "YY": "lower right"}
    for number in NUMBERS:
        told = numbered(number).notes.partition("Pure Nash equilibria: ")[2].strip(".\n")
        held = {cells[pattern] for pattern in equilibria(number)}
        assert set(told.split(", ")) == (held or {"none"})


@given(st.integers(1, 78), st.permutations((0, 1)), st.tuples(st.booleans(), st.booleans()))
def test_a_game_is_known_whatever_its_rows_columns_and_parties_are_called(
    number: int, order: list[int], exchanged: tuple[bool, bool]
) -> None:
    one = game(numbered(number))
    paid: tuple[list[int], list[int]] = ([], [])
    for pattern in ("NN", "YN", "NY", "YY"):
        swapped = pattern[order[0]] + pattern[order[1]]
        there = "".join(
            "NY"[(letter == "Y") != turned]
            for letter, turned in zip(swapped, exchanged, strict=True)
        )
        for party in (0, 1):
            paid[party].append(one[there][order[party]])
    assert taxonomy.number_of(conflict(tuple(paid[0]), tuple(paid[1]))) == number


@pytest.mark.parametrize("name", ["#79", "#0", "#x", "#", "#012", "#1.5", "#٣", ""])
def test_a_number_that_is_none_of_theirs_is_refused(name: str) -> None:
    with pytest.raises(go.RequestError, match="1 to 78, as rapoport-guyer#12"):
        go.case(f"rapoport-guyer{name}")


def test_they_have_no_file_and_no_notebook() -> None:
    with pytest.raises(go.RequestError, match="made by a rule and has no file"):
        catalog.path("rapoport-guyer#12")
    assert catalog.notebook("rapoport-guyer#12") is None
    assert catalog.text("rapoport-guyer#12").startswith("goodoffices: 1\n")


def test_the_one_that_a_conflict_is_or_else_the_one_most_like_it_is_found() -> None:
    def found(like: go.Conflict) -> tuple[str, float]:
        alike = go.find_cases("rapoport-guyer", like=like)
        return alike.entries[0].name, alike.likeness[0].parts["agreement"]

    assert found(go.case("chicken")) == ("rapoport-guyer#66", 0)
    assert found(go.case("prisoners-dilemma")) == ("rapoport-guyer#12", 0)
    assert found(go.case("cuban-missile-1962")) == ("rapoport-guyer#2", 0.016)
