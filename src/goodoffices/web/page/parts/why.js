import { html, cx, useState, useEffect, say, sayAs } from "../html.js";
import { model, now, selected, party, concept, pulled, seenBy, partyTitle, tell } from "../state.js";
import { ask } from "../api.js";
import { Told, Blocks } from "./blocks.js";
import { Hint } from "./hint.js";

// The state that is chosen, and why it is or is not stable for whom.
export function Why() {
  const m = model.value;
  const s = selected.value;
  const [told, setTold] = useState(null);
  const question = { state: s, party: party.value, concept: concept.value, intensities: pulled.value, seen_by: seenBy.value || null };
  const key = JSON.stringify([m.id, m.revision, question]);
  useEffect(() => {
    if (s === null) return;
    const stop = new AbortController();
    const asked = () => ask(`models/${m.id}/ask/why`, question, "POST", stop.signal).then((answer) => setTold({ ...answer, of: question }), (e) => e.name !== "AbortError" && tell(e));
    const wait = setTimeout(asked, told?.of.state === s ? 120 : 0); // a dragged lever asks when it rests
    return () => { clearTimeout(wait); stop.abort(); };
  }, [key]);
  if (s === null) return html`<p class="hint">${say("Choose a state to see what it is and why it holds or not.")}</p>`;
  if (told?.of.state !== s) return html`<h2>${say("State {}", s)}</h2>`;
  const settlement = now.value?.settlements.some((x) => x.state === s);
  return html`<article aria-labelledby="chosen">
    <h2 id="chosen">${say("State {}", s)}${s === m.statusQuo && html` <em class="tag">${say("status quo")}</em>`}${s === m.noDeal && s !== m.statusQuo && html` <em class="tag">${say("no deal")}</em>`}${settlement && html` <em class="tag">${say("settlement")}</em>`}</h2>
    <p class="pattern"><bdi>${told.label}</bdi></p>
    ${m.options.length > 0 && html`<ul class="taken">${m.parties.map((p, i) => html`<li class=${`p${i % 6}`}><strong>${p.title}</strong> ${told.taken[p.name]?.join(say("; ")) ?? html`<span class="muted">${say("nothing")}</span>`}</li>`)}</ul>`}
    <${Standing} told=${told} />
    <${Explanation} told=${told} />
  </article>`;
}

function Standing({ told }) {
  const m = model.value;
  const concepts = told.concepts.map((key) => m.concepts.find((c) => c.key === key));
  const mark = (stable, can) => (stable ? html`<span class="good" title=${say("stable")}>●<span class="hidden">${say("stable")}</span></span>` : can ? html`<span title=${say("can be stable")}>◐<span class="hidden">${say("can be stable")}</span></span>` : html`<span class="bad" title=${say("would leave")}>○<span class="hidden">${say("would leave")}</span></span>`);
  return html`<div class="wide"><table class="standing"><caption class="hidden">${say("Stability by party and foresight")}</caption>
    <thead><tr><td><${Hint} term="stable" /></td><th scope="col">${say("Rank")}</th>${concepts.map((c) => html`<th scope="col" class=${cx(c.key === concept.value && "now")} title=${c.means}>${c.name}</th>`)}</tr></thead>
    <tbody>${m.parties.map((p, i) => html`<tr class=${cx(p.name === party.value && "on")}><th scope="row"><button aria-pressed=${p.name === party.value} aria-label=${say("{}: explain for {}", p.name, p.title)} onClick=${() => (party.value = p.name)}>${p.name}</button></th>
      <td>${told.ranks[i]}</td>${concepts.map((c, k) => html`<td class=${cx(c.key === concept.value && "now")}>${mark(told.standing[i][k], told.can?.[i][k])}</td>`)}</tr>`)}</tbody></table></div>`;
}

function Explanation({ told }) {
  const c = model.value.concepts.find((x) => x.key === told.of.concept);
  const free = (a) => Number(a.deterred);
  const verdict = told.stable ? html`<span class="good">${sayAs("a party", "stays")}</span>` : told.open ? html`<span>${sayAs("a party", "open")}</span>` : html`<span class="bad">${say("would leave")}</span>`;
  return html`<section class="explanation" aria-label=${say("Explanation")}>
    <div class="headed"><h3>${say("{}: {} under {}", partyTitle(told.of.party), verdict, c.name)}</h3><${Hint} term="deterred" /></div>
    ${told.lead.map((line) => html`<p><${Told} text=${line} /></p>`)}
    ${told.blocks?.length > 0 && html`<${Blocks} blocks=${told.blocks} />`}
    <ol class="answers">${[...told.answers].sort((a, b) => free(a) - free(b)).map((a) => html`<li class=${a.deterred ? "deterred" : "free"}>
      <p><b>${a.deterred ? say("Deterred:") : say("Not deterred:")}</b> <${Told} text=${a.told} /></p></li>`)}</ol>
  </section>`;
}
