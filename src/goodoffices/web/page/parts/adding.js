export const FIRST = 10;

// A statement more of what a party wants, in the form that the file has by then: an edit that is still under way may change it.
export const wanted = (name, text) => (m) => {
  const path = ["decision_makers", name, "preferences"];
  const form = m.content.decision_makers[name].preferences;
  if (form.weights) return { op: "set", path: [...path, "weights", text], value: FIRST };
  if (form.prioritized) return { op: "set", path: [...path, "prioritized"], value: [...form.prioritized, text] };
  return { op: "set", path, value: { ...form, wants: [...(form.wants ?? []), text] } };
};
