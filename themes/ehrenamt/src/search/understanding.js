// What a question means: `search/understanding.py`; `reading.js` reads where.

import { PLACE_MARK, plainWord } from "./analyser.js";
import { LONGEST_QUERY } from "./contract.js";
import { length } from "./folding.js";
import { isMunicipality } from "./places.js";
import { BROADER, SYNONYM, WHOLE } from "./ranking.js";
import { AROUND, Reading, WITHIN } from "./reading.js";

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
    this.correct();
    reading.postalCode();
    const wantsLocation = reading.namedPlace();
    const soft = reading.softPlaces();
    const phrases = reading.phraseTexts
      .map((text) => this.analyser.words(text))
      .filter((found) => found.length > 0);
    const phraseWords = phrases.flat();
    const asked = this.asked();
    const terms = withOptional(
      [...phraseWords.map((word) => this.term(word, false)), ...this.terms(asked)],
      soft,
    );
    const broader = terms.map(({ term, word }) => this.broader(term, word));
    this.labelChoices(asked);
    reading.givenPoint();
    return {
      interpretation: {
        words: [...new Set([...phraseWords, ...asked].map(({ typed }) => typed))],
        phrases: reading.phraseTexts,
        place: reading.place,
        choices: distinct(reading.choices),
        corrections: reading.corrections,
        synonyms: [...new Set(this.synonyms)],
        free,
        unknown_place: reading.unknownPlace,
        wants_location: wantsLocation && reading.place === null,
        relaxed: "",
        shortened: length(this.request.q) > LONGEST_QUERY,
      },
      terms: terms.map(({ term }) => term),
      broader: broader.some((term, at) => term !== terms[at]?.term) ? broader : null,
      phrases: phrases.map((found) => found.map(({ token }) => token)),
    };
  }

  /** Words for "free of charge", taken out; longer ones first. */
  free() {
    const { left } = this.reading;
    let found = false;
    const longestFirst = [...this.analyser.freeWords].sort((a, b) => b.length - a.length);
    for (const sequence of longestFirst) {
      const at = left.findIndex((_, start) =>
        sequence.every((word, step) => left[start + step] === word),
      );
      if (at < 0) continue;
      left.splice(at, sequence.length);
      found = true;
    }
    return found;
  }

  /** Replace words that occur nowhere by the nearest that does. */
  correct() {
    const { left, corrections } = this.reading;
    let at = 0;
    while (at < left.length) {
      const { size } = this.reading.nameAt(at);
      const typed = left[at] ?? "";
      const used =
        size || !this.isStrange(typed)
          ? null
          : this.knowledge.lexicon.correction(typed.replaceAll("-", ""));
      if (used !== null) {
        corrections.push({ typed, used });
        left[at] = used;
      }
      at += size || 1;
    }
  }

  /** @param {string} typed */
  isStrange(typed) {
    const joined = typed.replaceAll("-", "");
    if (this.analyser.stopwords.has(joined) || this.isSilent(joined)) return false;
    const { token, heads } = this.analyser.words(typed)[0] ?? plainWord(typed, typed);
    return ![token, ...heads.slice(0, 1)].some((one) => this.isKnown(one));
  }

  /** @param {string} word */
  isSilent(word) {
    return this.analyser.silent.has(word) || WITHIN.includes(word) || AROUND.includes(word);
  }

  /** @param {string} token */
  isKnown(token) {
    return [token, ...this.synonymsOf(token)].some((one) => this.knowledge.lexicon.knows(one));
  }

  /** @param {string} token */
  synonymsOf(token) {
    return this.analyser.synonyms.get(token) ?? [];
  }

  /** The words that are left and say something. */
  asked() {
    const left = this.reading.left.filter(
      (word) => !this.isSilent(word.replaceAll("-", "")) && word !== "von",
    );
    const found = this.analyser.words(left.join(" "));
    return [...new Map(found.map((word) => [word.token, word])).values()];
  }

  /** @param {Word[]} asked */
  terms(asked) {
    return asked.flatMap((word) => {
      if (this.isKnown(word.token) || !word.heads.length) return [this.term(word, true)];
      // A compound nobody writes: its parts, each of them required.
      const parts = new Set([...word.heads.slice(0, 1), ...word.parts]);
      return [...parts]
        .filter((token) => this.knowledge.lexicon.knows(token))
        .map((token) => this.term(plainWord(token, token), true));
    });
  }

  /**
   * @param {Word} word
   * @param {boolean} withSynonyms
   * @returns {Asked}
   */
  term(word, withSynonyms) {
    const others = withSynonyms ? this.synonymsOf(word.token) : [];
    const known = others.filter((token) => this.knowledge.lexicon.knows(token));
    this.synonyms.push(...known);
    const alternatives = [
      { token: word.token, tenths: WHOLE },
      ...known.map((token) => ({ token, tenths: SYNONYM })),
    ];
    return { term: { alternatives, required: true }, word };
  }

  /**
   * @param {Term} term
   * @param {Word} word
   */
  broader(term, word) {
    const more = word.heads
      .filter((token) => this.knowledge.lexicon.knows(token))
      .map((token) => ({ token, tenths: BROADER }));
    return more.length ? { ...term, alternatives: [...term.alternatives, ...more] } : term;
  }

  /** @param {Word[]} asked a word that is the name of a category or kind offers to narrow to it */
  labelChoices(asked) {
    const typedBy = new Map(asked.map(({ token, typed }) => [token, typed]));
    const { choices } = this.reading;
    for (const category of this.knowledge.categories) {
      for (const { token } of this.analyser.words(category.label)) {
        const word = typedBy.get(token);
        const { key, label } = category;
        if (word !== undefined) choices.push({ kind: "kategorie", key, label, word });
      }
      for (const [key, label] of category.kinds) {
        const [only, ...more] = this.analyser.words(label);
        const word = only && !more.length ? typedBy.get(only.token) : undefined;
        if (word !== undefined) choices.push({ kind: "art", key, label, word });
      }
    }
  }
}

/**
 * Words that may be a town: its offers count as well, and beside other words they only add.
 * @param {Asked[]} asked
 * @param {Map<string, import("./places.js").Region[]>} soft
 * @returns {Asked[]}
 */
function withOptional(asked, soft) {
  const alone = asked.every(({ word }) => soft.has(word.typed));
  return asked.map(({ term, word }) => {
    const towns = (soft.get(word.typed) ?? []).filter(isMunicipality);
    const more = towns.map(({ key }) => ({ token: PLACE_MARK + key, tenths: WHOLE }));
    const alternatives = [...term.alternatives, ...more];
    return { term: { alternatives, required: term.required && (alone || !towns.length) }, word };
  });
}

/**
 * @template T
 * @param {T[]} values
 */
function distinct(values) {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
