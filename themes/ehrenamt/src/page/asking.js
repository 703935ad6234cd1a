// Asks the search service, and the browser's own search when the service has no answer in time.

const MILLISECONDS = 800;
const INDEX = "/suche/index/";

/**
 * @typedef {object} BrowserSearch
 * @property {(params: URLSearchParams) => Promise<Record<string, any>>} answer
 * @property {(text: string, only: string) => Promise<Record<string, any>>} suggest
 */

/** @type {Promise<BrowserSearch> | null} */
let opened = null;

/** The question cannot be asked; the message says why. */
export class Refused extends Error {}

/** Neither the service nor the browser has an answer. */
export class Unanswered extends Error {}

/**
 * @param {URLSearchParams} params
 * @param {string} module address of the browser's search
 * @param {AbortSignal} signal
 */
export async function ask(params, module, signal) {
  const answer = await fromService(`/api/suche?${params}`, signal);
  return answer ?? fromBrowser((search) => search.answer(params), module, signal);
}

/**
 * @param {string} text
 * @param {string} only "ort" for places alone, empty for all kinds
 * @param {string} module
 * @param {AbortSignal} signal
 */
export async function suggestions(text, only, module, signal) {
  const query = new URLSearchParams(only ? { q: text, nur: only } : { q: text });
  const answer =
    (await fromService(`/api/vorschlag?${query}`, signal)) ??
    (await fromBrowser((search) => search.suggest(text, only), module, signal));
  return answer.suggestions.filter(
    (/** @type {{kind: string}} */ { kind }) => !only || kind === "ort" || kind === "plz",
  );
}

/**
 * Load the browser's search, which is then ready when the service is not.
 * @param {string} module
 */
export function prepared(module) {
  opened ??= loaded(module).catch((error) => {
    opened = null; // the next question tries again
    throw error;
  });
  return /** @type {Promise<BrowserSearch>} */ (opened);
}

/**
 * @param {string} module
 * @returns {Promise<BrowserSearch>}
 */
async function loaded(module) {
  const { openBrowserSearch } = await import(module);
  return openBrowserSearch(INDEX);
}

/**
 * The service's answer; null when it has none in time.
 * @param {string} address
 * @param {AbortSignal} signal
 */
async function fromService(address, signal) {
  const limit = AbortSignal.timeout(MILLISECONDS);
  try {
    const reply = await fetch(address, { signal: either(signal, limit) });
    const answer = await reply.json();
    if (reply.status === 400) throw new Refused(answer.detail);
    return reply.ok ? answer : null;
  } catch (error) {
    if (error instanceof Refused || signal.aborted) throw error;
    return null;
  }
}

/**
 * @param {(search: BrowserSearch) => Promise<Record<string, any>>} question
 * @param {string} module
 * @param {AbortSignal} signal
 */
async function fromBrowser(question, module, signal) {
  try {
    const answer = await withFreshFiles(question, module);
    signal.throwIfAborted();
    return answer;
  } catch (error) {
    if (signal.aborted) throw error;
    const text = error instanceof Error ? error.message : String(error);
    throw isRefusal(error) ? new Refused(text) : new Unanswered(text);
  }
}

/**
 * The files of a state may be gone once another is public: then ask those that are there now. What
 * is loaded already stays, for whoever is offline.
 * @param {(search: BrowserSearch) => Promise<Record<string, any>>} question
 * @param {string} module
 */
async function withFreshFiles(question, module) {
  try {
    return await question(await prepared(module));
  } catch (error) {
    if (isRefusal(error)) throw error;
    const fresh = await loaded(module);
    const answer = await question(fresh);
    opened = Promise.resolve(fresh);
    return answer;
  }
}

/** @param {unknown} error */
function isRefusal(error) {
  return error instanceof Error && error.name === "BadQuestion";
}

/**
 * Aborted with the first of two; `AbortSignal.any` is missing in older browsers.
 * @param {AbortSignal} one
 * @param {AbortSignal} other
 */
function either(one, other) {
  const both = new AbortController();
  for (const signal of [one, other]) {
    if (signal.aborted) both.abort();
    signal.addEventListener("abort", () => both.abort(), { once: true });
  }
  return both.signal;
}
