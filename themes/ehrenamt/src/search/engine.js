// Executes plans over the columns and postings: the same answers as `search/engines/memory.py`.
// A set of documents is a Uint8Array with 1 where a document is in it.

import { haversines, metres, spotsOf } from "./distances.js";
import { EVERYWHERE } from "./plan.js";
import { HOME, points, SAME_POSTAL_CODE } from "./ranking.js";

/**
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {import("./plan.js").Term} Term
 * @typedef {import("./contract.js").Point} Point
 * @typedef {{rows: string[][], of: number[]}} Column different rows, and each document's row
 * @typedef {Uint8Array} Members
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
    /** @type {import("./distances.js").Spot[][] | null} */
    this.spots = null;
    /** @type {{origin: Point, found: Float64Array} | null} */
    this.measured = null;
  }

  /** @param {import("./distances.js").Points} file */
  setPoints(file) {
    this.spots = spotsOf(file);
  }

  /**
   * @param {Plan} plan
   * @returns {import("./plan.js").Result}
   */
  run(plan) {
    const distances = plan.origin ? this.distances(plan.origin) : null;
    const circle = plan.circle ? this.within(plan.circle) : null;
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
      for (const [number, earned] of this.earned(term).entries()) {
        if (earned && (found[number] ?? 0) < needed) found[number] = (found[number] ?? 0) + 1;
      }
    }
    const members = found.map((count) => (required.length === 0 || count >= needed ? 1 : 0));
    const { sequences } = this;
    if (plan.phrases.length && sequences) {
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
    const [from = "", until = ""] = rowOf(this.validity, number);
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
    const others = [...narrowed].filter(([other]) => other !== facet).map(([, members]) => members);
    const column = facet === "region" ? this.regions : this.values[facet];
    const perRow = new Uint32Array(column?.rows.length ?? 0);
    /** @type {Map<string, number>} */
    const counts = new Map();
    let everywhere = 0;
    for (let number = 0; number < this.size; number += 1) {
      if (!base[number] || others.some((members) => !members[number])) continue;
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
      const { dates } = this;
      numbers.sort((a, b) => (dates?.of[b] ?? 0) - (dates?.of[a] ?? 0) || a - b);
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
      addPoints(earned, having(this.postalCodes, [plan.postalCode], this.size), SAME_POSTAL_CODE);
    }
    for (const term of plan.terms) {
      for (const [number, more] of this.earned(term).entries()) {
        if (more) earned[number] = (earned[number] ?? 0) + more;
      }
    }
    return earned;
  }

  /**
   * What the term's best alternative earns each document; 0 where it does not stand.
   * @param {Term} term
   */
  earned(term) {
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
    return best;
  }

  // How far

  /** @param {Point} origin */
  distances(origin) {
    const last = this.measured;
    if (last && last.origin.lat === origin.lat && last.origin.lon === origin.lon) return last.found;
    const found = haversines(this.spots ?? [], origin);
    this.measured = { origin, found };
    return found;
  }

  /** @param {{centre: Point, km: number}} circle */
  within({ centre, km }) {
    const limit = km * 1000;
    return Uint8Array.from(this.distances(centre), (way) =>
      way < Infinity && metres(way) <= limit ? 1 : 0,
    );
  }
}

/** @param {Float64Array} distances */
function byDistance(distances) {
  return (/** @type {number} */ a, /** @type {number} */ b) => {
    const [one = Infinity, other = Infinity] = [distances[a], distances[b]];
    return one === other ? 0 : one - other;
  };
}

/**
 * Keep the members for which `holds` is true.
 * @param {Members} members
 * @param {(number: number) => unknown} holds
 */
function keep(members, holds) {
  for (let number = 0; number < members.length; number += 1) {
    if (members[number] && !holds(number)) members[number] = 0;
  }
}

/**
 * @param {Members} members
 * @param {Members} more
 */
function add(members, more) {
  for (let number = 0; number < members.length; number += 1) {
    if (more[number]) members[number] = 1;
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
 * The documents with one of the values.
 * @param {Column | null | undefined} column
 * @param {string[]} values
 * @param {number} size
 * @returns {Members}
 */
function having(column, values, size) {
  const members = new Uint8Array(size);
  if (!column || !values.length) return members;
  const rows = column.rows.map((row) => row.some((value) => values.includes(value)));
  for (const [number, row] of column.of.entries()) {
    if (rows[row]) members[number] = 1;
  }
  return members;
}

/**
 * @param {Column | null} column
 * @param {number} number
 */
function rowOf(column, number) {
  return column?.rows[column.of[number] ?? 0] ?? [];
}

/** @param {Members} members */
function numbersIn(members) {
  const numbers = [];
  for (let number = 0; number < members.length; number += 1) if (members[number]) numbers.push(number);
  return numbers;
}

/**
 * @param {string[][]} sequences
 * @param {string[][]} phrases
 */
function holdsAll(sequences, phrases) {
  return phrases.every((phrase) => sequences.some((sequence) => holds(sequence, phrase)));
}

/**
 * @param {string[]} sequence
 * @param {string[]} phrase
 */
function holds(sequence, phrase) {
  return sequence.some((_, start) => phrase.every((token, step) => sequence[start + step] === token));
}
