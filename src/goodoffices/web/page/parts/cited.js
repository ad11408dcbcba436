import { html } from "../html.js";
import { notes } from "../state.js";
import { Note } from "./hint.js";

// A small mark beside a value of the model that opens the words it rests on.
export function Cited({ path }) {
  const n = notes.value, place = path.join(".");
  const found = n?.grounds.filter((g) => g.place === place || g.place.startsWith(`${place}.`)) ?? [];
  if (!found.length) return null;
  const rows = found.flatMap((g) => g.statements).map((name) => n.statements.find((s) => s.name === name)).filter(Boolean);
  return html`<${Note} mark="“”" label=${`Rests on: ${place}`} name="What it rests on">${found.map((g) => html`<b>${g.kind}</b> ${g.note} `)}
    ${rows.map((r) => html`<q dir="auto">${r.quote}</q> <span class="muted" dir="auto">${r.name}, ${n.documents.find((d) => d.name === r.document)?.title}</span><br />`)}</${Note}>`;
}
