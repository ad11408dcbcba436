import { html, cx } from "../html.js";
import { useState, useEffect, useRef } from "../vendor/hooks.js";
import { model, now, edit, tell, takenIn } from "../state.js";
import { ask, latest } from "../api.js";
import { Adder } from "./adder.js";

export function Wants({ p }) {
  const m = model.value;
  const form = m.content.decision_makers[p.name].preferences;
  if (form.prioritized) return html`<${Statements} p=${p} list=${form.prioritized} />`;
  return html`<div class="two">${form.weights && html`<ul class="weights">${Object.entries(form.weights).map(([text, w]) => html`<li><code>${text}</code> ${typeof w === "number" ? html`<input type="number" step="any" aria-label=${`Weight of ${text} for ${p.title}`} value=${w} onChange=${(e) => edit(`Weight of ${text} set`, { op: "set", path: ["decision_makers", p.name, "preferences", "weights", text], value: e.target.valueAsNumber })} />` : html`<span class="figure">${typeof w === "object" ? Object.values(w)[0].join(" … ") : w}</span>`}</li>`)}</ul>`}<${Ranking} p=${p} ranks=${now.value?.ranks[m.parties.findIndex((x) => x.name === p.name)]} /></div>`;
}

// Statements, the most important first: dragged, or moved by buttons and keys.
function Statements({ p, list }) {
  const m = model.value;
  const i = m.parties.findIndex((x) => x.name === p.name);
  const [order, setOrder] = useState(list);
  const [drag, setDrag] = useState(null);
  const [said, say] = useState("");
  const [asking, setAsking] = useState(null);
  const [ranks, setRanks] = useState(null);
  const send = useRef(null);
  send.current ??= latest(async (q) => { try { setRanks((await ask(`models/${m.id}/ask/ranking`, q)).ranks); } catch (error) { tell(error); } });
  useEffect(() => setOrder(list), [m.revision]);
  useEffect(() => { send.current({ party: p.name, prioritized: order }); }, [order.join("|"), m.revision]);
  const keep = (next, label = "Statements reordered") => edit(label, { op: "set", path: ["decision_makers", p.name, "preferences", "prioritized"], value: next });
  const swap = (k, by) => {
    const to = k + by;
    if (to < 0 || to >= order.length) return;
    const next = [...order];
    next.splice(to, 0, ...next.splice(k, 1));
    setOrder(next);
    say(`${words(next[to])}: now ${to + 1} of ${next.length}`);
    keep(next);
  };
  const over = (k) => { if (drag === null || drag === k) return; const next = [...order]; next.splice(k, 0, ...next.splice(drag, 1)); setDrag(k); setOrder(next); };
  const rest = m.options.filter((o) => !order.some((t) => t === o.name || t === `not ${o.name}`));
  return html`<div class="two"><div>
    <ol class="statements" aria-label="Statements, most important first">${order.map((text, k) => html`<li key=${text} class=${cx(drag === k && "dragged")} draggable="true"
      onDragStart=${(e) => { setDrag(k); e.dataTransfer.effectAllowed = "move"; e.dataTransfer.setData("text/plain", text); }} onDragOver=${(e) => { e.preventDefault(); over(k); }} onDrop=${(e) => { e.preventDefault(); }} onDragEnd=${() => { setDrag(null); if (order.join("|") !== list.join("|")) keep(order); }}>
      <span class="grip" aria-hidden="true">⠿</span><span class="text">${words(text)}</span>
      <button class="icon" aria-label=${`Move up: ${words(text)}`} disabled=${k === 0} onClick=${() => swap(k, -1)}>↑</button>
      <button class="icon" aria-label=${`Move down: ${words(text)}`} disabled=${k === order.length - 1} onClick=${() => swap(k, 1)}>↓</button>
      <button class="icon" aria-label=${`Remove statement: ${words(text)}`} onClick=${() => keep(order.filter((_, j) => j !== k), "Statement removed")}>×</button></li>`)}</ol>
    <p class="hidden" role="status">${said}</p>
    ${order.length > 1 && !asking && html`<button onClick=${() => setAsking({ done: [order[0]], left: order.slice(1), low: 0, high: 1 })}>Rank by questions</button>`}
    ${asking && html`<${Question} q=${asking} p=${p} answer=${(q) => { if (q.left.length) setAsking(q); else { setAsking(null); setOrder(q.done); keep(q.done, "Ranked by questions"); } }} stop=${() => setAsking(null)} />`}
    ${rest.length > 0 && html`<div class="chips" role="group" aria-label="Add a statement">${rest.map((o) => html`<span class="split"><button aria-label=${`Wants: ${o.title}`} onClick=${() => keep([...order, o.name], "Statement added")}>+ ${o.title}</button><button aria-label=${`Wants not: ${o.title}`} onClick=${() => keep([...order, `not ${o.name}`], "Statement added")}>not</button></span>`)}</div>`}
    <button class="link" onClick=${() => edit(`Points for ${p.title}`, { op: "set", path: ["decision_makers", p.name, "preferences"], value: { weights: Object.fromEntries(order.map((t, k) => [t, 10 * (order.length - k)])) } })}>Give points instead</button>
    <${Adder} label="Add" aria="Add a statement" name="Another statement, like: a and not b" add=${(text) => keep([...order, text], "Statement added")} />
  </div><${Ranking} p=${p} ranks=${ranks} /></div>`;
}

// One pair at a time; each statement finds its place among those before it by halving.
function Question({ q, p, answer, stop }) {
  const middle = Math.floor((q.low + q.high) / 2);
  const [one, other] = [q.left[0], q.done[middle]];
  const say = (first) => {
    const next = first ? { ...q, high: middle } : { ...q, low: middle + 1 };
    if (next.low < next.high) return answer(next);
    const done = [...q.done.slice(0, next.low), one, ...q.done.slice(next.low)];
    answer({ done, left: q.left.slice(1), low: 0, high: done.length });
  };
  return html`<div class="question" role="group" aria-label="Question"><p>What matters more to ${p.title}?</p>
    <button onClick=${() => say(true)}>${words(one)}</button><button onClick=${() => say(false)}>${words(other)}</button><button class="link" onClick=${stop}>Stop asking</button></div>`;
}

const words = (text) => {
  const bare = text.replace(/^not /, "");
  const option = model.value.options.find((o) => o.name === bare);
  return option ? (text === bare ? option.title : `Not: ${option.title}`) : text;
};

// The states as this party ranks them now.
function Ranking({ p, ranks }) {
  const m = model.value;
  const [own, setOwn] = useState(null);
  const i = m.parties.findIndex((x) => x.name === p.name);
  const used = ranks?.length === m.count ? ranks : null;
  if (!used) return null;
  const best = Array.from({ length: m.count }, (_, s) => s).sort((a, b) => used[a] - used[b] || a - b).slice(0, 200);
  return html`<section class="ranking" aria-label=${`States as ${p.title} ranks them`}><h3>Best first</h3><ol tabindex="0" aria-label="Best first">${best.map((s) => html`<li value=${used[s]}><b>${s + 1}</b> ${takenIn(s).map((o) => o.title).join(" · ") || html`<span class="muted">nothing done</span>`}</li>`)}</ol></section>`;
}
