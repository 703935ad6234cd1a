// Suggestions under a text field, by the combobox pattern of ARIA 1.2: the focus stays in the
// field, arrow keys move through the list, Enter takes, Escape closes.

const MILLISECONDS = 150;

/**
 * @typedef {{kind: string, key: string, label: string}} Suggestion
 * @typedef {object} Source
 * @property {(text: string, signal: AbortSignal) => Promise<Suggestion[]>} find
 * @property {(suggestion: Suggestion) => void} take
 * @property {(text: string) => void} say
 */

/** @type {Record<string, string>} */
const KINDS = { ort: "Ort", plz: "Postleitzahl", kategorie: "Rubrik", art: "Art" };

export class Combobox {
  /**
   * @param {HTMLInputElement} input
   * @param {Source} source
   */
  constructor(input, source) {
    this.input = input;
    this.source = source;
    this.list = document.createElement("ul");
    this.list.id = `${input.id}-vorschlaege`;
    this.list.className = "plain suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Vorschläge");
    this.list.hidden = true;
    /** @type {Suggestion[]} */
    this.found = [];
    this.active = -1;
    this.asking = new AbortController();
    this.waiting = 0;
    input.after(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // Before the field loses the focus, so that the list is still there.
    this.list.addEventListener("mousedown", (event) => this.pointed(event));
  }

  later() {
    clearTimeout(this.waiting);
    this.asking.abort();
    this.waiting = window.setTimeout(() => this.ask(), MILLISECONDS);
  }

  async ask() {
    const text = this.input.value.trim();
    const asking = (this.asking = new AbortController());
    try {
      const found = text === "" ? [] : await this.source.find(text, asking.signal);
      if (!asking.signal.aborted) this.show(found);
    } catch {
      if (!asking.signal.aborted) this.close(); // suggestions are a help, never a must
    }
  }

  /** @param {Suggestion[]} found */
  show(found) {
    if (document.activeElement !== this.input) return;
    this.found = found;
    this.list.replaceChildren(...found.map((suggestion, number) => this.option(suggestion, number)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.activate(-1);
    if (found.length) this.source.say(found.length === 1 ? "1 Vorschlag" : `${found.length} Vorschläge`);
  }

  /**
   * @param {Suggestion} suggestion
   * @param {number} number
   */
  option({ kind, label }, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const name = document.createElement("span");
    name.textContent = label;
    const meta = document.createElement("span");
    meta.className = "meta";
    meta.textContent = KINDS[kind] ?? "";
    option.append(name, " ", meta);
    return option;
  }

  close() {
    clearTimeout(this.waiting);
    this.asking.abort();
    this.list.hidden = true;
    this.found = [];
    this.input.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  /** @param {number} number */
  activate(number) {
    this.active = number;
    [...this.list.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === number));
      if (at === number) option.scrollIntoView({ block: "nearest" });
    });
    if (number < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${number}`);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.take(this.active);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.ask();
      else this.move(event.key === "ArrowDown" ? 1 : -1);
    }
  }

  /** @param {1 | -1} step over the ends, with the field itself between them */
  move(step) {
    const places = this.found.length + 1;
    this.activate(((this.active + 1 + step + places) % places) - 1);
  }

  /** @param {MouseEvent} event */
  pointed(event) {
    event.preventDefault();
    const option = /** @type {Element} */ (event.target).closest("[role=option]");
    if (option) this.take([...this.list.children].indexOf(option));
  }

  /** @param {number} number */
  take(number) {
    const suggestion = this.found[number];
    this.close();
    if (suggestion) this.source.take(suggestion);
  }
}
