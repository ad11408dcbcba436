"""Every command stands in a module of its name."""

from pathlib import Path

import click
import pytest

import goodoffices.cli
from goodoffices.cli.main import COMMANDS, main
from tests.cli.conftest import Run

FOLDER = Path(goodoffices.cli.__file__).parent
SHARED = {"__init__", "bar", "failures", "interruption", "machine", "main", "sizes", "types"}


def test_every_module_is_a_command_and_the_other_way_round() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py")} - SHARED
    assert {module.removesuffix("_") for module in modules} == set(COMMANDS)
    assert len(COMMANDS) == 42


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_written_in_the_module_of_its_name(name: str) -> None:
    command = main.commands[name]
    assert command.name == name
    assert command.callback is not None
    assert command.callback.__module__.removesuffix("_") == f"goodoffices.cli.{name}"


def test_help_lists_the_commands_in_their_order(run: Run) -> None:
    listed = run("--help").stdout.partition("Commands:\n")[2].splitlines()
    assert tuple(line.split()[0] for line in listed if line[2] != " ") == COMMANDS


def test_a_command_that_is_not_there_brings_the_nearest(run: Run) -> None:
    assert "Did you mean 'analyze'?" in run("analyse", status=2).stderr
    assert main.get_command(click.Context(main), "analyse") is None
