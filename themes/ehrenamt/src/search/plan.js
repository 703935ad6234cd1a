// A question ready to be executed: `search/plan.py`.

/** Region of offers that hold in the whole Land or online. */
export const EVERYWHERE = "ueberall";

/**
 * @typedef {import("./contract.js").Point} Point
 * @typedef {{token: string, tenths: number}} Alternative
 * @typedef {{alternatives: Alternative[], required: boolean}} Term
 *
 * @typedef {object} Plan
 * @property {Term[]} terms
 * @property {boolean} anyTerm one required term is enough
 * @property {string[][]} phrases
 * @property {Record<string, string[]>} chosen
 * @property {string} validOn
 * @property {{centre: Point, km: number} | null} circle
 * @property {string[]} home
 * @property {string} postalCode
 * @property {Point | null} origin
 * @property {string} sort
 * @property {number} offset
 * @property {number} size
 * @property {string[]} facets
 *
 * @typedef {object} Result
 * @property {number} total
 * @property {number} local
 * @property {{number: number, points: number, metres: number | null}[]} ranked
 * @property {Record<string, Map<string, number>>} counts
 */

/** @type {Plan} */
export const EMPTY_PLAN = {
  terms: [],
  anyTerm: false,
  phrases: [],
  chosen: {},
  validOn: "",
  circle: null,
  home: [],
  postalCode: "",
  origin: null,
  sort: "relevanz",
  offset: 0,
  size: 0,
  facets: [],
};
