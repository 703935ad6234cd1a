// Reads [{query, answer}, …] and writes what the page would show of each.

import { text } from "node:stream/consumers";

import { addressOf } from "../../../themes/ehrenamt/src/page/addresses.js";
import { answerView } from "../../../themes/ehrenamt/src/page/view.js";
import { readQuestion } from "../../../themes/ehrenamt/src/search/addresses.js";

const rows = JSON.parse(await text(process.stdin)).map((/** @type {any} */ { query, answer }) => {
  const { request } = readQuestion(new URLSearchParams(query));
  return { address: addressOf(request), view: answerView(request, answer) };
});
process.stdout.write(JSON.stringify(rows));
