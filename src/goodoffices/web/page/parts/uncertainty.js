import { html, number, useState, say } from "../html.js";
import { model, work } from "../state.js";
import { Range, Known } from "./range.js";
import { Blocks } from "./blocks.js";
import { Running, Refused, Stale, answerOf, isRunning } from "./job.js";
import { Hint } from "./hint.js";
import { Bar } from "./bar.js";
import { usePulled } from "./pulled.js";

export function Uncertainty() {
  const m = model.value;
  const [samples, setSamples] = useState(200);
  const [intensities, choice] = usePulled(false);
  const begin = (kind) => work(kind, { samples, intensities });
  const busy = isRunning("robustness") || isRunning("sensitivity");
  const robust = answerOf("robustness"), deciding = answerOf("sensitivity");
  return html`<div class="sure-view">
    <section aria-label=${say("How sure")}><div class="headed"><h2>${say("How sure is that?")}</h2><${Hint} term="robustness" /></div>
      <div class="row"><label>${say("Samples")} <input type="number" min="1" max="10000000" value=${samples} onChange=${(e) => setSamples(e.target.valueAsNumber)} /></label>
        ${choice}
        <button class="primary" disabled=${busy} onClick=${() => begin("robustness")}>${say("Judge how likely each outcome holds")}</button>
        <button disabled=${busy} onClick=${() => begin("sensitivity")}>${say("Find what decides")}</button></div>
      <${Running} kind="robustness" /><${Running} kind="sensitivity" /><${Refused} kind="robustness" /><${Refused} kind="sensitivity" />
      ${robust && html`<${Robustness} r=${robust} />`}
      ${deciding && html`<${Deciding} s=${deciding} />`}</section>
    <section aria-label=${say("What is uncertain")}><div class="headed"><h2>${say("What is uncertain")}</h2><${Hint} term="sample" /></div>
      ${!m.quantities.length && html`<p class="hint">${say("Every number is taken as known.")}</p>`}
      ${grouped(m.quantities).map(([name, own], k) => html`<details open=${k === 0 || m.quantities.length < 12} key=${name}><summary>${name} <span class="muted">${own.length}</span></summary><div class="ranges">${own.map((q) => html`<${Range} key=${q.path.join(".")} q=${q} />`)}</div></details>`)}</section>
    ${m.known.length > 0 && html`<section aria-label=${say("What is taken as known")}><h2>${say("What is taken as known")}</h2>
      ${grouped(m.known).map(([name, own]) => html`<details open=${m.known.length < 30} key=${name}><summary>${name} <span class="muted">${own.length}</span></summary><ul class="known">${own.map((q) => html`<${Known} key=${q.path.join(".")} q=${q} />`)}</ul></details>`)}</section>`}</div>`;
}

function grouped(quantities) {
  const groups = new Map();
  for (const q of quantities) groups.set(q.group, [...(groups.get(q.group) ?? []), q]);
  return [...groups];
}

const Share = ({ low, high, at }) => html`<${Bar}><rect class="plus" width=${100 * at} y="1" height="8" /><path d=${`M${100 * low} 5H${100 * high}`} /></${Bar}>`;

function Robustness({ r }) {
  return html`<div><p>${say("{:,} of {:,} samples judged.", r.data.samples, r.data.asked)} <${Stale} found=${r} /></p>
    ${r.claims.length > 0 && html`<table class="bars wide-bars"><caption>${say("How likely each claim holds")}</caption><tbody>${r.claims.map((c) => html`<tr><th scope="row">${c.title}</th><${Share} ...${c} /><td class="figure">${c.told}</td></tr>`)}</tbody></table>`}
    <table class="bars wide-bars"><caption>${say("How likely each state holds")}</caption><tbody>${r.states.map((s) => html`<tr><th scope="row">${s.title}</th><${Share} ...${s} /><td class="figure">${s.told}</td></tr>`)}</tbody></table>
    <details><summary>${say("In words")}</summary><${Blocks} blocks=${r.blocks} notes=${r.notes} /></details></div>`;
}

// What happens to the answer when each unknown is at its lowest and at its highest.
function Deciding({ s }) {
  return html`<div><table class="bars wide-bars"><caption>${say("What decides: {}", s.title)}</caption><tbody>${s.rows.map((r) => html`<tr><th scope="row">${r.title}</th>
    <${Bar}><rect class="inducement" x=${100 * Math.min(r.low, r.high)} width=${100 * Math.abs(r.low - r.high)} y="1" height="8" /></${Bar}><td class="figure">${r.told}</td></tr>`)}</tbody></table>
    <details><summary>${say("In words")}</summary><${Blocks} blocks=${s.blocks} notes=${s.notes} /></details></div>`;
}
