/**
 * The shape of the harness, room by room: lines, lines of tests, their ratio, and files that are too long.
 * Exits with 1 where a limit does not hold; `--quiet` prints only what is over one.
 *
 * Code is TypeScript and the host scripts of runtimes. Left out: what schemas generate, C (each is one program that is compiled
 * alone), what `new` copies, and what `repro` gives away. Lines of tests are those of `*.test.ts` and `*.fixture.ts`. The ratio leaves out files of
 * types alone: nothing of them runs, and the compiler tests them.
 */
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { $ } from "zx";

const limits = { longest: 250, ratio: 0.8, median: 80 };

interface File {
  readonly path: string;
  readonly room: string;
  readonly is: "code" | "types" | "test";
  readonly lines: number;
}

// Node would say each time that stripping types is new.
process.removeAllListeners("warning");

/** Whether nothing of a TypeScript file is left where its types and comments are taken away. */
const isTypes = (text: string): boolean => {
  const left = stripTypeScriptTypes(text, { mode: "transform" }).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return left.replace(/^\s*(import\b[^;]*;|export\s*\{\s*\};?)\s*$/gm, "").trim() === "";
};

const toFile = (path: string): File => {
  const text = readFileSync(path, "utf8");
  const is = /\.(test|fixture)\.ts$/.test(path) ? "test" : path.endsWith(".ts") && isTypes(text) ? "types" : "code";
  return { path, room: path.split("/")[1] ?? "", is, lines: text.split("\n").length - 1 };
};

const listed = (await $({ quiet: true })`git ls-files --cached --others --exclude-standard harness`).stdout.trim().split("\n");
const files = listed.filter((path) => /^harness\/[^/]+\/.*\.(ts|mjs|py)$/.test(path) && !/\/(generated|skeleton|talk)\//.test(path)).map(toFile);

const sum = (all: readonly File[]): number => all.reduce((total, { lines }) => total + lines, 0);
const medianOf = (all: readonly File[]): number => all.map(({ lines }) => lines).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

/** Rooms that hold no code of the harness: manifests with their host scripts, and fakes for tests. */
const withoutRatio = new Set(["runtimes", "keeps", "mini"]);
const code = files.filter(({ is }) => is !== "test");
const wrong: string[] = [];
const rows = [...new Set(files.map(({ room }) => room))].sort().map((room) => {
  const own = code.filter((file) => file.room === room);
  const tests = sum(files.filter((file) => file.room === room && file.is === "test"));
  const runs = sum(own.filter(({ is }) => is === "code"));
  const longest = own.toSorted((a, b) => b.lines - a.lines)[0];
  const ratio = runs === 0 ? undefined : tests / runs;
  if (ratio !== undefined && ratio < limits.ratio && !withoutRatio.has(room))
    wrong.push(`${room}: ${ratio.toFixed(2)} lines of tests a line, ${limits.ratio} are the least: ${Math.ceil(limits.ratio * runs - tests)} more`);
  return [
    room,
    String(sum(own)),
    String(runs),
    String(tests),
    ratio?.toFixed(2) ?? "",
    String(medianOf(own)),
    longest ? `${longest.lines} ${longest.path.split("/").slice(2).join("/")}` : "",
  ];
});
for (const { path, lines } of code) if (lines > limits.longest) wrong.push(`${path}: ${lines} lines, ${limits.longest} are the most`);
const median = medianOf(code);
if (median > limits.median) wrong.push(`the median of all files is ${median} lines, ${limits.median} is the most`);

const head = ["room", "lines", "that run", "tests", "ratio", "median", "longest"];
const total = ["all", String(sum(code)), String(sum(code.filter(({ is }) => is === "code"))), String(sum(files) - sum(code)), "", String(median), ""];
const table = [head, ...rows, total];
const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
if (!process.argv.includes("--quiet"))
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
for (const line of wrong) console.log(line);
process.exit(wrong.length === 0 ? 0 : 1);
