import { html, useState, useEffect, say, sayMany } from "../html.js";
import { go, tell, start, learn, notice } from "../state.js";
import { ask, base64 } from "../api.js";

export function Start() {
  const { cases, open } = start.value;
  const [words, setWords] = useState("");
  useEffect(() => {
    document.title = "goodoffices";
    learn().then((found) => !location.hash && found?.first && go(found.first, "model")); // the file of the command line
  }, []);
  const begin = async (what) => {
    try {
      const found = await ask("models", what);
      if (found.remarks.length) notice.value = { kind: "info", text: say("Not as in the file: {}.", found.remarks.join(say("; "))) };
      go(found.id, what.title ? "model" : "outcomes");
    } catch (error) {
      tell(error);
    }
  };
  const shown = cases.filter((c) => `${c.title} ${c.name} ${c.notes}`.toLowerCase().includes(words.toLowerCase()));
  const fresh = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    begin({ title: form.get("title"), parties: [form.get("first"), form.get("second"), form.get("third")].map((name) => name.trim()).filter(Boolean) });
  };
  const upload = async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    if (/\.(gmcr|nfg|efg|csv|tsv)$/i.test(file.name)) begin({ foreign: await base64(file), name: file.name });
    else begin({ text: await file.text(), name: file.name });
  };
  return html`<div class="start">
    <section class="lead">
      <h1>${say("Which outcomes of a dispute can hold, and what can a mediator do about it?")}</h1>
      <p>${say("Describe who can do what, and what each wants. See which outcomes last and why, what would have to be put on the table, and how sure that is. Everything stays on this machine.")}</p>
    </section>
    <div class="ways">
      <section aria-labelledby="new"><h2 id="new">${say("Begin a new conflict")}</h2>
        <form onSubmit=${fresh}>
          <label>${say("What is the dispute about?")}<input name="title" dir="auto" required placeholder=${say("Two villages, one well")} /></label>
          <label>${say("First party")}<input name="first" dir="auto" required placeholder=${say("Upper village")} /></label>
          <label>${say("Second party")}<input name="second" dir="auto" required placeholder=${say("Lower village")} /></label>
          <label>${say("Third party, if there is one")}<input name="third" dir="auto" placeholder=${say("Region")} /></label>
          <p class="hint">${say("More parties can be added later.")}</p><button class="primary">${say("Begin")}</button>
        </form>
      </section>
      <section aria-labelledby="own"><h2 id="own">${say("Open a model file")}</h2>
        <label class="drop">${say("Choose a file")}<input type="file" accept=".yaml,.yml,.gmcr,.nfg,.csv,.tsv" onChange=${upload} /></label>
        <p class="hint">${say("Models (YAML), games of Gambit (.nfg), tables of payoffs (.csv), GMCR+ (.gmcr)")}</p>
        ${open.length > 0 && html`<h3>${say("Open now")}</h3><ul class="plain">${open.map((m) => html`<li><a dir="auto" href=${`#/${m.id}/outcomes`}>${m.title}</a></li>`)}</ul>`}
      </section>
    </div>
    <section aria-labelledby="published">
      <div class="row"><h2 id="published">${say("Published conflicts")}</h2>
        <label class="search">${say("Search")}<input type="search" value=${words} onInput=${(e) => setWords(e.target.value)} /></label></div>
      <ul class="cards">${shown.map((c) => html`<li key=${c.name}><${Card} c=${c} begin=${begin} /></li>`)}</ul>
    </section>
  </div>`;
}

function Card({ c, begin }) {
  const [number, setNumber] = useState(12); // of those that are chosen by one
  return html`<div class="card"><h3><button onClick=${() => begin({ case: c.numbered ? `${c.name}#${number}` : c.name })}>${c.title}</button></h3>
    <p class="notes">${c.notes || c.name}</p>
    ${c.numbered > 0 && html`<label>${say("Number, 1 to {}", c.numbered)}<input type="number" min="1" max=${c.numbered} value=${number} onInput=${(e) => setNumber(e.target.value)} /></label>`}
    <p class="tags"><span class="muted">${sayMany("{:,} state", "{:,} states", c.states)}</span>${c.levers > 0 && html`<em>${say("mediation")}</em>`}${c.uncertain && html`<em>${say("uncertainty")}</em>`}</p>
  </div>`;
}
