// A word that is the name of a category or kind offers to narrow to it: of
// `search/understanding/what.py`.

/** @typedef {import("./contract.js").Choice} Choice */

/**
 * @param {import("./analyser.js").Word[]} asked
 * @param {(typed: string) => string} shown how a folded word of the question is shown
 * @param {import("./understanding.js").Knowledge} knowledge
 * @returns {Choice[]}
 */
export function labelChoices(asked, shown, { analyser, categories }) {
  const typedBy = new Map(asked.map(({ token, typed }) => [token, shown(typed)]));
  /** @type {Choice[]} */
  const choices = [];
  for (const { key, label, kinds } of categories) {
    for (const { token } of analyser.words(label)) {
      const word = typedBy.get(token);
      if (word !== undefined) choices.push({ kind: "kategorie", key, label, word });
    }
    for (const [kind, name] of kinds) {
      const [only, ...more] = analyser.words(name);
      const word = only && !more.length ? typedBy.get(only.token) : undefined;
      if (word !== undefined) choices.push({ kind: "art", key: kind, label: name, word });
    }
  }
  return choices;
}
