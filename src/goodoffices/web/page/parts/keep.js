import { html, useState, say } from "../html.js";
import { model, pulled, anyPulled, edit, go, pullAll, compareWith } from "../state.js";

// The levers as they are pulled, kept as a scenario of the model file.
export function Keep() {
  const m = model.value;
  const [name, setName] = useState(null);
  const keep = async (event) => {
    event.preventDefault();
    const chosen = name.trim();
    const used = Object.fromEntries(Object.entries(pulled.value).filter(([, t]) => t > 0));
    const known = m.scenarios.includes(chosen);
    const change = known ? { op: "set", path: ["scenarios", chosen, "pulled"], value: used } : { op: "add", path: ["scenarios", chosen], value: { pulled: used } };
    if (chosen && (await edit(say("Kept: {}", chosen), change))) setName(null);
  };
  if (!anyPulled.value) return null;
  if (name === null) return html`<button onClick=${() => setName("")}>${say("Keep in the model")}</button>`;
  return html`<form class="adder" onSubmit=${keep}><input aria-label=${say("Name of what is kept")} placeholder=${say("Name")} maxlength="200" value=${name} onInput=${(e) => setName(e.target.value)} ref=${(field) => field && !name && field.focus()} /><button>${say("Keep")}</button><button type="button" onClick=${() => setName(null)}>${say("Cancel")}</button></form>`;
}

// What was kept: pulled again by one click, compared by another.
export function Kept() {
  const m = model.value;
  const all = m.scenarios.filter((name) => m.content.scenarios?.[name]?.pulled);
  if (!all.length) return null;
  return html`<ul class="kept" aria-label=${say("Kept in the model")}>${all.map((name) => html`<li><button aria-label=${say("Pull the levers of {}", name)} onClick=${() => pullAll(m.content.scenarios[name].pulled)}>${name}</button>
    <button class="link" aria-label=${say("Compare with {}", name)} onClick=${() => { compareWith(`scenario:${name}`); go(m.id, "compare"); }}>${say("Compare")}</button>
    <button class="icon" aria-label=${say("Remove {} from the model", name)} onClick=${() => edit(say("Removed: {}", name), { op: "remove", path: ["scenarios", name] })}>×</button></li>`)}</ul>`;
}
