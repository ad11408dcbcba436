// What the page says, as in show/language.py: English stands in the code, the server sends any other language along.
const page = document.documentElement;
const { messages = {}, marks = {}, elided = "(?!)" } = JSON.parse(document.getElementById("app").dataset.language);
const rules = new Intl.PluralRules(page.lang);
const cut = new RegExp(elided, "g"); // what goes before a text that begins with a vowel
const BEGINS = "\x1f"; // stands before such a text

export const rtl = page.dir === "rtl"; // which way the page runs
// A number that is written as in English, with the language's own marks.
export const numeral = (written) => written.replace(/[,.]/g, (sign) => marks[sign] ?? sign);

// A message, with values for its {} in their order or for {0}; {:,} is a number in groups of thousands. Where a value is no text but
// an element, what is said is a list of parts.
export const say = (message, ...values) => filled(messages[message] ?? message, values);
export const sayAs = (context, message, ...values) => filled(messages[`${context}\x04${message}`] ?? message, values);
// In the form that a number asks for, which is the first value.
export function sayMany(one, many, number, ...others) {
  const forms = messages[`${one}\x04${many}`] ?? { one, other: many };
  return filled(forms[rules.select(number)] ?? forms.other, [number, ...others]);
}

function filled(told, values) {
  if (!values.length) return told;
  const parts = [""];
  let next = 0;
  told.split(/(\{\d*(?::,)?\})/).forEach((piece, k) => {
    const value = k % 2 ? written(values[/\d/.test(piece) ? parseInt(piece.slice(1)) : next++], piece.endsWith(",}")) : piece;
    if (typeof value === "string" && typeof parts.at(-1) === "string") parts.push(parts.pop() + value);
    else parts.push(value);
  });
  const done = parts.map((part) => (typeof part === "string" ? part.replace(cut, "’").replaceAll(BEGINS, "") : part));
  return done.length > 1 ? done : done[0];
}

function written(value, grouped) {
  if (typeof value === "number") return numeral(grouped ? value.toLocaleString("en-GB") : String(value));
  return typeof value === "string" ? BEGINS + value : value;
}
