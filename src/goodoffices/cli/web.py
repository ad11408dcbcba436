"""``goodoffices web``: the workbench in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options.answer import debug_option, language_option
from goodoffices.cli.options.conflict import is_published


@click.command("web")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    show_default="any that is free",
    help="Where to listen, on this machine only; 0 for any port that is free.",
)
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@language_option
@debug_option
def web(file: Path | None, port: int, *, no_browser: bool) -> None:
    """Open the workbench: the package in a browser, on this machine only.

    With FILE, a model file (YAML), every edit is saved to it at once, comments kept, and never
    over a change that somebody else made; a FILE that is not there is begun anew, unless it is the
    name of a published conflict, which is opened and saved nowhere. Ctrl-C ends it.

    \b
    Examples:
      goodoffices web
      goodoffices web my.yaml
      goodoffices web chicken
      goodoffices web --port 8765 --no-browser
    """
    from goodoffices.errors import require

    require("web", "fastapi", "uvicorn")
    from goodoffices.show.language import spoken
    from goodoffices.web.serve import serve

    published = None
    if file is not None and is_published(str(file)):
        file, published = None, str(file)
    serve(
        file,
        port,
        browser=not no_browser,
        told=_tell,
        published=published,
        language=spoken(),
    )


def _tell(address: str) -> None:
    click.echo(f"The workbench is at {address}")
    click.echo("Nothing leaves this machine. End it with Ctrl-C.")
