import { html, cx, percent, say } from "../html.js";
import { selected } from "../state.js";

const TOP = 16, BOTTOM = 54, LEFT = 44, SIDE = 40;

// A line for each package over all who sign: what each gains, as a share of its best in the zone.
export function Parallel({ axes, points, width, height, point }) {
  const lines = points.filter((p) => (p.efficient || p.rules.length > 0) && p.shares.every((s) => s !== null));
  const low = Math.min(0, ...lines.flatMap((p) => p.shares)), high = Math.max(1, ...lines.flatMap((p) => p.shares));
  const x = (k) => LEFT + SIDE / 2 + (k * (width - LEFT - SIDE - 10)) / (axes.length - 1);
  const y = (share) => TOP + ((high - share) / (high - low)) * (height - TOP - BOTTOM);
  const path = (p) => p.shares.map((s, k) => `${k ? "L" : "M"}${x(k)} ${y(s)}`).join("");
  const chosen = lines.filter((p) => p.rules.length > 0);
  const ordered = [...lines.filter((p) => !p.rules.length), ...chosen];
  return html`<svg width=${width} height=${height} role="group" aria-label=${say("Packages by share of each party's best gain")}>
      ${[0, 0.5, 1].map((t) => html`<g class="tick"><path d=${`M${LEFT} ${y(t)}H${width - 10}`} /><text x=${LEFT - 6} y=${y(t) + 4} text-anchor="end">${percent(t)}</text></g>`)}
      ${axes.map((a, k) => html`<g><path class="zero" d=${`M${x(k)} ${TOP}V${height - BOTTOM}`} /><text class="axis" x=${x(k)} y=${height - BOTTOM + 18} text-anchor="middle"><title>${a.title}</title>${a.name}<tspan x=${x(k)} dy="14">${say("best {}", a.best)}</tspan></text></g>`)}
      ${ordered.map((p) => html`<g key=${p.state} class=${cx("line", p.rules.length > 0 && `chosen p${chosen.indexOf(p) % 6}`, p.state === selected.value && "here")} ...${point(p)}><title>${p.told}</title><path class="wide-line" d=${path(p)} /><path class="thin" d=${path(p)} />${p.rules.length > 0 && p.shares.map((s, k) => html`<circle cx=${x(k)} cy=${y(s)} r="3.5" />`)}</g>`)}
    </svg>
    <ul class="legend lines">${chosen.map((p, k) => html`<li class=${`p${k % 6}`}><svg width="26" height="8" aria-hidden="true"><path d="M0 4H26" class=${`thin chosen p${k % 6}`} /></svg>${p.rules.join(say(", "))}</li>`)}</ul>`;
}
