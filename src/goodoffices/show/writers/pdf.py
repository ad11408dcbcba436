"""The brief as PDF, set by Typst. The texts are handed over as data, never as markup."""

from __future__ import annotations

import json
import math
from typing import Any

from goodoffices.errors import require
from goodoffices.show.document import MOST_TOGETHER, Block, Document, Figure, flat, in_its_language
from goodoffices.show.language import say, spoken
from goodoffices.show.texts import isolated

_START = """
#let brief = json(bytes(sys.inputs.brief))
#let turned = sys.inputs.direction == "rtl"
#let soft = rgb("#56606b")
#set document(title: brief.title, date: none)
#let gap = if turned { (right: 0pt, left: 9pt) } else { (left: 0pt, right: 9pt) }
#set table(stroke: none, inset: gap + (y: 3.5pt))
#show table.cell: set par(leading: .5em, justify: false)
#show figure: set block(breakable: true)
#show figure.caption: it => block(above: 1em, sticky: true, width: 100%,
  align(start, strong(it.body)))
"""
_PAGES = """
#set page(paper: "a4", margin: (x: 20mm, top: 20mm, bottom: 22mm),
  footer: context align(end, text(8pt, soft)[
    #counter(page).display() / #counter(page).final().first()]))
#set text(font: "Libertinus Serif", size: 10.5pt, lang: brief.lang, hyphenate: true)
#set par(leading: .62em, spacing: .95em)
#show heading.where(level: 1): it => block(below: .6em, text(18pt, it.body))
#show heading.where(level: 2): it => block(above: 2em, below: .9em, sticky: true,
  stroke: (top: .5pt + luma(190)), inset: (top: .7em), width: 100%, text(13.5pt, it.body))
#show table.cell: set text(9pt, hyphenate: true)
"""
_PIECES = """
#let headed(item) = figure(
  kind: table, supplement: none, numbering: none, gap: .6em,
  caption: figure.caption(position: top, item.caption),
  table(
    columns: item.widths.map(width => width * 1fr),
    align: (column, row) => if item.numeric.at(column) { right } else { start },
    table.header(repeat: true,
      ..item.header.map(cell => table.cell(breakable: false, strong(cell))),
      table.hline(stroke: .8pt + soft)),
    ..item.rows.map(row => row.enumerate().map(((column, cell)) => table.cell(breakable: false,
      if turned and item.numeric.at(column) { text(dir: ltr, cell) } else { cell }))
      + (table.hline(stroke: .3pt + luma(190)),)).flatten()))

#let picture(item) = place(auto, float: true, clearance: 1.4em, block(width: 100%)[
  #align(center, image(bytes(item.svg), format: "svg", alt: item.alternative, width: 68%))
  #text(9pt)[#item.caption #text(soft, item.alternative)]])

#let bar = 3pt + rgb("#0b5a94")
#let show-block(item) = {
  if item.block == "paragraph" and item.kind == "lead" {
    block(width: 100%, breakable: false, fill: rgb("#eef2f7"), inset: 9pt,
      stroke: if turned { (right: bar) } else { (left: bar) }, strong(item.text))
  } else if item.block == "paragraph" and item.kind == "note" {
    par(text(.857em, soft, item.text))
  } else if item.block == "paragraph" and item.text.ends-with(":") {
    block(above: .95em, below: .95em, sticky: true, par(item.text))
  } else if item.block == "paragraph" {
    par(item.text)
  } else if item.block == "list" {
    list(..item.items)
  } else if item.block == "table" {
    block(breakable: not item.together, width: 100%, headed(item))
  } else {
    picture(item)
  }
}
"""
_BODY = """
#heading(level: 1, outlined: false, brief.title)
#text(soft, brief.subtitle)
#for section in brief.sections {
  heading(level: 2, section.title)
  for item in section.blocks { show-block(item) }
}
"""
_SHEET = """
#set page(paper: "a4", margin: (x: 17mm, y: 14mm))
#set text(font: "Libertinus Serif", lang: brief.lang, hyphenate: true)
#let sizes = (10.5pt, 10pt, 9.5pt, 9pt, 8.5pt, 8pt, 7.5pt)
#let parts = brief.sections.map(section => section.blocks.enumerate().map(((place, item)) => {
  if place == 0 { heading(level: 2, section.title) }
  show-block(item)
})).flatten()
#let sheet(size, count) = {
  set text(size)
  set par(leading: .55em, spacing: .8em)
  show table.cell: set text(.87em)
  show heading.where(level: 1): it => block(below: .5em, text(1.2em, it.body))
  show heading.where(level: 2): it => block(above: 1.1em, below: .6em, it.body)
  heading(level: 1, outlined: false, brief.title)
  text(soft, brief.subtitle)
  for part in parts.slice(0, count) { part }
  if count < parts.len() {
    par(text(.857em, soft, brief.left_out))
  }
}
#layout(room => {
  let fits(size, count) = {
    measure(block(width: room.width, sheet(size, count))).height <= room.height - 2mm
  }
  let whole = sizes.filter(size => fits(size, parts.len()))
  let some = range(parts.len(), 0, step: -1).filter(count => fits(sizes.last(), count))
  if whole.len() > 0 {
    sheet(whole.first(), parts.len())
  } else if some.len() > 0 {
    sheet(sizes.last(), some.first())
  } else {
    block(height: room.height - 2mm, clip: true, sheet(sizes.last(), 1))
  }
})
"""
_LONG = 60.0
_SHORT = 5.0
_EVENLY = 0.8
_ON_A_LINE = 115


def as_pdf(document: Document) -> bytes:
    """Return the PDF: the same bytes for the same document."""
    return _set(document, _START + _PAGES + _PIECES + _BODY)


def as_sheet(document: Document) -> bytes:
    """Return a PDF of one page, smaller where there is much; what does not fit is left out."""
    return _set(document, _START + _PIECES + _SHEET)


@in_its_language
def _set(document: Document, template: str) -> bytes:
    require("report", "typst")
    import typst

    left_out = say("What does not fit on one page is left out; the whole brief tells it.")
    data = document.to_dict() | {"left_out": left_out}
    for section, written in zip(document.sections, data["sections"], strict=True):
        for block, entry in zip(flat(section.blocks), written["blocks"], strict=True):
            entry.update(_layout(block, entry))
    brief = isolated(json.dumps(data, ensure_ascii=False))
    inputs = {"brief": brief, "direction": spoken().direction}
    pdf: bytes = typst.compile(template.encode(), sys_inputs=inputs)
    return pdf


def _layout(block: Block, entry: dict[str, Any]) -> dict[str, Any]:
    """Return what only paper needs: a picture's drawing, the widths of a table's columns."""
    if isinstance(block, Figure):
        return {"svg": block.svg}
    if entry["block"] != "table":
        return {}
    columns = zip(entry["header"], *entry["rows"], strict=True)
    widths = [_width(column) for column in columns]
    return {"widths": widths, "together": _lines(entry["rows"], widths) <= MOST_TOGETHER}


def _lines(rows: list[list[str]], widths: list[float]) -> int:
    """Estimate how many lines the rows take."""
    room = [_ON_A_LINE * width / sum(widths) for width in widths]
    return sum(
        max(math.ceil(len(cell) / most) for cell, most in zip(row, room, strict=True))
        for row in rows
    )


def _width(cells: tuple[str, ...]) -> float:
    """Weigh a column by its texts: long ones wrap, and the longest word has to fit."""
    typical = sum(map(len, cells)) / len(cells)
    word = max(len(word) for cell in cells for word in (cell or "-").split())
    weight: float = min(max(typical, word, _SHORT), max(_LONG, word)) ** _EVENLY
    return weight
