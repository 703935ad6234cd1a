// How a hit earns its points: `search/ranking.py`.

/** Points by tier: named, kind, title, head, provider, category, modifier, place, body, part. */
const POINTS = [100, 80, 70, 60, 65, 30, 20, 20, 10, 5];
export const HOME = 1000;
export const SAME_POSTAL_CODE = 500;
/** Tenths of the points: for the word itself, one that means the same, one that it includes, the
 * main part of a compound asked for. */
export const WHOLE = 10;
export const EQUAL = 8;
export const SYNONYM = 6;
export const BROADER = 4;
/** Points for each word asked for, from which hits at a place are an answer. */
export const LEAST_NEARBY = 25;
/** Tenths for the town of a name that is also a word: beside other words, alone. */
export const TOWN = 20;
export const TOWN_ALONE = 50;

/**
 * @param {number} tier
 * @param {number} tenths
 */
export function points(tier, tenths) {
  return Math.floor(((POINTS[tier] ?? 0) * tenths) / 10);
}
