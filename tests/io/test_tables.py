"""Tables that fit the terminal, and say what they abbreviate."""

import itertools

import pytest

import goodoffices as go
from goodoffices.show.answers.analysis import analysis_report
from goodoffices.show.document import Column, Document, Table
from goodoffices.show.writers.terminal import as_table

WIDE = 200


def forty_states() -> go.Conflict:
    """Four decision makers with four options and long names each; forty states."""
    names = ("Government", "Opposition", "Mediators", "Neighbouring_state")
    exclusive = [tuple(f"{name}_{k}" for k in range(4)) for name in names]
    makers = tuple(
        go.DecisionMaker(
            name,
            go.Prioritized((f"not {options[0]}", options[1])),
            tuple(go.Option(o, label=f"Option {o} in so many words") for o in options),
            label=f"The {name.lower()} in full",
        )
        for name, options in zip(names, exclusive, strict=True)
    )
    first, second, third, fourth = exclusive
    excluded = [f"{first[3]} or {second[3]} or {third[2]} or {third[3]} or {fourth[3]}"]
    excluded += [f"{a} and {b}" for a, b in zip(first[:2], fourth[:2], strict=True)]
    return go.Conflict("Forty", makers, exactly_one=tuple(exclusive), infeasible=tuple(excluded))


def rendered(report: Document, width: int, *, terminal: bool = False, unicode: bool = True) -> str:
    return as_table(report, width=width, terminal=terminal, unicode=unicode)


def full_report(conflict: go.Conflict, *, everybody: bool = False) -> Document:
    analysis = go.analyze(conflict)
    within = analysis.equilibrium("nash") | True
    return analysis_report(analysis, within, 40, everybody=everybody)


@pytest.mark.parametrize("everybody", [False, True])
def test_forty_states_of_four_decision_makers_fit_100_columns(*, everybody: bool) -> None:
    conflict = forty_states()
    assert len(conflict.states) >= 40
    lines = rendered(full_report(conflict, everybody=everybody), 100).splitlines()
    assert max(len(line) for line in lines) <= 100
    rows = [line for line in lines if line.count("|") >= 5 and line.strip()[0].isdigit()]
    assert len(rows) == 40
    for row in rows:
        state = conflict.states[int(row.split()[0].rstrip("*")) - 1]
        assert "".join(cell.strip() for cell in row.split("|")[1:5]) == state.pattern
    text = " ".join(" ".join(lines).split())
    for dm in conflict.decision_makers:
        assert f"{dm.name} ({dm.label}): {dm.options[0].name} ({dm.options[0].label})" in text


@pytest.mark.parametrize("width", [40, 60, 80, 100, WIDE])
def test_no_width_cuts_a_value(width: int) -> None:
    conflict = go.case("elmira-1991")
    lines = rendered(full_report(conflict, everybody=True), width).splitlines()
    assert not [line for line in lines if "…" in line]
    rows = [line.split("|") for line in lines if "|" in line and line.strip()[0].isdigit()]
    for cells in rows:
        state = conflict.states[int(cells[0].replace("*", "")) - 1]
        told = " ".join(cells[1:4])
        if width == 100:  # too narrow for a column each: who takes what, by name
            assert told.replace("-", " ").split() == list(state.options)
        else:
            assert "".join(told.split()) == state.pattern
        ranks = [str(ranks[state.number - 1]) for ranks in conflict.ranks]
        assert cells[4].split() == ranks


@pytest.mark.parametrize("width", range(60, 130))
def test_no_width_cuts_the_last_concept(width: int) -> None:
    long_names = [
        go.DecisionMaker(name, go.Payoffs((1, 2, 3, 4)), (go.Option(option),))
        for name, option in (("Upstream_state", "Release_water"), ("Downstream_state", "Attack"))
    ]
    text = rendered(full_report(go.Conflict("rivers", tuple(long_names))), width)
    endings = [line.split()[-1] for line in text.splitlines() if line.startswith("    4")]

    assert endings
    assert {ending[-4:] for ending in endings} <= {"SSEQ", "GMQS"}


def test_spacious_layout_names_options_and_concepts() -> None:
    text = rendered(full_report(go.case("elmira-1991")), WIDE)
    header = next(line for line in text.splitlines() if line.startswith("State"))
    names = "State | modify | delay accept abandon | insist | MoE Uniroyal Local | Equilibrium"
    assert " ".join(header.split()) == names
    assert "Nash GMR SMR SEQ SSEQ" in text
    assert "N Nash" not in text


def test_names_that_begin_alike_are_told_apart() -> None:
    makers = tuple(
        go.DecisionMaker(
            f"Player_number_{k}", go.Ranking(((1,), (2,), (3,), (4,))), (go.Option(f"o{k}"),)
        )
        for k in (1, 2)
    )
    text = rendered(full_report(go.Conflict("Alike", makers), everybody=True), 40)
    assert "DM1" in text
    assert "Player_number_2" in text


def test_ascii_only_where_the_terminal_has_no_more() -> None:
    report = full_report(go.case("elmira-1991"))
    assert rendered(report, 100, unicode=False).isascii()
    assert not rendered(report, 100).isascii()


def test_bold_type_on_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    report = full_report(go.case("chicken"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1m" in rendered(report, 100, terminal=True)
    assert "\x1b" not in rendered(report, 100)


def test_markup_in_names_is_text() -> None:
    columns = (Column("a", "[red]A"), Column("b", "B"))
    sheet = Table(columns, [("[bold]x[/]", "[/]")], parties={"[link]": "[dim]label"})
    text = rendered(Document("test", "[bold]T", ("[red]p",), sheet, dict), 100)
    assert text.splitlines() == ["[bold]T", "", "[red]p"]
    shown = rendered(Document("test", "T", (sheet,), sheet, dict), 100)
    for piece in ("[red]A", "[bold]x[/]", "[/]", "[link]", "[dim]label"):
        assert piece in shown


def test_paragraphs_hang_below_their_dash() -> None:
    words = " ".join(itertools.repeat("word", 30))
    text = rendered(Document("test", "T", (f"- {words}\n  {words}",), Table((), []), dict), 60)
    lines = text.splitlines()[2:]
    assert lines[0].startswith("- word")
    assert all(line.startswith("  word") for line in lines[1:])
