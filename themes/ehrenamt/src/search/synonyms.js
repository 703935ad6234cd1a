// Which words find each other: of `search/language.py` and `search/analysis/analyser.py`.

/**
 * Each word with what else it finds; not transitive: the data say all they mean.
 * @param {string[][]} equal groups whose words all mean the same
 * @param {string[][]} wider rows of a word and those it also finds
 */
export function otherWords(equal, wider) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const group of equal) {
    for (const word of group) add(found, word, group.filter((other) => other !== word));
  }
  for (const [word = "", ...others] of wider) add(found, word, others);
  return found;
}

/**
 * The same by tokens.
 * @param {Map<string, Set<string>>} words
 * @param {(word: string) => string} token
 */
export function tokensOf(words, token) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const [word, others] of words) add(found, token(word), Array.from(others, token));
  return new Map(
    Array.from(found, ([own, others]) => [own, [...others].filter((other) => other !== own)]),
  );
}

/**
 * @param {Map<string, Set<string>>} found
 * @param {string} word
 * @param {string[]} others
 */
function add(found, word, others) {
  const known = found.get(word) ?? new Set();
  found.set(word, known);
  for (const other of others) known.add(other);
}
