"""What the commands share that give an answer: its form, place and language, and --debug."""

from __future__ import annotations

import functools
from collections.abc import Callable

import click

from goodoffices.cli.failures import DEBUG
from goodoffices.cli.options.output import FORMATS, PICTURES, choose_sink, start_drawing
from goodoffices.cli.types import Command


def answer_options(*special: str, default: str = "table") -> Callable[[Command], Command]:
    """Add --format, --output and --force to a command; it gets them as one ``sink``.

    Parameters
    ----------
    special
        Formats that only this command writes, named like the suffixes of their files.
    default
        The format where neither --format nor a suffix tells.
    """

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def run(
            *args: object, form: str | None, output: str | None, force: bool, **rest: object
        ) -> object:
            where = choose_sink(form, output, force=force, special=special, default=default)
            if where.format in PICTURES and set(PICTURES) <= set(special):
                start_drawing()
            return command(*args, sink=where, **rest)

        options = (
            click.option(
                "--format",
                "form",
                type=click.Choice([*special, *FORMATS]),
                help=f"How to write the answer.  [default: {default}]",
            ),
            click.option(
                "--output",
                "-o",
                metavar="FILE",
                help="Write the answer to FILE, whose suffix sets the format.",
            ),
            click.option("--force", is_flag=True, help="Replace a file that is already there."),
        )
        told = language_option(debug_option(run))
        return functools.reduce(lambda c, option: option(c), reversed(options), told)

    return decorate


def language_option(command: Command) -> Command:
    """Add --language: what the command says, it says in that language."""

    def speak(context: click.Context, _: click.Parameter, code: str | None) -> None:
        if code:
            from goodoffices.show.language import speaking

            context.with_resource(speaking(code))

    return click.option(
        "--language",
        metavar="CODE",
        envvar="GOODOFFICES_LANGUAGE",
        expose_value=False,
        callback=speak,
        help="The language of the answer: en (English) or fr (French). Texts of the model stay as "
        "they are.  [default: $GOODOFFICES_LANGUAGE, or en]",
    )(command)


def debug_option(command: Command) -> Command:
    """Add --debug, which shows where the program itself failed."""

    def note(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            context.meta[DEBUG] = True

    return click.option(
        "--debug",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=note,
        help="Show a traceback when the program itself fails.",
    )(command)
