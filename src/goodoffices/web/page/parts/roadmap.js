import { html, cx, useState, say } from "../html.js";
import { model, now, settlement, selected, choose, work } from "../state.js";
import { Told, To } from "./blocks.js";
import { Running, Refused, Stale, answerOf, isRunning } from "./job.js";
import { moved } from "./settlements.js";
import { Hint } from "./hint.js";
import { usePulled } from "./pulled.js";

// The order in which a settlement can be carried out: who does what, and who needs which guarantee.
export function Roadmap() {
  const m = model.value;
  const [cheapest, setCheapest] = useState(false);
  const [intensities, choice] = usePulled(true);
  const found = answerOf("roadmap");
  const to = settlement.value ?? now.value?.chosen ?? selected.value;
  if (!m.noDeal || !to) return null;
  return html`<section class="agreed" aria-label=${say("In which order")}><div class="headed"><h2>${say("In which order")}</h2><${Hint} term="guarantee" /></div>
    <div class="row"><button class="primary" disabled=${isRunning("roadmap")} onClick=${() => work("roadmap", { to, cheapest, intensities })}>${say("Find the order")}</button><span class="small">${say("to {}", html`<${To} n=${to} />`)}</span>
      <fieldset class="segmented"><legend class="hidden">${say("Best order")}</legend>${[[say("Safest"), false], [say("Cheapest to guarantee"), true]].map(([name, value]) => html`<label><input type="radio" name="order" checked=${cheapest === value} onChange=${() => setCheapest(value)} /><span>${name}</span></label>`)}</fieldset>
      ${choice}
      ${found && html`<${Stale} found=${found} moved=${moved(found.intensities)} />`}</div>
    <${Running} kind="roadmap" known=${false} /><${Refused} kind="roadmap" />
    ${found && html`<p><${Told} text=${found.summary} /></p>
      <ol class="steps" aria-label=${say("Steps")}>${found.steps.map((step) => html`<${Step} step=${step} names=${found.headings} />`)}</ol>
      ${found.notes.map((note) => html`<p class="small">${note}</p>`)}`}
  </section>`;
}

function Step({ step, names }) {
  const { cells, guarantees, number } = step;
  const needs = ["exposed", "tempted", "held"].filter((key) => cells[key] !== "-");
  return html`<li class=${cx("step", step.calm && "calm", number === selected.value && "here")}>
    <p class="deed"><b>${cells.who ? `${cells.step} ${cells.who}` : cells.step}</b> ${cells.does} <button class="link" aria-label=${say("Go to state {}", number)} onClick=${() => choose(number)}>${names.state} ${number}</button></p>
    <dl class="needs">${needs.map((key) => html`<div class=${cx(key === "held" && step.held ? "fine" : "worry")}><dt>${names[key]}</dt><dd>${cells[key]}</dd></div>`)}</dl>
    ${guarantees.length > 0 && html`<ul class="guarantees">${guarantees.map((g) => html`<li><b>${names.for} ${g.for}</b> ${g.guarantee} <span class="muted">${say("{}: {}", names.givers, g.givers)}</span></li>`)}</ul>`}</li>`;
}
