// Terms that only add points: `search/understanding/soft_places.py`.

import { PLACE_MARK, plainWord } from "./analyser.js";
import { isMunicipality } from "./places.js";
import { TOWN, TOWN_ALONE, WHOLE } from "./ranking.js";

/** @typedef {import("./understanding.js").Asked} Asked */

/**
 * Words that may be a town: alone they find its offers as well, first of all when nothing was typed
 * behind them; beside other words they only add, and the town adds on its own.
 * @param {Asked[]} asked
 * @param {Map<string, import("./places.js").Region[]>} soft
 * @param {string} last the word that was typed last
 * @returns {Asked[]}
 */
export function withOptional(asked, soft, last) {
  const alone = asked.every(({ word }) => soft.has(word.typed));
  const worthAlone = soft.has(last) ? TOWN_ALONE : WHOLE;
  const tenths = alone ? worthAlone : TOWN;
  return asked.flatMap(({ term, word }) => {
    const regions = (soft.get(word.typed) ?? []).filter(isMunicipality);
    const towns = regions.map(({ key }) => ({ token: PLACE_MARK + key, tenths }));
    if (alone) {
      return [{ term: { ...term, alternatives: [...term.alternatives, ...towns] }, word }];
    }
    if (!towns.length) return [{ term, word }];
    // Neither its synonyms nor its parts: "Eis essen" is no question for restaurants.
    const plain = plainWord(word.typed, word.token);
    return [term.alternatives.slice(0, 1), towns].map((alternatives) => ({
      term: { alternatives, required: false },
      word: plain,
    }));
  });
}

/**
 * @param {Asked} asked
 * @returns {Asked}
 */
export function onlyAdding({ term, word }) {
  return { term: { ...term, required: false }, word };
}
