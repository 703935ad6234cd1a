// Where the search page answers a question: the writing half of `search/addresses.py`.

import { FACETS } from "../search/contract.js";

/** @typedef {import("../search/contract.js").Request} Request */

export const SEARCH = "/suche/";
const DECIMALS = 6;

/**
 * The address of a question without what is the rule.
 * @param {Request} request
 */
export function addressOf(request) {
  const params = new URLSearchParams();
  const add = (/** @type {string} */ name, /** @type {string} */ value) => {
    if (/[^ ]/.test(value)) params.append(name, value);
  };
  add("q", request.q);
  add("ort", request.place);
  add("umkreis", String(request.km ?? ""));
  add("lat", request.near ? degrees(request.near.lat) : "");
  add("lon", request.near ? degrees(request.near.lon) : "");
  for (const facet of FACETS) {
    for (const value of [...new Set(request.chosen[facet] ?? [])].sort()) add(facet, value);
  }
  add("gueltig", request.validOn);
  add("sort", request.sort === "relevanz" ? "" : request.sort);
  add("seite", request.page === 1 ? "" : String(request.page));
  const query = params.toString();
  return query ? `${SEARCH}?${query}` : SEARCH;
}

/** @param {number} value 51.48, without an exponent */
function degrees(value) {
  return value.toFixed(DECIMALS).replace(/\.?0+$/, "");
}
