// How a hit earns its points: `search/ranking.py`.

/** Points by tier: title, head, provider, category, modifier, place, body, part. */
const POINTS = [80, 60, 50, 30, 20, 20, 10, 5];
export const HOME = 1000;
export const SAME_POSTAL_CODE = 500;
/** Tenths of the points: for the word itself, a synonym, the main part of a compound asked for. */
export const WHOLE = 10;
export const SYNONYM = 6;
export const BROADER = 4;

/**
 * @param {number} tier
 * @param {number} tenths
 */
export function points(tier, tenths) {
  return Math.floor(((POINTS[tier] ?? 0) * tenths) / 10);
}
