import { say, sayAs } from "../html.js";
import { model } from "../state.js";

const KEYWORDS = new Set(["not", "and", "or", "if", "iff", "true", "false"]);
const LONGEST = 24;

// A short name for the file, made from what people call a thing; none of those taken.
export const short = (text, taken) => {
  const words = text.normalize("NFKD").replace(/\p{M}+/gu, "").match(/[\p{L}\p{N}]+/gu) ?? ["unnamed"];
  let base = words[0].slice(0, LONGEST);
  for (const word of words.slice(1, 3)) if (base.length + 1 + word.length <= LONGEST) base += `_${word}`; else break;
  if (/^\p{N}/u.test(base)) base = `_${base}`;
  if (KEYWORDS.has(base.toLowerCase())) base += "_";
  let name = base;
  for (let k = 2; taken.includes(name); k++) name = `${base}_${k}`;
  return name;
};
export const optionName = (text) => short(text.toLowerCase(), model.value.options.flatMap((o) => [o.name, o.key]));

// What a statement of one or several options says, as chips: [title, taken or not]; null for any other.
export const asChips = (text) => {
  if (typeof text !== "string") return null;
  const named = text.split(" and ").map((part) => {
    const bare = part.trim().replace(/^not /, "");
    const option = model.value.options.find((o) => o.name === bare);
    return option && { title: option.apart, taken: part.trim() === bare };
  });
  return named.every(Boolean) ? named : null;
};

// An option that is not taken.
export const denied = (title) => sayAs("an option", "not {}", title);

// A statement as people read it: the titles of its options.
export const inWords = (text) => {
  const chips = asChips(text);
  if (chips) return chips.map((c) => (c.taken ? c.title : say("Not: {}", c.title))).reduce((one, other) => say("{}, and {}", one, other));
  return typeof text === "string" ? text : JSON.stringify(text);
};
