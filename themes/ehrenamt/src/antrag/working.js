// A little work that makes mass mailings dear and costs a person nothing: the page's computer tries
// numbers until a key derived from one begins as asked (ALTCHA, version 2, PBKDF2).

/**
 * @typedef {object} Challenge
 * @property {{algorithm: string, cost: number, keyLength: number, keyPrefix: string, nonce: string,
 *   salt: string}} parameters
 */

/**
 * @param {Challenge} challenge
 * @param {AbortSignal} signal
 * @returns {Promise<string>} what is sent along, in Base64
 */
export async function solved(challenge, signal) {
  const { parameters } = challenge;
  const hash = /^PBKDF2\/(SHA-(?:256|384|512))$/.exec(parameters.algorithm)?.[1];
  if (!hash) throw new Error(`unknown algorithm ${parameters.algorithm}`);
  const nonce = bytes(parameters.nonce), salt = bytes(parameters.salt);
  for (let counter = 0; ; counter += 1) {
    signal.throwIfAborted();
    const password = new Uint8Array(nonce.length + 4);
    password.set(nonce);
    new DataView(password.buffer).setUint32(nonce.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derived = hex(
      await crypto.subtle.deriveBits(
        { name: "PBKDF2", hash, salt, iterations: parameters.cost },
        key,
        parameters.keyLength * 8,
      ),
    );
    if (derived.startsWith(parameters.keyPrefix.toLowerCase())) {
      return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey: derived } }));
    }
  }
}

/** @param {string} text */
function bytes(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} buffer */
export function hex(buffer) {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
