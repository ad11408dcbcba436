import { html, useState, say } from "../html.js";
import { model } from "../state.js";
import { Parties } from "./parties.js";
import { Rules } from "./rules.js";
import { Table } from "./table.js";
import { Wants } from "./wants.js";

export function Model() {
  const m = model.value;
  const [who, setWho] = useState(m.parties[0]?.name);
  const one = m.parties.find((p) => p.name === who) ?? m.parties[0];
  return html`<div class="model-view">
    <div class="column"><${Parties} /><${Rules} /><${Table} /></div>
    ${one && html`<section aria-label=${say("Preferences")} class="wants"><h2 dir="auto">${say("What {} wants", one.title)}</h2>
      <div class="tabs small" role="group" aria-label=${say("Preferences of")}>${m.parties.map((p) => html`<button dir="auto" aria-pressed=${p === one} onClick=${() => setWho(p.name)}>${p.title}</button>`)}</div>
      <${Wants} key=${one.name} p=${one} /></section>`}</div>`;
}
