"""How the command line fails: one clear message on stderr, an exit status, and no traceback.

Status 2 is for bad input, 130 for an interruption, 70 for a fault of the program itself. A reader
that closes the pipe early has had what it wanted: that is no failure.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType

import click

from goodoffices.cli.interruption import INTERRUPTED, begin, tell_once
from goodoffices.cli.options.output import abandon_output
from goodoffices.errors import GoodOfficesError, ModelError, Stopped

BAD_INPUT = 2
PROGRAM_FAULT = 70
DEBUG = "goodoffices.debug"

_FAULT = """\
goodoffices failed, and it is not your fault: {kind}{detail}
Please send the maintainers your command line, the model file, and what the same command prints \
with --debug added."""


class Failures(AbstractContextManager[None]):
    """Turns whatever a command raises into a message and an exit status."""

    def __init__(self, context: click.Context) -> None:
        self._context = context
        begin()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Report the error, if there is one, and leave with its status."""
        if error is None or isinstance(error, click.ClickException | click.exceptions.Exit):
            return
        if isinstance(error, click.Abort | SystemExit | GeneratorExit):
            return
        if isinstance(error, BrokenPipeError):
            abandon_output()
            self._context.exit(0)
        if isinstance(error, KeyboardInterrupt | Stopped):
            tell_interruption(str(error) or str(Stopped()))
            self._context.exit(INTERRUPTED)
        if isinstance(error, GoodOfficesError | OSError | MemoryError):
            if not isinstance(error, GoodOfficesError):
                abandon_output()
            say(error)
            self._context.exit(BAD_INPUT)
        if self._context.meta.get(DEBUG):
            import traceback

            traceback.print_exception(error)
        detail = f": {error}" if str(error) else ""
        _echo(_FAULT.format(kind=type(error).__name__, detail=detail))
        self._context.exit(PROGRAM_FAULT)


def advised(error: click.UsageError) -> click.UsageError:
    """Add what to do about words that are left over, which mostly lack their quotes."""
    if error.message.startswith("Got unexpected extra argument"):
        advice = 'text with blanks needs quotes, as "raise and accept"'
        return click.UsageError(f"{error.message}; {advice}", error.ctx)
    return error


def _message(error: Exception) -> str:
    if isinstance(error, ModelError):
        count = len(error.problems)
        return f"{error}\n{count} problem{'' if count == 1 else 's'} found."
    if isinstance(error, GoodOfficesError):
        told, *listed = str(error).split("\n")
        option = f" (--{error.wanted.replace('_', '-')})" if error.wanted else ""
        return "\n".join([f"Error: {told}{option}", *listed])
    if isinstance(error, MemoryError):
        return "Error: not enough memory for a conflict of this size; exclude states, or options"
    place = getattr(error, "filename", None) or "cannot write the answer"
    return f"Error: {place}: {getattr(error, 'strerror', None) or error}"


def say(error: Exception) -> None:
    """Write an error's message to stderr."""
    _echo(_message(error))


def tell_interruption(line: str) -> None:
    """Write to stderr that Ctrl-C came, and what is done; once in a process."""
    click.echo(tell_once(line), nl=False, err=True)


def _echo(message: str) -> None:
    from goodoffices.show.texts import printable

    click.echo(printable(message), err=True)
