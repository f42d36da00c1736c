import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import { stringify } from "smol-toml";
import { digestFolder, digestOf } from "../host/digest.ts";
import { makeWhole } from "../host/files.ts";
import { hexOf } from "../model/digest.ts";
import { GatehouseError } from "../model/errors.ts";
import type { TargetManifest } from "../model/generated/target.ts";
import type { WorkloadManifest } from "../model/generated/workload.ts";
import type { ImportedSuite } from "../model/suite.ts";
import type { Target } from "../model/words.ts";
import { type FoundTest, findTests } from "./find.ts";
import { checkedKind } from "./kind.ts";
import { idsFor } from "./names.ts";
import { readSkips, type Skips } from "./skips.ts";
import { translate } from "./translate.ts";

/** A suite's folder, laid out anew as a folder that lies over a catalog. */
export interface LaidSuite extends ImportedSuite {
  readonly folder: string;
}

/** How a suite is read. */
export interface ImportOptions {
  /** What ids of its workloads begin with. */
  readonly name: string;
  /** Files of the suite's expectations. */
  readonly expectations: readonly string[];
  /** Outputs are compared as the suite's own runner does: what they go on with is right. */
  readonly prefix: boolean;
  readonly targets: ReadonlyMap<Target, TargetManifest>;
  /** The language whose ports are binaries, and the name of their one file. */
  readonly binaries: { readonly language: string; readonly file: string };
}

const listFile = "suite.json";

interface Imported {
  readonly tests: Record<string, string>;
  readonly targets: Record<string, number>;
  readonly skipped: string[];
  readonly not: ImportedSuite["not"][number][];
}

const inside = (test: FoundTest, root: string, name: string): string => {
  const path = resolve(test.folder, name);
  const file = `${test.file.slice(0, -".wasm".length)}.json`;
  if (!path.startsWith(root + sep))
    throw new GatehouseError("suite/outside", `the folder ${JSON.stringify(name)} is outside of the suite`, {
      hint: "name a folder beside the test",
      place: { file },
    });
  if (!existsSync(path))
    throw new GatehouseError("suite/no-folder", `there is no folder ${JSON.stringify(name)} beside the test`, {
      hint: "make it, or mend its name",
      place: { file },
    });
  return path;
};

// An engine has to compile it first: so many seconds for each MiB.
const timeOf = (bytes: Uint8Array): { readonly seconds?: number } => {
  const mib = bytes.length / 2 ** 20;
  return mib > 1 ? { seconds: Math.ceil(20 + 10 * mib) } : {};
};

const manifestOf = (id: string, test: FoundTest, own: WorkloadManifest["case"][number], bytes: Uint8Array): WorkloadManifest => ({
  id,
  title: test.path,
  kind: "probe",
  about: `A test that was compiled elsewhere: ${test.path}${test.file.endsWith(".wasm") ? ".wasm" : ""}${test.suite === undefined ? "" : ` of ${test.suite}`}.`,
  case: [{ ...own, ...timeOf(bytes) }],
});

// What stands for a program where an engine runs a script: a module of nothing.
const nothing = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

const readScript = ({ test, file }: FoundTest, { targets }: ImportOptions) => {
  const target = [...targets.values()].find(({ kind }) => kind === "module")?.id;
  if (target === undefined) return { not: "a script, and no target of the catalog has modules" };
  const place = `fixtures/${basename(file)}`;
  const proposals = "proposals" in test && test.proposals?.length ? { proposals: test.proposals } : {};
  const expect = { exit: 0, stdout: { match: "free" }, stderr: { match: "free" } } as const;
  return { case: { id: "run", needs: [], script: { file: place }, ...proposals, expect }, folders: new Map(), bytes: nothing, target, script: place };
};

/** What a test is before it is laid out: the target and the contract, or why there are none. */
const read = (test: FoundTest, options: ImportOptions) => {
  if ("not" in test.test) return test.test;
  if (test.file.endsWith(".wast")) return readScript(test, options);
  const bytes = readFileSync(test.file);
  const kind = checkedKind(bytes, test.version, options.targets);
  if ("not" in kind) return kind;
  const told = translate(test.test, kind, options.targets.get(kind.target) as TargetManifest, options.prefix);
  return "not" in told ? told : { ...told, bytes, target: kind.target };
};

/** Lays one test out as a workload, and gives its target; the reason why it is none where it is not. */
const layTest = (into: string, root: string, test: FoundTest, id: string, options: ImportOptions): { readonly target: Target } | { readonly not: string } => {
  const told = read(test, options);
  if ("not" in told) return told;
  const folder = join(into, "workloads", id);
  const port = join(folder, `${options.binaries.language}.${told.target}`);
  mkdirSync(port, { recursive: true });
  writeFileSync(join(port, options.binaries.file), told.bytes);
  for (const [name, place] of told.folders) cpSync(inside(test, root, name), join(folder, place), { recursive: true, verbatimSymlinks: true });
  if ("script" in told) {
    mkdirSync(join(folder, "fixtures"), { recursive: true });
    cpSync(test.file, join(folder, told.script));
  }
  writeFileSync(join(folder, "workload.toml"), stringify(manifestOf(id, test, told.case, told.bytes)));
  return { target: told.target };
};

const lay = (into: string, root: string, skips: Skips, options: ImportOptions): void => {
  const found = findTests(root);
  const ids = idsFor(
    options.name,
    found.map(({ path }) => path),
  );
  const imported: Imported = { tests: {}, targets: {}, skipped: [], not: [] };
  mkdirSync(join(into, "workloads"), { recursive: true });
  for (const [index, test] of found.entries()) {
    const id = ids[index] as string;
    if (skips(test.suite, basename(test.path))) {
      imported.skipped.push(test.path);
      continue;
    }
    const laid = layTest(into, root, test, id, options);
    if ("not" in laid) {
      imported.not.push({ test: test.path, why: laid.not });
      continue;
    }
    imported.tests[test.path] = id;
    imported.targets[laid.target] = (imported.targets[laid.target] ?? 0) + 1;
  }
  writeFileSync(join(into, listFile), `${JSON.stringify(imported)}\n`);
};

/**
 * Lays a suite's folder out below `under`, once for its content: tests become workloads with a prebuilt port. Throws a GatehouseError for a file
 * that is wrong, with its place.
 */
export const importSuite = async (root: string, under: string, drafts: string, options: ImportOptions): Promise<LaidSuite> => {
  const skips = await readSkips(options.expectations, root);
  const { expectations, ...others } = options;
  const key = digestOf([
    digestFolder(root),
    { ...others, targets: [...options.targets] },
    expectations.map((file) => readFileSync(file, "utf8")),
    digestFolder(import.meta.dirname),
  ]);
  const laid = join(under, hexOf(key, 16));
  if (!existsSync(laid)) await makeWhole(laid, drafts, async (draft) => lay(draft, root, skips, options));
  return { folder: laid, ...(JSON.parse(readFileSync(join(laid, listFile), "utf8")) as ImportedSuite) };
};
