import { html, cx, useState, say } from "../html.js";
import { selected, settle, choose } from "../state.js";
import { Plane } from "./plane.js";
import { Parallel } from "./parallel.js";
import { useWidth } from "./scale.js";

// The zone as a picture: two parties' gains against each other, or all parties' side by side.
export function Zone({ picture, noDeal }) {
  const { axes, points, drawn } = picture;
  const [all, setAll] = useState(false);
  const [pair, setPair] = useState([0, 1]);
  const [frame, width] = useWidth();
  if (axes.length < 2) return html`<div ref=${frame}></div>`;
  const order = points.map((p) => p.state);
  const move = (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const at = order.indexOf(selected.value);
    const next = order[Math.min(order.length - 1, Math.max(0, at + by))];
    settle(next);
    requestAnimationFrame(() => frame.current.querySelector(`[data-state="${next}"]`)?.focus());
  };
  const first = order.includes(selected.value) ? selected.value : order[0];
  const shared = { axes, points, width, height: Math.round(Math.min(440, Math.max(280, 0.72 * width))) };
  const point = (p) => ({ role: "button", "data-state": p.state, tabindex: p.state === first ? 0 : -1, "aria-pressed": p.state === selected.value, "aria-label": [p.told, p.rules.join(say(", "))].filter(Boolean).join(say("; ")),
    onClick: () => settle(p.state), onKeyDown: (e) => (e.key === "Enter" || e.key === " ") && (e.preventDefault(), settle(p.state)) });
  return html`<figure class="zone" aria-label=${say("Picture of what could be agreed")}>
    ${axes.length > 2 && html`<div class="row"><fieldset class="segmented"><legend class="hidden">${say("Picture")}</legend>${[[say("Two parties"), false], [say("All who sign"), true]].map(([name, value]) => html`<label><input type="radio" name="zone" checked=${all === value} onChange=${() => setAll(value)} /><span>${name}</span></label>`)}</fieldset>
      ${!all && [say("Across"), say("Upwards")].map((name, k) => html`<label class="small">${name} <select value=${pair[k]} onChange=${(e) => setPair(swapped(pair, k, Number(e.target.value)))}>${axes.map((a, j) => html`<option value=${j}>${a.title}</option>`)}</select></label>`)}</div>`}
    <div class="canvas" ref=${frame} onKeyDown=${move}>${all ? html`<${Parallel} ...${shared} point=${point} />` : html`<${Plane} ...${shared} pair=${pair} point=${point} noDeal=${noDeal} toNoDeal=${() => choose(noDeal)} />`}</div>
    <figcaption class="small"><ul class="legend">${[["efficient", say("efficient")], ["inside", say("in the zone")], ["outside", say("not in the zone")]].filter(([kind]) => !all && points.some((p) => kindOf(p) === kind)).map(([kind, name]) => html`<li><svg width="12" height="12" aria-hidden="true"><circle class=${cx("spot", kind)} cx="6" cy="6" r="5" /></svg>${name}</li>`)}</ul>${drawn}</figcaption>
  </figure>`;
}

export const kindOf = (p) => (p.efficient ? "efficient" : p.inside ? "inside" : "outside");
const swapped = (pair, k, value) => { const next = [...pair]; if (next[1 - k] === value) next[1 - k] = pair[k]; next[k] = value; return next; };
