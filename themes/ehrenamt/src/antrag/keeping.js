// Answers stay in this browser: as long as the tab is open, or on the device if asked for.

import { hex } from "./working.js";

/** @typedef {Record<string, string[]>} Answers */

/** Stands between the answers; no question is called so. */
const DRAFT = "draft";

export class Keeping {
  /** @param {string} kind */
  constructor(kind) {
    this.key = `antrag-${kind}`;
    /** The name of what is being written: sent again, also by a page loaded anew, it is the same. */
    this.draft = this.answers[DRAFT]?.[0] ?? hex(crypto.getRandomValues(new Uint8Array(16)));
  }

  get onDevice() {
    return this.read(() => localStorage.getItem(this.key)) !== null;
  }

  /** @returns {Answers} */
  get answers() {
    const text = this.read(() => sessionStorage.getItem(this.key) ?? localStorage.getItem(this.key));
    try {
      return text ? JSON.parse(text) : {};
    } catch {
      return {};
    }
  }

  /**
   * @param {Answers} answers
   * @param {boolean} onDevice
   * @returns {boolean} whether the browser took it
   */
  keep(answers, onDevice) {
    const text = JSON.stringify({ ...answers, [DRAFT]: [this.draft] });
    const done = this.read(() => {
      sessionStorage.setItem(this.key, text);
      if (onDevice) localStorage.setItem(this.key, text);
      return "ja";
    });
    return done !== null;
  }

  forget() {
    this.read(() => {
      sessionStorage.removeItem(this.key);
      localStorage.removeItem(this.key);
      return null;
    });
  }

  /**
   * A browser may forbid to keep anything; the form works all the same.
   * @param {() => string | null} what
   */
  read(what) {
    try {
      return what();
    } catch {
      return null;
    }
  }
}
