import { html, cx, percent, say } from "../html.js";
import { scale, short, useWidth } from "./scale.js";

const LEFT = 52, RIGHT = 16, TOP = 12, HEIGHT = 190, BOTTOM = 20, SLANTED = 74, DATE = 20;

// What each event did, as lines over the dates: as wide as its place; a click goes to that day.
export function Course({ picture: { told, dates, panels }, at, to }) {
  const [frame, width] = useWidth();
  const x = (k) => LEFT + 14 + (k * (width - LEFT - RIGHT - 28)) / Math.max(1, dates.length - 1);
  const every = Math.ceil((dates.length * DATE) / Math.max(1, width - LEFT - RIGHT));
  return html`<figure class="course" aria-label=${say("Picture of the timeline")}><div ref=${frame} role="img" aria-label=${told}>
    ${panels.map((panel, k) => html`<${Panel} ...${panel} dates=${dates} at=${at} to=${to} x=${x} width=${width} named=${k === panels.length - 1 && every} />`)}</div>
    <figcaption class="small">${say("Above 0 a disc is what a plan costs; below 0 a cross is the payoff that is lacking where there is no plan.")}</figcaption></figure>`;
}

function Panel({ measure, shares, lines, dates, at, to, x, width, named }) {
  const low = TOP + HEIGHT, height = low + (named ? SLANTED : BOTTOM);
  const all = lines.flatMap((line) => line.points.map((p) => p.value));
  const whole = (v) => low - v * HEIGHT;
  const upwards = shares ? { to: whole, ticks: [0, 0.25, 0.5, 0.75, 1] } : scale(all, low, TOP, 40);
  const spot = (p) => [x(p.at), upwards.to(p.value)];
  return html`<h3>${measure}</h3><ul class="legend">${lines.map((line, k) => html`<li class=${`p${k % 6}`}><svg width="26" height="8" aria-hidden="true"><path d="M0 4H26" class="arc" /></svg>${line.name}</li>`)}</ul>
    <svg width=${width} height=${height} aria-hidden="true">
      ${upwards.ticks.map((t) => html`<g class="tick"><path d=${`M${LEFT} ${upwards.to(t)}H${width - RIGHT}`} /><text x=${LEFT - 6} y=${upwards.to(t) + 4} text-anchor="end">${shares ? percent(t) : short(t)}</text></g>`)}
      ${!shares && html`<path class="zero" d=${`M${LEFT} ${upwards.to(0)}H${width - RIGHT}`} />`}
      <path class="today" d=${`M${x(at)} ${TOP}V${low}`} />
      ${lines.map((line, k) => html`<g class=${`p${k % 6}`}><path class="arc" d=${line.points.map((p, j) => `${j ? "L" : "M"}${spot(p).join(" ")}`).join("")} />
        ${line.points.map((p) => { const [a, b] = spot(p); return html`<g class="event" onClick=${() => to(p.at)}><title>${p.told}</title>${p.lacks ? html`<path class="lacking" d=${`M${a - 5} ${b - 5}l10 10m0 -10l-10 10`} />` : html`<circle cx=${a} cy=${b} r="4.5" />`}</g>`; })}</g>`)}
      ${named && dates.map((date, k) => k % named === 0 && html`<text class=${cx("date", k === at && "now")} transform=${`translate(${x(k) + 4} ${low + 16}) rotate(-38)`} text-anchor="end">${date}</text>`)}
    </svg>`;
}
