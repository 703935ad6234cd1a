// The names by which people mean a place of the Land: `search/places.py`.

import { nameOf } from "./analyser.js";
import { words } from "./folding.js";

const STATE_KEY = "05";

/**
 * @typedef {{key: string, label: string, lat: number, lon: number, keys: string[]}} Region
 *   `keys` are what offers are filed under that lie there: several for a landscape
 * @typedef {{code: string, lat: number, lon: number, municipalities: string[]}} PostalCode
 *
 * @typedef {object} Places the file of `search/browser_index/language.py`
 * @property {[string, string, number, number, ...string[]][]} regions key, label, lat, lon and the
 *   members of a landscape
 * @property {[string, ([string] | [string, string])[]][]} names each with its keys and labels
 * @property {string[]} soft
 * @property {[string, number, number, string[]][]} postal_codes
 */

export class Gazetteer {
  /** @param {Places} places */
  constructor(places) {
    /** @type {Map<string, Region>} */
    this.regions = new Map(
      places.regions.map(([key, label, lat, lon, ...members]) => [
        key,
        { key, label, lat, lon, keys: members.length ? members : [key] },
      ]),
    );
    /** @type {Map<string, Region[]>} in the order of the file */
    this.meanings = new Map(
      places.names.map(([name, meant]) => [name, meant.map((row) => this.meaning(row))]),
    );
    this.soft = new Set(places.soft);
    /** @type {Map<string, PostalCode>} */
    this.postalCodes = new Map(
      places.postal_codes.map(([code, lat, lon, municipalities]) => [
        code,
        { code, lat, lon, municipalities },
      ]),
    );
  }

  /** Names that are kept whole in a text: those that are no words as well. */
  clearNames() {
    return new Set([...this.meanings.keys()].filter((name) => !this.soft.has(name)));
  }

  /**
   * @param {[string] | [string, string]} row
   * @returns {Region}
   */
  meaning([key, label]) {
    const region = this.region(key);
    return label === undefined ? region : { ...region, label };
  }

  /** @param {string} key of a region that exists */
  region(key) {
    const region = this.regions.get(key);
    if (region === undefined) throw new Error(`Im Ortsverzeichnis fehlt ${key}.`);
    return region;
  }

  /**
   * @param {string} name folded pieces joined by spaces
   * @returns {Region[]}
   */
  named(name) {
    return this.meanings.get(name) ?? [];
  }

  /**
   * The Kreis that shares the name of a town.
   * @param {Region} region
   */
  alsoDistrict(region) {
    if (!isMunicipality(region)) return null;
    for (const [name, found] of this.meanings) {
      if (found.some((other) => other.key === region.key && other.label === region.label)) {
        return this.named(`kreis ${name}`)[0] ?? null;
      }
    }
    return null;
  }
}

/** @param {Region} region */
export function isMunicipality(region) {
  return region.key.length === 8;
}

/** @param {string} text whether it is a postal code; no key of a Kreis begins like one */
export function isPostalCode(text) {
  return /^[0-9]{5}$/.test(text) && !text.startsWith(STATE_KEY);
}

/** @param {string} text whether it is spelled like the key of a region */
export function isKey(text) {
  return /^[0-9]+$/.test(text) && text.startsWith(STATE_KEY) && [3, 5, 8].includes(text.length);
}

/** @param {string} text typed as the name of a place */
export function placeName(text) {
  return nameOf(words(text));
}
