import { html } from "../html.js";
import { model, edit } from "../state.js";
import { Field, Line } from "./field.js";
import { Adder } from "./adder.js";
import { Movers } from "./movers.js";
import { short, optionName } from "./names.js";

export function Parties() {
  const m = model.value;
  const add = (text) => edit(`Party ${text} added`, { op: "add", path: ["decision_makers", short(text, m.parties.map((p) => p.name))], value: { label: text, options: {}, preferences: { prioritized: [] } } });
  return html`<section aria-label="Parties and options" class="parties"><h2>Who can do what</h2>
    ${m.parties.map((p, i) => html`<${Party} key=${p.name} p=${p} i=${i} />`)}
    <${Adder} label="Add a party" name="Name of the party" add=${add} /></section>`;
}

// A party by its name, what it can do, and a line to add to that.
function Party({ p, i }) {
  const m = model.value;
  const path = ["decision_makers", p.name];
  const mine = m.options.filter((o) => o.party === p.name);
  const rename = (what, path) => (value) => value && edit(`${what} renamed`, { op: "set", path, value });
  const add = (text) => edit(`Option ${text} added`, { op: "add", path: [...path, "options", optionName(text)], value: text });
  return html`<fieldset class=${`party p${i % 6}`}><legend><${Field} class="quiet" dir="auto" aria-label=${`Name of party ${i + 1}`} value=${p.title} keep=${rename("Party", [...path, "label"])} /></legend>
    <ul>${mine.map((o, k) => html`<li key=${o.name}><${Line} class="quiet" dir="auto" aria-label=${`Option of ${p.title}`} value=${o.title} keep=${rename("Option", labelPath(p, o))} />
      <${Movers} what=${`option ${o.apart}`} place=${k} count=${mine.length} move=${(by) => moved(`Option ${o.title} moved`, [...path, "options", o.key], by)} />
      <button class="icon" aria-label=${`Remove option ${o.apart}`} onClick=${() => edit(`Option ${o.apart} removed`, { op: "remove", path: [...path, "options", o.key] })}>×</button></li>`)}</ul>
    <${Adder} label="Add an option" aria=${`Add an option of ${p.title}`} name=${`What ${p.title} can do`} add=${add} />
    <div class="row"><${Movers} what=${`party ${p.title}`} place=${i} count=${m.parties.length} move=${(by) => moved(`Party ${p.title} moved`, path, by)} />
      <button class="link" onClick=${() => edit(`Party ${p.title} removed`, { op: "remove", path })}>Remove ${p.title}</button></div>
  </fieldset>`;
}

// By one place from where it stands by then, so that quick clicks add up.
const moved = (label, path, by) => edit(label, ({ content }) => {
  const names = Object.keys(path.slice(0, -1).reduce((part, key) => part[key], content));
  return { op: "move", path, value: Math.min(names.length - 1, Math.max(0, names.indexOf(path.at(-1)) + by)) };
});

const labelPath = (p, o) => {
  const written = model.value.content.decision_makers[p.name].options[o.key];
  const path = ["decision_makers", p.name, "options", o.key];
  return written && typeof written === "object" ? [...path, "label"] : path;
};
