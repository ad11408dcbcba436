import { html, useState, useEffect } from "../html.js";
import { tell } from "../state.js";
import { GONE } from "../api.js";

const idle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 200));
const all = [];

// A part whose module is loaded when it is first shown, or before, when there is nothing else to do.
export function later(load) {
  let Part = null;
  function Later(given) {
    const [loaded, setLoaded] = useState(Part !== null);
    useEffect(() => { // also where the module came between this part's first sight and now
      if (!loaded) Later.load().then(() => setLoaded(true), () => tell(new Error(GONE)));
    }, []);
    return Part && html`<${Part} ...${given} />`;
  }
  Later.load = () => load().then((found) => (Part = found));
  all.push(Later);
  return Later;
}

// One after the other, none in the way of anything; what cannot be had is told where it is shown.
export async function prefetch() {
  for (const one of all) {
    await new Promise((then) => idle(then));
    await one.load().catch(() => {});
  }
}
