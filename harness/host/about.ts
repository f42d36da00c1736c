import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digest, digestOf } from "./digest.ts";

const harness = join(import.meta.dirname, "..");

/** The version of Gatehouse itself. */
export const version = (): string => (JSON.parse(readFileSync(join(harness, "../package.json"), "utf8")) as { version: string }).version;

/** Digest of the sources of Gatehouse itself. Tests and what they run do not count, nor do runtimes and Keeps: lanes have digests of their own. */
export const sourceDigest = (): string => {
  const files = readdirSync(harness, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|mjs|[ch])$/.test(file) && !/\.(test|fixture)\.ts$/.test(file) && !/^(runtimes|keeps|mini)\//.test(file))
    .sort();
  return digestOf(files.map((file) => [file, digest(readFileSync(join(harness, file)))]));
};
