import { html } from "../html.js";

// An entry one place up or down among its neighbours.
export const Movers = ({ what, place, count, move }) => [["up", "↑", -1], ["down", "↓", 1]].map(([way, arrow, by]) => html`<button class="icon" aria-label=${`Move ${way}: ${what}`} disabled=${place + by < 0 || place + by >= count} onClick=${() => move(by)}>${arrow}</button>`);
