/**
 * How readable the pages are: sentences, their average and their longest, per page.
 *   node scripts/words.ts                  every page in git
 *   node scripts/words.ts README.md …      these pages
 *   node scripts/words.ts --quiet          only pages over a limit
 * It fails where a page is over a limit or a sentence begins with a banned opening.
 */
import { readFile } from "node:fs/promises";
import { $, argv } from "zx";
import { banned, measure, sentencesOf } from "./words/sentences.ts";

/** Words a sentence on average, in running text; and words of the longest sentence, tables included. */
const limits = { average: 20, longest: 40 };
/** Shows only pages over a limit. */
const quiet = argv["quiet"] === true;
const named = argv._.map(String);
const pages = named.length > 0 ? named : (await $({ quiet: true })`git ls-files ${"*.md"}`).stdout.split("\n").filter((path) => path !== "");

let failed = 0;
for (const page of pages) {
  const sentences = sentencesOf(await readFile(page, "utf8"));
  const { average, longest } = measure(sentences);
  const faults = [
    ...(average > limits.average ? [`${average.toFixed(1)} words a sentence on average, over ${limits.average}`] : []),
    ...sentences.filter((one) => one.words > limits.longest).map((one) => `line ${one.line}: ${one.words} words: ${one.text}`),
    ...sentences.filter((one) => banned(one.text)).map((one) => `line ${one.line}: opening: ${one.text}`),
  ];
  failed += faults.length;
  if (!quiet || faults.length > 0)
    console.log(`${average.toFixed(1).padStart(5)} ${String(longest).padStart(4)} ${String(sentences.length).padStart(4)}  ${page}`);
  for (const fault of faults) console.log(`      ${fault}`);
}
if (!quiet) console.log("average, longest, sentences");
process.exit(failed === 0 ? 0 : 1);
