// The golden vectors, checked on the side of JavaScript. INDEX names the folder of a written index.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { BadQuestion, readQuestion } from "../../../themes/ehrenamt/src/search/addresses.js";
import { openBrowserSearch } from "../../../themes/ehrenamt/src/search/browser_search.js";
import { FACETS } from "../../../themes/ehrenamt/src/search/contract.js";
import { fold, words } from "../../../themes/ehrenamt/src/search/folding.js";

/** @param {string | URL} path */
const json = async (path) => JSON.parse(await readFile(path, "utf-8"));
const search = await openBrowserSearch("", (name) => json(`${process.env["INDEX"]}/${name}`));
const { analyser } = (await search.start()).knowledge;
const NOTHING_ASKED = {
  q: "", place: "", km: null, near: null, chosen: {}, validOn: "",
  sort: "relevanz", page: 1, size: 20, facets: FACETS,
};

/** @type {Record<string, (input: any) => Promise<unknown> | unknown>} */
const GIVES = {
  texts: (text) => ({
    fold: fold(text),
    words: words(text).map((word) => [word, analyser.stem(word), analyser.splitter.split(word)]),
    tokens: analyser
      .words(text)
      .map(({ typed, token, heads, parts }) => [typed, token, heads, parts]),
  }),
  questions: (asked) => {
    const [q, place, km] = typeof asked === "string" ? [asked, "", null] : asked;
    return search.understood({ ...NOTHING_ASKED, q, place, km });
  },
  addresses: (query) => addressOf(query),
  suggestions: async (text) => ({
    all: (await search.suggest(text)).suggestions,
    places: (await search.suggest(text, "ort")).suggestions,
  }),
};

/** @param {string} query */
function addressOf(query) {
  try {
    return readQuestion(new URLSearchParams(query));
  } catch (error) {
    if (!(error instanceof BadQuestion)) throw error;
    return { message: error.message, refused: error.refused };
  }
}

for (const [name, gives] of Object.entries(GIVES)) {
  test(name, async (each) => {
    const rows = await json(new URL(`../vectors/${name}.json`, import.meta.url));
    assert.ok(rows.length > 40);
    for (const [input, expected] of rows) {
      await each.test(JSON.stringify(input).slice(0, 80), async () => {
        assert.deepEqual(await gives(input), expected);
      });
    }
  });
}
