import { html, useState, say } from "../html.js";
import { model, rewrite } from "../state.js";

const CHANGED = say("The model was changed after you began to write. Apply again to put your text in its place, or discard your text to see the change");

// The model file, always there and always true; what is typed here is checked as a whole.
export function ModelFile() {
  const m = model.value;
  const [draft, setDraft] = useState(null);
  const [problems, setProblems] = useState([]);
  const text = draft?.text ?? m.text;
  const write = (text) => setDraft({ text, revision: draft?.revision ?? m.revision });
  const apply = async () => {
    try {
      await rewrite(draft.text, draft.revision);
      setDraft(null);
      setProblems([]);
    } catch (error) {
      if (error.status === 409) {
        setDraft({ ...draft, revision: error.body.model.revision });
        return setProblems([{ line: 0, found: CHANGED }]);
      }
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
    <textarea id="model-file" dir="ltr" aria-label=${say("Model file")} spellcheck="false" rows="30" value=${text} onInput=${(e) => write(e.target.value)}></textarea>
    <div class="row"><button class="primary" disabled=${draft === null || draft.text === m.text} onClick=${apply}>${say("Apply")}</button>
      <button disabled=${draft === null} onClick=${() => { setDraft(null); setProblems([]); }}>${say("Discard")}</button>
      <a href=${`/api/models/${m.id}/download/yaml`} download=${m.name}>${say("Download")}</a></div>
    ${problems.length > 0 && html`<ul class="problems" role="alert">${problems.map((p) => html`<li>${p.line > 0 && html`<button class="link" onClick=${() => show(p.line)}>${say("Line {}:", p.line)}</button> `}${p.found}. ${p.expected && say("Expected: {}.", p.expected)} ${p.remedy}</li>`)}</ul>`}
  </div>`;
}
