// The form with JavaScript: step by step, checked at once, kept in this browser until it is sent.

import { Blocks, button } from "./blocks.js";
import { Keeping } from "./keeping.js";
import { Office } from "./office.js";
import { dateOf } from "./reading.js";
import { Question } from "./question.js";
import { send } from "./sending.js";
import { Steps } from "./steps.js";
import { Summary } from "./summary.js";

const ADULT = 18;

export class ApplicationForm {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    const found = form.querySelectorAll("[data-question]");
    this.questions = [...found].map((e) => new Question(/** @type {HTMLElement} */ (e)));
    this.named = new Map(this.questions.map((question) => [question.name, question]));
    this.keeping = new Keeping(form.dataset.kind ?? "");
    this.onDevice = this.keeping.onDevice;
    this.office = new Office(this.named, () => this.changed());
    this.status = /** @type {HTMLElement} */ (document.getElementById("meldung"));
  }

  start() {
    this.form.classList.add("stepwise");
    this.restore();
    const engagement = /** @type {HTMLElement | null} */ (this.form.querySelector("[data-step=engagement]"));
    if (engagement) this.blocks = new Blocks(engagement, this.questions, () => this.changed());
    this.steps = new Steps(this.form, (step) => this.isComplete(step), (step) => this.counts(step));
    this.summary = new Summary((path) => this.lead(path));
    this.addTools();
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.changed();
    this.steps.show();
    this.summary.leadFrom(document.getElementById("fehler"));
  }

  /** What the page came with, after a refusal without a script, is younger than what was kept. */
  restore() {
    if (this.questions.some((q) => !q.isEmpty)) return;
    for (const [name, values] of Object.entries(this.keeping.answers)) {
      const question = this.named.get(name);
      if (question) question.typed = values;
    }
  }

  changed() {
    for (const question of this.questions) {
      if (question.shown.length > 0) question.element.hidden = !this.isShown(question);
    }
    this.office.update();
    const answers = this.questions.filter((q) => !q.isEmpty).map((q) => [q.name, q.typed]);
    this.keeping.keep(Object.fromEntries(answers), this.onDevice);
    this.steps?.show();
  }

  /** @param {Question} question */
  isShown(question) {
    return question.shown.every(([name, values]) =>
      this.named.get(name)?.typed.some((value) => values.includes(value)),
    );
  }

  /** @param {HTMLElement} step */
  counts(step) {
    if (step.dataset.step === "office") return this.office.isOpen;
    if (step.dataset.step !== "guardian") return true;
    const born = dateOf(this.named.get("person.birth_date")?.typed[0] ?? "");
    if (!born) return false;
    const grown = new Date(born);
    grown.setFullYear(grown.getFullYear() + ADULT);
    return grown > new Date();
  }

  /** @param {HTMLElement} step */
  isComplete(step) {
    const problems = this.problemsIn(step);
    this.summary?.show(problems);
    return problems.length === 0;
  }

  /**
   * @param {HTMLElement} step
   * @returns {import("./sending.js").Problem[]}
   */
  problemsIn(step) {
    const inside = this.questions.filter((q) => step.contains(q.element));
    const isOptional = "optional" in step.dataset && step.dataset.step !== "guardian";
    if (isOptional && inside.every((q) => q.isEmpty)) return [];
    const problems = [];
    for (const question of inside) {
      const block = question.element.closest("details");
      const isAsked = !question.element.hidden && !(block?.hidden || this.isUnused(block));
      const text = isAsked ? question.problem || this.office.problemOf(question.name) : "";
      question.say(text);
      if (text) problems.push({ path: question.name, text });
    }
    return problems;
  }

  /** @param {HTMLDetailsElement | null} block every block but the first may stay empty */
  isUnused(block) {
    return block !== null && block.dataset.block !== "1" && !this.blocks?.isUsed(block);
  }

  /** @param {string} path */
  lead(path) {
    const question = this.named.get(path);
    const step = /** @type {HTMLElement | null} */ (question?.element.closest(".step") ?? null);
    if (!question || !step) return;
    if (path === "office") this.office.open();
    this.steps?.open(step);
    const block = question.element.closest("details");
    if (block) { block.hidden = false; block.open = true; }
    question.element.hidden = false;
    question.focus();
  }

  /** @param {SubmitEvent} event */
  async submitted(event) {
    event.preventDefault();
    const steps = this.steps;
    if (!steps || this.form.ariaBusy === "true") return;
    if (!steps.isLast) return steps.forward(); // the Enter key in a field
    const problems = steps.asked.flatMap((step) => this.problemsIn(step));
    this.summary?.show(problems);
    if (problems.length > 0) return;
    this.form.ariaBusy = "true";
    this.status.textContent = "Ihr Antrag wird gesendet.";
    const outcome = await send(this.form, this.keeping.draft);
    this.form.ariaBusy = "false";
    this.status.textContent = "";
    this.answered(outcome);
  }

  /** @param {import("./sending.js").Outcome} outcome */
  answered(outcome) {
    if (outcome.receipt) {
      this.empty(); // nobody who goes back sees it, or sends it once more
      location.assign(outcome.receipt);
      return;
    }
    for (const { path, text } of outcome.problems ?? []) this.named.get(path)?.say(text);
    const failed = `Ihr Antrag ist noch nicht angekommen. ${outcome.failed ?? ""} Bitte versuchen Sie es `
      + "in einigen Minuten noch einmal, oder drucken Sie den Antrag und schicken ihn mit der Post.";
    this.summary?.show(outcome.problems ?? [{ path: "", text: failed }]);
  }

  addTools() {
    const tools = document.createElement("div");
    tools.className = "form-tools";
    tools.append(
      button("Auf diesem Gerät speichern", "tertiary", () => this.keepOnDevice()),
      button("Drucken", "tertiary", () => window.print()),
      button("Angaben löschen", "tertiary", () => this.forget()),
    );
    this.form.after(tools);
  }

  keepOnDevice() {
    this.onDevice = true;
    this.changed();
    this.status.textContent = this.keeping.onDevice
      ? "Gespeichert. Auf diesem Gerät können Sie später weitermachen."
      : "Ihr Browser erlaubt das Speichern nicht.";
    this.status.className = "notice";
  }

  forget() {
    if (!window.confirm("Alle Angaben auf diesem Gerät löschen?")) return;
    this.empty();
    location.replace(location.pathname);
  }

  empty() {
    this.onDevice = false;
    for (const question of this.questions) {
      question.typed = [];
      question.say("");
    }
    this.form.reset();
    this.keeping.forget();
  }
}
