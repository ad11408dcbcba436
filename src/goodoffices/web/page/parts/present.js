import { html, rtl, useState, useEffect, useRef, say } from "../html.js";
import { model, pulled, concept, settlement, present, tell } from "../state.js";
import { ask } from "../api.js";
import { Blocks } from "./blocks.js";

const STEPS = { ArrowRight: rtl ? -1 : 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: rtl ? 1 : -1, ArrowUp: -1, PageUp: -1, Home: -1e9, End: 1e9 };

// For the wall: one screen at a time in large type, by arrow keys and buttons; Esc leaves.
export function Present() {
  const m = model.value;
  const [screens, setScreens] = useState([]);
  const [at, setAt] = useState(0);
  const title = useRef(null);
  const asked = { concept: concept.value, intensities: pulled.value, settlement: settlement.value };
  useEffect(() => { ask(`models/${m.id}/ask/room`, asked).then(setScreens, tell); }, [m.revision, JSON.stringify(asked)]);
  const count = useRef(0);
  count.current = screens.length; // read when a key is pressed, which may be at once
  const step = (by) => setAt((now) => Math.max(0, Math.min(count.current - 1, now + by)));
  useEffect(() => {
    const onKey = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") return present(false);
      if (event.key === " " && event.target.closest?.("button")) return;
      if (STEPS[event.key]) { event.preventDefault(); step(STEPS[event.key]); }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => { title.current?.focus(); }, [at, screens.length > 0]);
  const shown = screens[Math.min(at, screens.length - 1)];
  return html`<main id="main" class="wall"><header><p class="muted" dir="auto">${at > 0 && m.title}</p><button onClick=${() => present(false)}>${say("Leave")}</button></header>
    <article aria-labelledby="screen">${at === 0 && html`<h1 dir="auto">${m.title}</h1>`}
      ${shown ? html`<h2 id="screen" ref=${title} tabIndex="-1">${shown.title}</h2><${Blocks} blocks=${shown.blocks} />` : html`<p class="loading" id="screen">…</p>`}</article>
    <nav aria-label=${say("Screens")}><button disabled=${at === 0} onClick=${() => step(-1)}>${say("Back")}</button><ol class="dots" aria-hidden="true">${screens.map((_, k) => html`<li class=${k === at ? "on" : ""}></li>`)}</ol>
      <span class="hidden" role="status">${say("Screen {} of {}", at + 1, screens.length)}</span><button class="primary" disabled=${at >= screens.length - 1} onClick=${() => step(1)}>${say("Next")}</button></nav></main>`;
}
