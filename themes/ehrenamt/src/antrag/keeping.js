// Answers stay in this browser: as long as the tab is open, or on the device if asked for.

/** @typedef {Record<string, string[]>} Answers */

export class Keeping {
  /** @param {string} kind */
  constructor(kind) {
    this.key = `antrag-${kind}`;
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
    const text = JSON.stringify(answers);
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
