/**
 * Published records, and what README shows of them. `npm run records` runs the full profile, publishes it, and draws anew; words after it
 * go to the run, e.g. `--profile deep runtime=enarx`.
 * `--draw` only draws; `--check` tells whether records and pages are those of this tree, and new enough.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { $ } from "zx";
import { loadCatalog } from "../harness/catalog/load.ts";
import { coveragePage, readCoverage } from "../harness/record/coverage.ts";
import { publishedFaults, readFaultsText } from "../harness/record/faults.ts";
import type { PublishedToday } from "../harness/record/published.ts";
import { faultPage } from "../harness/report/faults.ts";
import { publishedToday } from "../harness/review/everything.ts";
import { loadToday } from "../harness/review/read-run.ts";
import { caseLine } from "../harness/run/contract.ts";
import { groupsOfToday } from "../harness/trace/coverage.ts";
import { coveragePageOf, goneCoverage } from "../harness/trace/publish.ts";
import { drawRecords, fillCoverage, fillFaults, fillReadme } from "./records/pages.ts";

const root = join(import.meta.dirname, "..");
/** A record of a current release is measured anew before it is so many days old: sooner if more than this part of its contracts has moved. */
const limits = { days: 60, movedDays: 30, moved: 0.2 };
const catalog = await loadCatalog(root);
const readRecords = async (): Promise<PublishedToday[]> => publishedToday(root, await loadToday(root));
const coverage = readCoverage(root);
const faults = existsSync(publishedFaults(root)) ? readFaultsText(publishedFaults(root)) : undefined;
const readmeOf = (published: readonly PublishedToday[]): string => {
  const text = fillCoverage(fillReadme(readFileSync(join(root, "README.md"), "utf8"), published), catalog, coverage);
  return faults ? fillFaults(text, faults) : text;
};
const pages = (published: readonly PublishedToday[]): readonly (readonly [string, string])[] => [
  ["README.md", readmeOf(published)],
  ...(coverage ? [[relative(root, coveragePage(root)), coveragePageOf(catalog, coverage)] as const] : []),
  ...(faults ? [["results/faults/README.md", faultPage(faults)] as const] : []),
  ["results/matrix.svg", drawRecords(published)],
];
/** Releases that are kept as history: their records neither age nor stand in README. */
const earlier = new Set(
  [...catalog.runtimes].flatMap(([id, { releases }]) =>
    releases.flatMap(({ version, current }) => (current || version === undefined ? [] : [`${id}@${version}`])),
  ),
);
const isCurrent = ({ header }: PublishedToday): boolean => !earlier.has(header.release);
/** Of records, those of current releases as plain processes: what `npm start` shows. */
const isShown = (published: PublishedToday): boolean => isCurrent(published) && /^(jco|node-wasi|wasmtime|wazero)@[^+]*\/nil:host-/.test(published.header.lane);

const contractsOfToday = (): ReadonlyMap<string, string> => {
  const lines = [...catalog.workloads].flatMap(([id, { cases, folder }]) => cases.map((entry) => caseLine(id, entry, folder)));
  return new Map(lines.map((line) => [line.case, line.contract]));
};

const check = async (): Promise<string[]> => {
  const today = contractsOfToday();
  const published = await readRecords();
  const stale = pages(published.filter(isShown)).flatMap(([path, text]) =>
    readFileSync(join(root, path), "utf8") === text ? [] : [`${path} is not what the records say: npx node scripts/records.ts --draw`],
  );
  const old = published.filter(isCurrent).flatMap((own) => {
    const { header, record } = own;
    const days = Math.floor((Date.now() - Date.parse(header.day)) / 86_400_000);
    const moved = record.cases.filter((line) => today.get(line.case) !== line.contract).length;
    const why = [
      ...(days > limits.days ? [`${days} days old`] : []),
      ...(days > limits.movedDays && moved > limits.moved * record.cases.length ? [`${moved} of ${record.cases.length} contracts have moved`] : []),
    ];
    return why.length === 0
      ? []
      : [`the record of ${header.lane}: ${why.join(", ")}: npm run records${isShown(own) ? "" : ` -- --profile deep release=${header.release}`}`];
  });
  const gone = coverage ? goneCoverage(coverage, groupsOfToday({ catalog })) : ["results/coverage is missing: npx gatehouse coverage --publish"];
  return [...stale, ...old, ...gone.map((pair) => `no port covers it any more: ${pair}`)];
};

if (process.argv.includes("--check")) {
  const wrong = await check();
  for (const line of wrong) console.log(line);
  process.exit(wrong.length === 0 ? 0 : 1);
}
if (!process.argv.includes("--draw")) {
  const words = process.argv.slice(2);
  await $({ cwd: root, stdio: "inherit" })`${process.execPath} harness/gatehouse.mjs run ${words.length > 0 ? words : ["--profile", "full"]}`;
  await $({ cwd: root, stdio: "inherit" })`${process.execPath} harness/gatehouse.mjs publish`;
}
for (const [path, text] of pages((await readRecords()).filter(isShown))) writeFileSync(join(root, path), text);
