import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { digest } from "../host/digest.ts";
import { type Made, madeLines, type Told } from "../judge/run.fixture.ts";
import type { StreamFact } from "../model/generated/journal.ts";
import { toText } from "../record/lines.ts";
import { journalForm } from "../record/read.ts";

const project = join(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(tmpdir(), "gatehouse-review-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Writes a file, with the folders that it stands in. */
export const put = (path: string, text: string): void => {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
};

/** A small project: WebAssembly text, one trust workload, args of the real one, node:wasi, wasmtime and Enarx on the bare machine. Nothing of it is run. */
export const plantProject = (): string => {
  const root = mkdtempSync(join(scratch, "project-"));
  for (const path of ["targets", "languages/wat", "languages/zig", "workloads/must-trap", "workloads/args", "harness/keeps/nil"])
    cpSync(join(project, path), join(root, path), { recursive: true });
  for (const runtime of ["enarx", "node-wasi", "wasmtime"])
    cpSync(join(project, "harness/runtimes", runtime), join(root, "harness/runtimes", runtime), {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
  for (const name of readdirSync(join(root, "workloads/args")))
    if (!["zig", "workload.toml"].includes(name)) rmSync(join(root, "workloads/args", name), { recursive: true });
  return root;
};

/** A folder of its own for a test. */
export const ownFolder = (): string => mkdtempSync(join(scratch, "folder-"));

/** Puts the journal of a made run into a project; returns its path. `blobs`: streams that were kept, as text. */
export const plantRun = (root: string, cells: Readonly<Record<string, Told>>, made: Made = {}, blobs: readonly string[] = []): string => {
  const lines = madeLines(cells, made);
  const folder = join(root, "results/runs", lines[0].run);
  put(join(folder, "journal.ndjson"), toText(journalForm, lines).text);
  for (const text of blobs) put(join(folder, "blobs", digest(text).slice(7)), text);
  return join(folder, "journal.ndjson");
};

/** A stream that wrote a text, which was kept. */
export const kept = (text: string): StreamFact => ({ size: Buffer.byteLength(text), digest: digest(text), blob: true });
