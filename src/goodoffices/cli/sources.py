"""``goodoffices sources``: the notebook beside a model, and what can be made of its rows."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.failures import BAD_INPUT, say
from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import documents_option, source_path
from goodoffices.cli.options.output import Sink, tell_beside, working
from goodoffices.errors import ModelError


@click.group()
def sources() -> None:
    """Check what a model rests on, or draft one: words of documents that somebody confirmed.

    A notebook stands beside its model, as NAME.sources.yaml: documents, statements quoted from
    them, and which of them each value of the model rests on.

    \b
    Examples:
      goodoffices sources check my.yaml
      goodoffices sources draft my.sources.yaml -o my.yaml
    """


@sources.command()
@click.argument("source", metavar="FILE|CASE|NOTEBOOK")
@click.option(
    "--notebook",
    metavar="FILE",
    help="The notebook.  [default: NAME.sources.yaml beside NAME.yaml]",
)
@documents_option
@click.option("--all", "every", is_flag=True, help="List every value with what it rests on.")
@answer_options()
@click.pass_context
def check(
    context: click.Context,
    source: str,
    notebook: str | None,
    documents: str | None,
    every: bool,
    sink: Sink,
) -> None:
    """Check a model's notebook: quotes, names, paths and signs.

    Each quote has to stand where it is said to stand, each name and each path has to lead
    somewhere; what does not is told by line and column, and the command exits with 2. Hints, with
    which it exits with 0: a value that goes against what its own party demands or refuses, rows
    that nobody confirmed. Also: values without a source, statements that nothing rests on, and
    which documents are copies of one text. A text that is not at hand leaves its quotes unchecked.

    \b
    Examples:
      goodoffices sources check my.yaml
      goodoffices sources check istanbul-2025 --all
      goodoffices sources check istanbul-2025 --documents texts
    """
    from goodoffices.cases.sources import check_sources
    from goodoffices.files.notebooks.check import is_notebook

    if not is_notebook(Path(source)):
        source_path(source)  # which says what there is in place of a file that is not there
    with working("Checking the notebook"):
        found = check_sources(source, notebook, documents=documents)
    sink.show(found, every=every, problems=sink.format != "table")
    if found.broken:
        say(ModelError(found.broken, found.source))
        context.exit(BAD_INPUT)


@sources.command()
@click.argument("notebook", metavar="NOTEBOOK", type=click.Path(path_type=Path))
@documents_option
@answer_options("yaml", "html")
def draft(notebook: Path, documents: str | None, sink: Sink) -> None:
    """Draft a model from the confirmed rows of a notebook, with questions for the rest.

    Says what the rows tell, and asks what they do not, the most decisive first. With -o NAME.yaml
    it writes the model, and beside it, in NAME.sources.yaml, which rows each value rests on. Copies
    of one text count as one voice, where the texts are at hand.

    \b
    Examples:
      goodoffices sources draft my.sources.yaml
      goodoffices sources draft my.sources.yaml -o my.yaml
      goodoffices sources draft my.sources.yaml -o questions.html
    """
    from goodoffices.files.drafted import drafted_text, refuse_to_draft, save_draft
    from goodoffices.files.notebooks.load import load_notebook
    from goodoffices.files.notebooks.texts import texts_of
    from goodoffices.sources.drafting.model_draft import draft_model

    read = load_notebook(notebook)
    texts, _ = texts_of(read, notebook.parent, None if documents is None else Path(documents))
    model = sink.path if sink.format == "yaml" else None
    if model is not None:
        refuse_to_draft(read, notebook, model, force=sink.force)
    with working("Drafting a model"):
        found = draft_model(read, {name: one.text for name, one in texts.items()})
    if sink.format != "yaml":
        from goodoffices.show.telling import report

        sink.emit(report(found))
    elif model is None:
        sink.send(drafted_text(found))
    else:
        for written in save_draft(found, notebook, model, force=sink.force):
            tell_beside(f"Wrote {written}")
        Sink("table", None, sink.force).show(found)
