// Answers what the tests in Python ask: reads {"doing", "asked": […]} and writes a list of answers.
// `node asking.js FOLDER` with the folder of a written index.

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

import { openBrowserSearch } from "../../../themes/ehrenamt/src/search/browser_search.js";
import { fold } from "../../../themes/ehrenamt/src/search/folding.js";

const folder = process.argv[2] ?? ".";
const search = await openBrowserSearch("", async (name) =>
  JSON.parse(await readFile(`${folder}/${name}`, "utf-8")),
);

/** @type {Record<string, (asked: any) => Promise<unknown> | unknown>} */
const DOINGS = {
  ask: (request) => search.ask(request),
  answer: (query) => search.answer(new URLSearchParams(query)),
  suggest: (typed) => search.suggest(typed),
  understand: (request) => search.understood(request),
  fold,
};

const { doing, asked } = JSON.parse(await text(process.stdin));
const answers = [];
for (const one of asked) answers.push(await DOINGS[doing]?.(one));
process.stdout.write(JSON.stringify(answers));
