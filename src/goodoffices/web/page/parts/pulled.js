import { html, useState, say } from "../html.js";
import { pulled, anyPulled } from "../state.js";

// Whether an answer counts the levers as they are pulled: their intensities, and the choice.
export function usePulled(first) {
  const [on, set] = useState(first);
  const choice = anyPulled.value && html`<label class="check"><input type="checkbox" checked=${on} onChange=${(e) => set(e.target.checked)} />${say("With the levers as they are pulled")}</label>`;
  return [on && anyPulled.value ? pulled.value : {}, choice];
}
