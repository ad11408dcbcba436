import { html, useState, useEffect, say } from "../html.js";
import { model, concept, takenIn, edit, tell } from "../state.js";
import { ask } from "../api.js";
import { Told } from "./blocks.js";

// What to ask next where preferences are known in part: the answer that settles most. It is written into the model.
export function Asking() {
  const m = model.value;
  const [asked, setAsked] = useState({ of: "", all: [], place: 0 });
  const key = JSON.stringify([m.id, m.revision, concept.value]);
  useEffect(() => {
    const stop = new AbortController();
    ask(`models/${m.id}/ask/questions`, { concept: concept.value }, "POST", stop.signal).then((all) => setAsked({ of: key, all, place: 0 }), (e) => e.name !== "AbortError" && tell(e));
    return () => stop.abort();
  }, [key]);
  if (asked.of !== key || !asked.all.length) return null;
  const q = asked.all[asked.place];
  const answer = (pair) => edit(say("A question answered"), (now) => {
    const known = now.content.decision_makers[q.party].preferences;
    return { op: "set", path: ["decision_makers", q.party, "preferences"], value: { ...known, better: [...(known.better ?? []), pair] } };
  });
  return html`<section class="asking" aria-label=${say("What to ask next")}><p><strong><${Told} text=${q.text} /></strong> <span class="muted">${q.settles > 0 ? say("Either answer settles at least {} of what is open.", q.settles) : say("One of the answers settles something.")}</span></p>
    ${m.whole && m.options.length > 0 && html`<ul class="plain">${q.states.map((s) => html`<li>${say("{}: {}", s, takenIn(s - 1).map((o) => o.apart).join(say("; ")) || say("no option taken"))}</li>`)}</ul>`}
    <div class="row">${q.writable ? q.answers.map((pair, k) => html`<button onClick=${() => answer(pair)}>${say("State {}", q.states[k])}</button>`) : html`<span class="hint">${say("Narrow its bounds under Model.")}</span>`}
      ${asked.all.length > 1 && html`<button class="link" onClick=${() => setAsked({ ...asked, place: (asked.place + 1) % asked.all.length })}>${say("Another question")}</button>`}</div></section>`;
}
