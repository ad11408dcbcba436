import { html, useRef } from "../html.js";

// One line to add something; it is empty again, and ready for the next, once the thing is there.
export function Adder({ label, aria, name, add }) {
  const field = useRef(null);
  const done = async (event) => {
    event.preventDefault();
    const text = field.current.value.trim();
    if (text && (await add(text))) { field.current.value = ""; field.current.focus(); }
  };
  return html`<form class="adder" onSubmit=${done}><input ref=${field} dir="auto" aria-label=${name} placeholder=${name} /><button aria-label=${aria ?? label}>${label}</button></form>`;
}
