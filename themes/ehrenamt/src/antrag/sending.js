// Sends the form. Whatever goes wrong, the answers stay where they are.

import { hex, solved } from "./working.js";

const SECONDS = 30;

/** @typedef {{path: string, text: string}} Problem */
/** @typedef {{receipt?: string, problems?: Problem[], failed?: string}} Outcome */

const CHALLENGES = "/v1/aufgabe";
const NOT_PROVEN = 428;
/** Without a problem at a field: no office takes it, and sending again would not help. */
const NOT_TAKEN = 422;

/**
 * @param {HTMLFormElement} form
 * @param {string} draft the same content of the same draft is the same application
 * @returns {Promise<Outcome>} `receipt` is the address of the page that says thank you
 */
export async function send(form, draft) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") fields.append(name, value);
  }
  try {
    fields.append("key", await keyOf(`${draft} ${fields}`));
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
 * @param {string} text
 * @returns {Promise<string>} a UUID (version 8) that follows from the text
 */
async function keyOf(text) {
  const hash = hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");
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
