// What the page knows. Views read signals; everything that changes them is here.
import { signal, computed, effect, batch } from "./vendor/signals.js";
import { ask, latest, GONE } from "./api.js";
import { say } from "./say.js";

export const route = signal({ model: null, view: "start", present: false });
export const model = signal(null);
export const now = signal(null);
export const pulled = signal({});
export const concept = signal("seq");
export const selected = signal(null);
export const party = signal(null);
export const settlement = signal(null);
export const pane = signal("why");
export const notice = signal(null);
export const jobs = signal({});
export const against = signal(null);
export const notes = signal(null); // the notebook: texts, rows, and what values rest on
export const seenBy = signal(""); // as whom one looks; "" is as it is
export const start = signal({ cases: [], open: [], glossary: [] });
// The words of the field, by what they are asked for by in any language.
export const glossary = computed(() => Object.fromEntries(start.value.glossary.map((t) => [t.key, t])));

export const conceptPlace = computed(() => model.value?.concepts.findIndex((c) => c.key === concept.value) ?? 0);
const masks = computed(() => {
  if (!now.value?.stable || !model.value) return null;
  const bytes = Uint8Array.from(atob(now.value.stable), (c) => c.charCodeAt(0));
  const count = model.value.count;
  if (bytes.length !== count * model.value.parties.length) return null;
  return model.value.parties.map((_, i) => bytes.subarray(i * count, (i + 1) * count));
});
export const equilibria = computed(() => {
  if (!masks.value) return null;
  return Uint8Array.from(masks.value[0], (_, s) => masks.value.reduce((all, row) => all & row[s], 255));
});

// Where preferences are known in part: what can hold, as bits like those of what always does.
export const possible = computed(() => (now.value?.together ? Uint8Array.from(atob(now.value.together), (c) => c.charCodeAt(0)) : null));

export const patternOf = (s) => {
  const m = model.value;
  return m.labels ? m.labels[s] : m.options.map((o) => o.taken[s]).join("");
};
export const takenIn = (s) => model.value.options.filter((o) => o.taken[s] === "Y");
export const partyTitle = (name) => model.value.parties.find((p) => p.name === name)?.title ?? name;

// What is published, what is open, and the glossary: asked when it is shown.
export const learn = () => ask("start").then((found) => (start.value = found), tell);

export function go(model, view) {
  location.hash = model ? `#/${model}/${view}` : "#/";
}

// The address says what is seen: #/m1/outcomes/10 is state 10 of the model m1; ?present is for the wall.
export function read() {
  const [, id, view, state] = location.hash.split("/");
  const present = new URLSearchParams(location.search).has("present");
  const wanted = /^\d+$/.test(state ?? "") ? Number(state) : null;
  route.value = id ? { model: id, view: view || "outcomes", present } : { model: null, view: "start", present: false };
  if (!id) return;
  open(id).then(() => wanted && wanted <= model.value.count && choose(wanted), (error) => { tell(error); go(null); });
}
effect(() => {
  const { model: id, view } = route.value;
  const m = model.value;
  if (!id || m?.id !== id) return;
  const end = selected.value && selected.value !== m.statusQuo ? `/${selected.value}` : "";
  const address = `#/${id}/${view}${end}`;
  if (location.hash !== address) history.replaceState(null, "", address);
});

export function present(on) {
  history.pushState(null, "", `${location.pathname}${on ? "?present" : ""}${location.hash}`);
  read();
}

export function choose(state) {
  selected.value = state;
  pane.value = "why";
}

// The settlement that everything under Mediate is about; null: the one nearest to standing.
export function settle(state) {
  batch(() => {
    settlement.value = state;
    if (state) choose(state);
  });
}

export function pull(lever, intensity) {
  pulled.value = { ...pulled.value, [lever]: intensity };
}

export function pullAll(intensities = {}) {
  pulled.value = { ...intensities };
}
export const anyPulled = computed(() => Object.values(pulled.value).some(Boolean));

const refresh = latest(async ({ model: id, revision, ...question }) => {
  try {
    const answer = await ask(`models/${id}/ask/now`, question);
    if (model.value?.id === id) now.value = { ...answer, revision };
  } catch (error) {
    tell(error);
  }
});
effect(() => {
  if (!model.value) return;
  refresh({
    model: model.value.id,
    revision: model.value.revision,
    intensities: pulled.value,
    concept: concept.value,
    settlement: settlement.value,
    bands: route.value.view === "mediate",
    seen_by: seenBy.value || null,
  });
});

let changes = null;
export async function open(id) {
  if (model.value?.id === id) return;
  changes?.close();
  const found = await ask(`models/${id}`);
  batch(() => {
    now.value = null;
    jobs.value = {};
    against.value = null;
    notes.value = null;
    seenBy.value = "";
    pulled.value = {};
    settlement.value = null;
    selected.value = found.statusQuo;
    party.value = found.parties[0]?.name ?? null;
    take(found);
  });
  follow(id);
  const leaf = await ask(`models/${id}/notes`);
  if (model.value?.id === id) notes.value = leaf;
  for (const job of await ask(`models/${id}/jobs`)) (job.over ? keep(job) : watch(job.id));
}

// Another window, another program or the autosave changed something.
function follow(id) {
  changes = new EventSource(`/api/models/${id}/events`);
  changes.addEventListener("model", async ({ data }) => {
    const news = JSON.parse(data);
    await editing; // what this page changed itself is no news
    if (model.value?.id !== id) return;
    if (notes.value && (news.notes > notes.value.revision || news.notesTrouble !== notes.value.trouble)) notes.value = await ask(`models/${id}/notes`);
    if (news.revision > model.value.revision) {
      take(await ask(`models/${id}`));
      notice.value = { kind: "info", text: say("This model was changed in another window; you see it as it is now.") };
    } else if (news.revision === model.value.revision) {
      model.value = { ...model.value, file: { ...model.value.file, ...news } };
    }
  });
}

export function take(found) {
  batch(() => {
    model.value = found;
    if (selected.value === null || selected.value > found.count) selected.value = found.statusQuo;
    if (!found.views.includes(seenBy.value)) seenBy.value = "";
    if (!found.parties.some((p) => p.name === party.value)) party.value = found.parties[0]?.name ?? null;
    const known = new Set(found.levers.map((l) => l.name));
    if (Object.keys(pulled.value).some((name) => !known.has(name))) pulled.value = {};
  });
  document.title = `${found.title} – goodoffices`;
}

// One edit after the other: the second waits for the revision that the first one makes. A change may
// be a function that makes it from the model as it is by then, so that quick clicks add up.
let editing = Promise.resolve();
function inTurn(change) {
  const done = editing.then(change);
  editing = done.catch(() => {});
  return done;
}
export const edit = (label, ...made) => inTurn(() => send(label, made));
export const remove = (what, path) => inTurn(() => send(say("{} removed", what), [{ op: "remove", path }], what));

async function send(label, asked, what = label) {
  const { id, revision } = model.value;
  const made = asked.map((change) => (typeof change === "function" ? change(model.value) : change));
  try {
    take(await ask(`models/${id}/edits`, { revision, label, changes: made }));
    notice.value = null;
    return true;
  } catch (error) {
    if (error.status === 409) take(error.body.model);
    tell(error, what, made);
    return false;
  }
}

// A text that was begun at a revision; what others changed since then is not written over unseen.
export const rewrite = (text, revision) => inTurn(async () => {
  const { id } = model.value;
  try {
    take(await ask(`models/${id}/file`, { revision, text }, "PUT"));
  } catch (error) {
    if (error.status === 409) take(error.body.model);
    throw error;
  }
});

const asked = (what) => inTurn(() => ask(`models/${model.value.id}/${what}`, {}).then((found) => { take(found); notice.value = null; }, tell));

// A change to the notebook; true where it was made.
export const note = (change) => inTurn(async () => {
  try {
    notes.value = await ask(`models/${model.value.id}/notes`, { revision: notes.value.revision, change });
    notice.value = null;
    return true;
  } catch (error) {
    if (error.status === 409) notes.value = error.body.notes;
    tell(error);
    return false;
  }
});
export const noteStep = (what) => inTurn(() => ask(`models/${model.value.id}/notes/${what}`, {}).then((found) => { notes.value = found; }, tell));

export const step = (way) => asked(`history/${way}`);
export const settleFile = (choice) => asked(`file/${choice}`);

// A refusal, and where others speak of what is to go, the offer to take them along.
export function tell(error, what = "", made = null) {
  const mentions = error.body?.mentions;
  const text = mentions ? say("{}: to be removed with what speaks of it", what) : error.message;
  notice.value = { kind: "error", text, mentions, made };
}

// What this model is compared with: "scenario:name", "version:number" or "model:id".
export function compareWith(other) {
  against.value = other;
}

export function alongWith(made) {
  return edit(say("Removed, with what speaks of it"), ...made.map((c) => (c.op === "remove" ? { ...c, with_mentions: true } : c)));
}

// Long work: its progress, what is known so far, and its answer, also after the page was loaded anew.
export async function work(kind, asked = {}) {
  try {
    const question = { kind, concept: concept.value, settlement: settlement.value, ...asked };
    const { id } = await ask(`models/${model.value.id}/jobs`, question);
    jobs.value = { ...jobs.value, [kind]: { id, kind, done: 0, over: false } };
    watch(id);
  } catch (error) {
    tell(error);
  }
}

export const stop = (job) => ask(`jobs/${job.id}`, undefined, "DELETE").catch(tell);

function keep(job) {
  const before = jobs.value[job.kind];
  const partial = job.partial ?? (before?.id === job.id ? before.partial : null);
  jobs.value = { ...jobs.value, [job.kind]: { ...job, partial } };
}

function watch(id) {
  const events = new EventSource(`/api/jobs/${id}/events`);
  const take = ({ data }) => keep(JSON.parse(data));
  events.addEventListener("progress", take);
  events.addEventListener("end", (event) => {
    events.close();
    take(event);
  });
  events.onerror = () => events.readyState === EventSource.CLOSED && tell(new Error(GONE));
}
