import { html, useState } from "../html.js";

// A line of text or a number of the model: what is typed stays until it is kept, whatever else changes meanwhile.
export function Field({ value, keep, ...rest }) {
  const [typed, type] = useState(null);
  const done = async (event) => {
    const { value: text, valueAsNumber: figure } = event.target;
    if (text !== String(value)) await keep(rest.type === "number" ? figure : text);
    type(null);
  };
  return html`<input ...${rest} value=${typed ?? value} onInput=${(e) => type(e.target.value)} onChange=${done} />`;
}

// A line of text that takes as many lines as it needs to be read; Enter keeps it.
export function Line({ value, keep, ...rest }) {
  const [typed, type] = useState(null);
  const done = async (event) => {
    const text = event.target.value.replace(/\s+/g, " ").trim();
    if (text !== value) await keep(text);
    type(null);
  };
  const ends = (event) => { if (event.key === "Enter") { event.preventDefault(); event.target.blur(); } };
  return html`<textarea rows="1" ...${rest} value=${typed ?? value} onInput=${(e) => type(e.target.value)} onChange=${done} onKeyDown=${ends} />`;
}
