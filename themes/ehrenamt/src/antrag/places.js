// From postal codes to towns and offices, as `applications.places` and `applications.routing` find
// them; the handler decides again.

/**
 * @typedef {object} Places
 * @property {Record<string, string[]>} codes postal code → keys of its towns
 * @property {Record<string, [string, string]>} towns key → name, key of the office or ""
 * @property {Record<string, [string, string, boolean, ...string[]]>} offices key → name, rule,
 *   whether it takes applications online, lines of the address
 */

/** @typedef {{ground: "residence" | "engagement", ags: string}} Claim */

/** @returns {Promise<Places>} */
export async function loadPlaces() {
  const address = document.getElementById("skript")?.dataset.places ?? "";
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/**
 * @param {Places} places
 * @param {string} code
 * @returns {string[]} the keys of its towns; none for a code that is not known
 */
export function townsOf(places, code) {
  return places.codes[code.trim()] ?? [];
}

/**
 * @param {Places} places
 * @param {Claim[]} claims
 * @returns {string[]} the keys of the offices that may decide, the one of the residence first
 */
export function officesFor(places, claims) {
  const found = claims.flatMap(({ ground, ags }) => {
    const key = places.towns[ags]?.[1] ?? "";
    const rule = places.offices[key]?.[1];
    return rule === ground || rule === "either" ? [key] : [];
  });
  return [...new Set(found)];
}
