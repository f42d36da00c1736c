import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { hexOf } from "../model/digest.ts";
import { type Entry, readEntries, writeEntries } from "./bundle.ts";
import { digest } from "./digest.ts";
import { storeFolder } from "./environment.ts";
import { home, isPacked } from "./home.ts";
import { makeSealed } from "./seal.ts";

/** What of a checkout is the catalog. */
const parts = [
  "languages",
  "modules",
  "targets",
  "workloads",
  "harness/runtimes",
  "harness/keeps",
  "results/expectations",
  "results/policy.toml",
  "results/differences.toml",
];

/** The name of a package's catalog. npm drops symlinks and the modes of files, so a package has the catalog in one file. */
export const catalogFile = "catalog.json.gz";

/** The catalog of a checkout as one file. */
export const packCatalog = (root: string): Buffer => {
  const entries = parts.flatMap((part): Entry[] =>
    part.endsWith(".toml") ? [{ kind: "file", path: part, bytes: readFileSync(join(root, part)) }] : readEntries(join(root, part), part),
  );
  return gzipSync(JSON.stringify(entries.map((entry) => (entry.kind === "file" ? { ...entry, bytes: Buffer.from(entry.bytes).toString("base64") } : entry))));
};

/** Writes a packed catalog into a folder that is there and empty. */
export const unpackCatalog = (packed: Uint8Array, folder: string): void => {
  const entries = JSON.parse(gunzipSync(packed).toString("utf8")) as (Exclude<Entry, { kind: "file" }> | { kind: "file"; path: string; bytes: string })[];
  writeEntries(
    folder,
    entries.map((entry): Entry => (entry.kind === "file" ? { ...entry, bytes: Buffer.from(entry.bytes, "base64") } : entry)),
  );
};

/** The folder of the catalog that comes with Gatehouse. A package unpacks it into the store, once, and again where somebody changed it. */
export const baseFolder = async (root: string): Promise<string> => {
  if (!isPacked) return home;
  const packed = readFileSync(join(home, catalogFile));
  const store = storeFolder(root);
  const folder = join(store, "catalog", hexOf(digest(packed), 16));
  await makeSealed(folder, join(store, "tmp"), "marks", async (draft) => unpackCatalog(packed, draft));
  return folder;
};
