// One spelling for all the ways a German word is typed: `search/analysis/folding.py`.

const MARKS = /[\u0300-\u036f]/g;
const LETTERS = /[ßæøœ%ı]/g;
/** @type {Record<string, string>} */
const LETTER = { "ß": "ss", "æ": "a", "ø": "o", "œ": "o", "%": " prozent ", "ı": "i" };
const APOSTROPHES = /['\u2018\u2019\u02bc`\u00b4]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
// The letter before is kept instead of looked behind at, which older browsers cannot.
const DIGRAPH_UE = /(^|[^aeq])ue/g;
const GAP =
  /[^a-z0-9\u00c0-\u167f\u1681-\u1fff\u2c00-\u2fef\u3040-\ud7ff\uf900-\uffdf\u{20000}-\u{3ffff}-]+/gu;
// White space as Python understands it: without U+FEFF, with the separators U+001C to U+001F.
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const ENDS = new RegExp(`^${SPACE}|${SPACE}$`, "g");

/** @param {string} text "Bücherei", "BUECHEREI" and "bucherei" become "bucherei" */
export function fold(text) {
  const plain = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(LETTERS, (letter) => LETTER[letter] ?? letter)
    .replace(MARKS, "")
    .replace(APOSTROPHES, "")
    .replace(DASHES, "-")
    .replaceAll("ae", "a")
    .replaceAll("oe", "o")
    .replace(DIGRAPH_UE, "$1u");
  return strip(plain.replace(GAP, " "));
}

/**
 * Folded words; a hyphen inside stays, at the ends it goes.
 * @param {string} text
 */
export function words(text) {
  return fold(text)
    .split(" ")
    .map((word) => word.replace(/^-+|-+$/g, "").replace(/-+/g, "-"))
    .filter((word) => word !== "");
}

/** @param {string} text without white space at its ends */
export function strip(text) {
  return text.replace(ENDS, "");
}

/** @param {string} text the number of its characters, as Python counts them */
export function length(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** @param {string} text its first character, as Python counts them */
export function firstLetter(text) {
  return text === "" ? "" : String.fromCodePoint(text.codePointAt(0) ?? 0);
}

/**
 * The first characters, as Python counts them.
 * @param {string} text
 * @param {number} count
 */
export function shortened(text, count) {
  return text.length <= count ? text : Array.from(text).slice(0, count).join("");
}

/**
 * Order by characters; `<` orders by UTF-16 units, which differs for rare letters.
 * @param {string} one
 * @param {string} other
 */
export function compare(one, other) {
  const ones = Array.from(one);
  const others = Array.from(other);
  for (let at = 0; at < Math.min(ones.length, others.length); at += 1) {
    const difference = codePoint(ones, at) - codePoint(others, at);
    if (difference !== 0) return difference;
  }
  return ones.length - others.length;
}

/**
 * @param {string[]} characters
 * @param {number} at
 */
function codePoint(characters, at) {
  return characters[at]?.codePointAt(0) ?? 0;
}
