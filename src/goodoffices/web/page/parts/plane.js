import { html, cx, say } from "../html.js";
import { selected } from "../state.js";
import { kindOf } from "./zone.js";
import { placed } from "./labels.js";
import { scale, short } from "./scale.js";

const LEFT = 52, BOTTOM = 40, TOP = 12, RIGHT = 14;

// The gains of two parties over no deal, which is the origin; what rules choose is ringed and named.
export function Plane({ axes, points, pair, width, height, point, noDeal, toNoDeal }) {
  const [a, b] = pair;
  const across = scale(points.map((p) => p.gains[a]), LEFT, width - RIGHT);
  const upwards = scale(points.map((p) => p.gains[b]), height - BOTTOM, TOP);
  const at = (p) => [across.to(p.gains[a]), upwards.to(p.gains[b])];
  const [x0, y0] = [across.to(0), upwards.to(0)];
  const best = axes.length === 2 ? points.filter((p) => p.efficient).map(at) : [];
  const step = best.map(([x, y], k) => (k ? `V${y}H${x}` : `M${x} ${y}`)).join("");
  const named = points.filter((p) => p.rules.length).map((p) => ({ at: at(p), lines: p.rules }));
  const labels = placed([{ at: [x0, y0], lines: [say("No deal")] }, ...named], points.map(at), width, height - BOTTOM);
  const title = (k) => (axes[k].cardinal ? say("Gain of {}, in its points", axes[k].title) : say("Gain of {}, in levels", axes[k].title));
  return html`<svg width=${width} height=${height} role="group" aria-label=${say("Packages by gain over no deal")}>
    <rect class="better" x=${x0} y=${TOP} width=${Math.max(0, width - RIGHT - x0)} height=${Math.max(0, y0 - TOP)} />
    ${across.ticks.map((t) => html`<g class="tick"><path d=${`M${across.to(t)} ${TOP}V${height - BOTTOM}`} /><text x=${across.to(t)} y=${height - BOTTOM + 14} text-anchor="middle">${short(t)}</text></g>`)}
    ${upwards.ticks.map((t) => html`<g class="tick"><path d=${`M${LEFT} ${upwards.to(t)}H${width - RIGHT}`} /><text x=${LEFT - 6} y=${upwards.to(t) + 4} text-anchor="end">${short(t)}</text></g>`)}
    <path class="zero" d=${`M${x0} ${TOP}V${height - BOTTOM}M${LEFT} ${y0}H${width - RIGHT}`} />
    <text class="axis" x=${(LEFT + width - RIGHT) / 2} y=${height - 6} text-anchor="middle">${cut(title(a), width - LEFT)}</text>
    <text class="axis" transform=${`translate(11 ${(TOP + height - BOTTOM) / 2}) rotate(-90)`} text-anchor="middle">${cut(title(b), height - BOTTOM)}</text>
    ${step && html`<path class="frontier" d=${step} />`}
    <g class="origin" role="button" tabindex="-1" aria-label=${say("No deal: state {}", noDeal)} onClick=${toNoDeal}><title>${say("No deal: state {}", noDeal)}</title><circle cx=${x0} cy=${y0} r="7" /></g>
    ${points.map((p) => { const [x, y] = at(p); return html`<g key=${p.state} class=${cx("package", kindOf(p), p.state === selected.value && "here")} ...${point(p)}><title>${p.told}</title>
      ${p.rules.length > 0 && html`<circle class="ring" cx=${x} cy=${y} r="10" />`}<circle class=${cx("spot", kindOf(p))} cx=${x} cy=${y} r="5.5" /></g>`; })}
    ${labels.map((l) => html`<text class="rule" x=${l.x} y=${l.y} text-anchor=${l.anchor} aria-hidden="true">${l.lines.map((line, k) => html`<tspan x=${l.x} dy=${k ? 14 : 0}>${line}</tspan>`)}</text>`)}
  </svg>`;
}

const cut = (text, room) => { const most = Math.floor(room / 6.2); return text.length > most ? `${text.slice(0, most - 1)}…` : text; };
