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
