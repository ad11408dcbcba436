import { html, useState } from "../html.js";
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
    ${one && html`<section aria-label="Preferences" class="wants"><h2 dir="auto">What ${one.title} wants</h2>
      <div class="tabs small" role="group" aria-label="Preferences of">${m.parties.map((p) => html`<button dir="auto" aria-pressed=${p === one} onClick=${() => setWho(p.name)}>${p.title}</button>`)}</div>
      <${Wants} key=${one.name} p=${one} /></section>`}</div>`;
}
