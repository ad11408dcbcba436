"""``goodoffices set``: one value of a model file changed."""

from __future__ import annotations

import re
from pathlib import Path

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.output import Sink

_NEGATIVE = re.compile(r"-[.\d]")


class _WithNegativeNumbers(click.Command):
    """A command that takes -3 for a value, not for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command line; Click calls this."""
        ctx.ignore_unknown_options = any(_NEGATIVE.match(word) for word in args)
        return super().parse_args(ctx, args)


@click.command("set", cls=_WithNegativeNumbers)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("key")
@click.argument("value")
@answer_options()
def set_(file: Path, key: str, value: str, sink: Sink) -> None:
    """Change one value of a model file, and nothing else in it.

    KEY leads to the value: keys joined by dots, positions in lists in brackets from 0. VALUE is
    written as in YAML. Comments and layout stay. A change after which the file would not be valid
    is refused.

    \b
    Examples:
      goodoffices set my.yaml status_quo "accept and modify and not insist"
      goodoffices set my.yaml decision_makers.Uniroyal.label "Uniroyal Chemical"
      goodoffices set my.yaml "coalitions[0]" "[MoE, Uniroyal]"
    """
    from goodoffices.files.save import set_value
    from goodoffices.show.answers.model_files import done_report

    set_value(file, key, value)
    sink.emit(done_report("set", f"Changed {file}", file, [f"{key} is now {value}"]))
