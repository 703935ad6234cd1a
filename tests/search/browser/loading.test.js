// Which files are loaded when, and what happens when one is missing. INDEX names a written index.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { BadQuestion, openBrowserSearch } from "../../../themes/ehrenamt/src/search/browser_search.js";

/** @param {string} name */
const fromDisk = async (name) =>
  JSON.parse(await readFile(`${process.env["INDEX"]}/${name}`, "utf-8"));

/** A way to the files that counts, and fails while `broken` names the beginning of a file. */
function recorded() {
  /** @type {string[]} */
  const read = [];
  const state = { broken: "" };
  /** @param {string} name */
  const file = async (name) => {
    read.push(name);
    if (state.broken && name.startsWith(state.broken)) throw new Error(`${name} fehlt`);
    return fromDisk(name);
  };
  const kinds = () => [...new Set(read.map((name) => name.split(/[-.]/)[0]))].sort();
  return { read, state, file, kinds };
}

const params = (/** @type {string} */ text) => new URLSearchParams(text);

test("words alone load no places' points and no spellings", async () => {
  const { file, kinds } = recorded();
  await (await openBrowserSearch("", file)).answer(params("q=Museum"));
  assert.deepEqual(kinds(), [
    "cards", "facets", "language", "manifest", "places", "postings", "tokens",
  ]);
});

test("a place, a day and an order load their columns", async () => {
  const { file, kinds } = recorded();
  const search = await openBrowserSearch("", file);
  await search.answer(params("ort=52062&gueltig=2026-11-24&sort=neueste"));
  for (const kind of ["points", "postal_codes", "validity", "dates"]) {
    assert.ok(kinds().includes(kind), kind);
  }
});

test("a mistake loads the spellings of its letter, a phrase the sequences", async () => {
  const { file, read } = recorded();
  const search = await openBrowserSearch("", file);
  const { interpreted } = await search.answer(params("q=Muesum"));
  assert.deepEqual(interpreted.corrections, [{ typed: "Muesum", used: "Museum" }]);
  assert.deepEqual(
    read.filter((name) => name.startsWith("spellings")).map((name) => name.split("-")[1]),
    ["m"],
  );
  assert.ok(!read.some((name) => name.startsWith("sequences")));
  await search.answer(params("q=%22rote+Katze%22"));
  assert.ok(read.some((name) => name.startsWith("sequences")));
});

test("the same question again loads nothing", async () => {
  const { file, read } = recorded();
  const search = await openBrowserSearch("", file);
  const first = await search.answer(params("q=Museum+Köln"));
  const count = read.length;
  assert.deepEqual(await search.answer(params("q=Museum+Köln")), first);
  assert.equal(read.length, count);
});

test("questions at the same time get their own answers", async () => {
  const { file } = recorded();
  const search = await openBrowserSearch("", file);
  const asked = ["q=Museum", "ort=Aachen", "q=%22rote+Katze%22", "q=Kino&ort=52062&sort=neueste"];
  const together = await Promise.all(asked.map((query) => search.answer(params(query))));
  const fresh = await openBrowserSearch("", fromDisk);
  for (const [at, query] of asked.entries()) {
    assert.deepEqual(together[at], await fresh.answer(params(query)));
  }
});

for (const kind of ["language", "facets", "postings", "points", "cards", "spellings"]) {
  test(`a missing file of ${kind} fails the question and is asked for again`, async () => {
    const { file, state } = recorded();
    const search = await openBrowserSearch("", file);
    state.broken = kind;
    await assert.rejects(search.answer(params("q=Muesum&ort=Köln")), /fehlt/);
    state.broken = "";
    assert.ok((await search.answer(params("q=Muesum&ort=Köln"))).total > 0);
  });
}

test("an index written for other code is refused", async () => {
  const read = async () => ({ ...(await fromDisk("manifest.json")), v: 99 });
  await assert.rejects(openBrowserSearch("", read), /Fassung/);
});

test("a value that cannot be used is named before anything is loaded", async () => {
  const { file, read } = recorded();
  const search = await openBrowserSearch("", file);
  await assert.rejects(search.answer(params("umkreis=999")), (error) => {
    assert.ok(error instanceof BadQuestion);
    assert.match(error.message, /„umkreis“ ist „999“; erlaubt ist eine ganze Zahl von 1 bis 250\./);
    return true;
  });
  assert.deepEqual(read, ["manifest.json"]);
});
