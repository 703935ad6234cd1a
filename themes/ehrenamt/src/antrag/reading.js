// Whether an answer can be read, as `applications.values` reads it. Every sentence comes from the
// page; a table of answers holds both readers together.

/**
 * @typedef {object} Asked
 * @property {string} widget
 * @property {string} missing what is said when it is empty; "" for what may be empty
 * @property {string} expected what is said when it cannot be read
 * @property {string} pattern
 * @property {number} most a number, or code points of a text
 * @property {string} tooMuch what is said above `most`
 */

/**
 * @param {Asked} asked
 * @param {string[]} typed
 * @returns {string} what is wrong, or ""
 */
export function problemOf(asked, typed) {
  const text = typed.map(normalised).find((value) => value !== "") ?? "";
  if (text === "") return asked.missing;
  return READERS[asked.widget]?.(asked, text) ?? "";
}

/** @param {string} text */
function normalised(text) {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** @type {Record<string, (asked: Asked, text: string) => string>} */
const READERS = {
  text: byPattern,
  email: byPattern,
  postal_code: byPattern,
  date: (asked, text) => (dateOf(text) ? "" : asked.expected),
  month: (asked, text) => (monthOf(text) ? "" : asked.expected),
  hours: (asked, text) =>
    /^[0-9]{1,4}([.,][0-9]{1,2})?$/.test(text) ? within(asked, Number(text.replace(",", "."))) : asked.expected,
  euro: (asked, text) => {
    const amount = /^([0-9]{1,3}(\.[0-9]{3}){1,2}|[0-9]{1,9})(,00)?\s?(€|Euro)?$/.exec(text);
    return amount?.[1] ? within(asked, Number(amount[1].replaceAll(".", ""))) : asked.expected;
  },
};

/**
 * @param {Asked} asked
 * @param {string} text
 */
function byPattern(asked, text) {
  if (asked.tooMuch !== "" && [...text].length > asked.most) return asked.tooMuch;
  if (asked.pattern === "") return "";
  return new RegExp(`^(?:${asked.pattern})$`, "u").test(text) ? "" : asked.expected;
}

/**
 * @param {Asked} asked
 * @param {number} value
 */
function within(asked, value) {
  return asked.most > 0 && value > asked.most ? asked.tooMuch : "";
}

/**
 * @param {string} text
 * @returns {Date | undefined}
 */
export function dateOf(text) {
  const iso = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (iso) return day(iso[1], iso[2], iso[3]);
  const german = /^([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})$/.exec(text);
  return german ? day(german[3], german[2], german[1]) : undefined;
}

/** @param {string} text */
function monthOf(text) {
  const iso = /^([0-9]{4})-([0-9]{2})(-[0-9]{2})?$/.exec(text);
  if (iso) return day(iso[1], iso[2], "1");
  const german = /^([0-9]{1,2})\s?[./]\s?([0-9]{4})$/.exec(text);
  return german ? day(german[2], german[1], "1") : undefined;
}

/**
 * @param {string | undefined} year
 * @param {string | undefined} month
 * @param {string | undefined} date
 */
function day(year, month, date) {
  const [y, m, d] = [Number(year), Number(month), Number(date)];
  const found = new Date(0);
  found.setHours(0, 0, 0, 0);
  found.setFullYear(y, m - 1, d);
  return y > 0 && found.getMonth() === m - 1 && found.getDate() === d ? found : undefined;
}
