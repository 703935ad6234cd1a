// Solves the challenge on standard input as the page does.

import { readFileSync } from "node:fs";

import { solved } from "../../themes/ehrenamt/src/antrag/working.js";

const challenge = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(await solved(challenge, new AbortController().signal));
