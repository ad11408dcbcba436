import { html, cx } from "../html.js";
import { useState } from "../vendor/hooks.js";
import { model, edit } from "../state.js";
import { Adder } from "./adder.js";
import { short, optionName } from "./names.js";

export function Parties({ chosen, choose }) {
  const m = model.value;
  return html`<section aria-label="Parties and options" class="parties"><h2>Who can do what</h2>
    ${m.parties.map((p, i) => html`<${Party} key=${p.name} p=${p} i=${i} on=${p === chosen} choose=${() => choose(p.name)} />`)}
    <${Adder} label="Add a party" name="Name of the party" add=${(text) => edit(`Party ${text} added`, { op: "add", path: ["decision_makers", short(text, m.parties.map((p) => p.name))], value: { label: text, options: {}, preferences: { prioritized: [] } } })} />
    <${Rules} /></section>`;
}

function Party({ p, i }) {
  const m = model.value;
  const mine = m.options.filter((o) => o.party === p.name);
  const rename = (path, old, value, what) => value && value !== old && edit(`${what} renamed`, { op: "set", path, value });
  return html`<fieldset class=${`party p${i % 6}`}><legend><input class="quiet" aria-label=${`Name of party ${i + 1}`} value=${p.title} onChange=${(e) => rename(["decision_makers", p.name, "label"], p.title, e.target.value, "Party")} /></legend>
    <ul>${mine.map((o) => html`<li><input class="quiet" aria-label=${`Option of ${p.title}`} value=${o.title} onChange=${(e) => rename(labelPath(p, o), o.title, e.target.value, "Option")} />
      <button class="icon" aria-label=${`Remove option ${o.title}`} onClick=${() => edit(`Option ${o.title} removed`, { op: "remove", path: ["decision_makers", p.name, "options", o.key] })}>×</button></li>`)}</ul>
    <${Adder} label="Add an option" aria=${`Add an option of ${p.title}`} name=${`What ${p.title} can do`} add=${(text) => edit(`Option ${text} added`, { op: "add", path: ["decision_makers", p.name, "options", optionName(text)], value: text })} />
    <button class="link" onClick=${() => edit(`Party ${p.title} removed`, { op: "remove", path: ["decision_makers", p.name] })}>Remove ${p.title}</button>
  </fieldset>`;
}

const labelPath = (p, o) => {
  const written = model.value.content.decision_makers[p.name].options[o.key];
  const path = ["decision_makers", p.name, "options", o.key];
  return written && typeof written === "object" ? [...path, "label"] : path;
};


// What cannot be, and where things stand, put together from the options.
function Rules() {
  const m = model.value;
  const [pick, setPick] = useState({});
  if (!m.options.length) return null;
  const cycle = { "": "Y", Y: "N", N: "" };
  const statement = m.options.map((o, k) => (pick[k] === "Y" ? o.name : pick[k] === "N" ? `not ${o.name}` : null)).filter(Boolean).join(" and ");
  const content = m.content;
  return html`<section class="rules" aria-label="Constraints"><h2>What cannot be</h2>
    <ul class="plain">${(content.infeasible ?? []).map((text, k) => html`<li><code>${text}</code><button class="icon" aria-label=${`Remove constraint ${text}`} onClick=${() => edit("Constraint removed", { op: "remove", path: ["infeasible", k] })}>×</button></li>`)}</ul>
    <div class="chips" role="group" aria-label="Combination">${m.options.map((o, k) => html`<button aria-label=${`${pick[k] === "N" ? "not " : ""}${o.title}: ${{ Y: "taken", N: "not taken" }[pick[k]] ?? "either"}`} class=${cx("chip", pick[k])} onClick=${() => setPick({ ...pick, [k]: cycle[pick[k] ?? ""] })}>${pick[k] === "N" && "not "}${o.title}</button>`)}</div>
    <div class="row"><button disabled=${!statement} onClick=${async () => { const at = content.infeasible?.length ?? 0; if (await edit("Constraint added", at ? { op: "add", path: ["infeasible", at], value: statement } : { op: "set", path: ["infeasible"], value: [statement] })) setPick({}); }}>This cannot be</button>
      <button title=${statement ? "" : "Nothing is done yet"} onClick=${async () => { const full = m.options.map((o, k) => (pick[k] === "Y" ? o.name : `not ${o.name}`)).join(" and "); if (await edit("Status quo set", { op: "set", path: ["status_quo"], value: full })) setPick({}); }}>This is the status quo</button>
      <span class="muted">${m.count.toLocaleString()} states${m.statusQuo ? `; status quo: state ${m.statusQuo}` : ""}</span></div></section>`;
}
