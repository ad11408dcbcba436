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
@click.argument("key", required=False)
@click.argument("value", required=False)
@click.option(
    "--rename",
    nargs=2,
    metavar="OLD NEW",
    help="Give another name to a party, an option, a lever …, in all that speaks of it as well.",
)
@click.option("--remove", metavar="KEY", help="Take out what stands at KEY.")
@click.option(
    "--with-mentions", is_flag=True, help="With --remove: and every statement that speaks of it."
)
@answer_options()
def set_(
    file: Path,
    key: str | None,
    value: str | None,
    rename: tuple[str, str] | None,
    remove: str | None,
    with_mentions: bool,
    sink: Sink,
) -> None:
    """Change one value of a model file, and nothing else in it.

    KEY leads to the value: keys joined by dots, positions in lists in brackets from 0. VALUE is
    written as in YAML. Comments and layout stay. A change after which the file would not be valid
    is refused.

    OLD and KEY may be a name alone where nothing else in the file has it. What other places speak
    of is only removed with them.

    \b
    Examples:
      goodoffices set my.yaml status_quo "accept and modify and not insist"
      goodoffices set my.yaml decision_makers.Uniroyal.label "Uniroyal Chemical"
      goodoffices set my.yaml "coalitions[0]" "[MoE, Uniroyal]"
      goodoffices set my.yaml --rename MoE Ministry
      goodoffices set my.yaml --remove Uniroyal.abandon --with-mentions
    """
    given = [key is not None, rename is not None, remove is not None]
    if sum(given) != 1 or (key is None) != (value is None) or (with_mentions and remove is None):
        raise click.UsageError("give KEY and VALUE, or --rename OLD NEW, or --remove KEY")
    from goodoffices.files.save import remove_key, rename_key, set_value
    from goodoffices.show.answers.model_files import changed_report

    if rename is not None:
        renamed, places = rename_key(file, *rename)
        sink.emit(changed_report(file, renamed, rename[1], also=places))
    elif remove is not None:
        removed, places = remove_key(file, remove, with_mentions=with_mentions)
        sink.emit(changed_report(file, removed, None, also=places))
    else:
        set_value(file, str(key), str(value))
        sink.emit(changed_report(file, str(key), str(value)))
