import { useState, useEffect, useMemo, useRef } from "../html.js";
import { model, now, equilibria, possible, conceptPlace, concept, pulled, tell } from "../state.js";
import { ask, latest } from "../api.js";

const WINDOW = 200;

// The rows of the table in an order and behind filters, from what the page holds or, of a large conflict, from the server.
// An option or a party that an edit took away, or named otherwise, neither filters nor sorts any more.
export function useRows({ only, wanted, order }) {
  const m = model.value;
  const question = useMemo(() => ({
    only,
    wanted: Object.fromEntries(m.options.filter((o) => wanted[o.name]).map((o) => [o.name, wanted[o.name]])),
    order: !order.by || m.parties.some((p) => p.name === order.by) ? order : { by: "", up: true },
  }), [m, only, wanted, order]);
  const here = useWhole(question);
  const there = useParts(question);
  return m.whole ? here : there;
}

function useWhole({ only, wanted, order }) {
  const m = model.value;
  const held = equilibria.value;
  const can = possible.value;
  const ranks = now.value?.ranks;
  const bit = 1 << conceptPlace.value;
  const places = useMemo(() => {
    if (!m.whole || !held) return [];
    const found = [];
    for (let s = 0; s < m.count; s++) {
      if (only && !((held[s] | (can?.[s] ?? 0)) & bit)) continue;
      if (m.options.some((o) => wanted[o.name] && o.taken[s] !== wanted[o.name])) continue;
      found.push(s);
    }
    if (order.by) {
      const own = ranks[m.parties.findIndex((p) => p.name === order.by)];
      found.sort((a, b) => own[a] - own[b] || a - b);
    }
    return order.up ? found : found.reverse();
  }, [m, held, can, only, wanted, order, bit]);
  const row = (s) => ({
    state: s + 1,
    taken: m.options.map((o) => o.taken[s]),
    ranks: ranks.map((r) => r[s] || ""),
    held: (held[s] & bit) > 0,
    under: (c) => (held[s] >> m.concepts.indexOf(c)) & 1,
    can: (c) => ((can?.[s] ?? 0) >> m.concepts.indexOf(c)) & 1,
  });
  return {
    known: true,
    total: places.length,
    rows: (first, last) => places.slice(first, last).map(row),
    placeOf: (state) => { const at = places.indexOf(state - 1); return at < 0 ? null : at; },
    stateAt: async (place) => (place in places ? places[place] + 1 : null),
  };
}

function useParts({ only, wanted, order }) {
  const m = model.value;
  const [parts, setParts] = useState({ total: 0, rows: new Map(), of: "" });
  const body = { intensities: pulled.value, concept: concept.value, holding: only, wanted, by: order.by, descending: !order.up };
  const key = JSON.stringify([m.id, m.revision, body]);
  const get = async (first) => {
    const found = await ask(`models/${m.id}/ask/rows`, { ...body, first, count: WINDOW });
    setParts((old) => {
      const rows = old.of === key ? new Map(old.rows) : new Map();
      found.rows.forEach((row, k) => rows.set(first + k, { ...row, taken: row.label.split(""), under: () => row.held, can: () => row.can }));
      return { total: found.total, rows, of: key };
    });
    return found;
  };
  const fetching = useRef(null);
  fetching.current = get;
  const send = useRef(null);
  send.current ??= latest((first) => fetching.current(first).catch(tell));
  useEffect(() => { if (!m.whole) send.current(0); }, [key]);
  return {
    known: parts.of !== "",
    total: parts.total,
    rows: (first, last) => {
      const places = Array.from({ length: Math.max(0, last - first) }, (_, k) => first + k);
      if (parts.of === key && places.some((k) => !parts.rows.has(k))) send.current(Math.max(0, first - WINDOW / 4));
      return places.map((k) => parts.rows.get(k) ?? null);
    },
    placeOf: (state) => { for (const [place, row] of parts.rows) if (row.state === state) return place; return null; },
    stateAt: async (place) => {
      if (parts.rows.has(place)) return parts.rows.get(place).state;
      const first = Math.max(0, place - WINDOW / 2);
      const found = await get(first).catch(tell);
      return found?.rows[place - first]?.state ?? null;
    },
  };
}
