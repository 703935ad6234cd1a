// What the words of a question say about where: `search/understanding/where.py`.

import { nameOf } from "./analyser.js";
import { LONGEST_QUERY } from "./contract.js";
import { shortened, strip, words } from "./folding.js";
import { asWritten, spelled, withoutHyphens } from "./spelling.js";
import { isKey, placeName } from "./places.js";

/**
 * @typedef {import("./contract.js").Request} Request
 * @typedef {import("./contract.js").Place} Place
 * @typedef {import("./places.js").Region} Region
 * @typedef {import("./understanding.js").Knowledge} Knowledge
 */

const KM_AROUND = 15;
const KM_POSTAL_CODE = 10;
export const LARGEST_KM = 250;
export const GIVEN_POINT = "punkt";
const LONGEST_NAME = 5;

export const WITHIN = ["in", "aus"];
export const AROUND = ["bei", "nahe", "um", "umkreis", "umgebung", "rund", "herum"];
const NEAR_ME = ["nahe", "umgebung", "umkreis"];
const QUOTED = /["„“”«»]([^"„“”«»]*)["„“”«»]/g;
const KM = /^([0-9]{1,3})km$/;

/** One pass over a question, taking out of its words what says where. */
export class Reading {
  /**
   * @param {Request} request
   * @param {Knowledge} knowledge
   */
  constructor(request, knowledge) {
    this.request = request;
    this.knowledge = knowledge;
    this.gazetteer = knowledge.gazetteer;
    /** @type {import("./contract.js").Choice[]} */
    this.choices = [];
    /** @type {import("./contract.js").Correction[]} */
    this.corrections = [];
    /** @type {Place | null} */
    this.place = null;
    /** @type {string[]} the keys the place stands for */
    this.regions = [];
    this.unknownPlace = "";
    const query = shortened(request.q, LONGEST_QUERY);
    this.phraseTexts = [...query.matchAll(QUOTED)]
      .map((match) => match[1] ?? "")
      .filter((text) => words(text).length > 0);
    this.spelled = spelled(query);
    this.left = words(query.replace(QUOTED, " "));
    this.km = request.km;
  }

  placeField() {
    const text = shortened(strip(this.request.place), LONGEST_QUERY);
    if (text === "") return;
    const region = isKey(text) ? this.gazetteer.regions.get(text) : undefined;
    const postalCode = this.gazetteer.postalCodes.get(text);
    const found = this.gazetteer.named(placeName(text));
    if (region !== undefined) this.narrowTo([region], text, false);
    else if (postalCode !== undefined) this.aroundPostalCode(postalCode);
    else if (found.length) this.narrowTo(found, text, false);
    else this.correctedPlace(placeName(text), text);
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  correctedPlace(name, text) {
    const isOneWord = name !== "" && !name.includes(" ");
    const used = isOneWord ? this.knowledge.lexicon.correction(name) : null;
    const found = used === null ? [] : this.gazetteer.named(used);
    if (used !== null && found.length) {
      this.corrections.push({ typed: text, used: this.knowledge.lexicon.written(used) });
      this.narrowTo(found, text, false);
    } else {
      this.unknownPlace = text;
    }
  }

  /**
   * One meaning narrows; of several, each is offered.
   * @param {Region[]} found
   * @param {string} typed
   * @param {boolean} around
   */
  narrowTo(found, typed, around) {
    const region = found[0];
    const isClear = new Set(found.map(({ key }) => key)).size === 1;
    if (region === undefined || !isClear || this.place !== null) {
      this.offer(found, typed);
      return;
    }
    const other = this.gazetteer.alsoDistrict(region);
    if (other !== null) this.offer([other], typed);
    const { key, label: name, lat, lon, keys } = region;
    const isAround = around || this.km !== null;
    const km = isAround ? this.km || KM_AROUND : null;
    this.regions = keys;
    this.place = { key, name, mode: isAround ? "um" : "in", lat, lon, km };
  }

  /**
   * @param {Region[]} found
   * @param {string} typed
   */
  offer(found, typed) {
    for (const { key, label } of found) this.choices.push({ kind: "ort", key, label, word: typed });
  }

  /** @param {import("./places.js").PostalCode} postalCode where two towns share it, each is offered */
  aroundPostalCode({ code, lat, lon, municipalities }) {
    if (municipalities.length > 1) {
      this.offer(municipalities.map((ags) => this.gazetteer.region(ags)), code);
    }
    this.place = { key: code, name: code, mode: "um", lat, lon, km: this.km || KM_POSTAL_CODE };
  }

  givenPoint() {
    if (this.place !== null || this.request.near === null) return;
    const mode = this.km === null ? "naechste" : "um";
    this.place = { key: GIVEN_POINT, name: "Ihr Standort", mode, ...this.request.near, km: this.km };
  }

  /** "20 km" or "20km" in the words; what the radius field says goes first. */
  radius() {
    for (const [at, word] of this.left.entries()) {
      const joined = (word + (this.left[at + 1] ?? "")).replaceAll("kilometer", "km");
      const match = KM.exec(word) ?? KM.exec(joined);
      if (match === null) continue;
      this.km = this.km || Math.min(Math.max(Number(match[1]), 1), LARGEST_KM);
      this.left.splice(at, KM.test(word) ? 1 : 2);
      return;
    }
  }

  postalCode() {
    for (const [at, word] of this.left.entries()) {
      const found = this.gazetteer.postalCodes.get(word);
      if (found === undefined || this.place !== null) continue;
      this.aroundPostalCode(found);
      const before = this.left[at - 1] ?? "";
      this.left.splice(at, 1);
      if (WITHIN.includes(before) || AROUND.includes(before)) {
        this.left.splice(this.left.indexOf(before), 1);
      }
      return;
    }
  }

  /**
   * Take the first clear name out of the words. True when "in der Nähe" was typed.
   * @param {(left: string[], at: number, size: number) => boolean} isRatherWord whether a name that
   *   is a word too is one here
   */
  namedPlace(isRatherWord) {
    const near = NEAR_ME.some((word) => this.left.includes(word));
    const around = near || AROUND.some((word) => this.left.includes(word));
    for (const at of this.left.keys()) {
      const { size, found } = this.nameAt(at);
      const isSoft = this.gazetteer.soft.has(nameOf(this.left.slice(at, at + size)));
      if (!size || (isSoft && !this.isMarked(at) && isRatherWord(this.left, at, size))) continue;
      this.narrowTo(found, this.shown(this.left.slice(at, at + size).join("")), around);
      this.left.splice(at, size);
      break;
    }
    return near;
  }

  /** @param {number} at whether a word that stands before places is before it */
  isMarked(at) {
    return [...WITHIN, ...AROUND, "von"].includes(this.left[at - 1] ?? "");
  }

  /** @param {number} at */
  nameAt(at) {
    for (let size = Math.min(LONGEST_NAME, this.left.length - at); size > 0; size -= 1) {
      const found = this.gazetteer.named(nameOf(this.left.slice(at, at + size)));
      if (found.length) return { size, found };
    }
    return { size: 0, found: [] };
  }

  /** Names that are also words stay words, and are offered. */
  softPlaces() {
    /** @type {Map<string, Region[]>} */
    const soft = new Map();
    for (const word of this.left) {
      const name = nameOf([word]);
      if (!this.gazetteer.soft.has(name)) continue;
      const found = this.gazetteer.named(name);
      soft.set(withoutHyphens(word), found);
      this.offer(found, this.shown(word));
    }
    return soft;
  }

  /** @param {string} folded word of the question, to be shown as typed or, corrected, as written */
  shown(folded) {
    const joined = withoutHyphens(folded);
    return asWritten(joined, this.spelled) ?? this.knowledge.lexicon.written(joined);
  }
}
