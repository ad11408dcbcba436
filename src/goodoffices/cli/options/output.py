"""Where an answer goes and in which form: the screen, a pipe or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from goodoffices import stopping
from goodoffices.cli.interruption import was_told
from goodoffices.errors import RequestError
from goodoffices.stopping import Progress

if TYPE_CHECKING:
    from goodoffices.answer import Answer
    from goodoffices.show.document import Document

FORMATS = ("table", "json", "csv", "markdown")
PICTURES = ("html", "svg", "png")
_SUFFIXES = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "table",
}
_PIPED_WIDTH = 100
PATIENCE = 1.0
_COMPILING = "Compiling the loops for large conflicts, once on this machine"


class Sink(NamedTuple):
    """Where a command's answer goes.

    Attributes
    ----------
    format
        One of ``FORMATS``.
    path
        The file to write; None for standard output.
    force
        True to replace a file that exists.
    """

    format: str
    path: Path | None
    force: bool

    def show(
        self,
        answer: Answer,
        *asked: object,
        drawn: Mapping[str, object] | None = None,
        **options: object,
    ) -> None:
        """Show an answer: as a picture where that is the format, else as its report.

        Parameters
        ----------
        drawn
            What the picture is asked for; what the report is, stands in ``asked`` and ``options``.
        """
        if self.format in PICTURES:
            with working("Drawing"):
                picture = answer.picture(**drawn or {})
                making: Mapping[str, Callable[[], str | bytes]] = {
                    "html": picture.html,
                    "svg": picture.svg,
                    "png": picture.png,
                }
                content = making[self.format]()
            self.send(content)
            return
        from goodoffices.show.telling import report

        with working("Writing the answer"):
            text = self._rendered(report(answer, *asked, **options))
        self.send(text)

    def emit(self, report: Document) -> None:
        """Render a report and send it where it goes."""
        with working("Writing the answer"):
            text = self._rendered(report)
        self.send(text)

    def _rendered(self, report: Document) -> str:
        if self.format == "table":
            from goodoffices.show.writers.terminal import as_table

            screen = self.path is None and sys.stdout.isatty()
            return as_table(
                report,
                width=_width() if self.path is None else _PIPED_WIDTH,
                terminal=screen,
                unicode=not screen or sys.stdout.encoding.lower().startswith("utf"),
            )
        if self.format == "html":
            from goodoffices.show.writers.page import as_html

            return as_html(report)
        from goodoffices.show.writers import data, markdown

        writing = {"json": data.as_json, "csv": data.as_csv, "markdown": markdown.as_markdown}
        return writing[self.format](report)

    def send(self, content: str | bytes) -> None:
        """Send finished text, or the bytes of a picture, where the answer goes."""
        if self.path is not None:
            from goodoffices.files.atomic import write_file

            write_file(self.path, content, force=self.force)
            tell_beside(f"Wrote {self.path}")
        elif isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)


def choose_sink(
    form: str | None, output: str | None, *, force: bool, special: Sequence[str], default: str
) -> Sink:
    """Settle form and place of an answer: what was asked for, or what the file's name suggests.

    Raises
    ------
    RequestError
        The file's name does not tell the form.
    FileError
        The file is there and ``force`` is not set.
    """
    if output is None:
        return Sink(form or default, None, force)
    from goodoffices.files.atomic import refuse_existing

    path = Path(output)
    suffixes = {f".{name}": name for name in special} | _SUFFIXES
    suffix = path.suffix.lower()
    if form is None and suffix and suffix not in suffixes:
        raise RequestError(
            f"cannot tell the format from the name '{path.name}'; "
            f"end it in one of {', '.join(suffixes)}, or add --format"
        )
    refuse_existing(path, force=force)
    return Sink(form or suffixes.get(suffix, default), path, force)


def start_drawing() -> None:
    """Have what draws pictures start beside the work that finds what is drawn."""
    from goodoffices.show.charts.engine import start_ahead

    start_ahead()


def prepare_streams() -> None:
    """Make pipes UTF-8 whatever the locale, and let no terminal fail on a letter it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def abandon_output() -> None:
    """Drop what standard output still holds, so that the interpreter does not try to write it."""
    original = sys.__stdout__
    if original is not None and sys.stdout is original:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, original.fileno())
        os.close(nothing)


def tell_beside(line: str) -> None:
    """Write a line about the answer to stderr; an interruption has the last word."""
    if not was_told():
        click.echo(line, err=True)


@contextmanager
def working(message: str) -> Iterator[None]:
    """Say on a terminal's stderr what takes longer than a second; elsewhere nothing."""
    with _watched(message, measured=False):
        yield


@contextmanager
def progressing(message: str) -> Iterator[Progress]:
    """Like ``working``, with a bar: the caller is given what to tell how much is done."""
    with _watched(message, measured=True) as advance:
        yield advance


@contextmanager
def _watched(message: str, *, measured: bool) -> Iterator[Progress]:
    stopping.check()
    if not sys.stderr.isatty():
        yield _unseen
        return
    from goodoffices.cli.bar import Bar
    from goodoffices.stability.engines import compiling

    with Bar(message, PATIENCE, measured=measured) as bar:

        def say(busy: bool) -> None:
            bar.say(_COMPILING if busy else message)

        with compiling.telling(say):
            yield bar.advance


def _unseen(_done: int, _of: int) -> None:
    """Tell nobody: there is no terminal."""


def _width() -> int:
    """Return the terminal's width, or COLUMNS, or 100 where there is no terminal."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        from shutil import get_terminal_size

        return max(get_terminal_size((_PIPED_WIDTH, 24)).columns, 40)
    return _PIPED_WIDTH
