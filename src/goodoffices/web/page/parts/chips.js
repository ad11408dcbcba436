import { html, say, sayAs } from "../html.js";
import { model } from "../state.js";

// The options of which nothing is said yet: one click says that a party wants one, or wants it not.
export function Chips({ used, want }) {
  const rest = model.value.options.filter((o) => !used.some((t) => t === o.name || t === `not ${o.name}`));
  if (!rest.length) return null;
  return html`<div class="chips" role="group" aria-label=${say("Add a statement")}>${rest.map((o) => html`<span class="split" key=${o.name}><button aria-label=${say("Wants: {}", o.apart)} onClick=${() => want(o.name)}><bdi>+ ${o.apart}</bdi></button><button aria-label=${say("Wants not: {}", o.apart)} onClick=${() => want(`not ${o.name}`)}>${sayAs("a choice", "not")}</button></span>`)}</div>`;
}
