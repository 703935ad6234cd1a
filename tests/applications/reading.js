// Reads [question, typed] pairs from standard input and writes what the page would say to each.

import { readFileSync } from "node:fs";

import { problemOf } from "../../themes/ehrenamt/src/antrag/reading.js";

const pairs = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(pairs.map(([asked, typed]) => problemOf(asked, typed))));
