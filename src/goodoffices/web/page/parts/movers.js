import { html, say } from "../html.js";

// An entry one place up or down among its neighbours.
export const Movers = ({ what, place, count, move }) => [[say("Move up: {}", what), "↑", -1], [say("Move down: {}", what), "↓", 1]].map(([told, arrow, by]) => html`<button class="icon" aria-label=${told} disabled=${place + by < 0 || place + by >= count} onClick=${() => move(by)}>${arrow}</button>`);
