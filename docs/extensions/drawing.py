"""Pictures on pages: drawn while the documentation is built, kept beside the pages."""

from __future__ import annotations

from html import escape
from pathlib import Path

from sphinx.environment import BuildEnvironment

from goodoffices.show.charts.picture import Picture

FOLDER = "_pictures"


def figure(picture: Picture, name: str, env: BuildEnvironment) -> str:
    """Write a picture beside the pages, still and interactive; return the HTML that shows it.

    Parameters
    ----------
    name
        Of its files, without a suffix.
    """
    folder = Path(env.app.outdir, FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.svg").write_text(picture.svg(), encoding="utf-8")
    (folder / f"{name}.html").write_text(picture.html(), encoding="utf-8")
    place = "../" * env.docname.count("/") + f"{FOLDER}/{name}"
    return (
        f'<figure class="picture"><img src="{place}.svg" alt="{escape(picture.description)}">'
        f'<figcaption><a href="{place}.html">Open it by itself</a>, to point at and click in'
        "</figcaption></figure>"
    )
