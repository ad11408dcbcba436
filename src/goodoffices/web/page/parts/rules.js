import { html, cx, useState, say, sayMany } from "../html.js";
import { model, edit } from "../state.js";
import { asChips, denied } from "./names.js";
import { Hint } from "./hint.js";

const NEXT = { "": "Y", Y: "N", N: "" };
const SAID = { Y: say("taken"), N: say("not taken") };
const TOGETHER = say("Never together");
const GROUPS = { exactly_one: say("Exactly one of"), at_most_one: say("At most one of"), at_least_one: say("At least one of") };

// What cannot be, and where things stand, put together from the options.
export function Rules() {
  const m = model.value;
  const [pick, setPick] = useState({});
  if (!m.options.length) return null;
  const chosen = m.options.filter((_, k) => pick[k]);
  const statement = m.options.map((o, k) => (pick[k] === "Y" ? o.name : pick[k] === "N" ? `not ${o.name}` : null)).filter(Boolean).join(" and ");
  const full = m.options.map((o, k) => (pick[k] === "Y" ? o.name : `not ${o.name}`)).join(" and ");
  const make = async (...asked) => { if (await edit(...asked)) setPick({}); };
  return html`<section class="rules" aria-label=${say("Constraints")}><div class="headed"><h2>${say("What cannot be")}</h2><${Hint} term="constraint" /></div><${Forbidden} />
    <div class="chips" role="group" aria-label=${say("Combination")}>${m.options.map((o, k) => html`<button dir="auto" aria-label=${say("{}: {}", pick[k] === "N" ? denied(o.apart) : o.apart, SAID[pick[k]] ?? say("either"))} class=${cx("chip", pick[k])} onClick=${() => setPick({ ...pick, [k]: NEXT[pick[k] ?? ""] })}>${pick[k] === "N" ? denied(o.apart) : o.apart}</button>`)}</div>
    <div class="row"><button disabled=${!statement} onClick=${() => make(say("Constraint added"), adding("infeasible", statement))}>${say("This cannot be")}</button>
      <button disabled=${chosen.length < 2} onClick=${() => make(say("Constraint added"), adding("at_most_one", chosen.map((o) => o.name)))}>${say("At most one of these")}</button>
      <button title=${statement ? "" : say("Nothing is done yet")} onClick=${() => make(say("Status quo set"), { op: "set", path: ["status_quo"], value: full })}>${say("This is the status quo")}</button></div>
    <div class="headed"><h2>${say("Where things stand")}</h2><${Hint} term="status quo" /></div>
    <p class="muted">${m.statusQuo ? sayMany("{:,} state; status quo: state {}", "{:,} states; status quo: state {}", m.count, m.statusQuo) : sayMany("{:,} state", "{:,} states", m.count)}</p>
    ${m.statusQuo && m.whole && html`<ul class="chips" aria-label=${say("Status quo")}>${m.options.map((o) => { const taken = o.taken[m.statusQuo - 1]; return html`<li dir="auto" class=${cx("chip", "still", taken)}>${taken === "N" ? denied(o.apart) : o.apart}</li>`; })}</ul>`}</section>`;
}

const adding = (key, value) => ({ content }) => {
  const at = content[key]?.length ?? 0;
  return at ? { op: "add", path: [key, at], value } : { op: "set", path: [key], value: [value] };
};

function Forbidden() {
  const { content } = model.value;
  const rows = [
    ...(content.infeasible ?? []).map((text, k) => ({ kind: TOGETHER, text, path: ["infeasible", k], chips: asChips(text) })),
    ...Object.entries(GROUPS).flatMap(([key, kind]) => (content[key] ?? []).map((names, k) => ({ kind, text: names.join(", "), path: [key, k], chips: asChips(names.join(" and ")) }))),
  ];
  if (!rows.length) return null;
  return html`<table class="cannot"><caption class="hidden">${say("What cannot be")}</caption><tbody>${rows.map((r) => html`<tr key=${r.path.join()}><th scope="row">${r.chips?.length === 1 && r.kind === TOGETHER ? say("Never") : r.kind}</th>
    <td>${r.chips ? html`<ul class="chips">${r.chips.map((c) => html`<li dir="auto" class=${cx("chip", "still", c.taken ? "" : "N")}>${c.taken ? c.title : denied(c.title)}</li>`)}</ul>` : html`<code>${r.text}</code>`}</td>
    <td><button class="icon" aria-label=${say("Remove constraint {}", r.text)} onClick=${() => edit(say("Constraint removed"), { op: "remove", path: r.path })}>×</button></td></tr>`)}</tbody></table>`;
}
