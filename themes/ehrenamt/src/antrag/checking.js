// The check before applying: finding the town, and saying the outcome to who cannot see it change.

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement | null} status
 */
export function filterTowns(input, status) {
  const rows = [...document.querySelectorAll("[data-codes]")].map((e) => /** @type {HTMLElement} */ (e));
  const box = /** @type {HTMLElement} */ (input.closest(".town-filter"));
  box.hidden = false;
  input.addEventListener("input", () => {
    const wanted = folded(input.value);
    for (const row of rows) row.hidden = !fits(row, wanted);
    for (const section of document.querySelectorAll(".letter")) {
      /** @type {HTMLElement} */ (section).hidden = !section.querySelector("li:not([hidden])");
    }
    const left = rows.filter((row) => !row.hidden).length;
    if (status) status.textContent = left === 1 ? "1 Ort" : `${left} Orte`;
  });
}

/**
 * @param {HTMLElement} row
 * @param {string} wanted
 */
function fits(row, wanted) {
  if (/^[0-9]/.test(wanted)) {
    return (row.dataset.codes ?? "").split(" ").some((code) => code.startsWith(wanted));
  }
  return folded(row.textContent ?? "").includes(wanted);
}

/** @param {string} text */
function folded(text) {
  const plain = text.trim().toLowerCase().replaceAll("ß", "ss");
  return plain.normalize("NFD").replace(/\p{M}/gu, "");
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} status
 */
export function announceOutcome(form, status) {
  form.addEventListener("change", () => {
    const outcomes = [...form.querySelectorAll(".outcome")].map((e) => /** @type {HTMLElement} */ (e));
    const visible = outcomes.find((outcome) => outcome.offsetParent !== null);
    if (status) status.textContent = visible?.textContent?.trim() ?? "";
  });
}
