import { html, say } from "../html.js";
import { model, edit, remove } from "../state.js";
import { short } from "./names.js";
import { Hint } from "./hint.js";
import { Cited } from "./cited.js";

// What a third party can put on the table.
export function Table() {
  const m = model.value;
  const measured = m.parties.filter((p) => p.cardinal);
  if (!measured.length) return html`<section class="rules levers-known" aria-label=${say("Levers in the model")}><div class="headed"><h2>${say("What can be put on the table")}</h2><${Hint} term="lever" /></div><p class="hint">${say("A lever moves points: first give a party points instead of a list.")}</p></section>`;
  const add = async (event) => {
    event.preventDefault();
    const f = Object.fromEntries(new FormData(event.target));
    const med = m.content.mediation ?? {};
    const name = short(f.title.toLowerCase(), m.levers.map((l) => l.name));
    const holder = short(f.holder, []);
    const lever = { label: f.title, held_by: holder, on: f.on, where: f.where, effect: Number(f.effect), max: Number(f.max), cost: { commit: Number(f.cost) } };
    const known = m.parties.some((p) => p.name === holder);
    const value = { ...med, settlement: med.settlement ?? f.settlement, mediators: known ? med.mediators : { ...med.mediators, [holder]: f.holder }, levers: { ...med.levers, [name]: lever } };
    if (!value.mediators) delete value.mediators;
    if (await edit(say("Lever {} added", f.title), { op: "set", path: ["mediation"], value })) event.target.reset();
  };
  return html`<section class="rules levers-known" aria-label=${say("Levers in the model")}><div class="headed"><h2>${say("What can be put on the table")}</h2><${Hint} term="lever" /></div>
    <ul class="plain">${m.levers.map((l) => html`<li><span class="text">${l.title} <span class="muted">${say("{}, on {}", l.holder, l.on)}</span></span><${Cited} path=${["mediation", "levers", l.name]} /><button class="icon" aria-label=${say("Remove lever {}", l.title)} onClick=${() => remove(say("Lever {}", l.title), ["mediation", "levers", l.name])}>×</button></li>`)}</ul>
    <form class="leverform" aria-label=${say("New lever")} onSubmit=${add}>
      <label>${say("What is offered or threatened")}<input name="title" required /></label><label>${say("By whom")}<input name="holder" required /></label>
      <label>${say("On whom")}<select name="on">${measured.map((p) => html`<option value=${p.name}>${p.title}</option>`)}</select></label>
      <label>${say("Where it bites")}<input name="where" required list="options-known" placeholder=${say("an option, or: not option")} /></label>
      <datalist id="options-known">${m.options.flatMap((o) => [html`<option value=${o.name} />`, html`<option value=${`not ${o.name}`} />`])}</datalist>
      <label>${say("Points per unit (− is pressure)")}<input name="effect" type="number" step="any" value="5" required /></label><label>${say("At most")}<input name="max" type="number" step="any" min="0" value="1" required /></label>
      <label>${say("Cost per unit")}<input name="cost" type="number" step="any" min="0" value="1" required /></label>
      ${!m.settlement && html`<label>${say("Settlement sought")}<input name="settlement" required list="options-known" /></label>`}
      <button>${say("Add the lever")}</button></form></section>`;
}
