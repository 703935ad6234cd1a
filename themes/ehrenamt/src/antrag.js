// The pages of the card application: the form step by step, the check, and the thanks.

import { announceOutcome, filterTowns } from "./antrag/checking.js";
import { ApplicationForm } from "./antrag/form.js";

/** @param {string} id */
const find = (id) => document.getElementById(id);

const form = find("antrag"), check = find("pruefung"), towns = find("ortswahl"), number = find("nummer");
if (form instanceof HTMLFormElement) new ApplicationForm(form).start();
if (check instanceof HTMLFormElement) announceOutcome(check, find("meldung"));
if (towns instanceof HTMLInputElement) filterTowns(towns, find("meldung"));
if (number) {
  const reference = decodeURIComponent(location.hash.slice(1));
  if (/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/.test(reference)) {
    /** @type {HTMLElement} */ (number.querySelector(".reference")).textContent = reference;
    number.hidden = false;
  }
}
