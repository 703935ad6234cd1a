// Whether tokens stand side by side.

/**
 * Whether each phrase stands in one of the sequences.
 * @param {string[][]} sequences
 * @param {string[][]} phrases
 */
export function holdsAll(sequences, phrases) {
  return phrases.every((phrase) => sequences.some((sequence) => holds(sequence, phrase)));
}

/**
 * @param {string[]} sequence
 * @param {string[]} phrase
 */
function holds(sequence, phrase) {
  return sequence.some((_, start) => phrase.every((token, step) => sequence[start + step] === token));
}
