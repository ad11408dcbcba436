"""The fuzzer itself: it finds what is planted, and draws the same with the same seed."""

import warnings
from pathlib import Path
from random import Random

import click
import pytest

from goodoffices.cli.main import main
from goodoffices.stability import analysis
from tests.fuzz import games, models, readings
from tests.fuzz.commands import drawn, names
from tests.fuzz.found import Found
from tests.fuzz.models import mutated, seeds
from tests.fuzz.watching import run, screen_of


def test_the_same_is_drawn_with_the_same_seed(tmp_path: Path) -> None:
    model = tmp_path / "model.yaml"
    for seed in range(20):
        (text, tree), (again, _) = mutated(Random(seed)), mutated(Random(seed))
        assert text == again
        words = [drawn(Random(seed), model, tree) for _ in range(2)]
        assert words[0] == words[1]
    assert len(seeds()) > 20
    drawn_games = [[games.drawn(Random(seed)) for seed in range(20)] for _ in range(2)]
    assert drawn_games[0] == drawn_games[1]
    assert {words[1].rpartition(".")[2] for words, _ in drawn_games[0]} >= {"nfg", "csv"}
    assert min(map(len, games.seeds().values())) > 10


def test_every_command_that_ends_is_drawn() -> None:
    told = set(names())
    assert {name.partition(" ")[0] for name in told} == set(main.commands) - {"web"}


def divide(*_: object, **__: object) -> None:
    raise ZeroDivisionError("planted")


def warn(*_: object, **__: object) -> None:
    warnings.warn("planted", RuntimeWarning, stacklevel=1)
    raise click.Abort


def say_nan(*_: object, **__: object) -> None:
    click.echo("Payoff  nan")
    raise click.exceptions.Exit(0)


def say_solver(*_: object, **__: object) -> None:
    raise click.ClickException("Solver status 4: numerical trouble")


def test_what_is_planted_is_found_in_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(readings, "_GAMES", 0)
    monkeypatch.setattr(readings, "_KINDS", (("model.yaml", models.tree, divide),))
    with screen_of(tmp_path) as screen:
        name, files, faults = readings.tried(Random(1), screen)
    assert faults == ["ZeroDivisionError: planted at no place of ours"]
    assert files == {name: (tmp_path / "model.yaml").read_bytes()}


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        (divide, ["exit 70: ZeroDivisionError: planted at cli/analyze.py"]),
        (warn, ["warning: RuntimeWarning 'planted' at cli/analyze.py", "exit 1"]),
        (say_nan, ["no number: Payoff nan"]),
        (say_solver, ["exit 1", "words of the solver: Solver status"]),
    ],
)
def test_what_is_planted_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, planted: object, told: list[str]
) -> None:
    monkeypatch.setattr(analysis, "analyze", planted)
    screen = tmp_path / "screen.txt"
    screen.write_text("")
    found = Found(tmp_path)
    faults = run(["analyze", "chicken"], screen, found)
    assert [fault[: len(start)] for fault, start in zip(faults, told, strict=True)] == told
    for fault in faults:
        found.note(fault, "goodoffices analyze chicken", {"model.yaml": b"text"})
    assert f"× {told[0]}" in str(found)
    assert (tmp_path / "fault-1" / "model.yaml").read_text() == "text"
