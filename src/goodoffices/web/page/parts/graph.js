import { html, cx, useMemo, useState, useRef, useEffect, say } from "../html.js";
import { model, now, equilibria, possible, conceptPlace, selected, takenIn, choose as chosen } from "../state.js";

const MARGIN = 30;

// The picture fills its frame: places are sums of steps in a direction for each party, so that
// stretching one axis keeps all moves of a party parallel.
function fitted(points, { width, height }) {
  const span = (k) => { const all = points.map((p) => p[k]); return [Math.min(...all), Math.max(...all) - Math.min(...all) || 1]; };
  const [[left, w], [low, h]] = [span(0), span(1)];
  const places = points.map(([x, y]) => [MARGIN + ((x - left) / w) * (width - 2 * MARGIN), height - MARGIN - ((y - low) / h) * (height - 2 * MARGIN)]);
  let nearest = 80;
  places.forEach((a, i) => places.slice(i + 1).forEach((b) => (nearest = Math.min(nearest, Math.hypot(a[0] - b[0], a[1] - b[1])))));
  return { places, r: Math.max(6, Math.min(17, 0.36 * nearest)) };
}

// The states where the library puts them (a direction for each party), and the moves of one state.
export function Graph() {
  const m = model.value;
  const [all, setAll] = useState(false);
  const { points, moves } = m.graph;
  const frame = useRef(null);
  const [size, setSize] = useState({ width: 600, height: 500 });
  useEffect(() => {
    const seen = new ResizeObserver(([{ contentRect: { width, height } }]) => width > 50 && height > 50 && setSize({ width, height }));
    seen.observe(frame.current);
    return () => seen.disconnect();
  }, []);
  const { places, r } = useMemo(() => fitted(points, size), [points, size]);
  const ready = equilibria.value && now.value;
  const bit = 1 << conceptPlace.value;
  const ranks = now.value?.ranks;
  const here = selected.value - 1;
  const better = ([i, a, b]) => ranks[i][b] > 0 && ranks[i][b] < ranks[i][a]; // 0: not known, or not seen
  const shown = ready && all ? moves.filter((mv) => better(mv) && mv[1] !== here) : [];
  const own = ready ? moves.filter((mv) => mv[1] === here) : [];
  const choose = (s) => chosen(s + 1);
  const settle = new Set(now.value?.settlements.map((x) => x.state));
  return html`<section class="graph" aria-label=${say("Graph")}>
    <div class="row filters"><label class="check"><input type="checkbox" checked=${all} onChange=${(e) => setAll(e.target.checked)} />${say("All improvements")}</label>
      <ul class="legend">${m.parties.map((p, i) => html`<li class=${`p${i % 6}`}><svg width="26" height="8" aria-hidden="true"><path d="M0 4H26" class="arc" /></svg>${p.name}</li>`)}
        <li><span class="dot full"></span>${say("holds")}</li>${m.partly.length > 0 && html`<li><span class="dot can"></span>${say("can hold")}</li>`}${m.settlements > 0 && html`<li><span class="dot square"></span>${say("settlement")}</li>`}</ul></div>
    <div class="frame" ref=${frame}><svg width=${size.width} height=${size.height} role="group" aria-label=${say("States and moves")}>
      <defs>${m.parties.map((_, i) => html`<marker id=${`head${i}`} class=${`p${i % 6}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" /></marker>`)}</defs>
      <g class="faint">${shown.map((mv) => html`<${Arc} mv=${mv} points=${places} r=${r} better=${true} />`)}</g>
      <g>${own.map((mv) => html`<${Arc} mv=${mv} points=${places} r=${r} better=${better(mv)} />`)}</g>
      ${ready && places.map(([x, y], s) => html`<g key=${s} class=${cx("node", equilibria.value[s] & bit ? "holds" : possible.value?.[s] & bit && "can", s === here && "here", s + 1 === m.statusQuo && "quo")} transform=${`translate(${x} ${y})`}
        role="button" tabindex=${s === here ? 0 : -1} aria-label=${say("State {}", s + 1)} aria-pressed=${s === here} onClick=${() => choose(s)} onKeyDown=${(e) => e.key === "Enter" && choose(s)}>
        <title>${say("State {}: {}", s + 1, m.labels ? m.labels[s] : takenIn(s).map((o) => o.apart).join(say(", ")) || say("no option taken"))}</title>
        ${settle.has(s + 1) ? html`<rect x=${-r} y=${-r} width=${2 * r} height=${2 * r} rx="3" />` : html`<circle r=${r} />`}
        ${s + 1 === m.statusQuo && html`<circle class="ring" r=${r + 4} />`}
        <text dy=${0.36 * Math.max(8.5, 0.85 * r)} style=${`font-size:${Math.max(8.5, 0.85 * r)}px`}>${s + 1}</text></g>`)}
    </svg></div></section>`;
}

function Arc({ mv: [i, a, b], points, r, better }) {
  const [x1, y1] = points[a], [x2, y2] = points[b];
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = Math.hypot(dx, dy) || 1;
  const bend = 0.12 * length;
  const [cxx, cyy] = [(x1 + x2) / 2 - (dy / length) * bend, (y1 + y2) / 2 + (dx / length) * bend];
  const cut = (fx, fy, tx, ty) => { const l = Math.hypot(tx - fx, ty - fy) || 1; return [fx + ((tx - fx) / l) * (r + 3), fy + ((ty - fy) / l) * (r + 3)]; };
  const [sx, sy] = cut(x1, y1, cxx, cyy), [ex, ey] = cut(x2, y2, cxx, cyy);
  return html`<path class=${cx("arc", `p${i % 6}`, better ? "better" : "other")} d=${`M${sx} ${sy}Q${cxx} ${cyy} ${ex} ${ey}`} marker-end=${`url(#head${i})`} />`;
}
