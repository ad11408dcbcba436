"""Games in strategic form and tables of payoffs: in, out, and what is refused."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.files.foreign import import_file
from goodoffices.show.answers.export import export_report
from goodoffices.show.writers.data import as_csv
from tests.strategies import option_conflicts

OUTCOMES = r"""NFG 1 R "A \"quoted\" \\ title" { "Ann" "2" }
{ { "up" "down" } { "left" "middle" "right" } }
"A comment."
{ { "" 1/3, 2 } { "" .5 -1e1 } }
1 2 0 1 2 0
"""


@st.composite
def games(draw: st.DrawFn) -> tuple[list[int], list[list[int]]]:
    shape = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    cells = list(itertools.product(*(range(k) for k in reversed(shape))))
    numbers = st.lists(st.integers(-3, 3), min_size=len(shape), max_size=len(shape))
    return shape, [draw(numbers) for _ in cells]


@given(games())
def test_a_game_comes_back_and_holds_where_its_definition_says(
    game: tuple[list[int], list[list[int]]],
) -> None:
    shape, rows = game
    players = " ".join(f'"Player {k}"' for k in range(len(shape)))
    body = " ".join(str(number) for row in rows for number in row)
    text = f'NFG 1 R "Drawn" {{ {players} }} {{ {" ".join(map(str, shape))} }} {body}'
    conflict = go.import_nfg(text.encode()).conflict
    assert [own.tolist() for own in conflict.payoffs] == [list(own) for own in zip(*rows)]  # noqa: B905
    assert go.import_nfg(go.export_nfg(conflict).text.encode()).conflict == conflict
    assert go.loads(go.dumps(conflict)) == conflict
    cells = [cell[::-1] for cell in itertools.product(*(range(k) for k in reversed(shape)))]
    paid = dict(zip(cells, rows, strict=True))
    nash = [
        number
        for number, cell in enumerate(cells, 1)
        if all(
            paid[(*cell[:i], other, *cell[i + 1 :])][i] <= paid[cell][i]
            for i, count in enumerate(shape)
            for other in range(count)
        )
    ]
    found = go.analyze(conflict, ["nash"]).equilibria("nash")
    assert [state.number for state in found] == nash


def test_outcomes_escapes_and_fractions_are_read_and_what_is_rounded_is_said() -> None:
    imported = go.import_nfg(OUTCOMES.encode())
    conflict = imported.conflict
    assert conflict.title == r'A "quoted" \ title'
    assert conflict.notes == "A comment."
    assert [dm.title for dm in conflict.decision_makers] == ["Ann", "2"]
    assert conflict.payoffs[0].tolist() == [1 / 3, 0.5, 0, 1 / 3, 0.5, 0]
    assert conflict.payoffs[1].tolist() == [2, -10, 0, 2, -10, 0]
    assert imported.remarks == (
        "2 of 12 payoffs are rounded to about 16 digits, such as 1/3 to 0.3333333333333333",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("EFG 2 R", "upload.nfg:1:1: 'EFG'"),
        ('NFG 1 R "a" {"x" "y"} {2 2} 1 2 3', "upload.nfg:1:34: the end of the file"),
        ('NFG 1 R "a"\n{"x" "y"} {2 2} 1 2 3 4 5 6 7 8 9', "upload.nfg:2:33: '9'"),
        ('NFG 1 R "a" {"x"} {2 2} 1', "strategies of 2 players, 1 of whom have names"),
        ('NFG 1 R "a" {"x"} {2} 1 1/0', "a number that is finite"),
        ('NFG 1 R "a" {"x"} {2} {{"" 1}} 1 2', "numbers of outcomes from 0 to 1"),
        ('NFG 1 R "a" {"x', "a player's name"),
    ],
)
def test_what_is_no_game_is_refused_by_its_place(text: str, message: str) -> None:
    with pytest.raises(go.ModelError, match="expected") as refused:
        go.import_nfg(text.encode())
    assert message in str(refused.value)


@pytest.mark.parametrize(("players", "each"), [(3, 999_999), (6_000, 10)])
def test_a_game_of_too_many_combinations_is_refused_before_they_are_made(
    players: int, each: int
) -> None:
    names, counts = '"p" ' * players, f"{each} " * players
    game = f'NFG 1 R "Large" {{ {names}}} {{ {counts}}} 1'
    with pytest.raises(go.SizeError, match=r"more than 1,048,576 combinations of strategies; no"):
        go.import_nfg(game.encode())


def test_what_a_game_cannot_say_is_refused_or_named() -> None:
    with pytest.raises(go.RequestError, match=r"of \d+ combinations of strategies are infeasible"):
        go.export_nfg(go.case("garrison-diversion-1976"))
    with pytest.raises(go.RequestError, match="no game of strategies"):
        go.export_nfg(go.case("elmira-1991-graph"))
    with pytest.raises(go.FileError, match="a game tree"):
        import_file("tree.efg")
    firm = go.DecisionMaker(
        "Firm", go.Ranking(((2,), (1,))), (go.Option("sell", reversible=False),)
    )
    exported = go.export_nfg(go.Conflict("Sale", (firm,), status_quo=1))
    assert exported.remarks == (
        "Firm: only the order of these payoffs means anything; they are levels, 1 the worst",
        (
            "a game knows no moves that cannot be taken back or made (Firm.sell); its equilibria "
            "may differ from those of the conflict"
        ),
        "a game has no status_quo",
    )


@given(option_conflicts(free=True))
@settings(max_examples=40)
def test_a_conflict_comes_back_from_the_game_that_it_is(conflict: go.Conflict) -> None:
    back = go.import_nfg(go.export_nfg(conflict).text.encode()).conflict
    assert [own.tolist() for own in back.payoffs] == [own.tolist() for own in conflict.payoffs]
    held = [go.analyze(one, ["nash"]).equilibrium("nash").tolist() for one in (conflict, back)]
    assert held[0] == held[1]


@given(option_conflicts(merging=False))
@settings(max_examples=40)
def test_a_conflict_comes_back_from_the_table_that_is_written_of_it(conflict: go.Conflict) -> None:
    written = as_csv(export_report(go.analyze(conflict)))
    back = go.import_table(written.encode(), "t.csv")
    idle = [dm.name for dm in conflict.decision_makers if not dm.options]
    assert back.remarks == tuple(f"{name} has payoffs, but no option" for name in idle)
    assert told(back.conflict) == told(conflict)
    assert back.conflict.status_quo_index == conflict.status_quo_index


def told(conflict: go.Conflict) -> tuple[list[str], dict[str, list[float]]]:
    """Return the patterns of all states, and per party its payoffs."""
    payoffs = (own.tolist() for own in conflict.payoffs)
    patterns = [state.pattern for state in conflict.states]
    return patterns, dict(zip(conflict.names, payoffs, strict=True))


TABLE = "Ann.swerve{0}Bob.swerve{0}payoff_Ann{0}payoff_Bob{0}nash{0}note\n{1}"
ROWS = "Y{0}N{0}2{1}5{0}4{0}x{0}\nN{0}Y{0}4{0}2{0}x{0}\nn{0}no{0}1{0}1{0}x{0}\n"


def test_a_table_is_read_in_every_dialect_and_rows_that_are_not_there_cannot_be() -> None:
    point = TABLE.format(",", ROWS.format(",", "."))
    comma = "\ufeff" + TABLE.format(";", ROWS.format(";", ",")).replace("\n", "\r\n")
    read = [go.import_table(text.encode(), "Race.csv") for text in (point, comma)]
    assert read[0] == read[1]
    conflict = read[0].conflict
    assert read[0].remarks == ("columns left out: note",)
    assert [state.pattern for state in conflict.states] == ["NN", "YN", "NY"]
    assert [own.tolist() for own in conflict.payoffs] == [[1, 2.5, 4], [1, 4, 2]]
    assert conflict.infeasible == ("Ann.swerve and Bob.swerve",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TABLE.format(",", "Y,N,2,4,x,\nY,N,1,1,x,"), "t.csv:3:1: the options of line 2 once more"),
        (TABLE.format(",", "Y,maybe,2,4,x,"), "t.csv:2:2: column 2 of the table: 'maybe'"),
        (TABLE.format(",", "Y,N,2,much,x,"), "'much' under payoff_Bob"),
        (TABLE.format(",", 'Y,N,"2,5",4,x,'), "'2,5' under payoff_Ann"),
        (TABLE.format(",", "Y,N,2"), "3 cells"),
        (TABLE.format(",", ""), "no row of a state"),
        ("Ann,Bob\n1,2", "no column of an option among: Ann, Bob"),
        ("Ann.a,payoff_Bob\nY,2", "no column payoff_Ann"),
        ("Ann.a,payoff_Ann,payoff_\nY,2,1", "column 3 of the table: 'payoff_'"),
        ("A.a,payoff_A,Status_quo\nY,2,y\nN,1,1", "t.csv:3:3: column 3 of the table: a second"),
        ("A.a,payoff_A,status_quo\nY,2,maybe\nN,1,", "t.csv:2:3: column 3 of the table: 'maybe'"),
    ],
)
def test_what_is_no_table_is_refused_by_line_and_column(text: str, message: str) -> None:
    with pytest.raises(go.ModelError, match="expected") as refused:
        go.import_table(text.encode(), "t.csv")
    assert message in str(refused.value)
