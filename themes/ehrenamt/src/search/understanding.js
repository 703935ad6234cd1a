// What a question means: `search/understanding/what.py`; `reading.js` reads where.

import { plainWord } from "./analyser.js";
import { knownEnds } from "./compounds.js";
import { LONGEST_QUERY } from "./contract.js";
import { length } from "./folding.js";
import { labelChoices } from "./label_choices.js";
import { onlyAdding, withOptional } from "./optional_terms.js";
import { BROADER, EQUAL, SYNONYM, WHOLE } from "./ranking.js";
import { Reading } from "./reading.js";
import { WordKnowledge } from "./word_knowledge.js";

const INFINITIVE = /(en|ern|eln)$/;

/**
 * @typedef {import("./analyser.js").Word} Word
 * @typedef {import("./plan.js").Term} Term
 * @typedef {import("./contract.js").Interpretation} Interpretation
 *
 * @typedef {object} Category
 * @property {string} key
 * @property {string} label
 * @property {[string, string][]} kinds keys and labels
 *
 * @typedef {object} Knowledge
 * @property {import("./analyser.js").Analyser} analyser
 * @property {import("./lexicon.js").Lexicon} lexicon
 * @property {import("./places.js").Gazetteer} gazetteer
 * @property {Category[]} categories
 *
 * @typedef {{term: Term, word: Word}} Asked
 *
 * @typedef {object} Understood
 * @property {Interpretation} interpretation
 * @property {Term[]} terms
 * @property {Term[] | null} broader the terms with the main parts of their compounds
 * @property {string[][]} phrases
 * @property {string[]} regions the keys the place stands for, several where it is a landscape
 */

/**
 * @param {import("./contract.js").Request} request
 * @param {Knowledge} knowledge
 * @returns {Understood}
 */
export function understand(request, knowledge) {
  return new Understanding(request, knowledge).result();
}

class Understanding {
  /**
   * @param {import("./contract.js").Request} request
   * @param {Knowledge} knowledge
   */
  constructor(request, knowledge) {
    this.request = request;
    this.knowledge = knowledge;
    this.analyser = knowledge.analyser;
    this.lexicon = knowledge.lexicon;
    this.words = new WordKnowledge(knowledge);
    this.reading = new Reading(request, knowledge);
    /** @type {string[]} */
    this.synonyms = [];
  }

  /** @returns {Understood} */
  result() {
    const { reading } = this;
    reading.placeField();
    reading.radius();
    const free = this.free();
    this.join();
    this.correct();
    reading.postalCode();
    const wantsLocation = reading.namedPlace((...name) => this.words.isRatherWord(...name));
    const soft = reading.softPlaces();
    const phrases = reading.phraseTexts
      .map((text) => this.analyser.words(text))
      .filter((found) => found.length > 0);
    const phraseWords = phrases.flat();
    const asked = this.asked();
    const meant = [...phraseWords.map((word) => this.term(word, false)), ...this.terms(asked, soft)];
    const said = free.flatMap((word) => this.analyser.words(word));
    const terms = [
      ...withOptional(meant, soft, reading.left.at(-1)?.replaceAll("-", "") ?? ""),
      ...said.map((word) => onlyAdding(this.term(word, false))),
    ];
    const broader = terms.map(({ term, word }) => this.broader(term, word));
    reading.choices.push(...labelChoices(asked, (typed) => reading.shown(typed), this.knowledge));
    reading.givenPoint();
    return {
      interpretation: {
        words: [...new Set([...phraseWords, ...asked].map(({ typed }) => reading.shown(typed)))],
        phrases: reading.phraseTexts,
        place: reading.place,
        choices: distinct(reading.choices),
        corrections: reading.corrections,
        synonyms: [...new Set(this.synonyms.map((token) => this.analyser.writtenAs(token)))],
        free: free.length > 0,
        unknown_place: reading.unknownPlace,
        wants_location: wantsLocation && reading.place === null,
        relaxed: "",
        shortened: length(this.request.q) > LONGEST_QUERY,
      },
      terms: terms.map(({ term }) => term),
      broader: broader.some((term, at) => term !== terms[at]?.term) ? broader : null,
      phrases: phrases.map((found) => found.map(({ token }) => token)),
      regions: reading.regions,
    };
  }

  /** Words for "free of charge", taken out; longer ones first. */
  free() {
    const { left } = this.reading;
    /** @type {string[]} */
    const found = [];
    const longestFirst = [...this.analyser.freeWords].sort((a, b) => b.length - a.length);
    for (const sequence of longestFirst) {
      const at = left.findIndex((_, start) =>
        sequence.every((word, step) => left[start + step] === word),
      );
      if (at < 0) continue;
      left.splice(at, sequence.length);
      found.push(...sequence);
    }
    return found;
  }

  /** Words typed apart that are one word here: "Second Hand", "Repair Café". */
  join() {
    const { left } = this.reading;
    for (const size of [3, 2]) {
      for (let at = left.length - size; at >= 0; at -= 1) {
        const joined = left.slice(at, at + size).join("").replaceAll("-", "");
        if (this.words.isWord(joined)) left.splice(at, size, joined);
      }
    }
  }

  /** Replace words that occur nowhere by the nearest that does. */
  correct() {
    const { left, corrections } = this.reading;
    let at = 0;
    while (at < left.length) {
      const { size } = this.reading.nameAt(at);
      const typed = left[at] ?? "";
      const joined = typed.replaceAll("-", "");
      const isWrong = size === 0 && this.words.isStrange(typed);
      const used = isWrong ? this.lexicon.correction(joined) : null;
      if (used !== null && used !== joined) {
        corrections.push({ typed: this.reading.shown(typed), used: this.lexicon.written(used) });
        left[at] = used;
      }
      at += size || 1;
    }
  }

  /** The words that are left and say something. */
  asked() {
    const left = this.reading.left.filter(
      (word) => !this.words.isSilent(word.replaceAll("-", "")) && word !== "von",
    );
    const found = this.analyser.words(left.join(" "));
    return [...new Map(found.map((word) => [word.token, word])).values()];
  }

  /**
   * @param {Word[]} asked
   * @param {Map<string, unknown>} soft words that may be a town
   */
  terms(asked, soft) {
    const terms = asked.flatMap((word) => {
      const parts = this.words.isKnown(word.token) ? [] : this.parts(word);
      const meant = parts.length ? parts.map((token) => plainWord(token, token)) : [word];
      return meant.map((one) => this.term(one, true));
    });
    const last = terms.at(-1);
    const isThing = (/** @type {Asked} */ { word }) => !soft.has(word.typed) && this.words.isKnown(word.token);
    if (last && terms.slice(0, -1).some(isThing) && INFINITIVE.test(asked.at(-1)?.typed ?? "")) {
      // "Tennis spielen": the verb only says what one does with the thing.
      return [...terms.slice(0, -1), onlyAdding(last)];
    }
    return terms;
  }

  /**
   * Tokens of a compound nobody writes, each of them required: its parts, or what is known of it
   * when the rest is not in our vocabulary, which is said.
   * @param {Word} word
   */
  parts({ typed, heads, parts }) {
    const known = [...new Set([...heads.slice(0, 1), ...parts])].filter((t) => this.words.isKnown(t));
    if (known.length) return known.filter((token) => !this.analyser.emptyParts.has(token));
    const ends = knownEnds(typed, (part) => this.words.isWord(part));
    const used = ends.map((end) => this.lexicon.written(end)).join(" ");
    if (ends.length) this.reading.corrections.push({ typed: this.reading.shown(typed), used });
    return ends.map((end) => this.analyser.token(end));
  }

  /**
   * @param {Word} word
   * @param {boolean} withSynonyms
   * @returns {Asked}
   */
  term(word, withSynonyms) {
    const others = withSynonyms ? this.words.synonymsOf(word.token) : [];
    const known = others.filter((token) => this.lexicon.knows(token));
    this.synonyms.push(...known);
    const equal = this.analyser.equals.get(word.token) ?? [];
    const alternatives = [
      { token: word.token, tenths: WHOLE },
      ...known.map((token) => ({ token, tenths: equal.includes(token) ? EQUAL : SYNONYM })),
    ];
    return { term: { alternatives, required: true }, word };
  }

  /**
   * @param {Term} term
   * @param {Word} word
   */
  broader(term, word) {
    const more = word.heads
      .filter((token) => this.lexicon.knows(token) && !this.analyser.emptyParts.has(token))
      .map((token) => ({ token, tenths: BROADER }));
    return more.length ? { ...term, alternatives: [...term.alternatives, ...more] } : term;
  }
}

/**
 * @template T
 * @param {T[]} values
 */
function distinct(values) {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
