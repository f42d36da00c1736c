import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { digest, digestOf } from "./digest.ts";
import { home, isPacked } from "./home.ts";

const harness = join(home, "harness");

/** A package has no sources: this file names those that it was made of. */
export const digestsFile = "digests.json";

const packed = (): { readonly source: string; readonly judge: string } => JSON.parse(readFileSync(join(home, digestsFile), "utf8"));

/** The version of Gatehouse itself. */
export const version = (): string => (JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string }).version;

/** Digest of the sources of Gatehouse itself. Tests and what they run do not count, nor do runtimes and Keeps: lanes have digests of their own. */
export const sourceDigest = (): string => {
  if (isPacked) return packed().source;
  const files = readdirSync(harness, { recursive: true, withFileTypes: true })
    .map(({ parentPath, name }) => relative(harness, join(parentPath, name)))
    .filter((file) => /\.(ts|mjs|[ch])$/.test(file) && !/\.(test|fixture)\.ts$/.test(file) && !/^(runtimes|keeps|mini)\//.test(file))
    .sort();
  return digestOf(files.map((file) => [file, digest(readFileSync(join(harness, file)))]));
};

const importsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/\bfrom "(\.[^"]+\.ts)"/g)]
    .map(([, name]) => join(dirname(file), name as string))
    .filter((name) => !name.includes("/generated/"));

let judge: string | undefined;

/** Digest of the sources that a row's verdict follows from: the judge of rows, and all that it imports. */
export const judgeDigest = (): string => {
  judge ??= isPacked ? packed().judge : digestJudge();
  return judge;
};

const digestJudge = (): string => {
  const files = new Set([join(harness, "judge/row.ts")]);
  for (const file of files) for (const name of importsOf(file)) files.add(name);
  return digestOf([...files].sort().map((file) => [relative(harness, file), digest(readFileSync(file))]));
};
