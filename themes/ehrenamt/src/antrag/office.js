// Towns and the office: asked for only where postal codes leave a choice.

import { loadPlaces, officesFor, townsOf } from "./places.js";

/** @typedef {import("./question.js").Question} Question */
/** @typedef {import("./places.js").Places} Places */

const CODE = /^[0-9]{5}$/;

export class Office {
  /**
   * @param {Map<string, Question>} named
   * @param {() => void} loaded
   */
  constructor(named, loaded) {
    this.named = named;
    /** @type {Places | undefined} */
    this.places = undefined;
    this.asked = false;
    loadPlaces().then((places) => { this.places = places; loaded(); }, () => {});
  }

  /** Whether the step is shown: several offices, a card of another office, or it was asked back. */
  get isOpen() {
    return this.asked || !this.named.has("engagements.0.since") || this.candidates.length > 1;
  }

  open() {
    this.asked = true;
  }

  get candidates() {
    if (!this.places) return [];
    return officesFor(this.places, [...this.claims()]);
  }

  /** @returns {Generator<import("./places.js").Claim>} */
  *claims() {
    for (const question of this.towns()) {
      const ags = this.townOf(question);
      const ground = question.name === "person.ags" ? "residence" : "engagement";
      if (ags) yield { ground, ags };
    }
  }

  towns() {
    return [...this.named.values()].filter((question) => question.widget === "town");
  }

  /** @param {Question} question */
  codeOf(question) {
    return this.named.get(question.name.replace(/ags$/, "postal_code"))?.typed[0]?.trim() ?? "";
  }

  /** @param {Question} question */
  townOf(question) {
    const towns = this.places ? townsOf(this.places, this.codeOf(question)) : [];
    return towns.length === 1 ? towns[0] : question.typed[0];
  }

  update() {
    const places = this.places;
    if (!places) return;
    for (const question of this.towns()) {
      const code = this.codeOf(question), towns = townsOf(places, code);
      const isClear = !CODE.test(code) || towns.length === 1;
      if (isClear) question.typed = [];
      question.element.hidden = isClear;
      if (!isClear) this.offer(question, towns);
      if (question.name === "person.ags") this.fillPlace(places, towns);
    }
    const office = this.named.get("office");
    const isClaim = !this.named.has("engagements.0.since");
    if (office && !isClaim) this.offer(office, this.candidates);
    const chosen = office?.typed[0];
    this.sayPaper(places, chosen ? [chosen] : this.candidates);
    this.address(places, chosen || this.candidates[0] || "");
  }

  /**
   * Only these to choose from; all for none.
   * @param {Question} question
   * @param {string[]} keys
   */
  offer(question, keys) {
    const select = /** @type {HTMLSelectElement} */ (question.inputs[0]);
    const offered = keys.join(" ") || "all";
    if (select.dataset.offered === offered) return;
    select.dataset.offered = offered;
    const chosen = select.value, [none] = select.options;
    const options = this.labels(question.widget === "town").filter(
      ([key]) => keys.length === 0 || keys.includes(key),
    );
    select.replaceChildren(...(none ? [none] : []), ...options.map(([key, label]) => new Option(label, key)));
    select.value = options.some(([key]) => key === chosen) ? chosen : "";
  }

  /**
   * @param {boolean} ofTowns else of offices
   * @returns {[string, string][]} key and name, in the order of names
   */
  labels(ofTowns) {
    const rows = Object.entries((ofTowns ? this.places?.towns : this.places?.offices) ?? {});
    const named = rows.map(([key, row]) => /** @type {[string, string]} */ ([key, row[0]]));
    return named.sort((a, b) => a[1].localeCompare(b[1], "de"));
  }

  /**
   * @param {Places} places
   * @param {string[]} towns
   */
  fillPlace(places, towns) {
    const place = this.named.get("person.place");
    if (place?.isEmpty && towns.length === 1) place.typed = [places.towns[towns[0] ?? ""]?.[0] ?? ""];
  }

  /**
   * Said as soon as the places are known, before all else is typed.
   * @param {Places} places
   * @param {string[]} keys
   */
  sayPaper(places, keys) {
    const note = document.getElementById("nur-papier");
    if (!note) return;
    const names = keys.filter((key) => !places.offices[key]?.[2]).map((key) => places.offices[key]?.[0]);
    note.hidden = keys.length === 0 || names.length < keys.length;
    const text = note.hidden ? "" : `${names.join(" und ")} nimmt Anträge zurzeit nur auf Papier an. `
      + "Sie können das Formular hier ausfüllen, drucken und mit der Post schicken.";
    if (note.textContent !== text) note.textContent = text;
  }

  /**
   * The address for the paper way, which the print shows.
   * @param {Places} places
   * @param {string} key
   */
  address(places, key) {
    const receiver = document.getElementById("empfang");
    const [name, , , ...lines] = places.offices[key] ?? [];
    if (receiver) receiver.textContent = name ? ["An", name, ...lines].join("\n") : "";
  }

  /** @param {string} name */
  problemOf(name) {
    const question = this.named.get(name);
    if (!this.places || !question?.isEmpty) return "";
    if (name === "office" && this.candidates.length > 1) {
      return "Mehrere Stellen können Ihren Antrag entscheiden. Bitte wählen Sie eine aus.";
    }
    if (question.widget !== "town" || townsOf(this.places, this.codeOf(question)).length < 2) return "";
    return "Die Postleitzahl gehört zu mehreren Orten. Bitte wählen Sie den Ort aus.";
  }
}
