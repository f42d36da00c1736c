import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
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
import { idsFor, slugOf } from "./names.ts";
import { readSkips } from "./skips.ts";
import { translate } from "./translate.ts";

/** A suite's folder, laid out anew as a folder that lies over a catalog. */
export interface LaidSuite extends ImportedSuite {
  readonly folder: string;
}

/** How a suite is read. */
export interface ImportOptions {
  /** What ids of its workloads begin with; undefined: its folder's name. */
  readonly name: string | undefined;
  /** Files of the suite's expectations. */
  readonly expectations: readonly string[];
  readonly targets: ReadonlyMap<Target, TargetManifest>;
  /** The language whose ports are binaries, and the name of their one file. */
  readonly binaries: { readonly language: string; readonly file: string };
}

const listFile = "suite.json";

const inside = (test: FoundTest, root: string, name: string): string => {
  const path = resolve(test.folder, name);
  const file = `${test.wasm.slice(0, -".wasm".length)}.json`;
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
  about: `A test that was compiled elsewhere: ${test.path}.wasm${test.suite === undefined ? "" : ` of ${test.suite}`}.`,
  case: [{ ...own, ...timeOf(bytes) }],
});

/** What a test is before it is laid out: the target and the contract, or why there are none. */
const read = (test: FoundTest, options: ImportOptions) => {
  if ("not" in test.test) return test.test;
  const bytes = readFileSync(test.wasm);
  const kind = checkedKind(bytes, test.version, options.targets);
  if ("not" in kind) return kind;
  const told = translate(test.test, kind, options.targets.get(kind.target) as TargetManifest);
  return "not" in told ? told : { ...told, bytes, target: kind.target };
};

const lay = (into: string, root: string, tests: readonly FoundTest[], ids: readonly string[], options: ImportOptions): ImportedSuite => {
  const skips = readSkips(options.expectations);
  const [skipped, wanted] = [tests.filter(({ suite, path }) => skips(suite, basename(path))), tests.filter(({ suite, path }) => !skips(suite, basename(path)))];
  const not: { test: string; why: string }[] = [];
  const laid: Record<string, string> = {};
  mkdirSync(join(into, "workloads"), { recursive: true });
  for (const test of wanted) {
    const told = read(test, options);
    if ("not" in told) {
      not.push({ test: test.path, why: told.not });
      continue;
    }
    const id = ids[tests.indexOf(test)] as string;
    const folder = join(into, "workloads", id);
    const port = join(folder, `${options.binaries.language}.${told.target}`);
    mkdirSync(port, { recursive: true });
    writeFileSync(join(port, options.binaries.file), told.bytes);
    for (const [name, place] of told.folders) cpSync(inside(test, root, name), join(folder, place), { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(folder, "workload.toml"), stringify(manifestOf(id, test, told.case, told.bytes)));
    laid[test.path] = id;
  }
  const imported = { tests: laid, skipped: skipped.map(({ path }) => path), not };
  writeFileSync(join(into, listFile), `${JSON.stringify(imported)}\n`);
  return imported;
};

/**
 * Lays a suite's folder out below `under`, once for its content: tests become workloads with a prebuilt port. Throws a GatehouseError for a file
 * that is wrong, with its place.
 */
export const importSuite = async (folder: string, under: string, drafts: string, options: ImportOptions): Promise<LaidSuite> => {
  const root = realpathSync(folder);
  const tests = findTests(root);
  const prefix = slugOf(options.name ?? basename(root));
  const key = digestOf([
    digestFolder(root),
    prefix,
    [...options.targets],
    options.binaries,
    options.expectations.map((file) => readFileSync(file, "utf8")),
    digestFolder(import.meta.dirname),
  ]);
  const laid = join(under, hexOf(key, 16));
  if (!existsSync(laid)) {
    const ids = idsFor(
      prefix,
      tests.map(({ path }) => path),
    );
    await makeWhole(laid, drafts, async (draft) => void lay(draft, root, tests, ids, options));
  }
  return { folder: laid, ...(JSON.parse(readFileSync(join(laid, listFile), "utf8")) as ImportedSuite) };
};
