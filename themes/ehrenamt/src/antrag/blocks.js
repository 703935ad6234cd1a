// Engagements: one is open, more are added and taken away again.

/** @typedef {import("./question.js").Question} Question */

export class Blocks {
  /**
   * @param {HTMLElement} step
   * @param {Question[]} questions
   * @param {() => void} changed
   */
  constructor(step, questions, changed) {
    this.blocks = [...step.querySelectorAll("details")];
    this.questions = questions;
    this.changed = changed;
    this.more = button("Weitere Organisation hinzufügen", "secondary", () => this.add());
    for (const [number, block] of this.blocks.entries()) {
      if (number > 0) block.append(button("Diese Organisation entfernen", "tertiary", () => this.remove(block)));
    }
    step.append(this.more);
    this.show();
  }

  /** Blocks with answers are shown, others are not; the first always is. */
  show() {
    for (const [number, block] of this.blocks.entries()) {
      block.open = number === 0 || this.isUsed(block);
      block.hidden = !block.open;
    }
    this.more.hidden = this.blocks.every((block) => !block.hidden);
  }

  /** @param {HTMLDetailsElement} block */
  isUsed(block) {
    return this.inside(block).some((question) => !question.isEmpty);
  }

  /** @param {HTMLDetailsElement} block */
  inside(block) {
    return this.questions.filter((question) => block.contains(question.element));
  }

  add() {
    const next = this.blocks.find((block) => block.hidden);
    if (!next) return;
    next.hidden = false;
    next.open = true;
    this.more.hidden = this.blocks.every((block) => !block.hidden);
    next.querySelector("summary")?.focus();
    this.changed();
  }

  /** @param {HTMLDetailsElement} block */
  remove(block) {
    for (const question of this.inside(block)) {
      question.typed = [];
      question.say("");
    }
    block.hidden = true;
    this.more.hidden = false;
    this.more.focus();
    this.changed();
  }
}

/**
 * @param {string} label
 * @param {string} look
 * @param {() => void} pressed
 */
export function button(label, look, pressed) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `kern-btn kern-btn--${look}`;
  const text = document.createElement("span");
  text.className = "kern-label";
  text.textContent = label;
  made.append(text);
  made.addEventListener("click", pressed);
  return made;
}
