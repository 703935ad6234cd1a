// One question on the page: its fields, what is typed, what is wrong, whether it counts.

import { problemOf } from "./reading.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Input */

export class Question {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.name = element.dataset.question ?? "";
    this.widget = element.dataset.widget ?? "";
    this.missing = element.dataset.missing ?? "";
    this.expected = element.dataset.expected ?? "";
    this.pattern = element.dataset.pattern ?? "";
    this.most = Number(element.dataset.most ?? 0);
    this.tooMuch = element.dataset.tooMuch ?? "";
    /** @type {[string, string[]][]} */
    this.shown = JSON.parse(element.dataset.shown ?? "[]");
    /** @type {Input[]} */
    this.inputs = [...element.querySelectorAll("input, select")].map((i) => /** @type {Input} */ (i));
  }

  /** @returns {string[]} what would be sent */
  get typed() {
    return this.inputs.filter((i) => !isChoice(i) || i.checked).map((i) => i.value);
  }

  /** @param {string[]} values */
  set typed(values) {
    for (const input of this.inputs) {
      if (isChoice(input)) input.checked = values.includes(input.value);
      else input.value = values[0] ?? "";
    }
  }

  get isEmpty() {
    return this.typed.every((value) => value.trim() === "");
  }

  get problem() {
    return problemOf(this, this.typed);
  }

  focus() {
    (this.inputs.find((i) => isChoice(i) && i.checked) ?? this.inputs[0])?.focus();
  }

  /** @param {string} text "" takes it away */
  say(text) {
    const place = document.getElementById(`${this.name}-fehler`);
    if (!place) return;
    place.hidden = text === "";
    /** @type {HTMLElement} */ (place.querySelector(".kern-body")).textContent = text;
    const group = this.element.querySelector("fieldset");
    group?.classList.toggle("kern-fieldset--error", text !== "");
    this.element.querySelector(".kern-form-input")?.classList.toggle("kern-form-input--error", text !== "");
    for (const described of group ? [group] : this.inputs) this.describe(described, text !== "");
  }

  /**
   * @param {HTMLElement} described
   * @param {boolean} wrong
   */
  describe(described, wrong) {
    const hint = document.getElementById(`${this.name}-hinweis`) ? `${this.name}-hinweis` : "";
    const ids = [hint, wrong ? `${this.name}-fehler` : ""].filter(Boolean).join(" ");
    if (ids) described.setAttribute("aria-describedby", ids);
    else described.removeAttribute("aria-describedby");
    if (described.matches("fieldset")) return;
    described.classList.toggle(`${described.classList[0]}--error`, wrong);
    if (wrong) described.setAttribute("aria-invalid", "true");
    else described.removeAttribute("aria-invalid");
  }
}

/**
 * @param {Input} input
 * @returns {input is HTMLInputElement}
 */
function isChoice(input) {
  return input.type === "radio" || input.type === "checkbox";
}
