import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Entry, writeEntries } from "../host/bundle.ts";
import { digest, randomName } from "../host/digest.ts";
import { storeFolder } from "../host/environment.ts";
import { makeWhole, writeAtomic } from "../host/files.ts";
import { toArchive } from "../host/tar.ts";
import { findCell } from "../judge/find-cell.ts";
import { GatehouseError } from "../model/errors.ts";
import type { CellId } from "../model/ids.ts";
import type { Repro } from "../model/repro.ts";
import { readRunOf } from "../review/read-run.ts";
import { collect } from "./collect.ts";
import { entriesOf } from "./entries.ts";
import { checkReproducible } from "./reproducible.ts";

/** Which run, and where and how it is written; undefined: the newest, and here by the cell's name. */
export interface ReproOptions {
  readonly run: string | undefined;
  readonly out: string | undefined;
  readonly archive: boolean;
}

const shortName = ({ workload, case: name, language, target, lane }: CellId): string => {
  const version = lane.version.startsWith("path:") ? "candidate" : lane.version;
  return [workload, name, language, target, lane.runtime, version, ...(lane.variant ? [lane.variant] : [])]
    .join("-")
    .replace(/[^A-Za-z0-9._-]/g, "-")
    .slice(0, 100);
};

const checkFree = (out: string, archive: boolean): void => {
  if (!existsSync(out)) return;
  const free = !archive && readEmpty(out);
  if (!free)
    throw new GatehouseError("repro/exists", `${out} is there already${archive ? "" : ", and not an empty folder"}`, {
      hint: "remove it, or name another place with --out",
    });
};

const readEmpty = (path: string): boolean => {
  try {
    return readdirSync(path).length === 0;
  } catch {
    // A file.
    return false;
  }
};

const write = async (out: string, entries: readonly Entry[], archive: boolean, started: string): Promise<void> => {
  if (archive) {
    writeAtomic(out, toArchive(entries, basename(out).replace(/\.tar\.gz$|\.tgz$/, ""), Math.floor(Date.parse(started) / 1000)));
    return;
  }
  await makeWhole(out, dirname(out), (draft) => Promise.resolve(writeEntries(draft, entries)));
};

/** What was written, and of which cell. */
export interface WrittenRepro {
  readonly cell: string;
  readonly run: string;
  readonly out: string;
  readonly archive: boolean;
  /** Variables that its script needs on this machine, NAME=VALUE: where an engine is that nobody has published. */
  readonly needs: readonly string[];
  readonly files: readonly { readonly path: string; readonly size: number; readonly digest: string }[];
}

const unpublishedNeeds = ({ lane }: CellId, { needs }: Repro): string[] =>
  needs.filter(({ kind, fallback }) => kind === "program" && fallback === "").map(({ variable }) => `${variable}=${lane.version.replace(/^path:/, "")}`);

/** Writes a folder or an archive by which somebody without this project sees what a cell saw. Throws a GatehouseError where there is nothing to run. */
export const writeRepro = async (root: string, said: string, { run, out: named, archive }: ReproOptions): Promise<WrittenRepro> => {
  const read = await readRunOf(root, said, run);
  const cell = findCell(read.record.cells, said);
  const found = checkReproducible(cell, read.catalog);
  const out = resolve(named ?? `repro-${shortName(cell.id)}${archive ? ".tar.gz" : ""}`);
  checkFree(out, archive);
  const scratch = join(storeFolder(root), "tmp", `repro-${randomName()}`);
  let entries: Entry[];
  let needs: string[];
  try {
    const collected = await collect(root, found, read, scratch);
    entries = entriesOf(found, collected);
    needs = unpublishedNeeds(cell.id, collected.repro);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  await write(out, entries, archive, read.record.header.started);
  const files = entries.flatMap((entry) => (entry.kind === "file" ? [{ path: entry.path, size: entry.bytes.length, digest: digest(entry.bytes) }] : []));
  return { cell: cell.text, run: read.record.header.run, out, archive, needs, files };
};
