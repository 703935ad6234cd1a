// Which words say something here, and which the offers know: of `search/understanding`.

import { plainWord } from "./analyser.js";
import { AROUND, WITHIN } from "./reading.js";

export class WordKnowledge {
  /** @param {import("./understanding.js").Knowledge} knowledge */
  constructor({ analyser, lexicon }) {
    this.analyser = analyser;
    this.lexicon = lexicon;
  }

  /** @param {string} typed whether it occurs nowhere, and may be mistyped */
  isStrange(typed) {
    const joined = typed.replaceAll("-", "");
    if (this.analyser.stopwords.has(joined) || this.isSilent(joined)) return false;
    const { token, heads } = this.one(typed);
    // Rightly spelled: "schneiden" is not meant to be Schleiden.
    if (this.analyser.ordinary.has(token)) return false;
    return ![token, ...heads.slice(0, 1)].some((one) => this.isKnown(one));
  }

  /** @param {string} typed */
  one(typed) {
    return this.analyser.words(typed)[0] ?? plainWord(typed, typed);
  }

  /**
   * Typed last, behind something one looks for, a name is a place ("Theater Essen") unless both go
   * together ("Eis essen").
   * @param {string[]} left the words of the question
   * @param {number} at where the name begins
   * @param {number} size
   */
  isRatherWord(left, at, size) {
    const name = left[at] ?? "";
    const together = this.analyser.placeWords.get(name.replaceAll("-", ""));
    const before = at > 0 ? this.one(left[at - 1] ?? "") : null;
    const isLast = at + size === left.length;
    if (before === null || !isLast || together === undefined || !this.isSought(before)) {
      return this.isAlsoWord(name);
    }
    const said = [before.token, ...before.heads];
    return together.some((other) => said.includes(this.analyser.stem(other)));
  }

  /** @param {import("./analyser.js").Word} word whether offers are found by it, no filler */
  isSought({ typed, token, heads }) {
    const { silent, stopwords } = this.analyser;
    if (silent.has(typed) || stopwords.has(typed)) return false;
    return [token, ...heads.slice(0, 1)].some((one) => this.isKnown(one));
  }

  /** @param {string} name of a place; an abbreviation is a word too when the offers use it */
  isAlsoWord(name) {
    const { typed, token } = this.one(name);
    const { placeWords, stopwords } = this.analyser;
    return placeWords.has(typed) || stopwords.has(typed) || this.isKnown(token);
  }

  /** @param {string} word whether it says nothing in a question */
  isSilent(word) {
    return this.analyser.silent.has(word) || WITHIN.includes(word) || AROUND.includes(word);
  }

  /** @param {string} token whether it or what it also finds stands in an offer */
  isKnown(token) {
    return [token, ...this.synonymsOf(token)].some((one) => this.lexicon.knows(one));
  }

  /** @param {string} token */
  synonymsOf(token) {
    return this.analyser.synonyms.get(token) ?? [];
  }

  /** @param {string} folded whether it is one that offers write or that means one of theirs */
  isWord(folded) {
    const { silent, stopwords } = this.analyser;
    const isSaid = !silent.has(folded) && !stopwords.has(folded);
    const isMeant = isSaid && this.isKnown(this.analyser.token(folded));
    return isMeant && this.lexicon.isWritten(folded);
  }
}
