import { html, cx, useState, useEffect, useRef, say } from "../html.js";
import { model, now, edit, tell } from "../state.js";
import { ask, latest } from "../api.js";
import { Adder } from "./adder.js";
import { FIRST, wanted } from "./adding.js";
import { Chips } from "./chips.js";
import { Points } from "./points.js";
import { Question, asked } from "./question.js";
import { Ranking } from "./ranking.js";
import { inWords } from "./names.js";
import { Hint } from "./hint.js";
import { Demands } from "./demands.js";
import { Movers } from "./movers.js";

// What a party wants, in the form that the file has for it.
export function Wants({ p }) {
  const m = model.value;
  const form = m.content.decision_makers[p.name].preferences;
  if (form.prioritized) return html`<${Statements} p=${p} list=${form.prioritized} />`;
  if (form.weights) return html`<${Points} p=${p} weights=${form.weights} />`;
  if (form.wants || form.better) return html`<${Demands} p=${p} known=${form} />`;
  return html`<${Ranking} p=${p} ranks=${now.value?.ranks?.[m.parties.findIndex((x) => x.name === p.name)]} />`;
}

// Statements, the most important first: dragged, or moved by buttons and keys.
function Statements({ p, list }) {
  const m = model.value;
  const [order, setOrder] = useState(list);
  const [drag, setDrag] = useState(null);
  const [said, setSaid] = useState("");
  const [asking, setAsking] = useState(null);
  const [ranks, setRanks] = useState(null);
  const send = useRef(null);
  send.current ??= latest(async (q) => { try { setRanks((await ask(`models/${m.id}/ask/ranking`, q)).ranks); } catch (error) { tell(error); } });
  const known = order.every((entry) => typeof entry === "string");
  const written = JSON.stringify(order);
  useEffect(() => setOrder(list), [m.revision]);
  useEffect(() => { if (known) send.current({ party: p.name, prioritized: order }); }, [written, m.revision]);
  const path = ["decision_makers", p.name, "preferences", "prioritized"];
  const keep = (next, label = say("Statements reordered")) => edit(label, { op: "set", path, value: next });
  const add = (text) => edit(say("Statement added"), wanted(p.name, text));
  const swap = (k, by) => {
    const to = k + by;
    if (to < 0 || to >= order.length) return;
    const next = [...order];
    next.splice(to, 0, ...next.splice(k, 1));
    setOrder(next);
    setSaid(say("{}: now {} of {}", inWords(next[to]), to + 1, next.length));
    keep(next);
  };
  const over = (k) => { if (drag === null || drag === k) return; const next = [...order]; next.splice(k, 0, ...next.splice(drag, 1)); setDrag(k); setOrder(next); };
  const drop = () => { setDrag(null); if (written !== JSON.stringify(list)) keep(order); };
  const begin = (k) => (e) => { setDrag(k); e.dataTransfer.effectAllowed = "move"; e.dataTransfer.setData("text/plain", inWords(order[k])); };
  const points = () => edit(say("Points for {}", p.title), { op: "set", path: ["decision_makers", p.name, "preferences"], value: { weights: Object.fromEntries(order.map((t, k) => [t, FIRST * (order.length - k)])) } });
  const loose = () => edit(say("Demands of {}", p.title), { op: "set", path: ["decision_makers", p.name, "preferences"], value: { wants: order } });
  return html`<div class="two"><div>
    <div class="headed"><h3>${say("Most important first")}</h3><${Hint} term="preference statement" /></div>
    <ol class="statements" aria-label=${say("Statements, most important first")}>${order.map((text, k) => html`<li key=${JSON.stringify(text)} class=${cx(drag === k && "dragged")} draggable="true" onDragStart=${begin(k)} onDragOver=${(e) => { e.preventDefault(); over(k); }} onDrop=${(e) => e.preventDefault()} onDragEnd=${drop}>
      <span class="grip" aria-hidden="true">⠿</span><span class="text" dir="auto">${inWords(text)}</span>
      <${Movers} what=${inWords(text)} place=${k} count=${order.length} move=${(by) => swap(k, by)} />
      <button class="icon" aria-label=${say("Remove statement: {}", inWords(text))} onClick=${() => keep(order.filter((_, j) => j !== k), say("Statement removed"))}>×</button></li>`)}</ol>
    <p class="hidden" role="status">${said}</p>
    ${asking && html`<${Question} q=${asking} p=${p} answer=${(q) => { if (q.left.length) setAsking(q); else { setAsking(null); setOrder(q.done); keep(q.done, say("Ranked by questions")); } }} stop=${() => setAsking(null)} />`}
    <${Chips} used=${order} want=${add} />
    <div class="row">${order.length > 1 && !asking && html`<button onClick=${() => setAsking(asked(order))}>${say("Rank by questions")}</button>`}
      ${known && order.length > 0 && html`<button class="link" onClick=${points}>${say("Give points instead")}</button><button class="link" onClick=${loose}>${say("They have no order")}</button>`}</div>
    <${Adder} label=${say("Add")} aria=${say("Add a statement")} name=${say("Another statement, like: a and not b")} add=${add} />
  </div><${Ranking} p=${p} ranks=${known ? ranks : now.value?.ranks?.[m.parties.findIndex((x) => x.name === p.name)]} /></div>`;
}
