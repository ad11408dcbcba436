import { html, cx } from "../html.js";
import { useState, useRef, useMemo } from "../vendor/hooks.js";
import { model, now, equilibria, conceptPlace, selected, choose as chosen } from "../state.js";

const HEIGHT = 30;
const MORE = 8;
const NEXT = { "": "Y", Y: "N", N: "" };

// All states as a grid with only the rows in sight in the page.
export function States() {
  const m = model.value;
  const [only, setOnly] = useState(false);
  const [wanted, setWanted] = useState({});
  const [order, setOrder] = useState({ by: "state", up: true });
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const box = useRef(null);
  const held = equilibria.value;
  const ranks = now.value?.ranks;
  const bit = 1 << conceptPlace.value;
  const rows = useMemo(() => {
    if (!held) return [];
    const found = [];
    for (let s = 0; s < m.count; s++) {
      if (only && !(held[s] & bit)) continue;
      if (m.options.some((o, k) => wanted[k] && o.taken[s] !== wanted[k])) continue;
      found.push(s);
    }
    if (order.by !== "state") {
      const key = order.by === "held" ? (s) => -bits(held[s]) : (s) => ranks[order.by][s];
      found.sort((a, b) => key(a) - key(b) || a - b);
    }
    return order.up ? found : found.reverse();
  }, [m, held, only, wanted, order, bit]);
  const first = Math.max(0, Math.floor(top / HEIGHT) - MORE);
  const last = Math.min(rows.length, first + Math.ceil(height / HEIGHT) + 2 * MORE);
  const columns = 2 + m.options.length + m.parties.length + m.concepts.length;
  const sort = (by) => setOrder((o) => ({ by, up: o.by === by ? !o.up : true }));
  const sorted = (by) => (order.by === by ? (order.up ? "ascending" : "descending") : null);
  const move = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -1e9, End: 1e9 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = Math.min(rows.length - 1, Math.max(0, rows.indexOf(selected.value - 1) + step));
    choose(rows[at]);
    const y = at * HEIGHT;
    if (y < box.current.scrollTop) box.current.scrollTop = y;
    if (y > box.current.scrollTop + height - 4 * HEIGHT) box.current.scrollTop = y - height + 4 * HEIGHT;
    requestAnimationFrame(() => box.current.querySelector('tr[aria-selected="true"]')?.focus());
  };
  const choose = (s) => chosen(s + 1);
  const seen = (element) => { box.current = element; if (element && Math.abs(element.clientHeight - height) > 40) setHeight(element.clientHeight); };
  return html`<section class="states" aria-label="States">
    <div class="row filters">
      <label class="check"><input type="checkbox" checked=${only} onChange=${(e) => setOnly(e.target.checked)} />Only states that hold</label>
      <span class="count" aria-live="polite">${rows.length.toLocaleString()} of ${m.count.toLocaleString()} shown</span>
      ${Object.values(wanted).some(Boolean) && html`<button class="link" onClick=${() => setWanted({})}>Clear filters</button>`}
    </div>
    <div class="scroll" ref=${seen} onScroll=${(e) => setTop(e.target.scrollTop)}>
    <table role="grid" aria-label="States" aria-rowcount=${rows.length + 2} aria-colcount=${columns}>
      <thead>
        <tr><th rowSpan="2" aria-sort=${sorted("state")}><button onClick=${() => sort("state")}>State</button></th>
          ${m.parties.map((p, i) => { const n = m.options.filter((o) => o.party === p.name).length; return n > 0 && html`<th class=${`owner p${i % 6}`} colSpan=${n}>${p.name}</th>`; })}
          <th colSpan=${m.parties.length}>Rank</th><th colSpan=${m.concepts.length}>Holds under</th></tr>
        <tr>${m.options.map((o, k) => html`<th class=${cx("option", `p${m.parties.findIndex((p) => p.name === o.party) % 6}`, wanted[k] && "filtered")}>
            <button title=${`${o.title}: filter`} aria-label=${`${o.name}: filter by ${o.title}: ${wanted[k] === "Y" ? "taken" : wanted[k] === "N" ? "not taken" : "any"}`} onClick=${() => setWanted({ ...wanted, [k]: NEXT[wanted[k] ?? ""] })}><span>${o.name}</span>${wanted[k] && html`<b>${wanted[k]}</b>`}</button></th>`)}
          ${m.parties.map((p, i) => html`<th class=${`rank p${i % 6}`} aria-sort=${sorted(i)}><button title=${p.title} onClick=${() => sort(i)}>${p.name}</button></th>`)}
          ${m.concepts.map((c, k) => html`<th class=${cx("concept", k === conceptPlace.value && "now")} title=${c.means} ><span>${c.name}</span></th>`)}</tr>
      </thead>
      <tbody onKeyDown=${move}>
        ${first > 0 && html`<tr class="space" style=${`height:${first * HEIGHT}px`} aria-hidden="true"><td colSpan=${columns}></td></tr>`}
        ${rows.slice(first, last).map((s, k) => html`<${Row} key=${s} s=${s} place=${first + k + 3} held=${held[s]} on=${selected.value === s + 1} ranks=${ranks.map((r) => r[s]).join()}
          m=${m} now=${conceptPlace.value} choose=${choose} focusable=${selected.value === s + 1 || (first + k === 0 && !rows.includes(selected.value - 1))} />`)}
        ${last < rows.length && html`<tr class="space" style=${`height:${(rows.length - last) * HEIGHT}px`} aria-hidden="true"><td colSpan=${columns}></td></tr>`}
      </tbody>
    </table></div></section>`;
}

function Row({ s, place, held, on, ranks, m, now, choose, focusable }) {
  const holds = (held >> now) & 1;
  return html`<tr aria-rowindex=${place} aria-selected=${on} tabIndex=${focusable ? 0 : -1} class=${cx(holds && "holds")} onClick=${() => choose(s)}
      onKeyDown=${(e) => { if (e.key === "Enter") choose(s); }}>
    <th scope="row">${s + 1}${s + 1 === m.statusQuo && html`<abbr title="Status quo">*</abbr>`}</th>
    ${m.options.map((o) => html`<td class=${cx("option", `p${m.parties.findIndex((p) => p.name === o.party) % 6}`, o.taken[s] === "Y" && "yes")}>${o.taken[s]}</td>`)}
    ${ranks.split(",").map((r) => html`<td class="rank">${r}</td>`)}
    ${m.concepts.map((c, k) => html`<td class=${cx("concept", k === now && "now")}>${(held >> k) & 1 ? html`<span title=${`Holds under ${c.name}`}>●</span>` : ""}</td>`)}
  </tr>`;
}

const bits = (x) => { let n = 0; for (; x; x &= x - 1) n++; return n; };
