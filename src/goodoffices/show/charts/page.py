"""The picture as one web page: needs no network, runs nothing that its texts bring along.

The picture is in the page as it stands, so that it shows without scripts; with them it becomes
the interactive one, as wide as the page, whose heading wraps. The page's policy allows the script
written here, by its hash, and no other.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from html import escape

from goodoffices.show.charts.engine import language_version
from goodoffices.show.charts.responsive import Responsive, responsive
from goodoffices.show.charts.script import bundled
from goodoffices.show.charts.spec import Spec
from goodoffices.show.language import say
from goodoffices.show.writers.page import isolated, table_rows
from goodoffices.show.writers.page import page as framed

GUIDES = "axis|legend|title|subtitle"
"""Parts of a picture of which the renderer says in English what they are."""

_SNIPPET = (
    """
const place = document.getElementById("picture");
const {charts, said, menu} = JSON.parse(document.getElementById("chart").textContent);
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const actions = {export: true, source: false, compiled: false, editor: false};
const drawn = document.createElement("div");
drawn.className = "panels pending";
place.append(drawn);

function fitted({chart, rows}, width) {
  const legend = {orient: "top", direction: "vertical", ...chart.config.legend};
  const row = {anchor: "start", margin: 20, direction: width < 640 ? "vertical" : "horizontal"};
  legend.layout = {[legend.orient]: row};
  if (width < 640) {
    Object.assign(legend, {direction: "vertical", columns: 1});
    chart.height = Math.max(chart.height, 40 * rows);
  }
  Object.assign(legend, {labelFontSize: 12, titleFontSize: 12});
  const axis = {labelFontSize: 11, titleFontSize: 12, ...chart.config.axis};
  return {...chart, config: {...chart.config, axis, legend}};
}

function placed(panel) {
  const cell = document.createElement("div");
  if (panel.whole) cell.className = "whole";
  const {least} = panel.chart.usermeta || {};
  if (least) cell.style.minWidth = `${least}px`;
  drawn.append(cell);
  return [panel, cell];
}

function draw([panel, cell]) {
  const {shape} = panel.chart.usermeta || {};
  const bind = document.getElementById("choices");
  const looks = {ast: true, renderer: "svg", downloadFileName: document.title};
  const options = {...looks, actions, bind, i18n: menu};
  const chart = fitted(panel, Math.min(place.clientWidth, cell.clientWidth));
  return vegaEmbed(cell, chart, options).then(async ({view}) => {
    const colour = () => view.signal("dark", dark.matches).runAsync();
    dark.addEventListener("change", colour);
    if (shape) {
      const keep = () => view.height(Math.round(view.width() * shape)).runAsync();
      view.addResizeListener(keep);
      await keep();
    }
    if (said) {
      const tell = (_, concept) => {
        document.getElementById("subtitle").textContent = said[concept];
      };
      view.addSignalListener("concept", tell);
    }
    await colour();
    if (document.documentElement.lang !== "en") still(cell);
  });
}

function still(cell) {
  for (const part of cell.querySelectorAll("[aria-roledescription]")) {
    if (/^(GUIDES)$/.test(part.getAttribute("aria-roledescription"))) {
      part.removeAttribute("aria-label");
      part.setAttribute("role", "graphics-object");
    }
    part.removeAttribute("aria-roledescription");
  }
}

Promise.all(charts.map(placed).map(draw)).then(() => {
  place.replaceChildren(drawn);
  drawn.classList.remove("pending");
  document.documentElement.classList.add("live");
});
"""
).replace("GUIDES", GUIDES)

_STYLE = """\
body { margin: 1.5rem; background: var(--paper); color: var(--ink);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif;
  overflow-wrap: break-word; }
h1 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .3rem; }
#subtitle { color: var(--soft); margin: 0 0 1rem; max-width: 75rem; }
html:not(.live) :is(h1, #subtitle, .note) { position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
figure { margin: 0; overflow-x: auto; }
figure svg { direction: ltr; }
[dir="rtl"] .panels svg text { unicode-bidi: plaintext; }
#picture > svg { background: #ffffff; }
.panels { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; }
.panels > * { flex: 1 1 min(100%, 21rem); min-width: 0; }
.panels > .vega-embed.has-actions { display: block; width: 100%; padding: 1.4rem 0 0; }
.panels > .whole { flex-basis: 100%; }
.pending { height: 0; overflow: hidden; }
#choices { display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; margin: 0 0 1rem; }
.vega-bind-name { margin-inline-end: .4rem; }
#choices select { font: inherit; }
#vg-tooltip-element { background: var(--paper) !important; color: var(--ink) !important;
  border-color: var(--line) !important; font-size: 13px !important; }
#vg-tooltip-element td.key { color: inherit !important; opacity: .75; }
.hint, .note { margin: .8rem 0; max-width: 75rem; }
.note { color: var(--soft); font-size: .85rem; }
details { margin-top: 1rem; }
summary { cursor: pointer; }
table { border-collapse: collapse; margin-top: .6rem; font-variant-numeric: tabular-nums; }
caption { text-align: start; padding-bottom: .3rem; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .7rem; text-align: start;
  vertical-align: top; min-width: 4.5rem; }
@media print { #choices, .hint, .vega-embed summary { display: none; } }
"""

_BODY = """\
<main>
<h1>{title}</h1>
<p id="subtitle">{subtitle}</p>
<div id="choices"></div>
<figure id="picture">{svg}</figure>
{caption}<p class="hint">{hint}</p>
<details>
<summary>{same}</summary>
<div class="wide" role="region" aria-label="{label}" tabindex="0">
<table>
<caption>{description}</caption>
{table}
</table>
</div>
</details>
</main>
<script type="application/json" id="chart">{chart}</script>
<script>{script}</script>"""


def page(  # noqa: PLR0913 - what a page is made of
    title: str,
    description: str,
    table: Sequence[Sequence[str]],
    *,
    svg: str,
    chart: Spec,
    hint: str,
) -> str:
    """Return the page.

    Parameters
    ----------
    title, description
        Plain text.
    table
        The picture as rows of plain text, the first of them the header.
    svg
        The picture as it stands.
    chart
        The interactive picture as a Vega-Lite specification.
    hint
        What a reader can do with it.
    """
    script = bundled(_SNIPPET, language_version(chart))
    script = f"\n{script}\n".replace("</script", "<\\/script").replace("<!--", "<\\!--")
    header, *rows = table
    parts = responsive(chart)
    caption = f'<p class="note">{isolated(parts.caption)}</p>\n' if parts.caption else ""
    body = _BODY.format(
        title=isolated(title),
        subtitle=isolated(parts.subtitle),
        caption=caption,
        svg=svg,
        description=isolated(description),
        hint=escape(hint),
        same=escape(say("The same as a table")),
        label=escape(say("Table")),
        table="\n".join(table_rows(header, rows)),
        chart=_inert(json.dumps(_told(chart, parts, description))),
        script=script,
    )
    return framed(title, body, policy=_policy(script), style=_STYLE)


def _told(chart: Spec, parts: Responsive, description: str) -> Spec:
    """Return what the script reads: charts, the subtitle under each concept, words of a menu."""
    return {
        "description": chart.get("description", description),
        "charts": [vars(panel) for panel in parts.panels],
        "said": chart.get("usermeta", {}).get("said"),
        "menu": {
            "CLICK_TO_VIEW_ACTIONS": say("Click to view actions"),
            "SVG_ACTION": say("Save as SVG"),
            "PNG_ACTION": say("Save as PNG"),
        },
    }


def _policy(script: str) -> str:
    """Return what the page may do: run this script, and load nothing."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _inert(text: str) -> str:
    """Write JSON so that no reader of HTML finds a tag in it."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
