// How far the venues are: `search/distances.py`, on points rounded as `search/documents.py` does.

const EARTH_RADIUS_M = 6_371_008.7714;
const LAT_STEP = 180 / 2 ** 32;
const LON_STEP = 360 / 2 ** 32;

/**
 * @typedef {object} Points the file of `search/browser_index/columns.py`
 * @property {number} decimals
 * @property {number[][]} of steps from the middle of the document's town
 *
 * @typedef {import("./contract.js").Point} Point
 * @typedef {{lat: number, lon: number, cosLat: number}} Spot radians
 */

/** How far the venues of all documents are. */
export class Distances {
  /**
   * @param {Points} points
   * @param {(number: number) => Point} middleOf the middle of a document's town
   */
  constructor(points, middleOf) {
    this.spots = spotsOf(points, middleOf);
    /** @type {{origin: Point, found: Float64Array} | null} one question measures several times */
    this.last = null;
  }

  /**
   * For each document twice the haversine of the way to its nearest venue; Infinity without one.
   * @param {Point} origin
   */
  from(origin) {
    const { last } = this;
    if (last && last.origin.lat === origin.lat && last.origin.lon === origin.lon) return last.found;
    const found = haversines(this.spots, origin);
    this.last = { origin, found };
    return found;
  }

  /**
   * The documents with a venue in a circle.
   * @param {{centre: Point, km: number}} circle
   */
  within({ centre, km }) {
    const limit = km * 1000;
    return Uint8Array.from(this.from(centre), (way) =>
      way < Infinity && metres(way) <= limit ? 1 : 0,
    );
  }
}

/** @param {number} degrees */
const radians = (degrees) => degrees * (Math.PI / 180);

/**
 * The venues of each document.
 * @param {Points} points
 * @param {(number: number) => Point} middleOf
 * @returns {Spot[][]}
 */
function spotsOf({ decimals, of }, middleOf) {
  const scale = 10 ** decimals;
  return of.map((row, number) => {
    const middle = middleOf(number);
    const south = Math.floor(middle.lat * scale);
    const west = Math.floor(middle.lon * scale);
    /** @type {Spot[]} */
    const spots = [];
    for (let at = 0; at < row.length; at += 2) {
      const lat = radians(stored((south + (row[at] ?? 0)) / scale, LAT_STEP));
      const lon = radians(stored((west + (row[at + 1] ?? 0)) / scale, LON_STEP));
      spots.push({ lat, lon, cosLat: Math.cos(lat) });
    }
    return spots;
  });
}

/**
 * A coordinate as the other engines store it.
 * @param {number} degrees
 * @param {number} step
 */
function stored(degrees, step) {
  return Math.floor(degrees / step) * step;
}

/**
 * @param {Spot[][]} spots
 * @param {Point} origin
 */
function haversines(spots, origin) {
  const lat = radians(origin.lat);
  const lon = radians(origin.lon);
  const cosLat = Math.cos(lat);
  return Float64Array.from(spots, (venues) => {
    let nearest = Infinity;
    for (const spot of venues) {
      const way =
        1 - Math.cos(lat - spot.lat) + cosLat * spot.cosLat * (1 - Math.cos(lon - spot.lon));
      if (way < nearest) nearest = way;
    }
    return nearest;
  });
}

/**
 * Orders numbers of documents.
 * @param {Float64Array} distances
 */
export function byDistance(distances) {
  return (/** @type {number} */ a, /** @type {number} */ b) => {
    const [one = Infinity, other = Infinity] = [distances[a], distances[b]];
    return one === other ? 0 : one - other;
  };
}

/** @param {number} haversine twice the haversine of the angle */
export function metres(haversine) {
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(haversine / 2)));
}

/** @param {number} value to the nearest whole number, halves to the even one as Python does */
export function rounded(value) {
  const below = Math.floor(value);
  const isHalf = value - below === 0.5;
  return isHalf && below % 2 === 0 ? below : Math.round(value);
}
