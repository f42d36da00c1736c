import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReadyCase } from "../engine/observe.ts";
import { type Entry, readEntries, writeEntries } from "../host/bundle.ts";
import { contentBytes } from "../host/content.ts";
import type { Program } from "../model/contract.ts";

/** What a program is given. */
export interface Inputs {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Uint8Array;
  /** What its directories hold, below `fixtures/INDEX` of each that holds something; links stay links. */
  readonly files: readonly Entry[];
}

const isOwn = (entry: Entry): boolean => entry.path.split("/").length > 2;

/** One input that a program may do without. */
export type Input =
  | { readonly is: "argument"; readonly at: number }
  | { readonly is: "variable"; readonly name: string }
  | { readonly is: "stdin"; readonly from: number; readonly to: number }
  | { readonly is: "file"; readonly path: string };

// Standard input goes in so many parts at most.
const mostChunks = 64;

/** The inputs of a program as its workload has them. */
export const readInputs = ({ args, env, stdin, directories }: Program, workload: string): Inputs => ({
  args,
  env,
  stdin: contentBytes(stdin, workload),
  files: directories.flatMap(({ fixture }, index) => (fixture === undefined ? [] : readEntries(join(workload, fixture), `fixtures/${index}`))),
});

/** The program whose inputs are these: its fixtures stand below `fixtures`. */
export const withInputs = (program: Program, { args, env }: Inputs): Program => ({
  ...program,
  args,
  env,
  directories: program.directories.map((own, index) => (own.fixture === undefined ? own : { ...own, fixture: `fixtures/${index}` })),
});

/** All inputs that a program may do without, one by one. */
export const itemsOf = ({ args, env, stdin, files }: Inputs): Input[] => {
  const step = Math.max(1, Math.ceil(stdin.length / mostChunks));
  const chunks = Array.from({ length: Math.ceil(stdin.length / step) }, (_, index) => index * step);
  return [
    ...args.map((_, at): Input => ({ is: "argument", at })),
    ...Object.keys(env).map((name): Input => ({ is: "variable", name })),
    ...chunks.map((from): Input => ({ is: "stdin", from, to: Math.min(stdin.length, from + step) })),
    ...files.filter(isOwn).map(({ path }): Input => ({ is: "file", path })),
  ];
};

/** The same inputs without some; a folder goes with all that it holds. */
export const withoutInputs = ({ args, env, stdin, files }: Inputs, some: ReadonlySet<Input>): Inputs => {
  const gone = [...some];
  const lacks = (path: string): boolean => gone.some((item) => item.is === "file" && (path === item.path || path.startsWith(`${item.path}/`)));
  const chunks = gone.flatMap((item) => (item.is === "stdin" ? [item] : [])).sort((a, b) => a.from - b.from);
  const kept: Uint8Array[] = [];
  let at = 0;
  for (const { from, to } of chunks) {
    kept.push(stdin.subarray(at, from));
    at = to;
  }
  return {
    args: args.filter((_, index) => !gone.some((item) => item.is === "argument" && item.at === index)),
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !gone.some((item) => item.is === "variable" && item.name === name))),
    stdin: Buffer.concat([...kept, stdin.subarray(at)]),
    files: files.filter(({ path }) => !lacks(path)),
  };
};

/** How much of everything these inputs are. */
export const amountsOf = ({ args, env, stdin, files }: Inputs) => ({
  arguments: args.length,
  variables: Object.keys(env).length,
  stdin: stdin.length,
  files: files.filter(isOwn).length,
});

/** A ready case whose program has these inputs, which are laid out in a new folder. */
export const placeInputs = (ready: ReadyCase, inputs: Inputs, folder: string): ReadyCase => {
  const [[role, program] = []] = Object.entries(ready.case.programs);
  if (role === undefined || program === undefined || !ready.expected) return ready;
  mkdirSync(folder, { recursive: true });
  writeEntries(folder, inputs.files);
  const stdinFile = join(folder, "stdin");
  writeFileSync(stdinFile, inputs.stdin, { mode: 0o400 });
  return {
    ...ready,
    folder,
    case: { ...ready.case, programs: { [role]: withInputs(program, inputs) } },
    expected: { ...ready.expected, stdinFile },
  };
};
