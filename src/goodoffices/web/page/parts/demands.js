import { html, say } from "../html.js";
import { edit } from "../state.js";
import { Adder } from "./adder.js";
import { wanted } from "./adding.js";
import { Chips } from "./chips.js";
import { inWords } from "./names.js";
import { Hint } from "./hint.js";

const told = (pair) => (Array.isArray(pair) ? say("{} rather than {}", pair[0], pair[1]) : pair);

// What is known of what a party wants, where that is no order: demands and refusals, and what it prefers to what.
export function Demands({ p, known }) {
  const path = ["decision_makers", p.name, "preferences"];
  const { wants = [], better = [] } = known;
  const keep = (next, label) => edit(label, { op: "set", path, value: { wants, better, ...next } });
  const add = (text) => edit(say("Demand added"), wanted(p.name, text));
  const order = () => edit(say("Order of what {} wants", p.title), { op: "set", path, value: { prioritized: wants } });
  return html`<div class="demands"><div class="headed"><h3>${say("Demands and refusals, in no order")}</h3><${Hint} term="known in part" /></div>
    <ul class="plain" aria-label=${say("Demands and refusals")}>${wants.map((text) => html`<li><span dir="auto">${inWords(text)}</span><button class="icon" aria-label=${say("Remove: {}", inWords(text))} onClick=${() => keep({ wants: wants.filter((t) => t !== text) }, say("Demand removed"))}>×</button></li>`)}</ul>
    <${Chips} used=${wants} want=${add} />
    <${Adder} label=${say("Add")} aria=${say("Add a demand")} name=${say("Another demand, like: a and not b")} add=${add} />
    ${better.length > 0 && html`<h3>${say("Prefers")}</h3><ul class="plain" aria-label=${say("Comparisons")}>${better.map((pair, k) => html`<li>${told(pair)}<button class="icon" aria-label=${say("Remove: {}", told(pair))} onClick=${() => keep({ better: better.filter((_, j) => j !== k) }, say("Comparison removed"))}>×</button></li>`)}</ul>`}
    ${wants.length > 0 && html`<button class="link" onClick=${order}>${say("Put them in an order instead")}</button>`}</div>`;
}
