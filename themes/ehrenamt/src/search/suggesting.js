// What someone is about to type: `search/suggesting.py` over its candidates, the best first.

import { shortened } from "./folding.js";
import { placeName } from "./places.js";

const MOST = 8;
const LONGEST_TEXT = 60;
const PLACES = ["ort", "plz"];

/**
 * @typedef {[kind: "ort" | "plz" | "kategorie" | "art", key: string, label: string]} Row
 * @typedef {{kind: string, key: string, label: string}} Suggestion
 */

/** @type {WeakMap<Row[], {name: string, row: Row}[]>} */
const named = new WeakMap();

/**
 * At most MOST, those whose name begins with the text before those with such a word in it.
 * @param {string} text
 * @param {Row[]} rows
 * @param {boolean} placesOnly those that can stand in the place field
 * @returns {Suggestion[]}
 */
export function suggest(text, rows, placesOnly) {
  const typed = placeName(shortened(text, LONGEST_TEXT));
  if (typed === "") return [];
  const among = withNames(rows).filter(({ row: [kind] }) => !placesOnly || PLACES.includes(kind));
  const first = among.filter(({ name }) => name.startsWith(typed));
  const later = among.filter(
    ({ name }) => name.includes(` ${typed}`) && !name.startsWith(typed),
  );
  return [...first, ...later]
    .slice(0, MOST)
    .map(({ row: [kind, key, label] }) => ({ kind, key, label }));
}

/** @param {Row[]} rows folded once */
function withNames(rows) {
  let found = named.get(rows);
  if (found === undefined) {
    found = rows.map((row) => {
      const [kind, key, label] = row;
      return { name: kind === "plz" ? key : placeName(label), row };
    });
    named.set(rows, found);
  }
  return found;
}
