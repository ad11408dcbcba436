import { html } from "../html.js";

// A cell with marks on a scale from 0 to 100.
export const Bar = ({ children }) => html`<td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${children}</svg></td>`;
