import { html, cx, useState, useRef, useEffect, say } from "../html.js";
import { model, conceptPlace, selected, choose } from "../state.js";
import { useRows } from "./rows.js";

const HEIGHT = 30;
const MORE = 8;
const MOST_HIGH = 8_000_000; // pixels; browsers lay out nothing taller
const MOST_PRINTED = 500;
const NEXT = { "": "Y", Y: "N", N: "" };

// All states as a grid with only the rows in sight in the page.
export function States() {
  const m = model.value;
  const [only, setOnly] = useState(false);
  const [wanted, setWanted] = useState({});
  const [order, setOrder] = useState({ by: "", up: true });
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const [printing, setPrinting] = useState(false);
  const box = useRef(null);
  const focused = useRef(false);
  const all = useRows({ only, wanted, order });
  const high = Math.min(all.total * HEIGHT, MOST_HIGH);
  const scale = high < all.total * HEIGHT ? (all.total - height / HEIGHT) / (high - height) : 1 / HEIGHT; // rows a pixel
  const uppermost = Math.floor(top * scale);
  const first = printing ? 0 : Math.max(0, Math.min(uppermost, all.total - 1) - MORE);
  const last = Math.min(all.total, printing ? MOST_PRINTED : first + Math.ceil(height / HEIGHT) + 2 * MORE);
  const shown = all.rows(first, last);
  const at = all.placeOf(selected.value);
  const concepts = m.whole ? m.concepts : [m.concepts[conceptPlace.value]];
  const columns = 1 + m.options.length + m.parties.length + concepts.length;
  const sort = (by) => setOrder((o) => ({ by, up: o.by === by ? !o.up : true }));
  const sorted = (by) => (order.by === by ? (order.up ? "ascending" : "descending") : null);
  useEffect(() => {
    const turned = ({ type }) => setPrinting(m.whole && type === "beforeprint"); // all rows go on paper
    const events = ["beforeprint", "afterprint"];
    events.forEach((name) => addEventListener(name, turned));
    return () => events.forEach((name) => removeEventListener(name, turned));
  }, [m.whole]);
  useEffect(() => {
    if (focused.current) box.current.querySelector('tr[aria-selected="true"]')?.focus();
  });
  const move = async (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -1e9, End: 1e9 }[event.key];
    if (!by) return;
    event.preventDefault();
    const to = Math.min(all.total - 1, Math.max(0, (at ?? 0) + by));
    const state = await all.stateAt(to);
    if (state === null) return;
    focused.current = true;
    choose(state);
    const fits = height / HEIGHT - 4; // below the headings, which stay
    if (to < uppermost) box.current.scrollTop = to / scale;
    if (to > uppermost + fits) box.current.scrollTop = Math.ceil((to - fits) / scale);
  };
  const seen = (element) => { box.current = element; if (element && Math.abs(element.clientHeight - height) > 40) setHeight(element.clientHeight); };
  const above = scale === 1 / HEIGHT ? first * HEIGHT : Math.max(0, top - (uppermost - first) * HEIGHT);
  const below = high - above - (last - first) * HEIGHT;
  return html`<section class="states" aria-label=${say("States")}>
    <div class="row filters">
      <label class="check"><input type="checkbox" checked=${only} onChange=${(e) => setOnly(e.target.checked)} />${m.partly.length ? say("Only states that hold or can") : say("Only states that hold")}</label>
      <span class="count" aria-live="polite">${say("{:,} of {:,} shown", all.total, m.count)}</span>
      ${Object.values(wanted).some(Boolean) && html`<button class="link" onClick=${() => setWanted({})}>${say("Clear filters")}</button>`}
    </div>
    <div class="scroll" ref=${seen} onScroll=${(e) => setTop(e.target.scrollTop)} onFocusOut=${() => (focused.current = false)}>
    <table role="grid" aria-label=${say("States")} aria-rowcount=${all.known ? all.total + 2 : -1} aria-colcount=${columns}>
      <thead>
        <tr><th rowSpan="2" aria-sort=${sorted("")}><button onClick=${() => sort("")}>${say("State")}</button></th>
          ${m.parties.map((p, i) => { const n = m.options.filter((o) => o.party === p.name).length; return n > 0 && html`<th class=${`owner p${i % 6}`} colSpan=${n}>${p.name}</th>`; })}
          <th colSpan=${m.parties.length}>${say("Rank")}</th><th colSpan=${concepts.length}>${say("Holds under")}</th></tr>
        <tr>${m.options.map((o) => html`<th class=${cx("option", `p${m.parties.findIndex((p) => p.name === o.party) % 6}`, wanted[o.name] && "filtered")}>
            <button title=${say("{}: filter", o.apart)} aria-label=${say("{}: filter by {}: {}", o.name, o.apart, { Y: say("taken"), N: say("not taken") }[wanted[o.name]] ?? say("any"))} onClick=${() => setWanted({ ...wanted, [o.name]: NEXT[wanted[o.name] ?? ""] })}><span>${o.name}</span>${wanted[o.name] && html`<b>${wanted[o.name]}</b>`}</button></th>`)}
          ${m.parties.map((p, i) => html`<th class=${`rank p${i % 6}`} aria-sort=${sorted(p.name)}><button title=${p.title} onClick=${() => sort(p.name)}>${p.name}</button></th>`)}
          ${concepts.map((c) => html`<th class=${cx("concept", c === m.concepts[conceptPlace.value] && "now")} title=${c.means}><span>${c.name}</span></th>`)}</tr>
      </thead>
      <tbody onKeyDown=${move}>
        ${above > 0 && html`<tr class="space" style=${`height:${above}px`} aria-hidden="true"><td colSpan=${columns}></td></tr>`}
        ${shown.map((row, k) => html`<${Row} key=${row?.state ?? `at ${first + k}`} row=${row} place=${first + k + 3} on=${row !== null && selected.value === row.state} m=${m} concepts=${concepts}
          focusable=${row !== null && (selected.value === row.state || (first + k === 0 && at === null))} />`)}
        ${below > 0 && html`<tr class="space" style=${`height:${below}px`} aria-hidden="true"><td colSpan=${columns}></td></tr>`}
      </tbody>
    </table></div>${printing && last < all.total && html`<p class="hint">${say("The first {} of {:,}.", last, all.total)}</p>`}</section>`;
}

function Row({ row, place, on, focusable, m, concepts }) {
  if (row === null) return html`<tr aria-rowindex=${place}><th scope="row">…</th></tr>`;
  return html`<tr aria-rowindex=${place} aria-selected=${on} tabIndex=${focusable ? 0 : -1} class=${cx(row.held && "holds")} onClick=${() => choose(row.state)}
      onKeyDown=${(e) => { if (e.key === "Enter") choose(row.state); }}>
    <th scope="row">${row.state}${row.state === m.statusQuo && html`<abbr title=${say("Status quo")}>*</abbr>`}</th>
    ${m.options.map((o, k) => html`<td class=${cx("option", `p${m.parties.findIndex((p) => p.name === o.party) % 6}`, row.taken[k] === "Y" && "yes")}>${row.taken[k]}</td>`)}
    ${row.ranks.map((r) => html`<td class="rank">${r}</td>`)}
    ${concepts.map((c) => html`<td class=${cx("concept", c === m.concepts[conceptPlace.value] && "now")}>${row.under(c) ? html`<span title=${say("Holds under {}", c.name)}>●</span>` : row.can?.(c) ? html`<span title=${say("Can hold under {}", c.name)}>◐</span>` : ""}</td>`)}
  </tr>`;
}
