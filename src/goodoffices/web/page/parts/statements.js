import { html, cx, rtl, useState, useRef, say, sayAs } from "../html.js";
import { signal } from "../vendor/signals.js";
import { model, notes, note, partyTitle } from "../state.js";
import { KINDS } from "./cited.js";

export const chosen = signal(null);
const MARKS = { confirmed: ["●", "good", say("confirmed")], proposed: ["○", "", say("proposed")], rejected: ["×", "muted", say("rejected")] };
const DONE = { confirmed: (name) => say("{} confirmed", name), proposed: (name) => say("{} proposed", name), rejected: (name) => say("{} rejected", name) };
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const JUDGED = { c: "confirmed", r: "rejected", o: "proposed" };

// The rows of a text, judged by key: c confirms, r rejects, o leaves it open again; j and k, or arrows, move.
export function Rows({ rows }) {
  const list = useRef(null);
  const [said, setSaid] = useState("");
  if (!rows.length) return html`<p class="hint">${say("No statement is read from it. Mark passages yourself.")}</p>`;
  const at = Math.max(0, rows.findIndex((r) => r.name === chosen.value));
  const go = (k) => { const row = rows[Math.min(rows.length - 1, Math.max(0, k))]; chosen.value = row.name; list.current.querySelector(`[data-row="${CSS.escape(row.name)}"]`).focus(); };
  const judge = async (row, standing) => {
    if (!(await note({ op: "judge", statements: [row.name], standing }))) return;
    const open = notes.value.statements.filter((s) => s.document === row.document && s.standing === "proposed");
    setSaid(say("{}; {} open", DONE[standing](row.name), open.length));
    const next = rows.findIndex((r, k) => k > at && open.some((s) => s.name === r.name));
    if (standing !== "proposed" && next > 0) go(next);
  };
  const onKey = (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("select, input")) return;
    if (!STEPS[e.key] && !JUDGED[e.key]) return;
    e.preventDefault();
    if (STEPS[e.key]) go(at + STEPS[e.key]); else judge(rows[at], JUDGED[e.key]);
  };
  return html`<h4>${say("Statements")} <span class="muted">${say("{} open of {}", rows.filter((r) => r.standing === "proposed").length, rows.length)}</span></h4><p class="small">${say("Keys: j, k move; c confirms, r rejects, o leaves open.")}</p>
    <p class="hidden" role="status">${said}</p>
    <ol class="rows" aria-label=${say("Statements")} ref=${list} onKeyDown=${onKey}>${rows.map((r, k) => html`<li key=${r.name} class=${r.standing}><${Row} r=${r} here=${k === at} judge=${judge} /></li>`)}</ol>`;
}

const who = (names) => names.map(partyTitle).join(say(", "));
function Row({ r, here, judge }) {
  const [mark, kind, standing] = MARKS[r.standing], { words } = notes.value;
  return html`<button data-row=${r.name} tabIndex=${here ? 0 : -1} aria-current=${here} onClick=${() => (chosen.value = r.name)}><span class=${kind}>${mark}<span class="hidden"> ${standing}</span></span> <b>${r.name}</b> <bdi>${who(r.actors) || "?"}</bdi> <bdi><em>${words[r.act]}</em></bdi>${r.targets.length > 0 && html` ${rtl ? "←" : "→"} <bdi>${who(r.targets)}</bdi>`} ${r.about.map((a) => html`<code>${a}</code> `)}${r.hedge !== "none" && html`<em class="tag">${words[r.hedge]}</em>`}<q dir="auto">${r.quote}</q></button>
    ${here && html`<div class="row"><button onClick=${() => judge(r, "confirmed")}>${say("Confirm")}</button><button onClick=${() => judge(r, "rejected")}>${say("Reject")}</button></div><${Editor} r=${r} />`}`;
}

// What a row says of its words, by choices; and the values that rest on it.
function Editor({ r }) {
  const n = notes.value, m = model.value;
  const put = (change) => note({ op: "revise", statement: r.name, ...change });
  const one = (key, name, choices, title) => html`<label>${name}<select value=${r[key]} onChange=${(e) => put({ [key]: e.target.value })}>${choices.map((c) => html`<option value=${c}>${title(c)}</option>`)}</select></label>`;
  const word = (c) => n.words[c];
  const several = (key, name, choices, title = (c) => c) => html`<label>${name}<select value="" onChange=${(e) => e.target.value && put({ [key]: r[key].includes(e.target.value) ? r[key].filter((c) => c !== e.target.value) : [...r[key], e.target.value] })}><option value="">${r[key].map(title).join(say(", ")) || "–"}</option>${choices.map((c) => html`<option value=${c}>${r[key].includes(c) ? "− " : "+ "}${title(c)}</option>`)}</select></label>`;
  return html`<details><summary>${say("Change it, or tie a value to it")}</summary><div class="leverform">${one("act", say("Act"), n.acts, word)}${one("hedge", say("Hedge"), n.hedges, word)}
    ${several("actors", say("Who"), n.parties, partyTitle)}${several("targets", say("To whom"), n.parties, partyTitle)}${several("about", say("About"), n.about)}${one("speaker", say("In whose words"), ["author", ...n.parties], (c) => (c === "author" ? say("author") : partyTitle(c)))}</div>
    <${Tie} r=${r} m=${m} grounds=${n.grounds} /></details>`;
}

function Tie({ r, m, grounds }) {
  const values = [...m.known, ...m.quantities].map((q) => [q.path.join("."), say("{}: {}", q.group, q.title)]);
  values.sort(([a], [b]) => r.bears.includes(b) - r.bears.includes(a)); // what it bears on comes first
  const mine = grounds.filter((g) => g.statements.includes(r.name));
  const tie = (e) => {
    e.preventDefault();
    const { place, kind } = e.target.elements;
    const before = grounds.find((g) => g.place === place.value);
    note({ op: "tie", place: place.value, kind: kind.value, note: before?.note ?? "", statements: [...new Set([...(before?.statements ?? []), r.name])] });
  };
  const loose = (g) => { const left = g.statements.filter((s) => s !== r.name); note(left.length ? { ...g, op: "tie", statements: left } : { op: "untie", place: g.place }); };
  return html`${mine.length > 0 && html`<ul class="sources" aria-label=${say("Values that rest on it")}>${mine.map((g) => html`<li><code>${g.place}</code> ${KINDS[g.kind]} <button class="link" aria-label=${say("Untie {}", g.place)} onClick=${() => loose(g)}>${say("Untie")}</button></li>`)}</ul>`}
    <form class="leverform" aria-label=${say("Tie a value")} onSubmit=${tie}><label>${say("Value")}<select name="place">${values.map(([place, title]) => html`<option value=${place}>${title}</option>`)}</select></label>
      <label>${sayAs("a ground", "As")}<select name="kind">${Object.entries(KINDS).map(([k, name]) => html`<option value=${k}>${name}</option>`)}</select></label><button disabled=${r.standing !== "confirmed"} title=${r.standing === "confirmed" ? "" : say("Confirm it first")}>${say("Tie")}</button></form>`;
}
