import { html, say } from "../html.js";
import { inWords } from "./names.js";

export const asked = (order) => ({ done: [order[0]], left: order.slice(1), low: 0, high: 1 });

// One pair at a time; each statement finds its place among those before it by halving.
export function Question({ q, p, answer, stop }) {
  const middle = Math.floor((q.low + q.high) / 2);
  const [one, other] = [q.left[0], q.done[middle]];
  const prefer = (first) => {
    const next = first ? { ...q, high: middle } : { ...q, low: middle + 1 };
    if (next.low < next.high) return answer(next);
    const done = [...q.done.slice(0, next.low), one, ...q.done.slice(next.low)];
    answer({ done, left: q.left.slice(1), low: 0, high: done.length });
  };
  return html`<div class="question" role="group" aria-label=${say("Question")}><p>${say("What matters more to {}?", p.title)}</p>
    <button dir="auto" onClick=${() => prefer(true)}>${inWords(one)}</button><button dir="auto" onClick=${() => prefer(false)}>${inWords(other)}</button><button class="link" onClick=${stop}>${say("Stop asking")}</button></div>`;
}
