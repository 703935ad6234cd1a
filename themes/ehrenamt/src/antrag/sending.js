// Sends the form. Whatever goes wrong, the answers stay where they are.

import { solved } from "./working.js";

const SECONDS = 30;

/** @typedef {{path: string, text: string}} Problem */
/** @typedef {{receipt?: string, problems?: Problem[], failed?: string}} Outcome */

const CHALLENGES = "/v1/aufgabe";
const NOT_PROVEN = 428;
/** Without a problem at a field: no office takes it, and sending again would not help. */
const NOT_TAKEN = 422;

/** What was sent last, with its key: the same content again is the same application. */
let last = { content: "", key: "" };

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<Outcome>} `receipt` is the address of the page that says thank you
 */
export async function send(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") fields.append(name, value);
  }
  const content = fields.toString();
  if (content !== last.content) last = { content, key: crypto.randomUUID() };
  fields.append("key", last.key);
  try {
    const signal = AbortSignal.timeout(SECONDS * 1000);
    const answer = await posted(form.action, fields, await challenge(signal), signal);
    if (answer.status !== NOT_PROVEN) return await outcomeOf(answer);
    // More is asked of everybody now: the answer brings what.
    const harder = (await answer.json()).challenge;
    return await outcomeOf(await posted(form.action, fields, harder, signal));
  } catch {
    return { failed: "Die Verbindung ist abgebrochen." };
  }
}

/**
 * @param {string} action
 * @param {URLSearchParams} fields
 * @param {import("./working.js").Challenge | null} asked
 * @param {AbortSignal} signal
 */
async function posted(action, fields, asked, signal) {
  if (asked) fields.set("altcha", await solved(asked, signal));
  const headers = { Accept: "application/json" };
  return fetch(action, { method: "POST", body: fields, headers, signal });
}

/**
 * @param {Response} answer
 * @returns {Promise<Outcome>}
 */
async function outcomeOf(answer) {
  const told = await answer.json().catch(() => ({}));
  if (answer.ok && typeof told.address === "string") return { receipt: told.address };
  if (Array.isArray(told.problems) && told.problems.length > 0) return { problems: told.problems };
  if (answer.status === NOT_TAKEN) return { problems: [{ path: "", text: told.detail }] };
  return { failed: typeof told.detail === "string" ? told.detail : "Der Dienst antwortet gerade nicht." };
}

/**
 * The work that is asked for, where the service says so.
 * @param {AbortSignal} signal
 * @returns {Promise<import("./working.js").Challenge | null>}
 */
async function challenge(signal) {
  const asked = await fetch(CHALLENGES, { signal });
  return asked.ok ? asked.json() : null;
}
