// Which tokens find each other: of `search/language.py` and `search/analysis/analyser.py`.

/**
 * Each token with what else it finds; not transitive: the data say all they mean.
 * @param {string[][]} equal groups that all mean the same
 * @param {string[][]} wider rows of a token and those it also finds
 */
export function otherTokens(equal, wider) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const group of equal) for (const token of group) add(found, token, group);
  for (const [token = "", ...others] of wider) add(found, token, others);
  return new Map(
    Array.from(found, ([own, others]) => [own, [...others].filter((other) => other !== own)]),
  );
}

/**
 * @param {Map<string, Set<string>>} found
 * @param {string} token
 * @param {string[]} others
 */
function add(found, token, others) {
  const known = found.get(token) ?? new Set();
  found.set(token, known);
  for (const other of others) known.add(other);
}
