// Text to tokens, names of places kept whole: `search/analysis/analyser.py`.

import { SHORTEST_PART, Splitter } from "./compounds.js";
import { compare, length, words } from "./folding.js";
import { foldedOne } from "./spelling.js";
import { stem } from "./stemming.js";
import { otherTokens } from "./synonyms.js";

/** First character of tokens that are places. */
export const PLACE_MARK = "_";
export const LONGEST_NAME = 5;

/**
 * @typedef {object} Word
 * @property {string} typed folded
 * @property {string} token
 * @property {string[]} heads main parts of a compound
 * @property {string[]} parts its other parts
 *
 * @typedef {object} Language the file of `search/browser_index/language.py`
 * @property {Record<string, string>} irregular
 * @property {string[]} parts of compounds in everyday German, sorted
 * @property {string[]} vocabulary what compounds of this state are made of besides
 * @property {Record<string, string[]>} exceptions
 * @property {string[]} stopwords
 * @property {string[]} silent
 * @property {string[]} empty_parts what says nothing as part of a word in a question
 * @property {Record<string, string[]>} place_words names of places that are words as well, each with
 *   the words behind which it is no place
 * @property {string[][]} free_words
 * @property {{equal: string[][], wider: string[][]}} synonyms as people write them
 */

export class Analyser {
  /**
   * @param {Language} language
   * @param {Set<string>} names of places, their folded words joined by spaces
   */
  constructor(language, names) {
    const irregular = new Map(Object.entries(language.irregular));
    this.irregular = irregular;
    this.names = names;
    this.stopwords = new Set(language.stopwords);
    this.silent = new Set(language.silent);
    this.placeWords = new Map(Object.entries(language.place_words));
    this.freeWords = language.free_words;
    /** @param {string} word */
    this.stem = (word) => stem(word, irregular);
    const exceptions = new Map(Object.entries(language.exceptions));
    const vocabulary = [...language.parts, ...language.vocabulary].sort(compare);
    this.splitter = new Splitter(vocabulary, exceptions, this.stem);
    this.emptyParts = new Set(language.empty_parts.map(this.stem));
    /** Tokens of everyday German words. */
    this.ordinary = new Set([...language.parts, ...irregular.keys()].map(this.stem));
    const { equal, wider } = language.synonyms;
    const written = new Set([...equal, ...wider].flat());
    const tokens = new Map(Array.from(written, (word) => [word, this.token(foldedOne(word))]));
    const inTokens = (/** @type {string[][]} */ groups) =>
      groups.map((group) => group.map((word) => tokens.get(word) ?? word));
    this.synonyms = otherTokens(inTokens(equal), inTokens(wider));
    this.equals = otherTokens(inTokens(equal), []);
    /** @type {Map<string, string>} how the lists of synonyms write a token, the first of several */
    this.written = new Map();
    for (const [word, token] of tokens) if (!this.written.has(token)) this.written.set(token, word);
    /** @type {Map<string, Word>} */
    this.known = new Map();
  }

  /** @param {string} token as the lists of synonyms write it */
  writtenAs(token) {
    return this.written.get(token) ?? token;
  }

  /**
   * The words of a text in order, without stopwords, names of places as one word.
   * @param {string} text
   */
  words(text) {
    const typed = words(text);
    /** @type {Word[]} */
    const found = [];
    let at = 0;
    while (at < typed.length) {
      const size = this.nameAt(typed, at);
      if (size) {
        const name = typed.slice(at, at + size).join("").replaceAll("-", "");
        found.push(plainWord(name, PLACE_MARK + name));
        at += size;
        continue;
      }
      const word = typed[at] ?? "";
      if (!this.stopwords.has(word)) found.push(this.word(word));
      at += 1;
    }
    return found;
  }

  /**
   * How many words from `at` on are the name of a place; 0 for none.
   * @param {string[]} typed
   * @param {number} at
   */
  nameAt(typed, at) {
    for (let size = Math.min(LONGEST_NAME, typed.length - at); size > 0; size -= 1) {
      if (this.names.has(nameOf(typed.slice(at, at + size)))) return size;
    }
    return 0;
  }

  /** @param {string} typed */
  word(typed) {
    let word = this.known.get(typed);
    if (word === undefined) {
      word = this.analysed(typed);
      this.known.set(typed, word);
    }
    return word;
  }

  /**
   * @param {string} typed
   * @returns {Word}
   */
  analysed(typed) {
    const joined = typed.replaceAll("-", "");
    const token = this.token(joined);
    const { heads, parts } = this.hyphenated(typed) ?? this.split(joined);
    return {
      typed: joined,
      token,
      heads: distinct(heads, [token]),
      parts: distinct(parts, [token, ...heads]),
    };
  }

  /**
   * The token of a folded word without hyphens. A compound ends like its main part alone.
   * @param {string} word
   */
  token(word) {
    const last = this.splitter.split(word).length ? word.length - SHORTEST_PART : 0;
    for (let start = SHORTEST_PART; start <= last; start += 1) {
      const base = this.irregular.get(word.slice(start));
      if (base === undefined) continue;
      const whole = word.slice(0, start) + base;
      return this.irregular.get(base) === base ? whole : this.stem(whole);
    }
    return this.stem(word);
  }

  /** @param {string} typed the last piece is the main part; null for a word without pieces */
  hyphenated(typed) {
    const pieces = typed.includes("-") ? typed.split("-").filter((p) => length(p) > 1) : [];
    const found = pieces.map((piece) => this.word(piece));
    const main = found.pop();
    if (main === undefined) return null;
    const others = found.flatMap((word) => [word.token, ...word.heads, ...word.parts]);
    // "Erste-Hilfe-Kurs" is about "Erste Hilfe", not about what is first.
    const whole = found.length > 1 ? [this.token(pieces.slice(0, -1).join(""))] : [];
    return { heads: [main.token, ...main.heads], parts: [...whole, ...main.parts, ...others] };
  }

  /**
   * Tokens of the main part and of the others; a part that is a compound gives its own.
   * @param {string} word
   * @returns {{heads: string[], parts: string[]}}
   */
  split(word) {
    const others = [...this.splitter.split(word)];
    const main = others.pop();
    if (main === undefined) return { heads: [], parts: [] };
    const inner = this.split(main);
    const within = others.map((other) => this.split(other));
    return {
      heads: [this.stem(main), ...inner.heads],
      parts: [
        ...inner.parts,
        ...others.map(this.stem),
        ...within.flatMap(({ heads, parts }) => [...heads, ...parts]),
      ],
    };
  }
}

/**
 * @param {string} typed
 * @param {string} token
 * @returns {Word}
 */
export function plainWord(typed, token) {
  return { typed, token, heads: [], parts: [] };
}

/** @param {string[]} typed folded words as the name of a place: pieces joined by spaces */
export function nameOf(typed) {
  return typed.join(" ").replaceAll("-", " ");
}

/**
 * @param {string[]} tokens
 * @param {string[]} without
 */
function distinct(tokens, without) {
  return [...new Set(tokens)].filter((token) => !without.includes(token));
}
