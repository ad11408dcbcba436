"""``goodoffices brief``: everything that the analyses find, as one page to read, print and send."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from goodoffices.cli.options.answer import debug_option, language_option
from goodoffices.cli.options.conflict import (
    at_date,
    conflict_argument,
    source_notebook,
    source_text,
)
from goodoffices.cli.options.output import Sink, progressing, start_drawing
from goodoffices.cli.options.plan import request_options
from goodoffices.errors import RequestError

FORMATS = ("html", "pdf", "markdown", "json")
_DRAWN = ("html", "pdf")


@click.command()
@conflict_argument
@request_options
@click.option(
    "--short",
    is_flag=True,
    help="One page: the answer, what it takes, in which order, who could wreck it, and what to "
    "keep in mind. As PDF it is one side of A4. Leaves out --flips.",
)
@click.option(
    "--flips/--no-flips",
    default=True,
    help="Whether to look for the smallest change of a value that turns each claim's answer, which "
    "takes longer than all the rest.  [default: look]",
)
@click.option(
    "--samples",
    type=click.IntRange(min=0),
    default=2048,
    metavar="N",
    help="How often what is uncertain is drawn, to tell how sure the answers are; 0: not at all.  "
    "[default: 2048]",
)
@click.option(
    "--audit",
    is_flag=True,
    help="Hold all of it against brute force, for a minute at most, and end with what that came "
    "to; see goodoffices audit.",
)
@click.option(
    "--date", "dated", default="", metavar="TEXT", help="A date to print; none if left out."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How to write the brief.  [default: markdown]",
)
@click.option(
    "--output", "-o", metavar="FILE", help="Write the brief to FILE, whose suffix sets the format."
)
@click.option("--force", is_flag=True, help="Replace a file that is already there.")
@language_option
@debug_option
def brief(
    source: str,
    request: dict[str, Any],
    short: bool,
    flips: bool,
    samples: int,
    audit: bool,
    dated: str,
    form: str | None,
    output: str | None,
    force: bool,
) -> None:
    """Write a brief that a mediator can read, print and send.

    Tells what the conflict is, where it stands and drifts, which outcomes can hold, what could be
    agreed, the plan or what is missing for one, in which order it can be carried out and who could
    wreck it, who could mediate, what is credible, how long it would last, what the claims come to.
    Annexes have the rest, and every value that all of it rests on. HTML is one file without
    scripts that needs no network; PDF has the same content. Comments beside the numbers of a model
    file are given as their grounds, and where there are none what its notebook says.

    \b
    Examples:
      goodoffices brief istanbul-2025 -o brief.html
      goodoffices brief my.yaml -o brief.pdf --credible --date "1 June 2025"
      goodoffices brief my.yaml --short -o page.pdf
      goodoffices brief my.yaml --format markdown --no-flips
      goodoffices brief indus-waters-1960 --language fr --no-flips -o note.html
    """
    sink = _sink(form, output, force=force)
    _start_drawing(sink, short=short)
    from goodoffices.files.load import loads
    from goodoffices.show.brief.making import brief as make

    text, called = source_text(source)
    conflict = at_date(loads(text, called), source)
    with progressing("Writing the brief") as advance:
        made = make(
            conflict,
            **request,
            short=short,
            flips=flips,
            samples=samples,
            grounds=_grounds(text, source_notebook(source)),
            dated=dated,
            audit=audit,
            progress=advance,
        )
        content = made.rendered(sink.format)
    sink.send(content)


def _start_drawing(sink: Sink, *, short: bool) -> None:
    """Have what draws start where there will be pictures."""
    if sink.format in _DRAWN and not short:
        start_drawing()


def _grounds(text: str, beside: Path | None) -> Mapping[tuple[str | int, ...], str]:
    """Return what the file, or else its notebook, says that the numbers rest on."""
    from goodoffices.files.grounds import grounds_of
    from goodoffices.files.notebooks.load import load_notebook

    return grounds_of(text, None if beside is None else load_notebook(beside))


def _sink(form: str | None, output: str | None, *, force: bool) -> Sink:
    """Settle form and place; refuse a file that is there before any work is done."""
    if output is None:
        if form == "pdf":
            raise RequestError("a PDF goes to a file; add -o brief.pdf")
        return Sink(form or "markdown", None, force)
    from goodoffices.files.atomic import refuse_existing
    from goodoffices.show.brief.making import SUFFIXES

    path = Path(output)
    known = SUFFIXES.get(path.suffix.lower())
    if form is None and known is None:
        raise RequestError(
            f"cannot tell the format from the name '{path.name}'; "
            f"end it in one of {', '.join(SUFFIXES)}, or add --format"
        )
    refuse_existing(path, force=force)
    return Sink(form or known or "markdown", path, force)
