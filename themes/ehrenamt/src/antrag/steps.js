// One step at a time; the address says which, so the browser's own buttons work.

import { button } from "./blocks.js";

const PREFIX = "#schritt-";

export class Steps {
  /**
   * @param {HTMLFormElement} form
   * @param {(step: HTMLElement) => boolean} mayLeave whether a step is complete
   * @param {(step: HTMLElement) => boolean} counts whether a step is asked at all
   */
  constructor(form, mayLeave, counts) {
    this.all = [...form.querySelectorAll(".step")].map((e) => /** @type {HTMLElement} */ (e));
    this.mayLeave = mayLeave;
    this.counts = counts;
    this.send = /** @type {HTMLElement} */ (form.querySelector(".send"));
    this.progress = document.createElement("p");
    this.progress.className = "step-progress meta";
    form.prepend(this.progress);
    const buttons = document.createElement("div");
    buttons.className = "step-buttons";
    this.next = button("Weiter", "primary", () => this.forward());
    this.back = button("Zurück", "secondary", () => this.go(-1));
    buttons.append(this.next, this.back);
    this.send.before(buttons);
    window.addEventListener("hashchange", () => this.arrived());
  }

  get asked() {
    return this.all.filter((step) => this.counts(step));
  }

  get current() {
    return this.asked.find((step) => `#${step.id}` === location.hash) ?? this.asked[0];
  }

  get isLast() {
    return this.current === this.asked.at(-1);
  }

  forward() {
    if (this.current && this.mayLeave(this.current)) this.go(1);
  }

  /** @param {number} by */
  go(by) {
    const asked = this.asked;
    const step = this.current && asked[asked.indexOf(this.current) + by];
    if (step) location.hash = step.id;
  }

  /** @param {HTMLElement} step */
  open(step) {
    if (this.current === step) return;
    history.pushState(null, "", `#${step.id}`);
    this.show();
  }

  arrived() {
    if (location.hash !== "" && !location.hash.startsWith(PREFIX)) return;
    this.show();
    this.current?.querySelector("h2")?.focus();
    window.scrollTo({ top: 0 });
  }

  show() {
    const asked = this.asked, current = this.current;
    for (const step of this.all) {
      step.hidden = step !== current;
      step.toggleAttribute("data-left-out", !asked.includes(step)); // the print leaves it out, too
    }
    this.send.hidden = !this.isLast;
    this.next.hidden = this.isLast;
    this.back.hidden = current === asked[0];
    const number = current ? asked.indexOf(current) + 1 : 1;
    this.progress.textContent = `Schritt ${number} von ${asked.length}`;
  }
}
