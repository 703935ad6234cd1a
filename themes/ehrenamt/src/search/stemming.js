// Light stemming of folded German words: `search/analysis/stemming.py`.

import { length } from "./folding.js";

const BEFORE_S = new Set("bdfghklmnt");
/** Whatever Python calls a digit, among the characters that fold to letters of words. */
export const DIGIT = /[\p{Nd}\u1369-\u1371\u19da]/u;

/**
 * The stem of a folded word; a word that belongs to itself keeps its ending.
 * @param {string} typed
 * @param {Map<string, string>} irregular
 */
export function stem(typed, irregular) {
  const word = irregular.get(typed) ?? typed;
  const isKept = irregular.get(word) === word || DIGIT.test(word);
  return isKept ? word : withoutComparison(withoutCase(word));
}

/** @param {string} word */
function withoutCase(word) {
  const size = length(word);
  if (size > 5 && word.endsWith("ern")) return word.slice(0, -3);
  if (size > 5 && word.endsWith("eln")) return word.slice(0, -1);
  if (size > 4 && /e[mnrs]$/.test(word)) return word.slice(0, -2);
  if (size > 3 && word.endsWith("e")) return word.slice(0, -1);
  if (size > 3 && word.endsWith("s") && BEFORE_S.has(word.at(-2) ?? "")) return word.slice(0, -1);
  return word;
}

/** @param {string} word */
function withoutComparison(word) {
  const size = length(word);
  if (size > 5 && word.endsWith("est")) return word.slice(0, -3);
  if (size > 4 && /e[nr]$/.test(word)) return word.slice(0, -2);
  if (size > 4 && word.endsWith("st") && BEFORE_S.has(word.at(-3) ?? "")) return word.slice(0, -2);
  return word;
}
