import { model } from "../state.js";

// A short name for the file, made from what people call a thing; none of those taken.
export const short = (text, taken) => {
  const base = text.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "_").replace(/^_+|_+$/g, "").replace(/^(\d)/, "_$1") || "x";
  let name = base;
  for (let k = 2; taken.includes(name); k++) name = `${base}_${k}`;
  return name;
};
export const optionName = (text) => short(text.toLowerCase().split(/\s+/).slice(0, 3).join(" "), model.value.options.map((o) => o.name));
