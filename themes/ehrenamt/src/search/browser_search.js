// The search in the browser: answers like the search service, from static files.

import { readQuestion } from "./addresses.js";
import { Analyser } from "./analyser.js";
import { answer } from "./answering.js";
import { Distances } from "./distances.js";
import { BrowserEngine } from "./engine.js";
import { FacetRows } from "./facets.js";
import { firstLetter } from "./folding.js";
import { fetched, IndexFiles } from "./index_files.js";
import { Lexicon } from "./lexicon.js";
import { rowOf } from "./members.js";
import { Gazetteer, isPostalCode } from "./places.js";
import { suggest } from "./suggesting.js";
import { understand } from "./understanding.js";

export { BadQuestion } from "./addresses.js";

/**
 * @typedef {import("./contract.js").Request} Request
 * @typedef {import("./understanding.js").Understood} Understood
 * @typedef {import("./understanding.js").Knowledge} Knowledge
 */

/**
 * The search over the index at an address. Throws when the index cannot be read.
 * @param {string} baseUrl where `manifest.json` lies
 * @param {import("./index_files.js").Read} [read] another way to its files
 */
export async function openBrowserSearch(baseUrl, read = fetched(baseUrl)) {
  return new BrowserSearch(await IndexFiles.open(read));
}

class BrowserSearch {
  /** @param {IndexFiles} files */
  constructor(files) {
    this.files = files;
    /** @type {ReturnType<BrowserSearch["open"]> | null} */
    this.opened = null;
  }

  /** What every question needs; a failure is not kept. */
  start() {
    if (this.opened === null) {
      this.opened = this.open();
      this.opened.catch(() => {
        this.opened = null;
      });
    }
    return this.opened;
  }

  async open() {
    const [language, places, tokens, facets] = await Promise.all(
      ["language", "places", "tokens", "facets"].map((name) => this.files.file(name)),
    );
    const gazetteer = new Gazetteer(places);
    /** @type {Knowledge} */
    const knowledge = {
      analyser: new Analyser(language, gazetteer.clearNames()),
      lexicon: new Lexicon(tokens),
      gazetteer,
      categories: facets.categories.map((/** @type {[string, string, [string, string][]]} */ row) => {
        const [key, label, kinds] = row;
        return { key, label, kinds };
      }),
    };
    const { columns: values, regions, everywhere } = facets;
    const engine = new BrowserEngine(this.files.manifest.offers, { values, regions, everywhere });
    return { knowledge, engine, facets: new FacetRows(facets) };
  }

  /**
   * The answer to the parameters of a search page's address, as the search service gives it.
   * Throws BadQuestion for values that cannot be used.
   * @param {URLSearchParams} searchParams
   */
  async answer(searchParams) {
    const { request, ignored } = readQuestion(searchParams);
    return { v: 1, ignored, ...(await this.ask(request)) };
  }

  /** @param {Request} request */
  async ask(request) {
    const { knowledge, engine, facets } = await this.start();
    const understood = await this.understood(request);
    await Promise.all([
      this.loadPostings(understood, knowledge, engine),
      ...this.loadColumns(request, understood, engine, knowledge),
    ]);
    const { digest } = this.files.manifest;
    const { hits, ...rest } = answer(request, understood, engine, { digest, facets });
    const withCards = hits.map(async ({ number, points, metres }) => {
      const { id, card } = await this.files.card(number);
      return { id, points, metres, card };
    });
    return { ...rest, hits: await Promise.all(withCards) };
  }

  /**
   * What a question means. The spellings it asks for and are not there are loaded, and it is read
   * again: which those are, only reading tells.
   * @param {Request} request
   */
  async understood(request) {
    const { knowledge } = await this.start();
    const { lexicon } = knowledge;
    for (;;) {
      lexicon.missing.clear();
      const understood = understand(request, knowledge);
      if (!lexicon.missing.size) return understood;
      await this.loadSpellings(lexicon, [...lexicon.missing]);
    }
  }

  /**
   * What someone is about to type, as `/api/vorschlag` answers.
   * @param {string} text
   * @param {string} [only] "ort" for places alone
   */
  async suggest(text, only = "") {
    const rows = await this.files.file("suggestions");
    return { v: 1, suggestions: suggest(text, rows, only === "ort") };
  }

  /**
   * @param {Lexicon} lexicon
   * @param {string[]} letters
   */
  async loadSpellings(lexicon, letters) {
    const load = async (/** @type {string} */ letter) => {
      lexicon.add(letter, (await this.files.part("spellings", letter)) ?? {});
    };
    await Promise.all(letters.map(load));
  }

  /**
   * Where the tokens of the question stand.
   * @param {Understood} understood
   * @param {Knowledge} knowledge
   * @param {BrowserEngine} engine
   */
  async loadPostings({ terms, broader }, { lexicon }, engine) {
    const tokens = [...terms, ...(broader ?? [])]
      .flatMap(({ alternatives }) => alternatives.map(({ token }) => token))
      .filter((token) => lexicon.knows(token) && !engine.postings.has(token));
    await Promise.all(
      [...new Set(tokens)].map(async (token) => {
        const part = await this.files.part("postings", firstLetter(token));
        engine.postings.set(token, part[token]);
      }),
    );
  }

  /**
   * The columns that only some questions need.
   * @param {Request} request
   * @param {Understood} understood
   * @param {BrowserEngine} engine
   * @param {Knowledge} knowledge
   */
  *loadColumns(request, { interpretation: { place }, phrases }, engine, { gazetteer }) {
    if (place && !engine.distances) {
      yield this.files.file("points").then((file) => {
        engine.distances = new Distances(file, (number) => middleOf(number, engine, gazetteer));
      });
    }
    if (place && isPostalCode(place.key) && !engine.postalCodes) {
      yield this.files.file("postal_codes").then((file) => (engine.postalCodes = file));
    }
    if (request.validOn && !engine.validity) {
      yield this.files.file("validity").then((file) => (engine.validity = file));
    }
    if (request.sort === "neueste" && !engine.dates) {
      yield this.files.file("dates").then((file) => (engine.dates = file));
    }
    if (phrases.length && !engine.sequences) yield this.loadSequences(engine);
  }

  /** @param {BrowserEngine} engine */
  async loadSequences(engine) {
    const [tokens, sequences] = await Promise.all(
      ["tokens", "sequences"].map((name) => this.files.file(name)),
    );
    engine.sequences = (number) =>
      sequences[number].map((/** @type {number[]} */ row) => row.map((token) => tokens[token]));
  }
}

/**
 * The middle of the town from which a document's points are counted.
 * @param {number} number
 * @param {BrowserEngine} engine
 * @param {Gazetteer} gazetteer
 */
function middleOf(number, { regions }, gazetteer) {
  const town = rowOf(regions, number).at(-1);
  return town === undefined ? { lat: 0, lon: 0 } : gazetteer.region(town);
}
