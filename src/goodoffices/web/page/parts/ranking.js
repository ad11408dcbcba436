import { html, say } from "../html.js";
import { model, takenIn } from "../state.js";

const MOST = 200;

// The states as a party ranks them now.
export function Ranking({ p, ranks }) {
  const m = model.value;
  if (ranks?.length !== m.count) return null;
  const best = Array.from({ length: m.count }, (_, s) => s).sort((a, b) => ranks[a] - ranks[b] || a - b).slice(0, MOST);
  return html`<section class="ranking" aria-label=${say("States as {} ranks them", p.title)}><h3>${say("Best first")}</h3><ol tabindex="0" aria-label=${say("Best first")}>${best.map((s) => html`<li value=${ranks[s]}><b>${s + 1}</b> <bdi>${m.labels ? m.labels[s] : takenIn(s).map((o) => o.apart).join(" · ") || html`<span class="muted">${say("nothing done")}</span>`}</bdi></li>`)}</ol></section>`;
}
