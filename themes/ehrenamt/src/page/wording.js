// How numbers and values read: `search/service/wording.py`.

const MONTHS = [
  "Januar", "Februar", "März", "April", "Mai", "Juni",
  "Juli", "August", "September", "Oktober", "November", "Dezember",
];

/** @type {Record<string, string>} */
export const SORTS = {
  relevanz: "Beste zuerst",
  entfernung: "Nächste zuerst",
  titel: "Nach Titel",
  neueste: "Neueste zuerst",
};

/** @param {number} number 4600 → 4.600 */
export function countDe(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ".");
}

/** @param {number} total */
export function countText(total) {
  if (total === 0) return "Kein Angebot gefunden";
  return total === 1 ? "1 Angebot" : `${countDe(total)} Angebote`;
}

/** @param {string} day 2026-03-03 → 3. März 2026 */
export function dateDe(day) {
  const [year, month, date] = day.split("-").map(Number);
  return `${date}. ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/** @param {number | null} metres */
export function distanceText(metres) {
  if (metres === null) return "";
  if (metres < 100) return "unter 100 m entfernt";
  const hundreds = Math.floor((metres + 50) / 100);
  if (hundreds < 10) return `${hundreds}00 m entfernt`;
  if (hundreds < 100) return `${Math.floor(hundreds / 10)},${hundreds % 10} km entfernt`;
  return `${Math.floor((metres + 500) / 1000)} km entfernt`;
}

/** @param {{name: string, mode: string, km: number | null} | null} place */
export function placeText(place) {
  if (place === null) return "";
  if (place.mode === "in") return `in ${place.name}`;
  if (place.mode === "um") return `bis ${place.km} km um ${place.name}`;
  return `überall, von ${place.name} aus gemessen`;
}

/** @param {string[]} words */
export function quoted(words) {
  return words.map((word) => `„${word}“`).join(", ");
}

/**
 * @param {string} q
 * @param {string} place
 * @param {number} page
 */
export function pageTitle(q, place, page) {
  const asked = [q.replace(/^ +| +$/g, ""), place].filter((part) => part !== "").join(", ");
  const part = page > 1 ? `, Seite ${page}` : "";
  return asked ? `${asked}${part} – Angebote suchen` : `Angebote suchen${part}`;
}
