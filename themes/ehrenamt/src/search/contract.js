// What can be asked and what is answered: `search/contract.py` in the words of the browser.

export const PAGE_SIZE = 20;
export const LAST_HIT = 10_000;
/** Characters of a query that are read. */
export const LONGEST_QUERY = 200;
/** The one value of a facet that is either true or not asked. */
export const YES = "ja";

export const SORTS = ["relevanz", "entfernung", "titel", "neueste"];
export const FACETS = [
  "kategorie", "art", "region", "vorteil", "reichweite",
  "karte", "kostenlos", "digital", "barrierefrei", "neu",
];
/** Facets whose only value is YES. */
export const FLAGS = ["kostenlos", "digital", "barrierefrei", "neu"];

/**
 * @typedef {{lat: number, lon: number}} Point WGS 84 degrees
 *
 * @typedef {object} Request
 * @property {string} q what was typed
 * @property {string} place what stands in the place field
 * @property {number | null} km radius asked for
 * @property {Point | null} near a point given by the device
 * @property {Record<string, string[]>} chosen values by facet
 * @property {string} validOn a day as YYYY-MM-DD, empty for none
 * @property {string} sort one of SORTS
 * @property {number} page from 1
 * @property {number} size hits of a page
 * @property {string[]} facets those that are counted
 *
 * @typedef {object} Place
 * @property {string} key AGS, Kreis key, Regierungsbezirk key, postal code, or "punkt"
 * @property {string} name
 * @property {"in" | "um" | "naechste"} mode
 * @property {number} lat
 * @property {number} lon
 * @property {number | null} km
 *
 * @typedef {{kind: "ort" | "kategorie" | "art", key: string, label: string, word: string}} Choice
 * @typedef {{typed: string, used: string}} Correction
 *
 * @typedef {object} Interpretation
 * @property {string[]} words
 * @property {string[]} phrases
 * @property {Place | null} place
 * @property {Choice[]} choices
 * @property {Correction[]} corrections
 * @property {string[]} synonyms
 * @property {boolean} free
 * @property {string} unknown_place
 * @property {boolean} wants_location
 * @property {"" | "weiter" | "einzelne_woerter" | "ort"} relaxed
 * @property {boolean} shortened
 *
 * @typedef {{key: string, label: string, count: number, chosen: boolean}} FacetValue
 *
 * @typedef {object} Response without the hits' ids and cards, which lie in files of their own
 * @property {string} engine
 * @property {string} digest
 * @property {number} total
 * @property {number} page
 * @property {number} size
 * @property {string} sort
 * @property {Interpretation} interpreted
 * @property {{number: number, points: number, metres: number | null}[]} hits `number` is the
 *   document's place in the order of titles
 * @property {Record<string, FacetValue[]>} facets
 */
