import { createHash, type Hash, hash, randomBytes } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** sha256 of bytes or text, as `sha256:…`. */
export const digest = (data: string | Uint8Array): string => `sha256:${hash("sha256", data, "hex")}`;

/** sha256 of text or bytes after a digest: of all that was chained up to there. */
export const digestAfter = (before: string, data: string | Uint8Array): string => `sha256:${createHash("sha256").update(before).update(data).digest("hex")}`;

/** sha256 of a value by its JSON with sorted keys: equal values have equal digests. */
export const digestOf = (value: unknown): string => digest(canonical(value));

const canonical = (value: unknown): string => {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  let text = "";
  for (const key of Object.keys(value).sort()) {
    const child = (value as Record<string, unknown>)[key];
    if (child !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonical(child)}`;
  }
  return `{${text}}`;
};

// Names, contents, the execute bit, and links by what they point to.
const add = (sum: Hash, path: string, name: string): void => {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) sum.update(`link ${JSON.stringify(name)} ${JSON.stringify(readlinkSync(path))}\n`);
  else if (status.isDirectory()) {
    sum.update(`folder ${JSON.stringify(name)}\n`);
    for (const child of readdirSync(path).sort()) add(sum, join(path, child), `${name}/${child}`);
  } else if (!status.isFile()) {
    // A pipe would have no end.
    sum.update(`special ${JSON.stringify(name)}\n`);
  } else {
    sum.update(`file ${JSON.stringify(name)} ${status.mode & 0o111 ? "x" : "-"} ${status.size}\n`);
    sum.update(readFileSync(path));
  }
};

/** sha256 of a folder: names, contents, the execute bit, and links by what they point to. */
export const digestFolder = (folder: string): string => digestFiles(new Map([["", folder]]));

/** sha256 of files by the names that they go by, wherever they lie. */
export const digestFiles = (places: ReadonlyMap<string, string>): string => {
  const sum = createHash("sha256");
  for (const name of [...places.keys()].sort()) add(sum, places.get(name) as string, name);
  return `sha256:${sum.digest("hex")}`;
};

/** A short random name, for files that must not collide. */
export const randomName = (): string => randomBytes(6).toString("hex");
