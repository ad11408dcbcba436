import { html, cx, rtl, say, STATE } from "../html.js";
import { choose } from "../state.js";

export const To = ({ n, told = say("state {}", n) }) => html`<button class="link" aria-label=${say("Go to state {}", n)} onClick=${() => choose(n)}>${told}</button>`;

// A sentence of the library; where it names a state, one can go there. Names, patterns and signed numbers do not turn what is around them.
export function Told({ text }) {
  if (rtl) return text.split(FOREIGN).map((part, k) => (k % 2 ? html`<bdi>${part}</bdi>` : part));
  return text.split(NAMED).map((part, k) => (k % 2 ? html`<${To} n=${Number(part)} told=${`${STATE} ${part}`} />` : part));
}
const NAMED = new RegExp(String.raw`(?<![\p{L}\d_])${STATE} (\d+)\b`, "u");
const LETTER = String.raw`(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])\p{L}`;
const WORD = String.raw`-*${LETTER}(?:[\d_./'’-]*${LETTER})*[\d-]*`;
const NEXT = String.raw`,? (?:${WORD}|\(${WORD}(?: ${WORD})*\))`;
const FOREIGN = new RegExp(String.raw`(${WORD}(?:${NEXT})*|[-−+](?:\d[.,\u066b\u066c]?)*\d)`, "u");

// What the library says, block by block.
export function Blocks({ blocks, notes = [] }) {
  return html`<div class="blocks">${blocks.map((b) => html`<${Block} b=${b} />`)}
    ${notes.map((note) => html`<p class="small">${note}</p>`)}</div>`;
}

function Block({ b }) {
  if (b.block === "heading") return html`<h3>${b.text}</h3>`;
  if (b.block === "paragraph") return html`<p class=${cx(b.kind)}><${Told} text=${b.text} /></p>`;
  if (b.block === "list") return html`<ul class="points">${b.items.map((item) => html`<li><${Told} text=${item} /></li>`)}</ul>`;
  if (b.block === "table") return html`<${Table} b=${b} />`;
  return null;
}

function Table({ b }) {
  return html`<div class="wide" tabIndex="0" role="group" aria-label=${b.caption || say("Table")}><table class="told">${b.caption && html`<caption>${b.caption}</caption>`}
    <thead><tr>${b.header.map((cell, k) => html`<th scope="col" class=${cx(b.numeric[k] && "number")}>${cell}</th>`)}</tr></thead>
    <tbody>${b.rows.map((row) => html`<tr>${row.map((cell, k) => html`<td class=${cx(b.numeric[k] && "number")}><bdi>${stated(b.header[k], cell)}</bdi></td>`)}</tr>`)}</tbody></table></div>`;
}

// In a column of states, a number is one that one can go to.
function stated(heading, cell) {
  const [, number, rest] = (heading.toLowerCase() === STATE && /^(\d+)(.*)$/.exec(cell)) || [];
  return number ? html`<button class="link" aria-label=${say("Go to state {}", number)} onClick=${() => choose(Number(number))}>${number}</button>${rest}` : cell;
}
