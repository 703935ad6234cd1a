// An answer as the search page shows it: `search/service/view.py`, from the answer as JSON.

import { FACETS, FLAGS, LAST_HIT, PAGE_SIZE } from "../search/contract.js";
import { strip, words } from "../search/folding.js";
import { addressOf } from "./addresses.js";
import {
  SORTS, countDe, countText, dateDe, distanceText, pageTitle, placeText, quoted,
} from "./wording.js";

/** @typedef {import("../search/contract.js").Request} Request */
/** @typedef {Record<string, any>} Answer the JSON of `/api/suche` */
/** @typedef {{label: string, address: string, current: boolean}} Link */

const LAST_PAGE = LAST_HIT / PAGE_SIZE;
const FLAG_GROUP = "merkmale";
/** @type {[string, string][]} */
const GROUPS = [
  ["kategorie", "Rubrik"],
  [FLAG_GROUP, "Merkmale"],
  ["region", "Kreis und Bezirk"],
  ["art", "Art des Angebots"],
  ["vorteil", "Vergünstigung"],
  ["reichweite", "Wo es gilt"],
  ["karte", "Karte"],
];
const OPEN = ["kategorie", FLAG_GROUP];
const KEYS = { kategorie: "Rubrik", art: "Art" };

/**
 * @param {Request} request
 * @param {Answer} answer
 * @returns {Record<string, any>} by the names of `AnswerView`
 */
export function answerView(request, answer) {
  const read = answer.interpreted;
  const place = read.place;
  const last = Math.min(Math.ceil(answer.total / answer.size), LAST_PAGE);
  return {
    title: pageTitle(request.q, askedPlace(request, read), request.page),
    count: countText(answer.total),
    part: last > 1 ? `Seite ${answer.page} von ${last}` : "",
    what: quoted(read.words),
    where: placeText(place),
    free: read.free,
    synonyms: quoted(read.synonyms),
    corrections: read.corrections,
    choices: choices(request, read.choices),
    broader: read.relaxed === "weiter",
    any_word: read.relaxed === "einzelne_woerter",
    place_relaxed: place && read.relaxed === "ort" ? place.name : "",
    unknown_place: read.unknown_place,
    wants_location: read.wants_location,
    shortened: read.shortened,
    chips: chips(request, answer),
    reset: addressOf(unfiltered(request)),
    facets: answer.total || Object.keys(request.chosen).length ? groups(request, answer) : [],
    sorts: sorts(request, answer),
    hits: answer.hits.map(hitRow),
    pages: pages(request, last),
    nothing: answer.hits.length === 0,
    offline: answer.engine === "browser",
  };
}

/**
 * The same words without anything that narrows them.
 * @param {Request} request
 * @returns {Request}
 */
function unfiltered(request) {
  const open = { place: "", km: null, near: null, chosen: {}, validOn: "" };
  return { ...request, ...open, sort: "relevanz", page: 1 };
}

/**
 * @param {string} label
 * @param {Request} request
 * @param {boolean} [current]
 * @returns {Link}
 */
function link(label, request, current = false) {
  return { label, address: addressOf(request), current };
}

/**
 * @param {Request} request
 * @param {Answer} read
 * @returns {string}
 */
function askedPlace(request, read) {
  if (request.place === "" && request.near === null) return "";
  return read.place && read.unknown_place === "" ? read.place.name : request.place;
}

/**
 * @param {Request} request
 * @param {{kind: "ort" | "kategorie" | "art", key: string, label: string, word: string}[]} offered
 */
function choices(request, offered) {
  /** @type {Link[]} */
  const links = [];
  for (const { kind, key, label, word } of offered) {
    if (kind !== "ort") {
      if ((request.chosen[kind] ?? []).includes(key)) continue;
      links.push(link(`${KEYS[kind]} ${label}`, withChosen(request, kind, [key])));
    } else if (key !== request.place) {
      const q = without(request.q, word);
      links.push(link(`Ort ${label}`, { ...request, q, place: key, near: null, page: 1 }));
    }
  }
  return links;
}

/**
 * The query without the words that were taken for a place.
 * @param {string} q
 * @param {string} word
 */
function without(q, word) {
  const name = words(word).join(" ");
  const pieces = strip(q).split(/\s+/);
  for (let start = 0; start < pieces.length; start += 1) {
    for (let end = start + 1; end <= pieces.length; end += 1) {
      if (words(pieces.slice(start, end).join(" ")).join(" ") === name) {
        return [...pieces.slice(0, start), ...pieces.slice(end)].join(" ");
      }
    }
  }
  return q;
}

/**
 * @param {Request} request
 * @param {string} facet
 * @param {string[]} values
 * @returns {Request}
 */
function withChosen(request, facet, values) {
  return { ...request, chosen: { ...request.chosen, [facet]: values }, page: 1 };
}

/**
 * @param {Request} request
 * @param {Answer} answer
 */
function chips(request, answer) {
  /** @type {Link[]} */
  const links = [];
  if (request.place !== "") {
    const label = `Ort: ${askedPlace(request, answer.interpreted)}`;
    links.push(link(label, { ...request, place: "", km: null, page: 1 }));
  }
  if (request.near !== null) {
    links.push(link("Ihr Standort", { ...request, near: null, km: null, page: 1 }));
  }
  if (request.validOn !== "") {
    const label = `Gültig am ${dateDe(request.validOn)}`;
    links.push(link(label, { ...request, validOn: "", page: 1 }));
  }
  for (const facet of FACETS) {
    const rows = answer.facets[facet] ?? [];
    for (const key of request.chosen[facet] ?? []) {
      const label = rows.find((/** @type {Answer} */ row) => row.key === key)?.label ?? key;
      const others = request.chosen[facet]?.filter((other) => other !== key) ?? [];
      links.push(link(label, withChosen(request, facet, others)));
    }
  }
  return links;
}

/**
 * @param {Request} request
 * @param {Answer} answer
 */
function groups(request, answer) {
  return GROUPS.map(([name, legend]) => {
    const facets = name === FLAG_GROUP ? FLAGS : [name];
    const rows = facets.flatMap((facet) =>
      (answer.facets[facet] ?? []).map((/** @type {Answer} */ value) =>
        facetRow(facet, value, request),
      ),
    );
    const open = OPEN.includes(name) || rows.some((row) => row.checked);
    return { name, legend, open, rows };
  }).filter((group) => group.rows.length > 0);
}

/**
 * @param {string} facet
 * @param {Answer} value
 * @param {Request} request
 */
function facetRow(facet, value, request) {
  const asked = (request.chosen[facet] ?? []).includes(value.key);
  return {
    parameter: facet,
    value: value.key,
    label: value.label,
    count: countDe(value.count),
    checked: value.chosen,
    fixed: !asked && (value.chosen || value.count === 0),
  };
}

/**
 * @param {Request} request
 * @param {Answer} answer
 */
function sorts(request, answer) {
  const place = answer.interpreted.place;
  const nearest = place?.mode === "naechste" && request.sort === "relevanz";
  return Object.entries(SORTS)
    .filter(([sort]) => (sort === "relevanz" ? !nearest : sort !== "entfernung" || place !== null))
    .map(([sort, label]) => link(label, { ...request, sort, page: 1 }, sort === answer.sort));
}

/** @param {Answer} hit */
function hitRow(hit) {
  const card = hit.card;
  return {
    address: card.address,
    heading: `${card.provider}: ${card.title}`,
    benefit: card.benefit,
    summary: card.summary,
    meta: `${card.category} · ${card.place}`,
    distance: distanceText(hit.metres),
    demo: card.demo,
  };
}

/**
 * The first, the last, and those around this one.
 * @param {Request} request
 * @param {number} last
 */
function pages(request, last) {
  if (last < 2) return [];
  const page = request.page;
  const to = (/** @type {number} */ number) => ({ ...request, page: number });
  const around = [page - 2, page - 1, page, page + 1, page + 2];
  const shown = [...new Set([1, last, ...around.filter((n) => n >= 1 && n <= last)])];
  const links = shown
    .sort((one, other) => one - other)
    .map((number) => link(`Seite ${number}`, to(number), number === page));
  if (page > 1) links.unshift(link("Zurück", to(Math.min(page - 1, last))));
  if (page < last) links.push(link("Weiter", to(page + 1)));
  return links;
}
