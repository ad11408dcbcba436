import { html } from "../html.js";
import { jobs, stop } from "../state.js";

// How far long work is, and a way to end it.
export function Running({ kind, known = true }) {
  const job = jobs.value[kind];
  if (!job || job.over) return null;
  return html`<div class="row busy" role="status">${known ? html`<progress value=${job.done} aria-label="Progress"></progress><span>${Math.round(100 * job.done)} %</span>` : html`<progress aria-label="Progress"></progress><span>Searching…</span>`}
    <button onClick=${() => stop(job)}>Stop</button></div>`;
}

// How it was refused, in the words of the library.
export function Refused({ kind }) {
  const refusal = jobs.value[kind]?.refusal;
  return refusal && html`<p class=${refusal.kind === "Stopped" ? "hint" : "bad"} role="alert">${refusal.message}</p>`;
}

export const answerOf = (kind) => jobs.value[kind]?.answer ?? jobs.value[kind]?.partial ?? null;
export const isRunning = (kind) => Boolean(jobs.value[kind] && !jobs.value[kind].over);
