import { render } from "./vendor/preact.js";
import { html, rtl, say } from "./html.js";
import { route, model, pane, notice, step, alongWith, settleFile, read, learn, present } from "./state.js";
import { Start } from "./parts/start.js";
import { Outcomes } from "./parts/outcomes.js";
import { Why } from "./parts/why.js";
import { Concepts } from "./parts/concepts.js";
import { later, prefetch } from "./parts/later.js";

// What a first screen does not need.
const Model = later(() => import("./parts/model.js").then((m) => m.Model));
const Mediate = later(() => import("./parts/mediate.js").then((m) => m.Mediate));
const Uncertainty = later(() => import("./parts/uncertainty.js").then((m) => m.Uncertainty));
const Timeline = later(() => import("./parts/timeline.js").then((m) => m.Timeline));
const Compare = later(() => import("./parts/compare.js").then((m) => m.Compare));
const Present = later(() => import("./parts/present.js").then((m) => m.Present));
const ModelFile = later(() => import("./parts/file.js").then((m) => m.ModelFile));
const Source = later(() => import("./parts/source.js").then((m) => m.Source));

const VIEWS = [
  ["model", say("Model"), Model],
  ["outcomes", say("Outcomes"), Outcomes],
  ["mediate", say("Mediate"), Mediate],
  ["uncertainty", say("Uncertainty"), Uncertainty],
  ["timeline", say("Timeline"), Timeline],
  ["compare", say("Compare"), Compare],
];

const DOWNLOADS = [
  ["yaml", say("Model file (YAML)")],
  ["notebook.zip", say("Model with its notebook (ZIP)")],
  ["brief.html", say("Brief (web page)")],
  ["brief.pdf", say("Brief (PDF)")],
  ["short.html", say("One page (web page)")],
  ["short.pdf", say("One page (PDF)")],
  ["states.csv", say("Table of outcomes (CSV)")],
];

function App() {
  const { model: id, view, present: onWall } = route.value;
  if (!id) return html`<${Frame}><main id="main"><${Start} /></main></${Frame}>`;
  const View = onWall ? Present : (VIEWS.find(([key]) => key === view) ?? VIEWS[1])[2];
  if (model.value?.id !== id) {
    View.load?.().catch(() => {}); // beside the model; told when it is shown
    return html`<p class="loading">${say("Loading…")}</p>`;
  }
  if (onWall) return html`<${Notices} /><${Present} />`;
  return html`<${Frame}>
    <nav class="views" aria-label=${say("Views")}>
      ${VIEWS.map(([key, name]) => html`<a href=${`#/${id}/${key}`} aria-current=${key === view ? "page" : null}>${name}</a>`)}
      <${Concepts} />
    </nav>
    <div class="bench">
      <main id="main" key=${view} class=${view}><${View} /></main>
      <${Inspector} />
    </div>
  </${Frame}>`;
}

function Frame({ children }) {
  const m = route.value.model ? model.value : null;
  return html`
    <a class="skip" href="#main">${say("Skip to the content")}</a>
    <header class="top">
      <a class="brand" href="#/" aria-label=${say("{}, all conflicts", "goodoffices")}><img src="icon.svg" alt="" width="22" height="22" />goodoffices</a>
      ${m && html`<h1 class="title" title=${m.title}><span dir="auto">${m.title}</span></h1>
      <div class="tools" role="toolbar" aria-label=${say("Model")}>
        <button disabled=${!m.undo} title=${m.undo ? say("Undo: {}", m.undo) : say("Nothing to undo")} onClick=${() => step("undo")}>${say("Undo")}</button>
        <button disabled=${!m.redo} title=${m.redo ? say("Redo: {}", m.redo) : say("Nothing to redo")} onClick=${() => step("redo")}>${say("Redo")}</button>
        <button onClick=${() => present(true)}>${say("Present")}</button>
        <details class="menu"><summary>${say("Export")}</summary>
          <ul>${DOWNLOADS.map(([what, name]) => html`<li><a href=${`/api/models/${m.id}/download/${what}`} download=${what === "yaml" ? m.name : ""}>${name}</a></li>`)}</ul>
        </details>
      </div>`}
    </header>
    <${Notices}>${m && html`<${FileNotice} />`}</${Notices}>
    ${children}`;
}

const Notices = ({ children }) => html`<div class="notices" role="status" aria-live="polite">${notice.value && html`<${Notice} n=${notice.value} />`}${children}</div>`;

function Notice({ n }) {
  return html`<div class=${`notice ${n.kind}`}><p>${n.text}</p>
    ${n.mentions && html`<ul>${n.mentions.map((text) => html`<li>${text}</li>`)}</ul><button onClick=${() => alongWith(n.made)}>${say("Remove all of it")}</button>`}
    <button aria-label=${say("Dismiss")} onClick=${() => (notice.value = null)}>×</button></div>`;
}

// The file that edits are saved to, where it cannot be: nobody's change is lost.
function FileNotice() {
  const { kept, trouble } = model.value.file;
  if (!kept || !trouble) return null;
  const { name } = model.value;
  const [told, choice, does] = {
    changed: [say("{} was changed by somebody else. Nothing has been written over it.", name), "theirs", say("Take theirs")],
    gone: [say("{} was deleted, or moved away. What you changed since then is in no file yet.", name), "again", say("Write it again")],
  }[trouble] ?? [trouble, "save", say("Try again")];
  return html`<div class="notice error"><p>${told}</p><button onClick=${() => settleFile("copy")}>${say("Keep mine as a copy")}</button><button onClick=${() => settleFile(choice)}>${does}</button></div>`;
}

const PANES = [["why", say("Why"), Why], ["file", say("Model file"), ModelFile], ["source", say("Source"), Source]];
function Inspector() {
  const [, , Pane] = PANES.find(([key]) => key === pane.value);
  return html`<aside class="inspector" aria-label=${say("Inspector")}>
    <div class="tabs" role="tablist" aria-label=${say("Inspector")}>
      ${PANES.map(([key, name]) => html`<button role="tab" id=${`tab-${key}`} aria-controls="pane" aria-selected=${pane.value === key}
        tabIndex=${pane.value === key ? 0 : -1} onClick=${() => (pane.value = key)}
        onKeyDown=${(e) => { const by = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[e.key]; if (by) { const next = PANES[(PANES.findIndex(([k]) => k === key) + by + PANES.length) % PANES.length][0]; pane.value = next; document.getElementById(`tab-${next}`)?.focus(); } }}>${name}</button>`)}
    </div>
    <div id="pane" role="tabpanel" aria-labelledby=${`tab-${pane.value}`} tabIndex="0"><${Pane} /></div>
  </aside>`;
}

// Undo and redo by keys, where no text is being written.
function onKey(event) {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || !model.value || route.value.present) return;
  if (event.target.closest?.('textarea, select, input:not([type="range"], [type="checkbox"], [type="radio"])')) return;
  event.preventDefault();
  step(event.shiftKey ? "redo" : "undo");
}

addEventListener("popstate", read);
addEventListener("keydown", onKey);
read();
if (route.value.model) learn(); // the start page asks itself
const root = document.getElementById("app");
root.replaceChildren();
render(html`<${App} />`, root);
prefetch();
