import { html, cx, useState } from "../html.js";
import { model, edit } from "../state.js";
import { asChips } from "./names.js";
import { Hint } from "./hint.js";

const NEXT = { "": "Y", Y: "N", N: "" };
const SAID = { Y: "taken", N: "not taken" };
const GROUPS = { exactly_one: "Exactly one of", at_most_one: "At most one of", at_least_one: "At least one of" };

// What cannot be, and where things stand, put together from the options.
export function Rules() {
  const m = model.value;
  const [pick, setPick] = useState({});
  if (!m.options.length) return null;
  const chosen = m.options.filter((_, k) => pick[k]);
  const statement = m.options.map((o, k) => (pick[k] === "Y" ? o.name : pick[k] === "N" ? `not ${o.name}` : null)).filter(Boolean).join(" and ");
  const full = m.options.map((o, k) => (pick[k] === "Y" ? o.name : `not ${o.name}`)).join(" and ");
  const make = async (...asked) => { if (await edit(...asked)) setPick({}); };
  return html`<section class="rules" aria-label="Constraints"><div class="headed"><h2>What cannot be</h2><${Hint} term="constraint" /></div><${Forbidden} />
    <div class="chips" role="group" aria-label="Combination">${m.options.map((o, k) => html`<button dir="auto" aria-label=${`${pick[k] === "N" ? "not " : ""}${o.apart}: ${SAID[pick[k]] ?? "either"}`} class=${cx("chip", pick[k])} onClick=${() => setPick({ ...pick, [k]: NEXT[pick[k] ?? ""] })}>${pick[k] === "N" && "not "}${o.apart}</button>`)}</div>
    <div class="row"><button disabled=${!statement} onClick=${() => make("Constraint added", adding("infeasible", statement))}>This cannot be</button>
      <button disabled=${chosen.length < 2} onClick=${() => make("Constraint added", adding("at_most_one", chosen.map((o) => o.name)))}>At most one of these</button>
      <button title=${statement ? "" : "Nothing is done yet"} onClick=${() => make("Status quo set", { op: "set", path: ["status_quo"], value: full })}>This is the status quo</button></div>
    <div class="headed"><h2>Where things stand</h2><${Hint} term="status quo" /></div>
    <p class="muted">${m.count.toLocaleString("en-GB")} states${m.statusQuo ? `; status quo: state ${m.statusQuo}` : ""}</p>
    ${m.statusQuo && m.whole && html`<ul class="chips" aria-label="Status quo">${m.options.map((o) => { const taken = o.taken[m.statusQuo - 1]; return html`<li dir="auto" class=${cx("chip", "still", taken)}>${taken === "N" && "not "}${o.apart}</li>`; })}</ul>`}</section>`;
}

const adding = (key, value) => ({ content }) => {
  const at = content[key]?.length ?? 0;
  return at ? { op: "add", path: [key, at], value } : { op: "set", path: [key], value: [value] };
};

function Forbidden() {
  const { content } = model.value;
  const rows = [
    ...(content.infeasible ?? []).map((text, k) => ({ kind: "Never together", text, path: ["infeasible", k], chips: asChips(text) })),
    ...Object.entries(GROUPS).flatMap(([key, kind]) => (content[key] ?? []).map((names, k) => ({ kind, text: names.join(", "), path: [key, k], chips: asChips(names.join(" and ")) }))),
  ];
  if (!rows.length) return null;
  return html`<table class="cannot"><caption class="hidden">What cannot be</caption><tbody>${rows.map((r) => html`<tr key=${r.path.join()}><th scope="row">${r.chips?.length === 1 && r.kind === "Never together" ? "Never" : r.kind}</th>
    <td>${r.chips ? html`<ul class="chips">${r.chips.map((c) => html`<li dir="auto" class=${cx("chip", "still", c.taken ? "" : "N")}>${!c.taken && "not "}${c.title}</li>`)}</ul>` : html`<code>${r.text}</code>`}</td>
    <td><button class="icon" aria-label=${`Remove constraint ${r.text}`} onClick=${() => edit("Constraint removed", { op: "remove", path: r.path })}>×</button></td></tr>`)}</tbody></table>`;
}
