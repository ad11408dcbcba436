"""Blocks as HTML, and a document of sections as one web page.

The page needs no network and no scripts, prints on A4, and is legible in light and dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from goodoffices.show.document import (
    MOST_TOGETHER,
    Block,
    Document,
    Figure,
    Marked,
    Piece,
    Points,
    Section,
    Table,
    Text,
    flat,
    in_its_language,
    shown,
)
from goodoffices.show.language import say, spoken
from goodoffices.show.texts import RIGHT_TO_LEFT, printable

_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_LETTER = r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_WORD = rf"-*{_LETTER}(?:[\d_./'’-]*{_LETTER})*[\d-]*"
_NEXT = rf",? (?:{_WORD}|\({_WORD}(?: {_WORD})*\))"
_LEFT_TO_RIGHT = re.compile(rf"({_WORD}(?:{_NEXT})*|[-−+](?:\d[.,\u066b\u066c]?)*\d)")
"""Names, statements, patterns and signed numbers, which a text from right to left isolates."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_PALETTE = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #56606b; --paper: #ffffff;
  --line: #c8ced6; --tint: #eef2f7; --accent: #0b5a94; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e6e8eb; --soft: #a9b1ba; --paper: #14181d; --line: #3d454f;
    --tint: #1e252d; --accent: #7cc0f5; } }
.wide { overflow-x: auto; background:
    linear-gradient(to right, var(--paper) 40%, transparent) left / 3rem 100% no-repeat local,
    linear-gradient(to left, var(--paper) 40%, transparent) right / 3rem 100% no-repeat local,
    linear-gradient(to right, var(--line), transparent) left / 1rem 100% no-repeat scroll,
    linear-gradient(to left, var(--line), transparent) right / 1rem 100% no-repeat scroll; }
.wide:focus-visible { outline: 2px solid var(--accent); }
@media screen and (max-width: 40rem) {
  .wide table:has(th:nth-child(3)) { width: max-content; min-width: 100%; }
  .wide :is(th, td) { max-width: 15rem; }
  .wide caption { max-width: calc(100vw - 3rem); } }
"""
_STYLE = """\
* { box-sizing: border-box; }
html { background: var(--paper); }
body { margin: 0 auto; padding: 2rem 1.2rem 4rem; max-width: 80rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI",
  "Liberation Sans", Arial, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .3rem; }
.subtitle { margin: 0 0 1.6rem; color: var(--soft); }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.6rem 0 .8rem; padding-top: 1rem;
  border-top: 1px solid var(--line); }
p { margin: .7rem 0; }
.lead { background: var(--tint); border-inline-start: 4px solid var(--accent); padding: .8rem 1rem;
  font-weight: 600; }
.note { color: var(--soft); font-size: .9rem; }
ul { margin: .6rem 0; padding-inline-start: 1.3rem; }
li { margin: .3rem 0; }
a { color: var(--accent); }
nav { background: var(--tint); padding: .8rem 1.2rem; margin: 1.4rem 0; }
nav h2 { border: 0; padding: 0; margin: 0 0 .3rem; font-size: 1rem; }
nav ol { columns: 2 18rem; column-gap: 2.4rem; margin: 0; padding-inline-start: 1.4rem; }
.wide { margin: 1.1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.4;
  font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding-bottom: .4rem; }
th, td { border-bottom: 1px solid var(--line); padding-block: .35rem; padding-inline: 0 1rem;
  text-align: start; vertical-align: top; font-weight: normal; }
thead th { border-bottom: 2px solid var(--soft); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; }
.number { text-align: right; unicode-bidi: plaintext; }
td.number { white-space: nowrap; }
figure { margin: 1.4rem 0; }
figure > div { direction: ltr; background: #ffffff; overflow-x: auto; padding: .4rem; }
figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; overflow: visible; }
figcaption { font-size: .9rem; margin-top: .5rem; }
.words { color: var(--soft); }
@media screen and (min-width: 64rem) {
  body:has(nav) { display: grid; grid-template-columns: 17rem minmax(0, 1fr);
    column-gap: 2.5rem; }
  header { grid-column: 1 / -1; }
  nav { align-self: start; position: sticky; top: 1rem; max-height: calc(100vh - 2rem);
    overflow-y: auto; font-size: .9rem; }
  nav ol { columns: 1; }
  main > section:first-child > h2 { margin-top: 1.4rem; }
  :is(p, ul):not(.lead) { max-width: 54rem; } }
@page { size: A4; margin: 18mm 17mm 20mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif;
    color: #56606b; } }
@media print {
  :root { color-scheme: light; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  nav a { color: inherit; text-decoration: none; }
  .lead, nav { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .wide, figure > div { overflow: visible; background: none; }
  h1, h2, caption, thead { break-after: avoid; }
  tr, li, figure, .lead, .short { break-inside: avoid; }
  thead { display: table-header-group; }
  p, li { orphans: 3; widows: 3; }
}
"""

_MARKS = """\
.marked { margin: 1.4rem 0; }
.marked > * { margin: 0; padding: .7rem 0; border-top: 1px solid var(--line); }
.marked p { max-width: 54rem; margin: 0; }
mark { color: inherit; background: color-mix(in srgb, var(--accent) 18%, var(--paper));
  border-bottom: 2px solid var(--accent); box-decoration-break: clone;
  -webkit-box-decoration-break: clone; }
.marked sup a { text-decoration: none; font-size: .75rem; padding: 0 .15rem; }
.faint { text-decoration: underline dotted var(--soft); text-underline-offset: .2rem; }
.said { list-style: none; padding: 0; margin: .6rem 0 0; font-size: .9rem; line-height: 1.4; }
.said li { margin: 0 0 .6rem; padding: .4rem .7rem; background: var(--tint); }
.said li:target { outline: 2px solid var(--accent); }
.said dl { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); margin: 0;
  column-gap: .6rem; }
.said dt { color: var(--soft); }
.said dd { margin: 0; }
details { color: var(--soft); font-size: .9rem; }
summary { cursor: pointer; }
@media screen and (min-width: 64rem) {
  .marked > div { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    column-gap: 2.5rem; }
  .said { margin: 0; }
  body:has(.marked) { display: block; } }
@media print { .said li { break-inside: avoid; } }
"""
_PAGE = """\
<!doctype html>
<html lang="{lang}"{direction}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""
_BRIEF = """\
<header>
<h1>{title}</h1>
<p class="subtitle">{subtitle}</p>
</header>
{contents}<main>
{sections}
</main>"""
_CONTENTS = """\
<nav aria-labelledby="contents">
<h2 id="contents">{title}</h2>
<ol>
{links}
</ol>
</nav>
"""
_AT_A_GLANCE = 6


@in_its_language
def as_html(document: Document) -> str:
    """Return the page."""
    sections = document.sections
    links = [f'<li><a href="#{escape(s.key)}">{isolated(s.title)}</a></li>' for s in sections]
    body = _BRIEF.format(
        title=isolated(document.title),
        subtitle=isolated(document.subtitle),
        contents=_contents(links) if len(links) > _AT_A_GLANCE else "",
        sections=fragment(document),
    )
    style = f"{_STYLE}{_MARKS}" if '<div class="marked">' in body else _STYLE
    return page(document.title, body, policy=_POLICY, style=style)


def _contents(links: Iterable[str]) -> str:
    return _CONTENTS.format(title=escape(say("Contents")), links="\n".join(links))


def page(title: str, body: str, *, policy: str, style: str) -> str:
    """Return a web page, in the colours that all of them have.

    Parameters
    ----------
    title
        Plain text.
    body, policy, style
        HTML, what the page may load and run, and CSS.
    """
    language = spoken()
    mirrored = ' dir="rtl"' if language.direction == "rtl" else ""
    parts = {"lang": language.code, "direction": mirrored}
    parts |= {"title": escape(title), "style": f"{_PALETTE}{style}", "policy": policy}
    return _PAGE.format(body=body, **parts)


@in_its_language
def fragment(document: Document) -> str:
    """Return the blocks and notes of a document, to stand in a page of others."""
    notes = (Text(note, "note") for note in document.notes)
    return "\n".join(map(block_html, [*document.blocks, *notes]))


def block_html(block: Block) -> str:  # noqa: PLR0911 - one for each kind of block
    """Return a block as HTML."""
    match block:
        case Text(text, kind):
            mark = "" if kind == "plain" else f' class="{kind}"'
            return f"<p{mark}>{isolated(text)}</p>"
        case Points(items):
            return "\n".join(["<ul>", *(f"<li>{isolated(item)}</li>" for item in items), "</ul>"])
        case Table():
            return "\n".join(_table(block))
        case Figure():
            return _figure(block)
        case Marked():
            return "\n".join(_marked(block))
        case Section():
            return _section(block)
        case str():
            return "\n".join(map(block_html, flat([printable(block)])))


def isolated(text: str) -> str:
    """Return text as HTML; names written the other way do not turn what is around them."""
    if spoken().direction == "ltr":
        return RIGHT_TO_LEFT.sub(r"<bdi>\g<0></bdi>", escape(text))
    if not RIGHT_TO_LEFT.search(text):
        return f"<bdi>{escape(text)}</bdi>"
    pieces = map(escape, _LEFT_TO_RIGHT.split(text))
    return "".join(f"<bdi>{one}</bdi>" if k % 2 else one for k, one in enumerate(pieces))


def _section(section: Section) -> str:
    key = escape(section.key)
    lines = [
        f'<section id="{key}" aria-labelledby="{key}-title">',
        f'<h2 id="{key}-title">{isolated(section.title)}</h2>',
        *map(block_html, section.blocks),
        "</section>",
    ]
    return "\n".join(lines)


def _table(table: Table) -> Iterator[str]:
    told = shown(table)
    label = escape(told.title or say("Table"))
    caption = f"\n<caption>{isolated(told.title)}</caption>" if told.title else ""
    short = " short" if len(told.rows) <= MOST_TOGETHER else ""
    yield f'<div class="wide{short}" role="region" aria-label="{label}" tabindex="0">'
    yield f"<table>{caption}"
    yield from table_rows(told.header, told.rows, told.numeric)
    yield "</table>\n</div>"


def table_rows(
    header: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool] = ()
) -> Iterator[str]:
    """Yield the head and the body of a table; ``numeric`` says which columns hold numbers."""
    marks = [' class="number"' if number else "" for number in numeric or [False] * len(header)]
    heads = zip(marks, header, strict=True)
    cells = "".join(f'<th scope="col"{mark}>{isolated(head)}</th>' for mark, head in heads)
    yield f"<thead><tr>{cells}</tr></thead>\n<tbody>"
    for first, *others in rows:
        cells = "".join(
            f"<td{mark}>{isolated(cell)}</td>" for mark, cell in zip(marks[1:], others, strict=True)
        )
        yield f'<tr><th scope="row"{marks[0]}>{isolated(first)}</th>{cells}</tr>'
    yield "</tbody>"


def _marked(block: Marked) -> Iterator[str]:
    told = shown(block.said)
    rows = {row[0]: row for row in told.rows}
    begun: set[str] = set()
    if block.note:
        yield block_html(Text(block.note, "note"))
    yield '<div class="marked">'
    for left_out, pieces in block.parts:
        if left_out:
            lines = "".join(f"<p>{_piece(piece, ())}</p>" for piece in pieces)
            yield f"<details><summary>{isolated(left_out)}</summary>{lines}</details>"
            continue
        here: list[str] = []
        words = []
        for piece in pieces:
            fresh = tuple(key for key in piece.keys if key not in begun)
            begun.update(fresh)
            here += fresh
            words.append(_piece(piece, fresh))
        said = "".join(_said(told.header, rows[key]) for key in here)
        yield f'<div><p>{"".join(words)}</p>\n<ul class="said">{said}</ul></div>'
    yield "</div>"


def _piece(piece: Piece, fresh: Iterable[str]) -> str:
    """Return words of a text, with links to what is said of the marks that begin there."""
    text = isolated(_STEERING.sub(" ", piece.text))
    if not piece.keys:
        return f'<span class="faint">{text}</span>' if piece.faint else text
    names = "".join(
        f'<sup><a id="at-{escape(key)}" href="#{escape(key)}">{escape(key)}</a></sup>'
        for key in fresh
    )
    return f"{names}<mark>{text}</mark>"


def _said(header: Sequence[str], row: Sequence[str]) -> str:
    """Return a row of a table as a list of what it holds, below its first two cells."""
    key, kind, *cells = row
    held = "".join(
        f"<dt>{isolated(head)}</dt><dd>{isolated(cell)}</dd>"
        for head, cell in zip(header[2:], cells, strict=True)
        if cell
    )
    name = escape(key)
    link = f'<a href="#at-{name}">{name}</a> <b>{isolated(kind)}</b>'
    return f'<li id="{name}">{link}<dl>{held}</dl></li>'


def _figure(figure: Figure) -> str:
    svg = re.sub(r"<\?xml[^>]*\?>|<!DOCTYPE[^>]*>", "", figure.svg).strip()
    svg = svg.replace("<svg ", '<svg aria-hidden="true" ', 1)  # what is around it says it
    alternative = escape(figure.alternative)
    return (
        f'<figure>\n<div role="img" aria-label="{alternative}">{svg}</div>\n'
        f"<figcaption>{isolated(figure.caption)} "
        f'<span class="words">{isolated(figure.alternative)}</span></figcaption>\n</figure>'
    )
