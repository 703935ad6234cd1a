// Executes plans over the columns and postings: the same answers as `search/engines/memory.py`.

import { byDistance, metres } from "./distances.js";
import { add, having, keep, numbersIn, rowOf } from "./members.js";
import { holdsAll } from "./phrases.js";
import { EVERYWHERE } from "./plan.js";
import { HOME, points, SAME_POSTAL_CODE } from "./ranking.js";

/**
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {import("./plan.js").Term} Term
 * @typedef {import("./members.js").Column} Column
 * @typedef {import("./members.js").Members} Members
 *
 * @typedef {object} Columns
 * @property {Record<string, Column>} values by facet, all but the regions
 * @property {Column} regions
 * @property {number[]} everywhere
 */

export class BrowserEngine {
  name = "browser";

  /**
   * @param {number} size number of documents
   * @param {Columns} columns
   */
  constructor(size, columns) {
    this.size = size;
    this.values = columns.values;
    this.regions = columns.regions;
    this.everywhere = new Uint8Array(size);
    for (const number of columns.everywhere) this.everywhere[number] = 1;
    /** @type {Map<string, [number, ...number[]][]>} each tier and its gaps, as files arrive */
    this.postings = new Map();
    // What only some questions need; set as files arrive.
    /** @type {Column | null} */
    this.postalCodes = null;
    /** @type {Column | null} */
    this.validity = null;
    /** @type {Column | null} */
    this.dates = null;
    /** @type {((number: number) => string[][]) | null} tokens of a document in order */
    this.sequences = null;
    /** @type {import("./distances.js").Distances | null} */
    this.distances = null;
    /** @type {WeakMap<Term, Uint8Array>} what terms earn; one question asks it several times */
    this.worth = new WeakMap();
  }

  /**
   * @param {Plan} plan
   * @returns {import("./plan.js").Result}
   */
  run(plan) {
    const distances = plan.origin && loaded(this.distances).from(plan.origin);
    const circle = plan.circle && loaded(this.distances).within(plan.circle);
    const base = this.matching(plan);
    if (circle) keep(base, (number) => circle[number] || this.everywhere[number]);
    const narrowed = this.narrowings(plan);
    const hits = base.slice();
    for (const members of narrowed.values()) keep(hits, (number) => members[number]);
    const numbers = numbersIn(hits);
    return {
      total: numbers.length,
      local: numbers.filter((number) => !this.everywhere[number]).length,
      ranked: plan.size ? this.page(plan, numbers, circle, distances) : [],
      counts: Object.fromEntries(
        plan.facets.map((facet) => [facet, this.count(facet, base, narrowed)]),
      ),
    };
  }

  // Which documents

  /** @param {Plan} plan */
  matching(plan) {
    const required = plan.terms.filter((term) => term.required);
    const needed = plan.anyTerm ? 1 : required.length;
    const found = new Uint8Array(this.size);
    for (const term of required) {
      const earned = this.earned(term);
      for (let number = 0; number < this.size; number += 1) {
        if (earned[number]) found[number] = Math.min((found[number] ?? 0) + 1, needed);
      }
    }
    const members = found.map((count) => (required.length === 0 || count === needed ? 1 : 0));
    if (plan.phrases.length) {
      const sequences = loaded(this.sequences);
      keep(members, (number) => holdsAll(sequences(number), plan.phrases));
    }
    if (plan.validOn) keep(members, (number) => this.isValid(number, plan.validOn));
    return members;
  }

  /**
   * @param {number} number
   * @param {string} day
   */
  isValid(number, day) {
    const [from = "", until = ""] = rowOf(loaded(this.validity), number);
    return (from === "" || from <= day) && (until === "" || until >= day);
  }

  /**
   * What was chosen, by facet.
   * @param {Plan} plan
   */
  narrowings(plan) {
    /** @type {Map<string, Members>} */
    const narrowed = new Map();
    for (const [facet, chosen] of Object.entries(plan.chosen)) {
      if (!chosen.length) continue;
      const isRegion = facet === "region";
      const members = having(isRegion ? this.regions : this.values[facet], chosen, this.size);
      if (isRegion) add(members, this.everywhere);
      narrowed.set(facet, members);
    }
    return narrowed;
  }

  /**
   * Hits by value, as if nothing were chosen in this facet.
   * @param {string} facet
   * @param {Members} base
   * @param {Map<string, Members>} narrowed
   */
  count(facet, base, narrowed) {
    const hits = base.slice();
    for (const [other, members] of narrowed) {
      if (other !== facet) keep(hits, (number) => members[number]);
    }
    const column = facet === "region" ? this.regions : this.values[facet];
    const perRow = new Uint32Array(column?.rows.length ?? 0);
    /** @type {Map<string, number>} */
    const counts = new Map();
    let everywhere = 0;
    for (let number = 0; number < this.size; number += 1) {
      if (!hits[number]) continue;
      const row = column?.of[number] ?? 0;
      if (facet === "region" && this.everywhere[number]) everywhere += 1;
      else perRow[row] = (perRow[row] ?? 0) + 1;
    }
    for (const [row, count] of perRow.entries()) {
      for (const value of count ? (column?.rows[row] ?? []) : []) {
        counts.set(value, (counts.get(value) ?? 0) + count);
      }
    }
    if (everywhere) counts.set(EVERYWHERE, everywhere);
    return counts;
  }

  // In which order

  /**
   * @param {Plan} plan
   * @param {number[]} numbers
   * @param {Members | null} circle
   * @param {Float64Array | null} distances
   */
  page(plan, numbers, circle, distances) {
    const earned = this.points(plan, circle);
    const { sort, offset, size } = plan;
    const pointsOf = (/** @type {number} */ number) => earned[number] ?? 0;
    const nearest = distances ? byDistance(distances) : () => 0;
    if (sort === "relevanz" || (sort === "entfernung" && !distances)) {
      numbers.sort((a, b) => pointsOf(b) - pointsOf(a) || nearest(a, b) || a - b);
    } else if (sort === "neueste") {
      const { of } = loaded(this.dates);
      numbers.sort((a, b) => (of[b] ?? 0) - (of[a] ?? 0) || a - b);
    } else if (sort === "entfernung") {
      numbers.sort((a, b) => nearest(a, b) || a - b);
    }
    return numbers.slice(offset, offset + size).map((number) => ({
      number,
      points: pointsOf(number),
      metres: distances && Number.isFinite(distances[number]) ? metres(distances[number] ?? 0) : null,
    }));
  }

  /**
   * The points of each document.
   * @param {Plan} plan
   * @param {Members | null} circle
   */
  points(plan, circle) {
    const earned = new Int32Array(this.size);
    const home = having(this.regions, plan.home, this.size);
    if (circle) add(home, circle);
    addPoints(earned, home, HOME);
    if (plan.postalCode) {
      const same = having(loaded(this.postalCodes), [plan.postalCode], this.size);
      addPoints(earned, same, SAME_POSTAL_CODE);
    }
    for (const term of plan.terms) {
      const more = this.earned(term);
      for (let number = 0; number < this.size; number += 1) {
        if (more[number]) earned[number] = (earned[number] ?? 0) + (more[number] ?? 0);
      }
    }
    return earned;
  }

  /**
   * What the term's best alternative earns each document; 0 where it does not stand.
   * @param {Term} term
   */
  earned(term) {
    const known = this.worth.get(term);
    if (known !== undefined) return known;
    const best = new Uint8Array(this.size);
    for (const { token, tenths } of term.alternatives) {
      for (const [tier, ...gaps] of this.postings.get(token) ?? []) {
        const worth = points(tier, tenths);
        let number = -1;
        for (const gap of gaps) {
          number += gap + 1;
          if ((best[number] ?? 0) < worth) best[number] = worth;
        }
      }
    }
    this.worth.set(term, best);
    return best;
  }
}

/**
 * @param {Int32Array} earned
 * @param {Members} members
 * @param {number} points
 */
function addPoints(earned, members, points) {
  for (let number = 0; number < members.length; number += 1) {
    if (members[number]) earned[number] = (earned[number] ?? 0) + points;
  }
}

/**
 * @template T
 * @param {T | null} part of the index that a plan needs
 */
function loaded(part) {
  if (part === null) throw new Error("Der Suche im Browser fehlt eine Datei für diese Frage.");
  return part;
}
