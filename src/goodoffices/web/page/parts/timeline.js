import { html, useState, say, sayAs } from "../html.js";
import { model, work, edit, go, tell } from "../state.js";
import { ask } from "../api.js";
import { Blocks } from "./blocks.js";
import { Course } from "./course.js";
import { Running, Refused, Stale, answerOf, isRunning } from "./job.js";

// What each event did: a slider over the dates, and what can be said of each.
export function Timeline() {
  const m = model.value;
  const [samples, setSamples] = useState(200);
  const [at, setAt] = useState(0);
  const found = answerOf("timeline");
  if (!m.events.length) return html`<div class="days"><h2>${say("Nothing is dated yet")}</h2><p>${say("Add here what happened on a day, or write it in the model file below {}.", html`<code>timeline:</code>`)}</p><${Happened} /></div>`;
  return html`<div class="days"><div class="row"><h2>${say("Timeline")}</h2>
      <label>${say("Samples")} <input type="number" min="1" max="100000" value=${samples} onChange=${(e) => setSamples(e.target.valueAsNumber)} /></label>
      <button class="primary" disabled=${isRunning("timeline")} onClick=${() => work("timeline", { samples })}>${say("Go through what happened")}</button>
      ${found && html`<${Stale} found=${found} />`}</div>
    <${Running} kind="timeline" /><${Refused} kind="timeline" />
    <${Days} m=${m} found=${found} at=${at} to=${setAt} />
    ${!found && html`<ol class="happened" aria-label=${say("What happened")}>${m.events.map(({ date, event }, k) => html`<li><button class="link" onClick=${() => setAt(k + 1)}>${date}</button> <span dir="auto">${event}</span></li>`)}</ol>`}
    ${found && html`<${Course} picture=${found.picture} at=${at} to=${setAt} />`}
    ${found && html`<details><summary>${say("All days")}</summary><${Blocks} blocks=${found.blocks} notes=${found.notes} /></details>`}
    <details><summary>${say("Add what happened")}</summary><${Happened} /></details></div>`;
}

// The slider runs as the dates of the picture below it do, whichever way the page runs.
function Days({ m, found, at, to }) {
  const place = Math.min(at, m.events.length);
  const { date, event } = m.events[place - 1] ?? {};
  const name = date ? say("{}: {}", date, event) : say("As written");
  const as = () => ask(`models/${m.id}/at`, { date }).then((made) => go(made.id, "outcomes"), tell);
  return html`<input type="range" dir="ltr" aria-label=${say("Date")} list="days" min="0" max=${m.events.length} value=${place} aria-valuetext=${name} onInput=${(e) => to(e.target.valueAsNumber)} />
    <datalist id="days">${[0, ...m.events].map((_, k) => html`<option value=${k}></option>`)}</datalist>
    <section aria-label=${say("On this day")} aria-live="polite">${found?.days[place] ? html`<${Blocks} blocks=${found.days[place]} />` : html`<p class="lead" dir="auto">${name}</p>`}</section>
    ${date && html`<button onClick=${as}>${say("Open the model as it stood on this day")}</button>`}`;
}

// A line for the timeline: a day, what happened, and an option that its owner took or dropped.
function Happened() {
  const m = model.value;
  const add = async (e) => {
    e.preventDefault();
    const form = e.target;
    const [date, event, change] = ["date", "event", "change"].map((key) => form.elements[key].value.trim());
    const [what, name] = change.split(" ");
    const entry = { date, event, ...(name && { [what]: [name] }) };
    const has = m.content.timeline?.length;
    if (await edit(say("{} added", date), has ? { op: "add", path: ["timeline", has], value: entry } : { op: "set", path: ["timeline"], value: [entry] })) form.reset();
  };
  const choices = (what, does) => m.options.map((o) => html`<option value=${`${what} ${o.name}`}>${say("{}: {}", does, o.apart)}</option>`);
  return html`<form class="leverform" aria-label=${say("What happened")} onSubmit=${add}><label>${say("What happened")} <input name="event" required dir="auto" /></label>
    <label>${sayAs("a day", "On")} <input name="date" type="date" required /></label>
    <label>${say("Which changes")} <select name="change"><option value="">${say("nothing else")}</option>${choices("took", say("taken"))}${choices("dropped", say("dropped"))}</select></label>
    <button class="primary">${say("Add to the timeline")}</button></form>`;
}
