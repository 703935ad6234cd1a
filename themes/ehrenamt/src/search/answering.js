// From a question to an answer: `search/answering.py`.

import { LAST_HIT, YES } from "./contract.js";
import { rounded } from "./distances.js";
import { isPostalCode } from "./places.js";
import { EMPTY_PLAN } from "./plan.js";
import { HOME, LEAST_NEARBY } from "./ranking.js";

/** Where to look when a place has nothing good, before the whole Land. */
const WIDER_KM = [25, 50];

/**
 * @typedef {import("./contract.js").Request} Request
 * @typedef {import("./contract.js").Interpretation} Interpretation
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {import("./understanding.js").Understood} Understood
 * @typedef {{plan: Plan, relaxed: Interpretation["relaxed"]}} Variant
 */

/**
 * @param {Request} request
 * @param {Understood} understood
 * @param {import("./engine.js").BrowserEngine} engine
 * @param {{digest: string, facets: import("./facets.js").FacetRows}} state
 * @returns {import("./contract.js").Response}
 */
export function answer(request, understood, engine, { digest, facets }) {
  const variant = firstWithHits(understood, engine);
  const plan = askedPlan(variant.plan, request);
  const result = engine.run(plan);
  const { interpretation } = understood;
  return {
    engine: engine.name,
    digest,
    total: result.total,
    page: request.page,
    size: plan.size,
    sort: plan.sort,
    interpreted: {
      ...interpretation,
      place: shownPlace(interpretation.place, variant),
      relaxed: variant.relaxed,
    },
    hits: (plan.offset < LAST_HIT ? result.ranked : []).map(({ number, points, metres }) => ({
      number,
      points,
      metres: metres === null ? null : rounded(metres),
    })),
    facets: Object.fromEntries(
      request.facets.map((facet) => {
        const counts = result.counts[facet] ?? new Map();
        return [facet, facets.values(facet, counts, plan.chosen[facet] ?? [])];
      }),
    ),
  };
}

/**
 * The strictest variant with a good answer near the place; else the strictest that finds anything,
 * near the place or anywhere without one. What was chosen in facets plays no part.
 * @param {Understood} understood
 * @param {import("./engine.js").BrowserEngine} engine
 * @returns {Variant}
 */
function firstWithHits(understood, engine) {
  /** @type {Variant | null} */
  let finds = null;
  for (const variant of variants(understood)) {
    const result = engine.run({ ...variant.plan, size: 1, postalCode: "", origin: null });
    if (!(understood.interpretation.place ? result.local : result.total)) continue;
    finds ??= variant;
    if (isGood(result, variant.plan)) return variant;
    if (!isBounded(finds.plan)) return finds;
  }
  return finds ?? { plan: strictPlan(understood), relaxed: "" };
}

/**
 * Whether what is near a place is about the question and does not just mention its words.
 * @param {import("./plan.js").Result} result
 * @param {Plan} plan
 */
function isGood({ ranked: [best] }, plan) {
  const asked = plan.terms.filter((term) => term.required).length;
  return isBounded(plan) && best !== undefined && best.points - HOME >= LEAST_NEARBY * asked;
}

/** @param {Plan} plan */
function isBounded(plan) {
  return plan.circle !== null || plan.home.length > 0;
}

/**
 * @param {Understood} understood
 * @returns {Variant[]}
 */
function variants(understood) {
  const strict = strictPlan(understood);
  const { place } = understood.interpretation;
  /** @type {Variant[]} */
  const found = [{ plan: strict, relaxed: "" }];
  if (understood.broader) {
    found.push({ plan: { ...strict, terms: understood.broader }, relaxed: "weiter" });
  }
  if (place && place.mode !== "naechste") {
    const wider = WIDER_KM.map((km) => around(strict, { lat: place.lat, lon: place.lon }, km));
    for (const plan of [...wider, anywhere(strict)]) found.push({ plan, relaxed: "ort" });
  }
  if (strict.terms.filter((term) => term.required).length > 1) {
    found.push({ plan: { ...strict, anyTerm: true }, relaxed: "einzelne_woerter" });
  }
  return found;
}

/**
 * @param {Understood} understood
 * @returns {Plan}
 */
function strictPlan({ interpretation, terms, phrases, regions }) {
  const { place, free } = interpretation;
  /** @type {Plan} */
  const plan = { ...EMPTY_PLAN, terms, phrases, chosen: free ? { kostenlos: [YES] } : {} };
  if (place === null) return plan;
  const origin = { lat: place.lat, lon: place.lon };
  if (place.mode === "um" && place.km !== null) {
    const circle = { centre: origin, km: place.km };
    return { ...plan, origin, circle, postalCode: isPostalCode(place.key) ? place.key : "" };
  }
  if (place.mode === "in") {
    return { ...plan, origin, chosen: { ...plan.chosen, region: regions }, home: regions };
  }
  return { ...plan, origin, sort: "entfernung" };
}

/**
 * @param {Plan} plan
 * @returns {Plan}
 */
function anywhere(plan) {
  const { region: _, ...chosen } = plan.chosen;
  return { ...plan, chosen, circle: null, home: [], sort: "entfernung" };
}

/**
 * @param {Plan} plan
 * @param {import("./contract.js").Point} centre
 * @param {number} km
 * @returns {Plan}
 */
function around(plan, centre, km) {
  return { ...anywhere(plan), circle: { centre, km }, sort: "relevanz" };
}

/**
 * The variant with everything people chose: facets, day, order, page.
 * @param {Plan} plan
 * @param {Request} request
 * @returns {Plan}
 */
function askedPlan(plan, request) {
  const chosen = { ...plan.chosen };
  for (const [facet, values] of Object.entries(request.chosen)) {
    chosen[facet] = [...new Set([...(chosen[facet] ?? []), ...values])];
  }
  return {
    ...plan,
    chosen,
    validOn: request.validOn,
    sort: request.sort === "relevanz" ? plan.sort : request.sort,
    offset: (request.page - 1) * request.size,
    size: request.size,
    facets: request.facets,
  };
}

/**
 * @param {import("./contract.js").Place | null} place
 * @param {Variant} variant
 * @returns {import("./contract.js").Place | null}
 */
function shownPlace(place, { plan, relaxed }) {
  return place && relaxed === "ort"
    ? { ...place, mode: "naechste", km: plan.circle?.km ?? null }
    : place;
}
