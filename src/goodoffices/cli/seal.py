"""``goodoffices seal``: what a model said on which day."""

from __future__ import annotations

import click

from goodoffices.cli.failures import BAD_INPUT, say
from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import documents_option, file_argument, source_path
from goodoffices.cli.options.output import Sink, working
from goodoffices.errors import RequestError


@click.command()
@file_argument
@click.option(
    "--check", "checking", is_flag=True, help="Make no seal; say what has changed since the latest."
)
@documents_option
@answer_options()
@click.pass_context
def seal(
    context: click.Context, source: str, checking: bool, documents: str | None, sink: Sink
) -> None:
    """Write down what a model says today, by checksums.

    Adds checksums of the model, of its notebook and documents and of its answers (which states are
    equilibria, the cheapest plan) to NAME.seal.yaml beside it, with the date; what stands there is
    never changed. With --check: what was said when, and what has changed since; exits with 2 where
    something has. A checksum proves that something is the same. It proves no date, unless the file
    of seals was published, or given to somebody.

    \b
    Examples:
      goodoffices seal my.yaml
      goodoffices seal my.yaml --check
    """
    from goodoffices.cases.seals import check_seal
    from goodoffices.cases.seals import seal as make_seal

    source_path(source)  # which says what there is in place of a file that is not there
    if not checking:
        with working("Sealing"):
            made = make_seal(source, documents=documents)
        sink.show(made)
        return
    with working("Comparing with the seals"):
        found = check_seal(source, documents=documents)
    sink.show(found)
    if found.changed or found.broken:
        say(RequestError(f"{source} is not as it was sealed; goodoffices seal makes a new seal"))
        context.exit(BAD_INPUT)
