// Which words the offers use, and what a mistyped one was meant to be: `search/lexicon.py`.

import { compare, firstLetter, length } from "./folding.js";
import { foldedOne } from "./spelling.js";
import { DIGIT } from "./stemming.js";

const SHORTEST_CORRECTED = 4;
/** Letters from which a word may have two mistakes. */
const TWO_MISTAKES_FROM = 8;

export class Lexicon {
  /** @param {string[]} tokens every token of the state, sorted */
  constructor(tokens) {
    this.tokens = new Set(tokens);
    /** @type {Map<string, Map<string, number>>} by first letter; filled as files arrive */
    this.spellings = new Map();
    /** @type {Map<string, string>} how people write folded words */
    this.writtenForms = new Map();
    /** Letters that were asked for and are not there yet: what was answered may be wrong.
     * @type {Set<string>} */
    this.missing = new Set();
  }

  /** @param {string} token */
  knows(token) {
    return this.tokens.has(token);
  }

  /**
   * Takes in what begins with a letter: words as people write them, or folded behind "=", with their
   * numbers of offers.
   * @param {string} letter
   * @param {Record<string, number>} rows
   */
  add(letter, rows) {
    /** @type {Map<string, number>} */
    const folded = new Map();
    for (const [written, offers] of Object.entries(rows)) {
      const isFolded = written.startsWith("=");
      const word = isFolded ? written.slice(1) : foldedOne(written);
      folded.set(word, offers);
      if (!isFolded) this.writtenForms.set(word, written);
    }
    this.spellings.set(letter, folded);
  }

  /** @param {string} word folded; with its capitals and umlauts, as far as they are known */
  written(word) {
    this.spelled(firstLetter(word));
    return this.writtenForms.get(word) ?? word;
  }

  /** @param {string} word whether offers or our lists spell a folded word like this */
  isWritten(word) {
    return this.spelled(firstLetter(word)).has(word);
  }

  /**
   * Words that begin so, with their numbers of offers.
   * @param {string} letter
   * @returns {Map<string, number>}
   */
  spelled(letter) {
    const found = this.spellings.get(letter);
    if (found === undefined && letter !== "") this.missing.add(letter);
    return found ?? new Map();
  }

  /**
   * The nearest word with the same first letter: fewest mistakes, then most offers.
   * @param {string} word
   * @returns {string | null}
   */
  correction(word) {
    const letters = Array.from(word);
    if (letters.length < SHORTEST_CORRECTED || DIGIT.test(word)) return null;
    const most = letters.length >= TWO_MISTAKES_FROM ? 2 : 1;
    /** @type {{mistakes: number, offers: number, candidate: string} | null} */
    let best = null;
    for (const [candidate, offers] of this.spelled(letters[0] ?? "")) {
      const size = length(candidate);
      if (Math.abs(size - letters.length) > most || size < SHORTEST_CORRECTED) continue;
      const mistakes = distance(letters, Array.from(candidate));
      const found = { mistakes, offers, candidate };
      if (mistakes <= most && (best === null || isBetter(found, best))) best = found;
    }
    return best === null ? null : best.candidate;
  }
}

/**
 * @param {{mistakes: number, offers: number, candidate: string}} one
 * @param {{mistakes: number, offers: number, candidate: string}} other
 */
function isBetter(one, other) {
  const order =
    one.mistakes - other.mistakes ||
    other.offers - one.offers ||
    compare(one.candidate, other.candidate);
  return order < 0;
}

/**
 * Letters missing, added, replaced or swapped with their neighbour, each letter touched once.
 * @param {string[]} one
 * @param {string[]} other
 */
export function distance(one, other) {
  const width = other.length + 1;
  let beforeLast = new Array(width).fill(0);
  let last = Array.from({ length: width }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let at = 1; at < width; at += 1) {
      const same = one[row - 1] === other[at - 1];
      let least = Math.min(
        cell(last, at) + 1,
        cell(current, at - 1) + 1,
        cell(last, at - 1) + (same ? 0 : 1),
      );
      const swapped = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (row > 1 && at > 1 && swapped) least = Math.min(least, cell(beforeLast, at - 2) + 1);
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return cell(last, width - 1);
}

/**
 * @param {number[]} row
 * @param {number} at
 */
function cell(row, at) {
  return row[at] ?? 0;
}
