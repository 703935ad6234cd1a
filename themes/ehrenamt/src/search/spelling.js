// How folded words stand in a text: `search/analysis/spelling.py`.

import { words } from "./folding.js";

const LONGEST_RUN = 5;
const PIECE =
  /%|[0-9A-Za-z'`\u00c0-\u167f\u1681-\u1fff\u2010-\u2015\u2018\u2019\u2212\u2c00-\u2fef\u3040-\ud7ff\uf900-\uffdf\u{10000}-\u{3ffff}-]+/gu;
const ENDS =
  /^[-'`\u2018\u2019\u02bc\u2010-\u2015\u2212]+|[-'`\u2018\u2019\u02bc\u2010-\u2015\u2212]+$/g;

/** @typedef {{folded: string, written: string}} Spelled a folded word and how it is written */

/**
 * The same words as `words` gives, in order. Where signs become words, all are written as they are
 * folded.
 * @param {string} text
 * @returns {Spelled[]}
 */
export function spelled(text) {
  const found = (text.match(PIECE) ?? []).flatMap(inPiece);
  const folded = words(text);
  const isSame =
    found.length === folded.length && found.every((one, at) => one.folded === folded[at]);
  return isSame ? found : folded.map((word) => ({ folded: word, written: word }));
}

/**
 * @param {string} piece
 * @returns {Spelled[]}
 */
function inPiece(piece) {
  const written = piece === "%" ? "Prozent" : piece.replace(ENDS, "");
  const folded = words(piece);
  return folded.map((word) => ({ folded: word, written: folded.length === 1 ? written : word }));
}

/**
 * How a folded word without hyphens stands in a text, or the words it was joined from; null where
 * it does not.
 * @param {string} joined
 * @param {Spelled[]} text
 */
export function asWritten(joined, text) {
  for (const start of text.keys()) {
    let run = "";
    for (let end = start; end < Math.min(start + LONGEST_RUN, text.length); end += 1) {
      run += withoutHyphens(text[end]?.folded ?? "");
      if (run === joined) {
        return text.slice(start, end + 1).map(({ written }) => written).join(" ");
      }
      if (!joined.startsWith(run)) break;
    }
  }
  return null;
}

/** @param {string} word folded */
export function withoutHyphens(word) {
  return word.replaceAll("-", "");
}

/** @param {string} written a word, to be folded without hyphens */
export function foldedOne(written) {
  return withoutHyphens(words(written).join(""));
}
