import { html, rtl, useState, say } from "../html.js";
import { glossary } from "../state.js";

let made = 0;

// A word of the field, explained where it stands: a button that opens its sentence; Esc or a click elsewhere closes it.
export function Hint({ term }) {
  const entry = glossary.value[term];
  return entry && html`<${Note} mark="?" label=${say("What does “{}” mean?", entry.term)} name=${entry.term}><b>${entry.term}</b>${entry.plain && html` <span class="muted">${entry.plain}</span>`}<br />${entry.sentence}</${Note}>`;
}

export function Note({ mark, label, name, children }) {
  const [id] = useState(() => `hint-${++made}`);
  const place = (event) => {
    const note = document.getElementById(id);
    const { left, right, bottom } = event.currentTarget.getBoundingClientRect();
    note.style.left = `${Math.max(8, Math.min(rtl ? right - 320 : left, innerWidth - 336))}px`;
    note.style.top = `${Math.min(bottom + 6, innerHeight - 140)}px`;
  };
  return html`<span class="hinted"><button type="button" class="hint-button" popovertarget=${id} aria-label=${label} onClick=${place}>${mark}</button>
    <span class="hint-note" popover="auto" id=${id} role="note" aria-label=${name}>${children}</span></span>`;
}
