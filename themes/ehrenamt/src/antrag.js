// The pages of the card application: the form step by step, and the check.

import { announceOutcome, filterTowns } from "./antrag/checking.js";
import { ApplicationForm } from "./antrag/form.js";

/** @param {string} id */
const find = (id) => document.getElementById(id);

const form = find("antrag"), check = find("pruefung"), towns = find("ortswahl");
if (form instanceof HTMLFormElement) new ApplicationForm(form).start();
if (check instanceof HTMLFormElement) announceOutcome(check, find("meldung"));
if (towns instanceof HTMLInputElement) filterTowns(towns, find("meldung"));
