// A question as the address of the search page: `search/addresses.py`.

import { FACETS, FLAGS, LAST_HIT, PAGE_SIZE, SORTS, YES } from "./contract.js";
import { shortened } from "./folding.js";
import { LARGEST_KM } from "./reading.js";

/**
 * @typedef {{parameter: string, value: string, allowed: string}} Refused
 * @typedef {import("./contract.js").Request} Request
 */

const LONGEST_ADDRESS = 8192;
const LONGEST_SHOWN = 60;
const MOST_VALUES = 50;
const LAST_PAGE = LAST_HIT / PAGE_SIZE;
const SINGLE = ["q", "ort", "umkreis", "lat", "lon", "gueltig", "sort", "seite"];
const KEY = /^[a-z0-9-]{1,80}$/;
const WHOLE = /^[0-9]{1,5}$/;
const DEGREES = /^-?[0-9]{1,3}(\.[0-9]{1,6})?$/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
/** @type {Record<string, string[]>} facets whose values are the same in every published state */
const WORDS = {
  vorteil: [
    "percent", "amount_off", "fixed_price", "reduced_price", "free",
    "two_for_one", "extra", "contingent", "other",
  ],
  reichweite: ["local", "statewide", "online"],
  karte: ["standard", "jubilee"],
  ...Object.fromEntries(FLAGS.map((flag) => [flag, [YES]])),
};

/** An address that asks for something that does not exist; the message says in German what is
 * allowed. */
export class BadQuestion extends Error {
  /** @param {Refused[]} refused every reason */
  constructor(refused) {
    super(refused.map(sentence).join(" "));
    this.name = "BadQuestion";
    this.refused = refused;
  }
}

/** @param {Refused} refused */
function sentence({ parameter, value, allowed }) {
  const start = shortened(value, LONGEST_SHOWN);
  return `„${parameter}“ ist „${start === value ? value : `${start}…`}“; erlaubt ist ${allowed}.`;
}

/**
 * The question of an address, and its parameters that mean nothing; empty values count as not given.
 * Throws BadQuestion with every value that cannot be used.
 * @param {URLSearchParams} searchParams
 * @returns {{request: Request, ignored: string[]}}
 */
export function readQuestion(searchParams) {
  const query = searchParams.toString();
  if (query.length > LONGEST_ADDRESS) {
    const allowed = `eine Adresse bis ${LONGEST_ADDRESS} Zeichen`;
    throw new BadQuestion([{ parameter: "Adresse", value: query, allowed }]);
  }
  /** @type {Map<string, string[]>} */
  const values = new Map();
  for (const [name, value] of searchParams) {
    const ofName = values.get(name) ?? [];
    values.set(name, ofName);
    if (/[^ ]/.test(value) && !ofName.includes(value)) ofName.push(value);
  }
  const reading = new AddressReading(values);
  const request = reading.request();
  if (reading.refused.length) throw new BadQuestion(reading.refused);
  const known = [...SINGLE, ...FACETS];
  return { request, ignored: [...values.keys()].filter((name) => !known.includes(name)) };
}

class AddressReading {
  /** @param {Map<string, string[]>} values */
  constructor(values) {
    this.values = values;
    /** @type {Refused[]} */
    this.refused = [];
  }

  /** @returns {Request} */
  request() {
    const sort = this.one("sort");
    if (sort && !SORTS.includes(sort)) this.refuse("sort", sort, oneOf(SORTS));
    return {
      q: this.one("q"),
      place: this.one("ort"),
      km: this.whole("umkreis", LARGEST_KM),
      near: this.near(),
      chosen: this.chosen(),
      validOn: this.day("gueltig"),
      sort: sort || "relevanz",
      page: this.whole("seite", LAST_PAGE) ?? 1,
      size: PAGE_SIZE,
      facets: FACETS,
    };
  }

  /**
   * @param {string} parameter
   * @param {string} value
   * @param {string} allowed
   */
  refuse(parameter, value, allowed) {
    this.refused.push({ parameter, value, allowed });
  }

  /** @param {string} name */
  one(name) {
    const values = this.values.get(name) ?? [];
    if (values.length > 1) this.refuse(name, values.join(", "), "nur ein Wert");
    return values[0] ?? "";
  }

  /**
   * @param {string} name
   * @param {number} largest
   */
  whole(name, largest) {
    const text = this.one(name);
    const number = WHOLE.test(text) ? Number(text) : 0;
    if (number >= 1 && number <= largest) return number;
    if (text) this.refuse(name, text, `eine ganze Zahl von 1 bis ${largest}`);
    return null;
  }

  /** @param {string} name */
  day(name) {
    const text = this.one(name);
    if (text && !isDay(text)) this.refuse(name, text, "ein Tag wie 2026-11-24");
    return text;
  }

  near() {
    const lat = this.degrees("lat", 90);
    const lon = this.degrees("lon", 180);
    if (this.refused.length || (lat === null && lon === null)) return null;
    if (lat !== null && lon !== null) return { lat, lon };
    this.refuse(lat === null ? "lat" : "lon", "", "„lat“ und „lon“ nur zusammen");
    return null;
  }

  /**
   * @param {string} name
   * @param {number} largest
   */
  degrees(name, largest) {
    const text = this.one(name);
    if (!text) return null;
    const degrees = DEGREES.test(text) ? Number(text) : NaN;
    if (Math.abs(degrees) <= largest) return degrees + 0; // no negative zero
    this.refuse(name, text, `eine Zahl von -${largest} bis ${largest} wie 51.48`);
    return null;
  }

  chosen() {
    /** @type {Record<string, string[]>} */
    const chosen = {};
    for (const facet of FACETS) {
      const values = this.values.get(facet) ?? [];
      if (values.length > MOST_VALUES) {
        this.refuse(facet, String(values.length), `bis zu ${MOST_VALUES} Werte`);
        continue;
      }
      for (const value of values) this.checkValue(facet, value);
      if (values.length) chosen[facet] = [...values].sort();
    }
    return chosen;
  }

  /**
   * @param {string} facet
   * @param {string} value
   */
  checkValue(facet, value) {
    const words = WORDS[facet];
    if (words && !words.includes(value)) this.refuse(facet, value, oneOf(words));
    else if (!words && !KEY.test(value)) {
      this.refuse(facet, value, "ein Schlüssel aus a-z, 0-9 und -");
    }
  }
}

/** @param {string} text whether it is a day of the calendar */
function isDay(text) {
  if (!DAY.test(text) || text.startsWith("0000")) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** @param {string[]} words */
function oneOf(words) {
  return words.map((word) => `„${word}“`).join(" oder ");
}
