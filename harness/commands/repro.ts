import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { loadCatalog } from "../catalog/load.ts";
import { type Entry, writeEntries } from "../host/bundle.ts";
import { digest, randomName } from "../host/digest.ts";
import { storeFolder } from "../host/environment.ts";
import { makeWhole, writeAtomic } from "../host/files.ts";
import { toArchive } from "../host/tar.ts";
import { findCell } from "../judge/find-cell.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import type { CellId } from "../model/ids.ts";
import { shellLine } from "../model/text.ts";
import { collect } from "../repro/collect.ts";
import { entriesOf } from "../repro/entries.ts";
import { checkReproducible } from "../repro/reproducible.ts";
import { readExpected } from "../run/expected.ts";
import { loadRun } from "./matrix.ts";
import { print, printJson } from "./output.ts";

export interface ReproOptions {
  readonly run: string | undefined;
  readonly out: string | undefined;
  readonly archive: boolean;
  readonly json: boolean;
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
  mkdirSync(dirname(out), { recursive: true });
  await makeWhole(out, dirname(out), (draft) => Promise.resolve(writeEntries(draft, entries)));
};

/** `gatehouse repro`: writes a folder or an archive by which somebody without this project sees what a cell saw. Exit code 0; 2 where there is nothing to run. */
export const reproCommand = async (root: string, said: string, options: ReproOptions): Promise<number> => {
  const [read, catalog] = await Promise.all([loadRun(root, options.run), loadCatalog(root)]);
  const cell = findCell(read.record.cells, said);
  const found = checkReproducible(cell, catalog);
  const out = resolve(options.out ?? `repro-${shortName(cell.id)}${options.archive ? ".tar.gz" : ""}`);
  checkFree(out, options.archive);
  const scratch = join(storeFolder(root), "tmp", `repro-${randomName()}`);
  let entries: Entry[];
  try {
    const expected = readExpected(found.program, found.workload.folder, scratch);
    entries = entriesOf(found, collect(root, found, read, expected), expected, readFileSync(expected.stdinFile));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  await write(out, entries, options.archive, read.record.header.started);
  const files = entries.flatMap((entry) => (entry.kind === "file" ? [{ path: entry.path, size: entry.bytes.length, digest: digest(entry.bytes) }] : []));
  if (options.json) printJson({ cell: cell.text, run: read.record.header.run, out, archive: options.archive, files });
  else {
    const shown = relative(process.cwd(), out) || out;
    print([shown, options.archive ? `unpack it, then: sh run.sh` : shellLine(["sh", join(shown, "run.sh")])]);
  }
  return exitCodes.ok;
};
