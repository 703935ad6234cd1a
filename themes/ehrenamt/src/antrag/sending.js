// Sends the form. Whatever goes wrong, the answers stay where they are.

import { solved } from "./working.js";

const SECONDS = 30;

/** @typedef {{path: string, text: string}} Problem */
/** @typedef {{reference?: string, problems?: Problem[], failed?: string}} Outcome */

/** What was sent last, with its key: the same content again is the same application. */
let last = { content: "", key: "" };

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<Outcome>}
 */
export async function send(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") fields.append(name, value);
  }
  const content = fields.toString();
  if (content !== last.content) last = { content, key: crypto.randomUUID() };
  try {
    const signal = AbortSignal.timeout(SECONDS * 1000);
    const work = await worked(form.action, signal);
    if (work) fields.append("altcha", work);
    fields.append("key", last.key);
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body: fields, headers, signal });
    return await outcomeOf(answer);
  } catch {
    return { failed: "Die Verbindung ist abgebrochen." };
  }
}

/**
 * @param {Response} answer
 * @returns {Promise<Outcome>}
 */
async function outcomeOf(answer) {
  const told = await answer.json().catch(() => ({}));
  if (answer.ok && typeof told.reference === "string") return { reference: told.reference };
  if (answer.status === 422 && Array.isArray(told.problems)) return { problems: told.problems };
  return { failed: typeof told.detail === "string" ? told.detail : "Der Dienst antwortet gerade nicht." };
}

/**
 * The work that was asked for; without it the form is sent all the same and treated as one from a
 * browser without a script.
 * @param {string} action
 * @param {AbortSignal} signal
 */
async function worked(action, signal) {
  try {
    const asked = await fetch(new URL("aufgabe", `${action}/`), { signal });
    return asked.ok ? await solved(await asked.json(), signal) : "";
  } catch {
    return "";
  }
}
