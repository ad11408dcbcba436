import { html } from "../html.js";
import { useState, useEffect } from "../vendor/hooks.js";
import { model, concept, choose, tell } from "../state.js";
import { ask } from "../api.js";

// This model beside an earlier version, a scenario, or another model: what holds where, and why the files differ.
export function Compare() {
  const m = model.value;
  const [others, setOthers] = useState([]);
  const [against, setAgainst] = useState(m.scenarios.length ? `scenario:${m.scenarios[0]}` : "version:0");
  const [found, setFound] = useState(null);
  useEffect(() => { ask("start").then((found) => setOthers(found.open.filter((o) => o.id !== m.id)), tell); }, []);
  useEffect(() => {
    const [kind, ...rest] = against.split(":");
    const value = rest.join(":");
    ask(`models/${m.id}/ask/difference`, { [kind]: kind === "version" ? Number(value) : value, concept: concept.value }).then(setFound, tell);
  }, [against, concept.value, m.revision]);
  return html`<div class="compare-view"><div class="row"><h2>Compare</h2><label>with <select aria-label="Compare with" value=${against} onChange=${(e) => setAgainst(e.target.value)}>
      ${m.scenarios.map((s) => html`<option value=${`scenario:${s}`}>Scenario: ${s}</option>`)}
      <option value="version:0">Version 1: as it was opened</option>
      ${m.history.slice(0, -1).map((label, k) => html`<option value=${`version:${k + 1}`}>Version ${k + 2}: ${label}</option>`)}
      ${others.map((o) => html`<option value=${`model:${o.id}`}>Model: ${o.title}</option>`)}</select></label></div>
    ${found && html`<table class="versus"><caption>What holds under ${m.concepts.find((c) => c.key === concept.value).name}</caption><thead><tr><th>State</th><th>Here</th><th>There</th></tr></thead>
      <tbody>${found.rows.map((r) => html`<tr class=${r.holdsHere === r.holdsThere ? "" : "differs"}><th scope="row"><button class="link" onClick=${() => r.here && choose(r.here)}>${r.here ?? r.there} ${r.label}</button></th>
        <td>${r.holdsHere ? html`<span class="good">● holds</span>` : html`<span class="muted">○ does not</span>`}</td><td>${r.holdsThere ? html`<span class="good">● holds</span>` : html`<span class="muted">○ does not</span>`}</td></tr>`)}</tbody></table>
      ${found.lines.length > 0 && html`<section aria-label="Changed lines"><h3>Changed lines of the model file</h3><pre class="diff">${found.lines.map((l) => html`<span class=${l[0] === "+" ? "ins" : l[0] === "-" ? "del" : "ctx"}>${l + "\n"}</span>`)}</pre></section>`}`}</div>`;
}
