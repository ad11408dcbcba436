"""``goodoffices sources``: the notebook beside a model, and what can be made of its rows."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.output import Sink, working


@click.group()
def sources() -> None:
    """Draft a model from a notebook: from words of documents that somebody confirmed.

    A notebook stands beside its model, as NAME.sources.yaml: documents, statements quoted from
    them, and which of them each value of the model rests on.

    \b
    Examples:
      goodoffices sources draft my.sources.yaml -o my.yaml
    """


@sources.command()
@click.argument("notebook", metavar="NOTEBOOK", type=click.Path(path_type=Path))
@answer_options("yaml", "html")
def draft(notebook: Path, sink: Sink) -> None:
    """Draft a model from the confirmed rows of a notebook, with questions for the rest.

    Says what the rows tell, and asks what they do not, the most decisive first. With -o NAME.yaml
    it writes the model, and beside it, in NAME.sources.yaml, which rows each value rests on.

    \b
    Examples:
      goodoffices sources draft my.sources.yaml
      goodoffices sources draft my.sources.yaml -o my.yaml
      goodoffices sources draft my.sources.yaml -o questions.html
    """
    from goodoffices.files.drafted import drafted_text, refuse_to_draft, save_draft
    from goodoffices.files.notebooks.load import load_notebook
    from goodoffices.sources.drafting.draft import draft_model

    read = load_notebook(notebook)
    model = sink.path if sink.format == "yaml" else None
    if model is not None:
        refuse_to_draft(read, notebook, model, force=sink.force)
    with working("Drafting a model"):
        found = draft_model(read)
    if sink.format == "html":
        from goodoffices.show.telling import report
        from goodoffices.show.writers.page import as_html

        sink.send(as_html(report(found)))
    elif sink.format != "yaml":
        sink.show(found)
    elif model is None:
        sink.send(drafted_text(found))
    else:
        for written in save_draft(found, notebook, model, force=sink.force):
            click.echo(f"Wrote {written}", err=True)
        Sink("table", None, sink.force).show(found)
