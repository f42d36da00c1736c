import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { hexOf } from "../model/digest.ts";
import { type Entry, readEntries, writeEntries } from "./bundle.ts";
import { digest, randomName } from "./digest.ts";
import { storeFolder } from "./environment.ts";
import { renameUnlessThere } from "./files.ts";
import { home, isPacked } from "./home.ts";

/** What of a checkout is the catalog. */
const parts = ["languages", "modules", "targets", "workloads", "harness/runtimes", "harness/keeps", "results/expectations", "results/policy.toml"];

/** The name of a package's catalog. npm drops symlinks and the modes of files, so a package has the catalog in one file. */
export const catalogFile = "catalog.json.gz";

/** The catalog of a checkout as one file. */
export const packCatalog = (root: string): Buffer => {
  const entries = parts.flatMap((part): Entry[] =>
    part.endsWith(".toml") ? [{ kind: "file", path: part, bytes: readFileSync(join(root, part)) }] : readEntries(join(root, part), part),
  );
  return gzipSync(JSON.stringify(entries.map((entry) => (entry.kind === "file" ? { ...entry, bytes: Buffer.from(entry.bytes).toString("base64") } : entry))));
};

/** Writes a packed catalog into a folder; one that is there already stays as it is. */
export const unpackCatalog = (packed: Uint8Array, folder: string): void => {
  const entries = JSON.parse(gunzipSync(packed).toString("utf8")) as (Exclude<Entry, { kind: "file" }> | { kind: "file"; path: string; bytes: string })[];
  const draft = `${folder}.${randomName()}`;
  mkdirSync(draft, { recursive: true });
  try {
    writeEntries(
      draft,
      entries.map((entry): Entry => (entry.kind === "file" ? { ...entry, bytes: Buffer.from(entry.bytes, "base64") } : entry)),
    );
    renameUnlessThere(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

/** The folder of the catalog that comes with Gatehouse. A package unpacks it into the store, once. */
export const baseFolder = (root: string): string => {
  if (!isPacked) return home;
  const packed = readFileSync(join(home, catalogFile));
  const folder = join(storeFolder(root), "catalog", hexOf(digest(packed), 16));
  if (!existsSync(folder)) unpackCatalog(packed, folder);
  return folder;
};
