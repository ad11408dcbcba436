import { html, cx, useState, useEffect, say, sayAs, sayMany } from "../html.js";
import { model, start, learn, takenIn, concept, against, compareWith, choose, tell } from "../state.js";
import { ask } from "../api.js";
import { Hint } from "./hint.js";

// This model beside an earlier version, a scenario, or another model: what holds where, and why the files differ.
export function Compare() {
  const m = model.value;
  const [found, setFound] = useState(null);
  useEffect(() => { learn(); }, [m.id]);
  const others = start.value.open.filter((o) => o.id !== m.id);
  const first = m.forgotten ? say("the earliest that can be gone back to") : say("as it was opened");
  const versions = [first, ...m.history.slice(0, -1)].map((label, k) => [`version:${k}`, say("Version {}: {}", m.forgotten + k + 1, label)]);
  const choices = [...m.scenarios.map((s) => [`scenario:${s}`, say("Scenario: {}", s)]), ...versions, ...others.map((o) => [`model:${o.id}`, say("Model: {}", `${o.title}${others.some((x) => x !== o && x.title === o.title) ? ` (${o.name}, ${o.id})` : ""}`)])];
  const chosen = choices.some(([key]) => key === against.value) ? against.value : choices[0][0];
  useEffect(() => {
    const [kind, ...rest] = chosen.split(":");
    const value = rest.join(":");
    const stop = new AbortController();
    ask(`models/${m.id}/ask/difference`, { [kind]: kind === "version" ? Number(value) : value, concept: concept.value }, "POST", stop.signal).then(setFound, (e) => e.name !== "AbortError" && tell(e));
    return () => stop.abort();
  }, [chosen, concept.value, m.revision]);
  return html`<div class="compare-view"><div class="row"><div class="headed"><h2>${say("Compare")}</h2><${Hint} term="scenario" /></div><label class="with">${sayAs("before a choice", "with")} <select aria-label=${say("Compare with")} value=${chosen} onChange=${(e) => compareWith(e.target.value)}>
      ${choices.map(([key, name]) => html`<option value=${key}>${name}</option>`)}</select></label></div>
    ${found && html`<${Both} found=${found} /><${Holding} found=${found} /><${Lines} lines=${found.lines} />`}</div>`;
}

const Both = ({ found }) => html`<dl class="both"><div><dt>${say("Here")}</dt><dd>${found.here}</dd></div><div><dt>${say("There")}</dt><dd>${found.there}</dd></div></dl>${found.said.map((text) => html`<p>${text}</p>`)}`;

// The states that hold on either side, those that hold on one only first.
function Holding({ found }) {
  const name = model.value.concepts.find((c) => c.key === concept.value).name;
  return html`<div class="wide" tabIndex="0" role="group" aria-label=${say("States that hold here or there")}><table class="versus"><caption>${say("What holds under {}", name)}</caption>
    <thead><tr><th scope="col">${say("State")}</th><th scope="col">${say("Here")}</th><th scope="col">${say("There")}</th>${model.value.whole && html`<th scope="col">${say("What is done")}</th>`}</tr></thead>
    <tbody>${found.rows.map((r) => html`<tr key=${`${r.here}-${r.there}`} class=${cx(!r.same && "differs")}><th scope="row">${r.here ? html`<button class="link" aria-label=${say("Go to state {}", r.here)} onClick=${() => choose(r.here)}>${r.here}</button>` : r.there} <code>${r.label}</code></th>
      <td><${Holds} there=${r.here} held=${r.holdsHere} /></td><td><${Holds} there=${r.there} held=${r.holdsThere} />${r.here && r.there && r.there !== r.here && html` <span class="muted">${say("state {}", r.there)}</span>`}</td>${model.value.whole && html`<td>${r.here ? takenIn(r.here - 1).map((o) => o.apart).join(say("; ")) || html`<span class="muted">${say("nothing")}</span>` : ""}</td>`}</tr>`)}</tbody></table></div>
    ${found.more > 0 && html`<p class="hint">${sayMany("{:,} more", "{:,} more", found.more)}</p>`}`;
}

const Holds = ({ there, held }) => (!there ? html`<span class="muted">– ${say("no such state")}</span>` : held ? html`<span class="good">● ${say("holds")}</span>` : html`<span class="muted">○ ${say("does not")}</span>`);

const Lines = ({ lines }) => lines.length > 0 && html`<section aria-label=${say("Changed lines")}><h3>${say("Changed lines of the model file")}</h3><pre class="diff" dir="ltr" tabIndex="0">${lines.map((l) => html`<span class=${l[0] === "+" ? "ins" : l[0] === "-" ? "del" : "ctx"}>${l + "\n"}</span>`)}</pre></section>`;
