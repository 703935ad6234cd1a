// German compounds split against a closed vocabulary: `search/analysis/compounds.py`.

const LINKS = ["", "s", "n", "en", "es", "er", "e"];
export const SHORTEST_PART = 3;
const SHORTEST_COMPOUND = 6;
const LONGEST_COMPOUND = 40;

export class Splitter {
  /**
   * @param {string[]} vocabulary sorted
   * @param {Map<string, string[]>} exceptions words with the parts they have (none: never split),
   *   in whatever form they stand
   * @param {(word: string) => string} stem
   */
  constructor(vocabulary, exceptions, stem) {
    this.exceptions = new Map([...exceptions].map(([word, parts]) => [stem(word), parts]));
    this.stem = stem;
    // Of words with the same stem the shortest wins, the last one by the alphabet.
    const longestFirst = [...vocabulary].sort((a, b) => b.length - a.length);
    this.main = new Map(longestFirst.map((word) => [stem(word), word]));
    const short = vocabulary.filter((word) => word.endsWith("e") && word.length > 4);
    /** How a part may be spelled before another: as it is, or without its final e. */
    this.inside = new Map(short.map((word) => [word.slice(0, -1), word]));
    for (const word of vocabulary) this.inside.set(word, word);
    /** @type {Map<string, string[]>} */
    this.known = new Map();
  }

  /**
   * The parts of a folded word, the main part last; empty when it is no compound.
   * @param {string} word
   * @returns {string[]}
   */
  split(word) {
    let parts = this.known.get(word);
    if (parts === undefined) {
      parts = this.exceptions.get(this.stem(word)) ?? this.found(word);
      this.known.set(word, parts);
    }
    return parts;
  }

  /** @param {string} word */
  found(word) {
    if (word.length < SHORTEST_COMPOUND || word.length > LONGEST_COMPOUND) return [];
    /** @type {string[][]} the best split of what begins at each place */
    const best = [];
    for (let start = word.length - SHORTEST_PART; start >= 0; start -= 1) {
      const parts = this.from(word, start, best);
      if (parts.length) best[start] = parts;
    }
    const parts = best[0] ?? [];
    return parts.length > 1 ? parts : [];
  }

  /**
   * @param {string} word
   * @param {number} start
   * @param {string[][]} best
   */
  from(word, start, best) {
    const main = start ? this.main.get(this.stem(word.slice(start))) : undefined;
    let found = main === undefined ? [] : [main];
    for (let end = word.length - SHORTEST_PART; end >= start + SHORTEST_PART; end -= 1) {
      const part = this.inside.get(word.slice(start, end));
      const rest = part === undefined ? [] : behind(word, end, best);
      if (part !== undefined && rest.length && (!found.length || rest.length + 1 < found.length)) {
        found = [part, ...rest];
      }
    }
    return found;
  }
}

/**
 * The fewest parts behind one that ends at `end`, with or without a linking element.
 * @param {string} word
 * @param {number} end
 * @param {string[][]} best
 */
function behind(word, end, best) {
  /** @type {string[]} */
  let fewest = [];
  for (const link of LINKS) {
    const parts = word.startsWith(link, end) ? best[end + link.length] : undefined;
    if (parts !== undefined && (!fewest.length || parts.length < fewest.length)) fewest = parts;
  }
  return fewest;
}

const SHORTEST_END = 4;
const SHORTEST_REST = 5;

/**
 * The longest known beginning and end of a folded word that is not in the vocabulary as a whole;
 * none, one or both.
 * @param {string} word
 * @param {(part: string) => boolean} isKnown
 */
export function knownEnds(word, isKnown) {
  const letters = Array.from(word);
  const part = (/** @type {number} */ from, /** @type {number} */ to) =>
    letters.slice(from, to).join("");
  const size = letters.length;
  let tail = SHORTEST_PART;
  while (tail <= size - SHORTEST_END && !isKnown(part(tail, size))) tail += 1;
  if (tail > size - SHORTEST_END) tail = size;
  let front = Math.min(tail, size - SHORTEST_REST);
  while (front >= SHORTEST_END && !isKnown(part(0, front))) front -= 1;
  if (front < SHORTEST_END) front = 0;
  return [part(0, front), part(tail, size)].filter((end) => end !== "");
}
