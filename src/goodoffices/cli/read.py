"""``goodoffices read``: from a page to rows."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options.answer import debug_option
from goodoffices.cli.options.endpoint import endpoint_options
from goodoffices.cli.options.output import FORMATS, Sink, choose_sink, tell_beside, working
from goodoffices.errors import RequestError

if TYPE_CHECKING:
    from goodoffices.files.endpoint import Endpoint
    from goodoffices.sources.pages import Page
    from goodoffices.sources.reading import Reading

_MOST_TOLD = 20
_NOTEBOOK = (".sources.yaml", ".sources.yml")


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--party",
    "-p",
    "parties",
    multiple=True,
    metavar="NAME",
    help='A party, with the other names it goes by: "Russia: Putin, Moscow"; may be repeated.  '
    "[default: guessed, or those of the model]",
)
@click.option(
    "--model", "-m", metavar="FILE|CASE", help="Say what each row is about in this model."
)
@click.option("--whole", is_flag=True, help="Leave nothing out: read all of each page.")
@click.option("--unread", is_flag=True, help="List the sentences that gave no row.")
@click.option("--dropped", is_flag=True, help="List the lines that were left out.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", *FORMATS]),
    help="How to write the answer.  [default: table]",
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    help="Write the answer to FILE, whose suffix sets the format; rows are added to a notebook "
    "NAME.sources.yaml, and the texts kept beside it.",
)
@click.option("--force", is_flag=True, help="Replace a file that is already there.")
@endpoint_options
@debug_option
def read(
    files: tuple[str, ...],
    parties: tuple[str, ...],
    model: str | None,
    whole: bool,
    unread: bool,
    dropped: bool,
    form: str | None,
    output: str | None,
    force: bool,
    endpoint: Endpoint | None,
) -> None:
    """Find what of a page is about a dispute, and propose its statements as rows.

    FILE is a page that was saved: plain text, HTML, or a feed (RSS, Atom); - is standard input.
    Nothing is fetched. Headlines, boilerplate and other stories are left out. Each row is a quote:
    who demands, offers, refuses or threatens what. All are proposals, for a person to confirm.
    English only. As html it is a page with the text at the left and the rows at the right.

    \b
    Examples:
      goodoffices read page.html -o reading.html
      goodoffices read page.txt --party "Union: workers" --party Acme
      goodoffices read page.html --model istanbul-2025 -o my.sources.yaml
      goodoffices read - < feed.xml
    """
    notebook = output is not None and output.endswith(_NOTEBOOK) and form is None
    sink = (
        Sink("table", None, force=False)
        if notebook
        else choose_sink(form, output, force=force, special=("html",), default="table")
    )
    kept = Path(str(output)) if notebook and not force else None
    with working("Reading"):
        reading = _read(files, dict(map(_party, parties)), model, kept, whole=whole)
        reading = _asked(reading, endpoint)
    from goodoffices.show.answers.reading import advice
    from goodoffices.show.telling import report

    name = "page" if files[0] == "-" else Path(files[0]).stem
    what_next = advice(reading, name, notebook=notebook)
    most = _MOST_TOLD if sink.format == "table" and sink.path is None else None
    told = report(reading, unread=unread, dropped=dropped, most=most, advice=what_next)
    if notebook:
        _keep(reading, Path(str(output)), force=force)
    sink.emit(told)


def _read(
    files: tuple[str, ...],
    parties: Mapping[str, Sequence[str]],
    model: str | None,
    notebook: Path | None,
    *,
    whole: bool,
) -> Reading:
    """Read files; parties are those named, those of notebooks at hand, and those of the model."""
    from goodoffices.sources.reading import read_page

    conflict = None
    known = [parties]
    if model is not None:
        from goodoffices.cli.options.conflict import read_conflict, source_notebook

        conflict = read_conflict(model)
        if (beside := source_notebook(model)) is not None:
            known.append(_parties_in(beside))
    if notebook is not None:
        known.append(_parties_in(notebook))
    named: dict[str, list[str]] = {}
    for told in known:
        for name, others in told.items():
            named[name] = [*named.get(name, []), *others]
    pages = [page for file in files for page in _pages(file)]
    if not pages:
        raise RequestError(f"{', '.join(files)}: a feed without entries; there is nothing to read")
    return read_page(*pages, parties=named or None, conflict=conflict, whole=whole)


def _asked(reading: Reading, endpoint: Endpoint | None) -> Reading:
    """Add what a language model proposes, where one is asked."""
    if endpoint is None:
        return reading
    from goodoffices.files.endpoint import ask_about

    return ask_about(reading, endpoint)


def _parties_in(notebook: Path) -> Mapping[str, Sequence[str]]:
    if not notebook.is_file():
        return {}
    from goodoffices.files.notebooks.load import load_notebook

    return load_notebook(notebook).parties


def _pages(file: str) -> tuple[Page, ...]:
    from goodoffices.files.pages.page_files import MOST_BYTES, load_pages, loads_pages

    if file == "-":
        return loads_pages(sys.stdin.buffer.read(MOST_BYTES + 1), "-")
    return load_pages(file)


def _party(told: str) -> tuple[str, list[str]]:
    """Return the name of a party and the others it goes by."""
    name, _, others = told.partition(":")
    if not name.strip():
        raise RequestError(
            f"no name in '{told}'; expected a party as Russia, or with other names as "
            "Russia: Putin, Moscow"
        )
    return name.strip(), [other.strip() for other in others.split(",") if other.strip()]


def _keep(reading: Reading, path: Path, *, force: bool) -> None:
    """Add the rows to a notebook, and say how many."""
    from goodoffices.files.notebooks.add import keep_reading
    from goodoffices.files.notebooks.load import load_notebook

    before = keep_reading(reading, path, force=force)
    count = len(load_notebook(path).statements) - len(before.statements)
    rows = "1 row" if count == 1 else f"{count:,} rows"
    done = f"Added {rows} to {path}" if before.documents else f"Wrote {path}: {rows} to judge"
    tell_beside(done)
