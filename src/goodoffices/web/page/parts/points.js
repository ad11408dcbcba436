import { html, number, say } from "../html.js";
import { model, now, edit } from "../state.js";
import { Adder } from "./adder.js";
import { wanted } from "./adding.js";
import { Field } from "./field.js";
import { Chips } from "./chips.js";
import { Ranking } from "./ranking.js";
import { inWords } from "./names.js";
import { Hint } from "./hint.js";
import { Cited } from "./cited.js";

const SPREAD = 0.3;

// What each statement is worth to a party, in its own points: known numbers, and ranges.
export function Points({ p, weights }) {
  const m = model.value;
  const path = ["decision_makers", p.name, "preferences", "weights"];
  const put = (label, text, value) => edit(label, { op: "set", path: [...path, text], value });
  const add = (text) => edit(say("Statement added"), wanted(p.name, text));
  const texts = Object.keys(weights);
  const plain = texts.every((text) => typeof weights[text] === "number");
  const list = () => {
    const order = [...texts].sort((a, b) => Math.abs(weights[b]) - Math.abs(weights[a])).filter((text) => weights[text]);
    const asList = order.map((text) => (weights[text] > 0 ? text : `not (${text})`.replace(/^not \((\w+)\)$/, "not $1")));
    edit(say("A list for {}", p.title), { op: "set", path: path.slice(0, -1), value: { prioritized: asList } });
  };
  return html`<div class="two"><div>
    <div class="headed"><h3>${say("Points")}</h3><${Hint} term="points" /></div>
    <ul class="weights" aria-label=${say("Points of {}", p.title)}>${texts.map((text) => html`<${Weight} key=${text} p=${p} text=${text} weight=${weights[text]} put=${put} path=${[...path, text]} last=${texts.length === 1} />`)}</ul>
    <${Chips} used=${texts} want=${add} />
    ${plain && html`<button class="link" onClick=${list}>${say("Give a list instead")}</button>`}
    <${Adder} label=${say("Add")} aria=${say("Add a statement")} name=${say("Another statement, like: a and not b")} add=${add} />
  </div><${Ranking} p=${p} ranks=${now.value?.ranks?.[m.parties.findIndex((x) => x.name === p.name)]} /></div>`;
}

function Weight({ p, text, weight, put, path, last }) {
  const words = inWords(text);
  const known = typeof weight === "number";
  const range = () => edit(say("Range of {}", words), (m) => ({ op: "set", path, value: around(m.content.decision_makers[p.name].preferences.weights[text]) }));
  const middle = known ? null : likeliest(weight);
  return html`<li><span class="text" dir="auto">${words}</span><${Cited} path=${path} />
    ${known ? html`<${Field} type="number" step="any" aria-label=${say("Weight of {} for {}", words, p.title)} value=${weight} keep=${(x) => Number.isFinite(x) && put(say("Weight of {} set", words), text, x)} />
      <button aria-label=${say("Range of {}", words)} onClick=${range}>${say("Range")}</button>`
    : html`<span class="figure">${told(weight)}</span>${middle !== null && html`<button aria-label=${say("Known: {}, without a range", words)} onClick=${() => put(say("{} known", words), text, middle)}>${say("Known")}</button>`}`}
    <button class="icon" disabled=${last} aria-label=${say("Remove statement: {}", words)} onClick=${() => edit(say("Statement removed"), { op: "remove", path })}>×</button></li>`;
}

// A first range: 30 % to either side, to be narrowed or widened by thumbs.
function around(weight) {
  const by = SPREAD * Math.abs(weight) || 1;
  return { triangular: [weight - by, weight, weight + by].map((x) => Number(x.toPrecision(4))) };
}

// What stands in the file for a number that is not known: its family's parameters, or a formula.
const parameters = (weight) => (weight && typeof weight === "object" ? Object.values(weight)[0] : null);
const told = (weight) => { const given = parameters(weight); return Array.isArray(given) ? given.map((v) => (typeof v === "number" ? number(v) : String(v))).join(" … ") : typeof weight === "string" ? weight : JSON.stringify(weight); };
const likeliest = (weight) => { const given = parameters(weight); return Array.isArray(given) && given.length === 3 && typeof given[1] === "number" ? given[1] : null; };
