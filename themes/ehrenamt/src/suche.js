// The search page with JavaScript: the same answers without leaving the page, from the browser's
// own search when the service is away.

import { Refused, ask, prepared, suggestions } from "./page/asking.js";
import { SEARCH, addressOf } from "./page/addresses.js";
import { filled } from "./page/bind.js";
import { Combobox } from "./page/combobox.js";
import { whereabouts } from "./page/nearby.js";
import { answerView } from "./page/view.js";
import { readQuestion } from "./search/addresses.js";

/** @typedef {import("./page/combobox.js").Suggestion} Suggestion */

class SearchPage {
  constructor() {
    this.form = /** @type {HTMLFormElement} */ (element("suche"));
    this.place = element("antwort");
    this.status = element("meldung");
    this.template = /** @type {HTMLTemplateElement} */ (element("vorlage"));
    this.module = this.template.dataset.search ?? "";
    this.asking = new AbortController();
  }

  start() {
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.place.addEventListener("click", (event) => this.clicked(event));
    this.place.addEventListener("change", () => this.form.requestSubmit());
    window.addEventListener("popstate", () => this.arrived());
    this.form.addEventListener("focusin", () => this.prepare(), { once: true });
    this.suggest("was", "", (suggestion) => this.takeWord(suggestion));
    this.suggest("wo", "ort", (suggestion) => this.takePlace(suggestion));
    this.offerNearby();
    // A page from the service brings its answer along; the page of the site has none yet.
    if (!("answered" in this.place.dataset)) this.arrived();
  }

  prepare() {
    prepared(this.module).catch(() => {}); // without it the service answers alone
  }

  /** @param {SubmitEvent} event */
  submitted(event) {
    event.preventDefault();
    const data = new FormData(this.form);
    const params = new URLSearchParams();
    for (const [name, value] of data) {
      if (typeof value === "string" && /[^ ]/.test(value)) params.append(name, value);
    }
    this.go(params);
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const link = /** @type {Element} */ (event.target).closest("a");
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || link.pathname !== SEARCH || link.hash) return;
    event.preventDefault();
    this.go(new URLSearchParams(link.search), true);
  }

  /**
   * Answer and keep the question in the address, for back, sharing and bookmarks.
   * @param {URLSearchParams} params
   * @param {boolean} [fromLink] the list is another one: begin at its head
   */
  async go(params, fromLink = false) {
    const query = params.toString();
    if (`?${query}` !== location.search) {
      history.pushState(null, "", query ? `${SEARCH}?${query}` : SEARCH);
    }
    if (fromLink) this.fillForm(params);
    await this.answer(params);
    if (fromLink) document.getElementById("anzahl")?.focus();
  }

  arrived() {
    const params = new URLSearchParams(location.search);
    this.fillForm(params);
    this.answer(params);
  }

  /** @param {URLSearchParams} params */
  async answer(params) {
    this.asking.abort(); // only the last question is answered
    const { signal } = (this.asking = new AbortController());
    this.place.setAttribute("aria-busy", "true");
    try {
      const answer = await ask(params, this.module, signal);
      this.show(answerView(readQuestion(params).request, answer));
      this.namePlace(answer.interpreted.place);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    } finally {
      if (!signal.aborted) this.place.removeAttribute("aria-busy");
    }
  }

  /** @param {Record<string, any>} view */
  show(view) {
    const kept = this.remembered();
    this.place.replaceChildren(filled(this.template, view));
    this.restore(kept);
    document.title = view.title;
    this.say(view.offline ? `${view.count}, ohne Verbindung zum Suchdienst` : view.count);
  }

  /** @param {{key: string, name: string} | null} place asked for by its key, it is called by name */
  namePlace(place) {
    if (place !== null && this.field("wo").value === place.key) this.field("wo").value = place.name;
  }

  /** @param {unknown} error */
  fail(error) {
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.textContent =
      error instanceof Refused
        ? error.message
        : "Die Suche hat gerade keine Antwort. Bitte versuchen Sie es noch einmal, oder wählen Sie oben einen Ort oder eine Rubrik.";
    this.place.replaceChildren(notice);
    this.say(notice.textContent);
  }

  /** What was focused and open, so that it still is when the filters are made anew. */
  remembered() {
    const focused = document.activeElement;
    const box = focused instanceof HTMLInputElement && this.place.contains(focused) ? focused : null;
    const open = new Map();
    for (const group of this.place.querySelectorAll("details")) {
      open.set(group.dataset.name, group.open);
    }
    return { box: box && { name: box.name, value: box.value }, open };
  }

  /** @param {ReturnType<SearchPage["remembered"]>} kept */
  restore({ box, open }) {
    for (const group of this.place.querySelectorAll("details")) {
      group.open = open.get(group.dataset.name) ?? group.open;
    }
    if (box === null) return;
    const boxes = [...this.place.querySelectorAll("input")];
    boxes.find(({ name, value }) => name === box.name && value === box.value)?.focus();
  }

  /** @param {URLSearchParams} params */
  fillForm(params) {
    for (const field of this.form.elements) {
      const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
      if (isField && this.form.contains(field) && field.type !== "hidden") {
        field.value = params.get(field.name) ?? "";
      }
    }
    for (const name of ["lat", "lon", "gueltig", "sort"]) this.hidden(name, params.get(name) ?? "");
  }

  /**
   * What travels along with the form unseen.
   * @param {string} name
   * @param {string} value empty to leave it out
   */
  hidden(name, value) {
    this.form.querySelector(`input[type=hidden][name=${name}]`)?.remove();
    if (value === "") return;
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    this.form.append(input);
  }

  /**
   * @param {string} id of the field
   * @param {string} only kind of suggestions, empty for all
   * @param {(suggestion: Suggestion) => void} take
   */
  suggest(id, only, take) {
    const input = /** @type {HTMLInputElement} */ (element(id));
    new Combobox(input, {
      find: (text, signal) => suggestions(text, only, this.module, signal),
      take,
      say: (text) => this.say(text),
    });
  }

  /** @param {Suggestion} suggestion a place goes to its own field, the others become filters */
  takeWord(suggestion) {
    if (suggestion.kind === "ort" || suggestion.kind === "plz") {
      this.field("was").value = "";
      this.takePlace(suggestion);
      return;
    }
    const { request } = readQuestion(new URLSearchParams(location.search));
    const chosen = { ...request.chosen, [suggestion.kind]: [suggestion.key] };
    const address = addressOf({ ...request, q: "", place: this.field("wo").value, chosen, page: 1 });
    this.go(new URLSearchParams(address.split("?")[1]), true);
  }

  /** @param {Suggestion} suggestion */
  takePlace({ kind, key, label }) {
    this.hidden("lat", "");
    this.hidden("lon", "");
    this.field("wo").value = kind === "plz" ? key : label;
    this.form.requestSubmit();
  }

  /** @param {string} id */
  field(id) {
    return /** @type {HTMLInputElement} */ (element(id));
  }

  offerNearby() {
    const button = /** @type {HTMLButtonElement} */ (element("naehe"));
    if (!("geolocation" in navigator)) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      this.say("Ihr Standort wird bestimmt.");
      try {
        const { lat, lon } = await whereabouts();
        this.field("wo").value = "";
        this.hidden("lat", lat);
        this.hidden("lon", lon);
        this.form.requestSubmit();
      } catch {
        this.say("Ihr Standort ist nicht bekannt. Bitte nennen Sie Ihren Ort.");
        this.field("wo").focus();
      }
    });
  }

  /** @param {string} text for those who do not see what changed */
  say(text) {
    this.status.textContent = text;
  }
}

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`#${id} fehlt auf der Seite`);
  return found;
}

new SearchPage().start();
