import { html, say, sayAs } from "../html.js";
import { notes } from "../state.js";
import { Note } from "./hint.js";

// On what a value of the model rests.
export const KINDS = { claim: sayAs("a ground", "claim"), fact: sayAs("a ground", "fact"), assumption: sayAs("a ground", "assumption") };

// A small mark beside a value of the model that opens the words it rests on.
export function Cited({ path }) {
  const n = notes.value, place = path.join(".");
  const found = n?.grounds.filter((g) => g.place === place || g.place.startsWith(`${place}.`)) ?? [];
  if (!found.length) return null;
  const rows = found.flatMap((g) => g.statements).map((name) => n.statements.find((s) => s.name === name)).filter(Boolean);
  return html`<${Note} mark="“”" label=${say("Rests on: {}", place)} name=${say("What it rests on")}>${found.map((g) => html`<b>${KINDS[g.kind]}</b> ${g.note} `)}
    ${rows.map((r) => html`<q dir="auto">${r.quote}</q> <span class="muted" dir="auto">${r.name}, ${n.documents.find((d) => d.name === r.document)?.title}</span><br />`)}</${Note}>`;
}
