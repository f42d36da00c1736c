import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { mismatch } from "../host/schemas.ts";
import { GatehouseError } from "../model/errors.ts";
import type { SuiteTest } from "../model/generated/suite-test.ts";

/** One test of a foreign suite: a binary or a script, and what stands beside it. */
export interface FoundTest {
  /** Path below the suite's folder, without `.wasm`; a script's has its `.wast`. */
  readonly path: string;
  /** The suite that its folder's manifest.json names. */
  readonly suite: string | undefined;
  readonly version: string | undefined;
  /** The binary or script. */
  readonly file: string;
  /** The folder that it stands in. */
  readonly folder: string;
  /** What its file says, or how that is none of the format. */
  readonly test: SuiteTest | { readonly not: string };
}

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file)));
  } catch (error) {
    throw new GatehouseError("suite/json", `not JSON: ${(error as Error).message}`, { hint: "mend the file", place: { file } });
  }
};

const readTest = (file: string): FoundTest["test"] => {
  const value = readJson(file);
  const wrong = mismatch("suite-test", value);
  return wrong ? { not: `${basename(file)}: /${wrong.path.join("/")}: expected ${wrong.expected}; found ${wrong.actual}` } : (value as SuiteTest);
};

/** Folders that a test is given, as it names them. */
const foldersOf = ({ root, dirs, operations }: SuiteTest): string[] =>
  [{ root, dirs }, ...(operations ?? []).filter((each) => each.type === "run")].flatMap((own) => [
    ...(own.root === undefined ? [] : [own.root]),
    ...(own.dirs ?? []),
  ]);

// Golden output without a manifest: NAME.args has one argument a line.
const golden = ["args", "stdin", "stdout", "stderr", "exit"] as const;

const readGolden = (stem: string): SuiteTest => {
  const text = (name: (typeof golden)[number]): string | undefined => {
    const file = `${stem}.${name}`;
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
  const [args, stdin, stdout, stderr, exit] = golden.map(text);
  const code = exit === undefined ? undefined : Number(exit.trim());
  if (code !== undefined && !(Number.isInteger(code) && code >= 0 && code <= 255))
    throw new GatehouseError("suite/exit", "expected an exit code from 0 to 255", { hint: "write one number", place: { file: `${stem}.exit` } });
  return {
    ...(args === undefined ? {} : { args: args.split("\n").filter((line, index, all) => line !== "" || index < all.length - 1) }),
    ...(stdin === undefined ? {} : { stdin }),
    ...(stdout === undefined ? {} : { stdout }),
    ...(stderr === undefined ? {} : { stderr }),
    ...(code === undefined ? {} : { exit_code: code }),
    ...(existsSync(`${stem}.dir`) ? { root: `${basename(stem)}.dir` } : {}),
  };
};

/** What a folder says of its tests. */
interface FolderManifest {
  readonly name?: string;
  readonly version?: string;
  /** Of its scripts: they have no files of their own beside them. */
  readonly proposals?: SuiteTest["proposals"];
}

const readManifest = (folder: string): FolderManifest => {
  const file = join(folder, "manifest.json");
  if (!existsSync(file)) return {};
  const value = readJson(file);
  const { name, version, proposals } = (value ?? {}) as Record<string, unknown>;
  const wrong = proposals === undefined ? undefined : mismatch("suite-test", { proposals });
  if (wrong)
    throw new GatehouseError("suite/proposals", `/${wrong.path.join("/")}: expected ${wrong.expected}`, {
      hint: "name each proposal as in gc",
      place: { file },
    });
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof version === "string" ? { version } : {}),
    ...(proposals === undefined ? {} : { proposals: proposals as string[] }),
  };
};

const extensions = [".wasm", ".wast"] as const;

/** All tests of a folder and those below it, in the order of their paths. Throws a GatehouseError for the first file that is wrong, or where there is none. */
export const findTests = (root: string): FoundTest[] => {
  const found: FoundTest[] = [];
  const visit = (folder: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    const manifest = readManifest(folder);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules") visit(path);
      const kind = extensions.find((each) => entry.name.endsWith(each));
      if (!entry.isFile() || kind === undefined) continue;
      const stem = path.slice(0, -kind.length);
      const test = kind === ".wast" ? { proposals: manifest.proposals ?? [] } : existsSync(`${stem}.json`) ? readTest(`${stem}.json`) : readGolden(stem);
      const own = relative(root, kind === ".wast" ? path : stem);
      found.push({ path: own.split(sep).join("/"), suite: manifest.name, version: manifest.version, file: path, folder, test });
    }
  };
  visit(root);
  // What stands in a folder that a test is given is data of that test.
  const given = found.flatMap(({ folder, test }) => ("not" in test ? [] : foldersOf(test).map((name) => join(folder, name) + sep)));
  const tests = found.filter(({ file }) => !given.some((path) => file.startsWith(path)));
  if (tests.length === 0)
    throw new GatehouseError("suite/empty", `${root} and the folders below it hold no .wasm or .wast file`, {
      hint: "build the suite first, or name another folder",
    });
  return tests;
};
