"""The picture as one web page: needs no network, runs nothing that its texts bring along.

The picture is in the page as it stands, so that it shows without scripts; with them it becomes
the interactive one. The page's policy allows the script written here, by its hash, and no other.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from goodoffices.show.writers.page import page as framed
from goodoffices.show.writers.page import table_rows

_SNIPPET = """
const place = document.getElementById("picture");
const chart = JSON.parse(document.getElementById("chart").textContent);
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const actions = {export: true, source: false, compiled: false, editor: false};
const bind = document.getElementById("choices");
const drawn = document.createElement("div");
const options = {ast: true, actions, bind, renderer: "svg", downloadFileName: document.title};
vegaEmbed(drawn, chart, options).then(
  ({view}) => {
    const colour = () => view.signal("dark", dark.matches).runAsync();
    dark.addEventListener("change", colour);
    place.replaceChildren(drawn);
    return colour();
  }
);
"""

_STYLE = """\
body { margin: 1.5rem; background: var(--paper); color: var(--ink);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif; }
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
figure { margin: 0; overflow-x: auto; }
#picture > svg { background: #ffffff; max-width: none; }
#choices { display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; margin: 0 0 1rem; }
.vega-bind-name { margin-right: .4rem; }
#choices select { font: inherit; }
#vg-tooltip-element { background: var(--paper) !important; color: var(--ink) !important;
  border-color: var(--line) !important; font-size: 13px !important; }
#vg-tooltip-element td.key { color: inherit !important; opacity: .75; }
.hint { margin: .8rem 0; max-width: 60rem; }
details { margin-top: 1rem; }
summary { cursor: pointer; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin-top: .6rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: .3rem; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .7rem; text-align: left;
  vertical-align: top; }
@media print { #choices, .hint, .vega-embed summary { display: none; } }
"""

_BODY = """\
<main>
<h1>{title}</h1>
<div id="choices"></div>
<figure id="picture">{svg}</figure>
<p class="hint">{hint}</p>
<details>
<summary>The same as a table</summary>
<div class="wide" role="region" aria-label="Table" tabindex="0">
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
    chart: dict[str, Any],
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
    version = str(chart["$schema"]).rpartition("/")[2].removesuffix(".json")
    script = _script(".".join(version.split(".")[:2]))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    header, *rows = table
    body = _BODY.format(
        title=escape(title),
        svg=svg,
        description=escape(description),
        hint=escape(hint),
        table="\n".join(table_rows(header, rows)),
        chart=_inert(json.dumps(chart)),
        script=script,
    )
    return framed(title, body, policy=policy, style=_STYLE)


@lru_cache(maxsize=2)
def _script(version: str) -> str:
    """Return Vega with our few lines as one script; making it takes about a second."""
    import vl_convert

    script: str = vl_convert.javascript_bundle(_SNIPPET, vl_version=version)
    return f"\n{script}\n".replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _inert(text: str) -> str:
    """Write JSON so that no reader of HTML finds a tag in it."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
