import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeAtomic } from "../host/files.ts";
import { GatehouseError } from "../model/errors.ts";
import { hidePaths } from "../model/text.ts";
import { readSamples } from "./samples.ts";

/** Published samples are kept in git. */
const largest = 2 << 20;

/** Where samples are published: `results/performance/<name>.ndjson`, with a page beside them. */
export const performancePath = (root: string, name: string, kind: "ndjson" | "md"): string => join(root, "results/performance", `${name}.${kind}`);

/**
 * Publishes a file of samples and its page under a name. Throws a GatehouseError where the run did not come to its end, holds
 * an absolute path, or is too large; then nothing is written.
 */
export const publishSamples = (root: string, from: string, name: string, page: string): string[] => {
  const refuse = (message: string, hint: string): GatehouseError => new GatehouseError("bench/publish", message, { hint, place: { file: from } });
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) throw refuse(`not a name: ${JSON.stringify(name)}`, "small letters, digits and single hyphens");
  const { lines } = readSamples(from);
  const footer = lines.at(-1);
  if (footer?.kind !== "footer" || footer.interrupted) throw refuse("this run did not come to its end", "measure again");
  const text = readFileSync(from, "utf8");
  if (hidePaths(text) !== text)
    throw refuse("the samples hold an absolute path, of a failure or a candidate", "publish releases, and runs in which nothing failed");
  if (Buffer.byteLength(text) > largest) throw refuse(`the samples have more than ${largest} bytes`, "publish fewer benchmarks, languages or rounds");
  const [samples, markdown] = [performancePath(root, name, "ndjson"), performancePath(root, name, "md")];
  writeAtomic(samples, text);
  writeAtomic(markdown, page);
  return [samples, markdown];
};
