// Sets of documents: a Uint8Array with 1 where a document is in it.

/**
 * @typedef {Uint8Array} Members
 * @typedef {{rows: string[][], of: number[]}} Column different rows, and each document's row
 */

/**
 * Keep the members for which `holds` is true.
 * @param {Members} members
 * @param {(number: number) => unknown} holds
 */
export function keep(members, holds) {
  for (let number = 0; number < members.length; number += 1) {
    if (members[number] && !holds(number)) members[number] = 0;
  }
}

/**
 * Put more documents into a set.
 * @param {Members} members
 * @param {Members} more
 */
export function add(members, more) {
  for (let number = 0; number < members.length; number += 1) {
    if (more[number]) members[number] = 1;
  }
}

/**
 * The documents with one of the values.
 * @param {Column | undefined} column
 * @param {string[]} values
 * @param {number} size
 * @returns {Members}
 */
export function having(column, values, size) {
  const members = new Uint8Array(size);
  if (!column || !values.length) return members;
  const rows = column.rows.map((row) => row.some((value) => values.includes(value)));
  for (const [number, row] of column.of.entries()) {
    if (rows[row]) members[number] = 1;
  }
  return members;
}

/**
 * What a document has in a column.
 * @param {Column} column
 * @param {number} number
 */
export function rowOf(column, number) {
  return column.rows[column.of[number] ?? 0] ?? [];
}

/** @param {Members} members as numbers, ascending */
export function numbersIn(members) {
  const numbers = [];
  for (let number = 0; number < members.length; number += 1) {
    if (members[number]) numbers.push(number);
  }
  return numbers;
}
