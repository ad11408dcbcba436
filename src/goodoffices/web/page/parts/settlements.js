import { html, say } from "../html.js";
import { model, pulled, work } from "../state.js";
import { Blocks } from "./blocks.js";
import { Zone } from "./zone.js";
import { Running, Refused, Stale, answerOf, isRunning } from "./job.js";
import { Hint } from "./hint.js";
import { usePulled } from "./pulled.js";

// The packages that all who sign like better than no deal: a picture to choose in, and the words.
export function Settlements() {
  const [intensities, choice] = usePulled(true);
  const found = answerOf("settlements");
  if (!model.value.noDeal) return null;
  return html`<section class="agreed" aria-label=${say("What could be agreed")}><div class="headed"><h2>${say("What could be agreed")}</h2><${Hint} term="zone of possible agreement" /></div>
    <div class="row"><button class="primary" disabled=${isRunning("settlements")} onClick=${() => work("settlements", { intensities })}>${say("Find what could be agreed")}</button>
      ${choice}
      ${found && html`<${Stale} found=${found} moved=${moved(found.data.intensities)} />`}</div>
    <${Running} kind="settlements" known=${false} /><${Refused} kind="settlements" />
    ${found && html`<${Found} found=${found} />`}
  </section>`;
}

// Beside the picture what the rules choose; below them all that is efficient.
function Found({ found }) {
  const { blocks, notes, picture, data } = found;
  const end = blocks.findIndex((b) => b.block === "table") + 1 || blocks.length;
  return html`<div class="beside"><${Zone} key=${picture.axes.length} picture=${picture} noDeal=${data.no_deal} /><${Blocks} blocks=${blocks.slice(0, end)} notes=${notes} /></div>
    ${end < blocks.length && html`<${Blocks} blocks=${blocks.slice(end)} />`}`;
}

// Levers that were pulled for an answer stand otherwise now.
export function moved(then) {
  const used = Object.entries(then).filter(([, t]) => t > 0);
  return used.length > 0 && (used.length !== Object.values(pulled.value).filter(Boolean).length || used.some(([name, t]) => pulled.value[name] !== t));
}
