import { html, say } from "../html.js";
import { model, edit, remove } from "../state.js";
import { Field, Line } from "./field.js";
import { Adder } from "./adder.js";
import { Movers } from "./movers.js";
import { short, optionName } from "./names.js";

export function Parties() {
  const m = model.value;
  const add = (text) => edit(say("Party {} added", text), { op: "add", path: ["decision_makers", short(text, m.parties.map((p) => p.name))], value: { label: text, options: {}, preferences: { prioritized: [] } } });
  return html`<section aria-label=${say("Parties and options")} class="parties"><h2>${say("Who can do what")}</h2>
    ${m.parties.map((p, i) => html`<${Party} key=${p.name} p=${p} i=${i} />`)}
    <${Adder} label=${say("Add a party")} name=${say("Name of the party")} add=${add} /></section>`;
}

// A party by its name, what it can do, and a line to add to that.
function Party({ p, i }) {
  const m = model.value;
  const path = ["decision_makers", p.name];
  const mine = m.options.filter((o) => o.party === p.name);
  const rename = (label, path) => (value) => value && edit(label, { op: "set", path, value });
  const add = (text) => edit(say("Option {} added", text), { op: "add", path: [...path, "options", optionName(text)], value: text });
  return html`<fieldset class=${`party p${i % 6}`}><legend><${Field} class="quiet" dir="auto" aria-label=${say("Name of party {}", i + 1)} value=${p.title} keep=${rename(say("Party renamed"), [...path, "label"])} /></legend>
    <ul>${mine.map((o, k) => html`<li key=${o.name}><${Line} class="quiet" dir="auto" aria-label=${say("Option of {}", p.title)} value=${o.title} keep=${rename(say("Option renamed"), labelPath(p, o))} />
      <${Movers} what=${say("option {}", o.apart)} place=${k} count=${mine.length} move=${(by) => moved(say("Option {} moved", o.title), [...path, "options", o.key], by)} />
      <button class="icon" aria-label=${say("Remove option {}", o.apart)} onClick=${() => remove(say("Option {}", o.apart), [...path, "options", o.key])}>×</button></li>`)}</ul>
    <${Adder} label=${say("Add an option")} aria=${say("Add an option of {}", p.title)} name=${say("What {} can do", p.title)} add=${add} />
    <div class="row"><${Movers} what=${say("party {}", p.title)} place=${i} count=${m.parties.length} move=${(by) => moved(say("Party {} moved", p.title), path, by)} />
      <button class="link" onClick=${() => remove(say("Party {}", p.title), path)}>${say("Remove {}", p.title)}</button></div>
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
