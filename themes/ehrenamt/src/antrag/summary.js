// Says at the top what is wrong and leads to each place.

/** @typedef {import("./sending.js").Problem} Problem */

export class Summary {
  /** @param {(path: string) => void} lead */
  constructor(lead) {
    this.element = /** @type {HTMLElement} */ (document.getElementById("fehler"));
    this.list = /** @type {HTMLElement} */ (this.element.querySelector("ul"));
    this.lead = lead;
  }

  /** @param {Problem[]} problems none takes it away */
  show(problems) {
    this.list.replaceChildren(...problems.map((problem) => item(problem)));
    this.element.hidden = problems.length === 0;
    if (problems.length > 0) this.element.focus();
  }

  /** @param {HTMLElement | null} element */
  leadFrom(element) {
    element?.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link) return;
      event.preventDefault();
      this.lead(decodeURIComponent(link.hash.slice(1)));
    });
  }
}

/** @param {Problem} problem */
function item({ path, text }) {
  const made = document.createElement("li");
  if (path === "") {
    made.textContent = text;
    return made;
  }
  const link = document.createElement("a");
  link.className = "kern-link";
  link.href = `#${path}`;
  link.textContent = text;
  made.append(link);
  return made;
}
