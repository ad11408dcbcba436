import { html, useState, useEffect, say } from "../html.js";
import { model, now, concept } from "../state.js";
import { States } from "./states.js";
import { Graph } from "./graph.js";
import { Told } from "./blocks.js";
import { Hint } from "./hint.js";
import { Asking } from "./asking.js";

export function Outcomes() {
  const m = model.value;
  const [shown, show] = useState("both");
  return html`<div class="outcomes-view">
    <${Headline} />${m.partly.length > 0 && html`<${Asking} />`}
    <div class="row controls"><fieldset class="segmented"><legend class="hidden">${say("Show")}</legend>
      ${[["table", say("Table")], ["both", say("Table and graph")], ["graph", say("Graph")]].map(([key, name]) => html`<label><input type="radio" name="shown" checked=${shown === key} onChange=${() => show(key)} /><span>${name}</span></label>`)}
    </fieldset></div>
    <div class=${`pair ${shown}`}>
      ${shown !== "graph" && html`<${States} />`}
      ${shown !== "table" && (m.graph ? html`<${Graph} />` : html`<p class="hint">${say("A graph of {:,} states cannot be read; narrow the table instead.", m.count)}</p>`)}
    </div>
  </div>`;
}

const WAITING = say("Getting ready… The loops are compiled once on this machine, which can take half a minute.");

// The answer in words, before any table.
function Headline() {
  const [long, setLong] = useState(false);
  useEffect(() => { const wait = setTimeout(() => setLong(true), 3000); return () => clearTimeout(wait); }, []);
  const means = model.value.concepts.find((c) => c.key === concept.value).means;
  return html`<section class="headline" aria-label=${say("Summary")}><p aria-live="polite"><${Told} text=${now.value?.revision === model.value.revision ? now.value.headline : long ? WAITING : "…"} /></p>
    <p class="means">${say("To hold {} means here: {}.", html`<${Hint} term="holds" />`, means)}</p></section>`;
}
