// The files of the browser index: the manifest names them, each is fetched once.

/** What `search/browser_index/writing.py` must have written for this code to read it. */
export const SCHEMA_VERSION = 2;

/**
 * @typedef {object} Manifest
 * @property {number} v
 * @property {string} digest
 * @property {number} offers
 * @property {Record<string, string>} files
 * @property {Record<string, string>} postings by first letter
 * @property {Record<string, string>} spellings by first letter
 * @property {string[]} card_fields
 * @property {[number, string][]} cards number of the first document of each chunk
 *
 * @typedef {(name: string) => Promise<any>} Read the content of a JSON file of the index
 */

export class IndexFiles {
  /**
   * @param {Manifest} manifest
   * @param {Read} read
   */
  constructor(manifest, read) {
    this.manifest = manifest;
    this.read = read;
    /** @type {Map<string, Promise<any>>} */
    this.fetched = new Map();
  }

  /** @param {Read} read */
  static async open(read) {
    const manifest = await read("manifest.json");
    if (manifest.v !== SCHEMA_VERSION) {
      throw new Error(`Die Suche im Browser kennt Fassung ${SCHEMA_VERSION}, nicht ${manifest.v}.`);
    }
    return new IndexFiles(manifest, read);
  }

  /** @param {string} name of a file that is not parted, as the manifest lists it */
  file(name) {
    const file = this.manifest.files[name];
    if (file === undefined) throw new Error(`Der Suche im Browser fehlt „${name}“.`);
    return this.once(file);
  }

  /**
   * The part of one first letter; null when nothing begins with it.
   * @param {"postings" | "spellings"} kind
   * @param {string} letter
   */
  part(kind, letter) {
    const parts = this.manifest[kind];
    const file = Object.hasOwn(parts, letter) ? parts[letter] : undefined;
    return file === undefined ? Promise.resolve(null) : this.once(file);
  }

  /**
   * The card of a document, with its id.
   * @param {number} number
   * @returns {Promise<{id: string, card: Record<string, unknown>}>}
   */
  async card(number) {
    const chunk = this.manifest.cards.findLast(([first]) => first <= number);
    if (chunk === undefined) throw new Error(`Der Suche im Browser fehlt Angebot ${number}.`);
    const [first, file] = chunk;
    const row = (await this.once(file))[number - first];
    const fields = this.manifest.card_fields.map((name, at) => [name, row[at]]);
    const { id, ...card } = Object.fromEntries(fields);
    return { id: fullId(id), card };
  }

  /** @param {string} file fetched once; a failure is not kept, so that it can be tried again */
  once(file) {
    let content = this.fetched.get(file);
    if (content === undefined) {
      content = this.read(file);
      this.fetched.set(file, content);
      content.catch(() => this.fetched.delete(file));
    }
    return content;
  }
}

/** @param {string} short a UUID in 22 characters of base64url, or anything behind "=" */
export function fullId(short) {
  if (short.startsWith("=")) return short.slice(1);
  const bytes = atob(short.replaceAll("-", "+").replaceAll("_", "/"));
  const hex = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * Reads files below an address.
 * @param {string} baseUrl
 * @returns {Read}
 */
export function fetched(baseUrl) {
  const base = new URL(baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`, document.baseURI);
  return async (name) => {
    const isManifest = name === "manifest.json";
    const response = await fetch(new URL(name, base), { cache: isManifest ? "no-cache" : "default" });
    if (!response.ok) throw new Error(`${response.status} bei ${response.url}`);
    return response.json();
  };
}
