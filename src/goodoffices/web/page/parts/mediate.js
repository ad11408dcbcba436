import { html, cx, number, percent, signed, useState, say, sayMany } from "../html.js";
import { model, now, settlement, anyPulled, partyTitle, takenIn, patternOf, work, settle, pullAll } from "../state.js";
import { Lever } from "./lever.js";
import { Keep, Kept } from "./keep.js";
import { Settlements } from "./settlements.js";
import { Roadmap } from "./roadmap.js";
import { Told, To, Blocks } from "./blocks.js";
import { Running, Refused, Stale, answerOf, isRunning } from "./job.js";
import { Hint } from "./hint.js";
import { Bar } from "./bar.js";

export function Mediate() {
  const m = model.value;
  const parties = m.parties.filter((p) => m.levers.some((l) => l.on === p.name));
  return html`${m.partly.length > 0 && html`<div class="empty"><h2>${say("Known only in part")}</h2><p>${sayMany("What {1} prefers is known only in part. Levers move points: give points under Model, or ask under Outcomes what holds all the same.", "What {1} prefer is known only in part. Levers move points: give points under Model, or ask under Outcomes what holds all the same.", m.partly.length, m.partly.map(partyTitle).join(say(", ")))}</p></div>`}
  ${!m.levers.length && html`<div class="empty"><h2>${say("Nothing is on the table yet")}</h2><p>${say("Say under Model what a third party could offer or threaten, on whom it bites and what it costs.")}</p></div>`}
  ${m.levers.length > 0 && html`<div class="mediate-view">
    <section class="levers" aria-label=${say("Levers")}>
      <div class="row"><div class="headed"><h2>${say("On the table")}</h2><${Hint} term="lever" /></div><${Keep} /><button disabled=${!anyPulled.value} onClick=${() => pullAll()}>${say("Reset levers")}</button></div>
      <${Kept} />
      ${parties.map((p) => html`<section aria-label=${say("Levers on {}", p.title)}><h3 class=${`p${m.parties.indexOf(p) % 6}`}>${say("On {}", p.title)}</h3>
        ${m.levers.filter((l) => l.on === p.name).map((l) => html`<${Lever} key=${l.name} lever=${l} />`)}</section>`)}
      <${Key} />
    </section>
    <section class="answer" aria-label=${say("What follows")}>
      <${Verdict} /><${Signing} /><${Pressed} /><${Cost} /><${Planning} />
    </section></div>`}
  <${Settlements} /><${Roadmap} />`;
}

const Key = () => html`<ul class="key" aria-label=${say("Along each lever")}><li><span class="band b3"></span>${say("accepted and holds")}</li><li><span class="band b2"></span>${say("holds, not accepted")}</li>
  <li><span class="band b1"></span>${say("accepted, does not hold")}</li><li><span class="band b0"></span>${say("neither")}</li><li><span class="tick"></span>${say("beyond: a bluff")}</li></ul>`;

const WORTH = [say("neither"), say("accepted"), say("holds"), say("accepted, holds")];
function Verdict() {
  const n = now.value, m = model.value;
  if (!n?.chosen) return null;
  const to = html`<${To} n=${n.chosen} />`;
  return html`<div class=${cx("verdict", n.code === 3 ? "yes" : "no")} role="status" aria-label=${say("Verdict")}>
    <h2>${n.verdict}</h2>
    <p>${m.whole ? say("{}: {}.", to, html`<bdi>${takenIn(n.chosen - 1).map((o) => o.apart).join(say("; "))}</bdi>`) : say("{}.", to)}</p>
    ${n.sentences.map((text) => html`<p><${Told} text=${text} /></p>`)}
    <label>${say("Settlement")}<select aria-label=${say("Settlement")} value=${settlement.value ?? ""} onChange=${(e) => settle(e.target.value ? Number(e.target.value) : null)}>
      <option value="">${say("The nearest")}</option>
      ${n.settlements.map((s) => html`<option value=${s.state}>${`${s.state} ${m.whole ? patternOf(s.state - 1) : s.label} – ${WORTH[s.code]}`}</option>`)}</select></label>
  </div>`;
}

// What each signatory gains by the settlement over no deal, in its own points.
function Signing() {
  const gains = Object.entries(now.value?.gains ?? {});
  if (!gains.length) return null;
  const width = Math.max(10, ...gains.map(([, g]) => Math.abs(g)));
  return html`<section aria-label=${say("Gain over no deal")}><div class="headed"><h3>${say("Gain over no deal")}</h3><${Hint} term="no deal" /></div><table class="bars"><tbody>
    ${gains.map(([name, g]) => { const w = (Math.abs(g) / width) * 50; return html`<tr><th scope="row">${partyTitle(name)}</th>
      <${Bar}><rect class=${g > 0 ? "plus" : "minus"} x=${g > 0 ? 50 : 50 - w} width=${w} y="1" height="8" /><path d="M50 0V10" /></${Bar}>
      <td class=${cx("figure", g > 0 ? "good" : "bad")}>${signed(g)}</td></tr>`; })}</tbody></table></section>`;
}

function Pressed() {
  const rows = (now.value?.burdens ?? []).filter((r) => model.value.levers.some((l) => l.on === r.decision_maker));
  if (!rows.length) return null;
  return html`<section aria-label=${say("Who is pressed")}><div class="headed"><h3>${say("Who is pressed")} <span class="muted">${say("share of the range of its payoffs")}</span></h3><${Hint} term="pressure" /></div><table class="bars"><tbody>
    ${rows.map((r) => html`<tr><th scope="row">${partyTitle(r.decision_maker)}</th>
      <${Bar}><rect class="pressure" width=${Math.min(100, r.pressure * 200)} y="1" height="4" /><rect class="inducement" width=${Math.min(100, r.inducement * 200)} y="5" height="4" /></${Bar}>
      <td class="figure">${percent(r.pressure)}${r.inducement > 0 && html` <span class="muted">+${percent(r.inducement)}</span>`}</td></tr>`)}</tbody></table></section>`;
}

function Cost() {
  const n = now.value, m = model.value;
  if (!n?.price) return null;
  const title = (name) => m.levers.find((l) => l.heldBy === name)?.holder ?? name;
  const holders = Object.entries(n.price.holders).filter(([, c]) => c > 0);
  return html`<section aria-label=${say("Cost")}><div class="headed"><h3>${say("Cost at the settlement")}</h3><${Hint} term="bluff" /></div><p class="big"><output aria-label=${say("Total cost")}>${number(n.price.total)}</output>
    <span class="muted">${holders.map(([h, c]) => `${title(h)} ${number(c)}`).join(" · ")}</span></p>
    ${n.bluffs.map((text) => html`<p class="bad">${text}</p>`)}</section>`;
}

function Planning() {
  const [credible, setCredible] = useState(false);
  const found = answerOf("plan");
  const use = () => {
    pullAll(found.data.intensities);
    settle(found.data.settlement);
  };
  return html`<section class="planning" aria-label=${say("Plan")}><div class="headed"><h3>${say("Cheapest plan")}</h3><${Hint} term="plan" /></div>
    <div class="row"><button class="primary" disabled=${isRunning("plan")} onClick=${() => work("plan", { credible })}>${say("Find the cheapest plan")}</button>
      <label class="check"><input type="checkbox" checked=${credible} onChange=${(e) => setCredible(e.target.checked)} />${say("No bluffs")}</label></div>
    <${Running} kind="plan" known=${false} /><${Refused} kind="plan" />
    ${found && html`<div class="found" role="region" aria-label=${say("Plan found")}>
      <p><strong><${Told} text=${found.summary[0].toUpperCase() + found.summary.slice(1)} /></strong></p>
      <div class="row"><button onClick=${use}>${found.plan ? say("Use this plan") : say("Set these levers")}</button><${Stale} found=${found} /></div>
      <details open><summary>${say("How it works, and why none is cheaper")}</summary><${Blocks} blocks=${found.blocks} notes=${found.notes} /></details>
    </div>`}</section>`;
}
