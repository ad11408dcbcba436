"""The command ``goodoffices`` and its subcommands.

Nothing here imports more than Click; what a command needs is imported when it runs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any, cast

import click

from goodoffices.cli.failures import Failures, advised
from goodoffices.cli.options.answer import debug_option
from goodoffices.cli.options.output import prepare_streams

# Each stands in a module of its name; in the order in which people need them.
COMMANDS = (
    "analyze",
    "certain",
    "explain",
    "inverse",
    "concepts",
    "paths",
    "coalitions",
    "plan",
    "settlements",
    "roadmap",
    "spoilers",
    "mediators",
    "evenness",
    "threats",
    "durability",
    "baserates",
    "ripeness",
    "drift",
    "claims",
    "map",
    "brief",
    "audit",
    "robustness",
    "scenarios",
    "timeline",
    "views",
    "truths",
    "sensitivity",
    "runs",
    "read",
    "check",
    "sources",
    "seal",
    "new",
    "set",
    "import",
    "export",
    "graph",
    "web",
    "cases",
    "schema",
)


class Commands(Mapping[str, click.Command]):
    """The commands by name; a module is imported when its command is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        """Return the command of a name, from the module of that name."""
        if name not in COMMANDS:
            raise KeyError(name)
        module = import_module(f"goodoffices.cli.{name}{'_' * iskeyword(name)}")
        things = (thing for thing in vars(module).values() if isinstance(thing, click.Command))
        return next(command for command in things if command.name == name)

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(COMMANDS)


class Program(click.Group):
    """A group that fails as ``goodoffices.cli.failures`` says; commands stand in its order."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (Click's signature)
        """Run the command that was asked for."""
        with Failures(ctx):
            prepare_streams()
            try:
                answer = super().invoke(ctx)
            except click.UsageError as error:
                raise advised(error) from None
            sys.stdout.flush()
            return answer

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (Click's signature)
        """Name the commands in the order in which people need them."""
        return list(self.commands)


@click.group(
    cls=Program,
    commands=cast("dict[str, click.Command]", Commands()),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="goodoffices", message="goodoffices %(version)s")
@debug_option
def main() -> None:
    """Find out which outcomes of a dispute can hold, and why the others cannot.

    FILE|CASE is a model file, or a published conflict by name (see: goodoffices cases). Every
    command takes --format and --output, and exits with 0 on an answer and 2 on bad input.

    \b
    Begin with:
      goodoffices analyze elmira-1991
      goodoffices explain elmira-1991 --state 4 --concept seq
      goodoffices new my.yaml
    """
