import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeAtomic } from "../host/files.ts";
import { GatehouseError } from "../model/errors.ts";
import { hidePaths } from "../model/text.ts";
import { pack, packedEnding } from "./packed.ts";
import { largestSamples, readSamples, toSamplesText } from "./samples.ts";

const folder = (root: string): string => join(root, "results/performance");

/** Where published samples are: `results/performance/<name>/<run>.ndjson.gz`, with a page `<name>.md` beside the folder. */
export const publishedSamples = (root: string, name: string, run: string): string => join(folder(root), name, `${run}${packedEnding}`);
export const performancePage = (root: string, name: string): string => join(folder(root), `${name}.md`);
/** The picture that stands on that page. */
const performancePicture = (root: string, name: string): string => join(folder(root), `${name}.svg`);

/** What is written of published samples beside them. */
export interface SamplesPages {
  readonly page: string;
  /** As SVG; undefined where there is nothing to draw. */
  readonly picture: string | undefined;
}

/** Files of samples that a path means: itself, or all of a folder. */
export const samplesAt = (path: string): string[] =>
  existsSync(path) && statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((file) => file.endsWith(".ndjson") || file.endsWith(packedEnding))
        .sort()
        .map((file) => join(path, file))
    : [path];

/**
 * Publishes files of samples, their page and its picture under a name. Throws a GatehouseError where a run did not come to its end, is of a
 * candidate, or is too large; then nothing is written. Returns what was written.
 */
export const publishSamples = (root: string, from: readonly string[], name: string, { page, picture }: SamplesPages): string[] => {
  const refuse = (file: string, message: string, hint: string): GatehouseError => new GatehouseError("bench/publish", message, { hint, place: { file } });
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) throw refuse(name, `not a name: ${JSON.stringify(name)}`, "small letters, digits and single hyphens");
  const files = from.map((path): readonly [string, string] => {
    const { header, lines } = readSamples(path);
    const footer = lines.at(-1);
    if (footer?.kind !== "footer" || footer.interrupted) throw refuse(path, "this run did not come to its end", "measure again");
    // What a compiler or a guest said may name a folder of this machine; what else would is a candidate.
    const text = toSamplesText(lines.map((line) => (line.kind === "failure" ? { ...line, detail: hidePaths(line.detail) } : line)));
    if (hidePaths(text) !== text) throw refuse(path, "the samples hold an absolute path, of a candidate say", "publish releases");
    if (Buffer.byteLength(text) > largestSamples)
      throw refuse(path, `the samples have more than ${largestSamples} bytes`, "publish fewer benchmarks, languages or rounds");
    return [publishedSamples(root, name, header.run), text];
  });
  for (const [path, text] of files) writeAtomic(path, pack(text));
  const pages: readonly (readonly [string, string])[] = [
    [performancePage(root, name), page],
    ...(picture === undefined ? [] : [[performancePicture(root, name), picture] as const]),
  ];
  for (const [path, text] of pages) writeAtomic(path, text);
  return [...files, ...pages].map(([path]) => path);
};
