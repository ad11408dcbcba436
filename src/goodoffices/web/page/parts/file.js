import { html } from "../html.js";
import { useState } from "../vendor/hooks.js";
import { model, rewrite } from "../state.js";

// The model file, always there and always true; what is typed here is checked as a whole.
export function ModelFile() {
  const m = model.value;
  const [draft, setDraft] = useState(null);
  const [problems, setProblems] = useState([]);
  const text = draft ?? m.text;
  const apply = async () => {
    try {
      await rewrite(draft);
      setDraft(null);
      setProblems([]);
    } catch (error) {
      setProblems(error.body?.problems ?? [{ line: 0, found: error.message }]);
    }
  };
  const show = (line) => {
    const field = document.getElementById("model-file");
    const lines = text.split("\n");
    const start = lines.slice(0, line - 1).reduce((n, l) => n + l.length + 1, 0);
    field.focus();
    field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    field.scrollTop = ((line - 4) / lines.length) * field.scrollHeight;
  };
  return html`<div class="file">
    <textarea id="model-file" aria-label="Model file" spellcheck="false" rows="30" value=${text} onInput=${(e) => setDraft(e.target.value)}></textarea>
    <div class="row"><button class="primary" disabled=${draft === null || draft === m.text} onClick=${apply}>Apply</button>
      <button disabled=${draft === null} onClick=${() => { setDraft(null); setProblems([]); }}>Discard</button>
      <a href=${`/api/models/${m.id}/download/yaml`} download=${m.name}>Download</a></div>
    ${problems.length > 0 && html`<ul class="problems" role="alert">${problems.map((p) => html`<li>${p.line > 0 && html`<button class="link" onClick=${() => show(p.line)}>Line ${p.line}:</button> `}${p.found}. ${p.expected && `Expected: ${p.expected}.`} ${p.remedy}</li>`)}</ul>`}
  </div>`;
}
