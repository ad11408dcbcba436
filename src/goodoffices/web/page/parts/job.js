import { html, percent, say } from "../html.js";
import { jobs, stop, model, concept } from "../state.js";

// How far long work is, and a way to end it.
export function Running({ kind, known = true }) {
  const job = jobs.value[kind];
  if (!job || job.over) return null;
  return html`<div class="row busy" role="status">${known ? html`<progress value=${job.done} aria-label=${say("Progress")}></progress><span>${percent(job.done)}</span>` : html`<progress aria-label=${say("Progress")}></progress><span>${say("Searching…")}</span>`}
    <button onClick=${() => stop(job)}>${say("Stop")}</button></div>`;
}

// How it was refused, in the words of the library.
export function Refused({ kind }) {
  const refusal = jobs.value[kind]?.refusal;
  return refusal && html`<p class=${refusal.kind === "Stopped" ? "hint" : "bad"} role="alert">${refusal.message}</p>`;
}

export const answerOf = (kind) => jobs.value[kind]?.answer ?? jobs.value[kind]?.partial ?? null;
export const isRunning = (kind) => Boolean(jobs.value[kind] && !jobs.value[kind].over);

// What an answer was found for, where that is not what is shown now.
export function Stale({ found, moved = false }) {
  const m = model.value;
  const told = [
    found.revision !== undefined && found.revision !== m.revision && say("found before the last edit"),
    found.concept !== undefined && found.concept !== concept.value && say("found under {}", m.concepts.find((c) => c.key === found.concept)?.name ?? found.concept),
    moved && say("the levers have moved since"),
  ].filter(Boolean);
  return told.length > 0 && html`<span class="tag">${told.join(say("; "))}</span>`;
}
