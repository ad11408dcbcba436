"""A picture: shown, or kept in one of three formats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.errors import RequestError, require
from goodoffices.files.atomic import refuse_existing, write_file
from goodoffices.show.charts.engine import Drawing, drawing, drawn
from goodoffices.show.charts.page import GUIDES, page
from goodoffices.show.charts.spec import Spec
from goodoffices.show.language import ENGLISH, Language, speaking, spoken

if TYPE_CHECKING:
    import altair as alt


SUFFIXES = (".html", ".svg", ".png")
"""Of the files that a picture can be kept in."""

_ROLE = "aria-roledescription"
_GUIDE = '="graphics-object"'
_CONTROLS_HEIGHT = 190
_MOST_DOTS = 8


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture of a conflict. A notebook shows it, ``save`` keeps it.

    Attributes
    ----------
    spec
        The interactive picture as Vega-Lite has it.
    title, description
        What it is of, and what it shows in words.
    table
        What it shows as rows of text, the first of them the header.
    hint
        What a reader can do with it where it is interactive.
    height
        In pixels, without what is around it.
    language
        What it is told in: what was spoken when it was made.

    Examples
    --------
    >>> picture = go.graph(go.analyze(go.case("elmira-1991")))
    >>> picture.title
    'Elmira groundwater contamination, 1991: integrated graph'
    >>> picture.table[1][:2]
    ('1 (status quo)', 'NYNNN')
    """

    spec: Spec = field(repr=False)
    title: str
    description: str = field(repr=False)
    table: tuple[tuple[str, ...], ...] = field(repr=False)
    hint: str = field(repr=False)
    height: int = field(repr=False)
    language: Language = field(default_factory=spoken, repr=False)

    @cached_property
    def chart(self) -> alt.LayerChart | alt.ConcatChart:
        """The interactive picture as Altair has it."""
        require("report", "altair")
        import altair as alt

        kind = alt.ConcatChart if "concat" in self.spec else alt.LayerChart
        made: alt.LayerChart | alt.ConcatChart = kind.from_dict(self.spec)
        return made

    @cached_property
    def _begun(self) -> Drawing | None:
        return drawing(self.spec)

    @cached_property
    def _drawn(self) -> tuple[Spec, str]:
        """The chart as a specification, and as SVG; to draw takes longer than all the rest."""
        chart, svg = self._begun.drawn() if self._begun else drawn(self.spec)
        start, rest = _spelt(_unclipped(svg), self.language).split(">", 1)
        named = f"<title>{escape(self.title)}</title><desc>{escape(self.description)}</desc>"
        return chart, f'{start} role="img" xml:lang="{self.language.code}">{named}{rest}'

    def begin(self) -> None:
        """Begin to draw it beside what else is done, where a process was started ahead for that."""
        self._begun  # noqa: B018 - a property that is worked out once

    def html(self) -> str:
        """Return a web page that needs nothing else: no network, no other file."""
        told = (self.title, self.description, self.table)
        with speaking(self.language):
            return page(*told, svg=self.svg(), chart=self._drawn[0], hint=self.hint)

    def svg(self) -> str:
        """Return the picture as SVG, titled and described."""
        return self._drawn[1]

    def png(self, scale: float = 2) -> bytes:
        """Return the picture as PNG.

        Parameters
        ----------
        scale
            Dots per pixel, above 0 and at most 8.

        Raises
        ------
        RequestError
            ``scale`` is out of range.
        """
        if not 0 < scale <= _MOST_DOTS:
            raise RequestError(f"a scale of {scale}; expected above 0 and at most {_MOST_DOTS}")
        import vl_convert

        image: bytes = vl_convert.svg_to_png(self.svg(), scale=scale)
        return image

    def save(self, path: str | Path, *, force: bool = False) -> None:
        """Write the picture to a file, in the format that its name ends in.

        Parameters
        ----------
        path
            Ends in ``.html``, ``.svg`` or ``.png``.
        force
            True to replace a file that is there.

        Raises
        ------
        RequestError
            The name ends in something else.
        FileError
            The file is there and ``force`` is not set, or it cannot be written.
        """
        target = Path(path)
        check_suffix(target)
        refuse_existing(target, force=force)
        suffix = target.suffix.lower()
        content = (
            self.html() if suffix == ".html" else self.svg() if suffix == ".svg" else self.png()
        )
        write_file(target, content, force=force)

    def _repr_html_(self) -> str:
        """Show the page in a frame of its own, where its scripts reach nothing else."""
        height = self.height + _CONTROLS_HEIGHT
        return (
            f'<iframe sandbox="allow-scripts allow-downloads" title="{escape(self.title)}" '
            f'style="width: 100%; height: {height}px; border: 0" '
            f'srcdoc="{escape(self.html())}"></iframe>'
        )

    def _repr_svg_(self) -> str:
        return self.svg()


def _unclipped(svg: str) -> str:
    """Drop the clip paths: nothing sticks out of a still picture, and thousands are slow to draw.

    The renderer also numbers them, and gradients, on from one picture to the next.
    """
    for place, name in enumerate(dict.fromkeys(re.findall(r'id="(gradient_\d+)"', svg))):
        svg = re.sub(rf"\b{name}\b", f"shade_{place}", svg)
    svg = re.sub(r'(<\w[^<>]*?) clip-path="url\(#clip\d+\)"', r"\1", svg)
    return re.sub(r'<defs>(<clipPath id="clip\d+">.*?</clipPath>)*</defs>', "", svg)


def _spelt(svg: str, language: Language) -> str:
    """Drop what the renderer says in English; isolate each line written from right to left.

    Lines are placed as in a picture that runs from left to right, which this one does not mirror.
    """
    if language is ENGLISH:
        return svg
    svg = re.sub(rf'="graphics-symbol" {_ROLE}="({GUIDES})" aria-label="[^"]*"', _GUIDE, svg)
    svg = re.sub(rf' {_ROLE}="[^"]*"', "", svg)
    if language.direction == "ltr":
        return svg
    svg = re.sub(r">([^<>]+)</(text|tspan)>", ">\u2067\\1\u2069</\\2>", svg)
    return svg.replace("<svg ", '<svg direction="ltr" ', 1)


def check_suffix(path: Path) -> None:
    """Raise RequestError for a file whose name does not end as a picture's does."""
    if path.suffix.lower() not in SUFFIXES:
        found = f"'{path.suffix}'" if path.suffix else "nothing"
        raise RequestError(
            f"a picture is kept as {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}, and the name "
            f"'{path.name}' ends in {found}; end it in one of them"
        )
