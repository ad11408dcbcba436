import { html, cx } from "../html.js";
import { useState, useEffect } from "../vendor/hooks.js";
import { model, now, masks, selected, party, concept, pulled, patternOf, takenIn, partyTitle, tell } from "../state.js";
import { ask } from "../api.js";
import { Told } from "./blocks.js";

// The state that is chosen, and why it is or is not stable for whom.
export function Why() {
  const m = model.value;
  const s = selected.value === null ? null : selected.value - 1;
  if (s === null || !masks.value) return html`<p class="hint">Choose a state to see what it is and why it holds or not.</p>`;
  const taken = takenIn(s);
  const concepts = m.concepts.map((c, k) => html`<th scope="col" class=${cx(c.key === concept.value && "now")} title=${c.means}>${c.name}</th>`);
  const settlement = now.value?.settlements.some((x) => x.state === s + 1);
  return html`<article aria-labelledby="chosen">
    <h2 id="chosen">State ${s + 1}${s + 1 === m.statusQuo && html` <em class="tag">status quo</em>`}${s + 1 === m.noDeal && s + 1 !== m.statusQuo && html` <em class="tag">no deal</em>`}${settlement && html` <em class="tag">settlement</em>`}</h2>
    <p class="pattern">${patternOf(s)}</p>
    ${m.options.length > 0 && html`<ul class="taken">${m.parties.map((p, i) => { const mine = taken.filter((o) => o.party === p.name); return html`<li class=${`p${i % 6}`}><strong>${p.title}</strong> ${mine.length ? mine.map((o) => o.title).join("; ") : html`<span class="muted">nothing</span>`}</li>`; })}</ul>`}
    <div class="wide"><table class="standing"><caption class="hidden">Stability by party and foresight</caption>
      <thead><tr><td></td><th scope="col">Rank</th>${concepts}</tr></thead>
      <tbody>${m.parties.map((p, i) => html`<tr class=${cx(p.name === party.value && "on")}><th scope="row"><button aria-pressed=${p.name === party.value} aria-label=${`${p.name}: explain for ${p.title}`} onClick=${() => (party.value = p.name)}>${p.name}</button></th>
        <td>${now.value.ranks[i][s]}</td>
        ${m.concepts.map((c, k) => html`<td class=${cx(c.key === concept.value && "now")}>${(masks.value[i][s] >> k) & 1 ? html`<span class="good" title="stable">●<span class="hidden">stable</span></span>` : html`<span class="bad" title="would leave">○<span class="hidden">would leave</span></span>`}</td>`)}</tr>`)}</tbody></table></div>
    <${Explanation} s=${s + 1} who=${party.value} key=${`${s}-${party.value}-${concept.value}`} />
  </article>`;
}

function Explanation({ s, who }) {
  const [told, setTold] = useState(null);
  const m = model.value;
  const by = { state: s, party: who, concept: concept.value, intensities: pulled.value };
  const question = JSON.stringify([m.revision, by]);
  useEffect(() => {
    const stop = new AbortController();
    const wait = setTimeout(() => ask(`models/${m.id}/ask/why`, by, "POST", stop.signal).then(setTold, (e) => e.name !== "AbortError" && tell(e)), told ? 150 : 0);
    return () => { clearTimeout(wait); stop.abort(); };
  }, [question]);
  if (!told) return html`<p class="hint">…</p>`;
  const c = m.concepts.find((x) => x.key === concept.value);
  const free = (a) => Number(a.deterred);
  return html`<section class="explanation" aria-label="Explanation">
    <h3>${partyTitle(who)}: <span class=${told.stable ? "good" : "bad"}>${told.stable ? "stays" : "would leave"}</span> under ${c.name}</h3>
    ${told.lead.map((line) => html`<p><${Told} text=${line} /></p>`)}
    <ol class="answers">${[...told.answers].sort((a, b) => free(a) - free(b)).map((a) => html`<li class=${a.deterred ? "deterred" : "free"}>
      <p><b>${a.deterred ? "Deterred" : "Not deterred"}:</b> <${Told} text=${a.told} /></p></li>`)}</ol>
  </section>`;
}
