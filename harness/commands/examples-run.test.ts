import { chmodSync, cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { home } from "../host/home.ts";
import { architecture } from "../host/machine.ts";
import { gatehouse, journals, type Said } from "../mini/cli.ts";
import { documentCommands, examplesOf, exampleWords } from "../mini/examples.ts";
import { ownPackages } from "../mini/own-packages.ts";
import { node, uncontained } from "../mini/planted.ts";
import { oneRelease, openStore, removeStore, type Tree } from "../mini/tree.ts";
import { findJournal } from "../record/runs.ts";
import { addEngine, makeTraced } from "../trace/trace.fixture.ts";

// `doctor --verify` and `--repair` look through a whole store: nothing in this one is anybody else's.
const store = openStore(["launch"]);
const tree: Tree = makeTraced(store);
await ownPackages(tree);
const print = (...words: readonly string[]): Promise<Said> => gatehouse(tree, words, { ...uncontained, NO_COLOR: "1" }, undefined, tree.root);
const examples = await examplesOf((...words) => print(...words));
const documents = documentCommands(home);
const version = process.version.slice(1);

/** What cannot be run here, and who runs it. */
const elsewhere: Readonly<Record<string, string>> = {
  config: "scripts/journeys.ts: a file of another engine takes that engine's manifest",
  size: "scripts/journeys.ts: memory is limited by an engine that can",
  differ: "../differ/differ.test.ts: engines that answer calls, in a tree of its own",
  bisect: "../bisect/bisect.test.ts: an engine of many releases, in a tree of its own",
  shrink: "../shrink/shrink.test.ts: a cell that fails, in a tree of its own",
  older: "../older/older.test.ts: programs of a made-up compiler, in a tree of its own",
  suite: "../suite/import.test.ts: a suite of its own, in a small tree",
  exec: "../exec/exec.test.ts: a .wasm file of its own, in lanes of a small tree",
  guide: "../guide/guides.test.ts: the guides and records of the project",
  faults: "faults.test.ts: the host that fails on purpose, in a tree of its own",
};

/** Commands of the documentation that cannot be run here, and who runs them. */
const beyond: readonly (readonly [RegExp, string])[] = [
  [/^npm (ci && npm start|cit)$/, "scripts/main-job.ts"],
  [/^npm (pack|install)|^npx gatehouse /, "scripts/journeys.ts"],
  [/^\.\/gatehouse (new|check|watch) |^sh report\/run\.sh$/, "scripts/journeys.ts"],
  [/^npx node scripts\/(noise|steady)\.ts/, "scripts/noise.ts"],
  // The guides of these languages hold them, and a test does what each guide says.
  [/^GOOS=/, "languages/go/guide.md"],
  [/^CARGO_TARGET_/, "languages/rust/guide.md"],
  [/^zig test/, "languages/zig/guide.md"],
  // They take a binary or a suite of the reader's own.
  [/^ENARX=|enarx@/, "harness/runtimes/enarx/runtime.toml"],
  [/^\.\/gatehouse --with |runtime=my-engine|keep=strong|@VERSION$/, "harness/commands/with.test.ts"],
];

/** Names of the project's things as those of the small tree. A word may hold several. */
const names: readonly (readonly [RegExp, string])[] = [
  [/^[a-z-]+\/[a-z0-9-]+(,[a-z].*)$/, "hello/line$1"],
  [/,[a-z]+\/[a-z-]+\.wasip\d(?=,)/, ",wat/wasm-tools.wasip1"],
  [/,(c|go|rust)(?=,|$)/, ",wat"],
  [/,(wasmtime|wazero)(@[\d.]+\/nil:host-.*)?$/, `,node-wasi@${version}/nil:host-${architecture()}`],
  [/(language=)[a-z,]+/, "$1wat"],
  [/(runtime=|^)(wasmtime|wazero|node-wasi)$/, "$1node-wasi"],
  [/(release=)enarx@.*/, `$1node-wasi@${version}`],
  [/^(fibonacci|files)(\/large)?$/, "hello"],
  [/^(c|rust)$/, "wat"],
  [/^languages\/c$/, "languages/wat"],
  [/^workloads\/fibonacci\/.*/, "workloads/hello/wat.wasip1"],
  [/^workloads\/word-count$/, "workloads/hello"],
  [/^c\/zig\*$/, "wat/*"],
  // WAT is of another tier than C.
  [/^tier=1$/, "tier=1,2"],
  [/^(workload=)[a-z,-]+$/, "$1hello"],
  [/^exit-code\/code-126(?=,|$)/, "hello/line"],
  [/^files\/all-steps(?=,|$)/, "hello/line"],
  [/^harness\/runtimes\/wazero$/, "harness/runtimes/twin"],
  [/zig@path:\.\/zig/, `node@path:${tree.at("compiler")}`],
  [/^wasmtime@49\.0\.3$/, `node-wasi@path:${tree.at("one")}`],
  [/^wasmtime@\d[\d.]*$/, `node-wasi@path:${tree.at("two")}`],
  [/^\/tmp\/site$/, tree.at("site")],
  // As short as the samples allow.
  [/^(600|1800)$/, "5"],
  [/^wasmtime@path:.*/, `node-wasi@path:${tree.at("one")}`],
];

const inSmall = (word: string): string => names.reduce((text, [from, to]) => text.replace(from, to), word);

/** Commands that need nothing which the line before them has left, and leave nothing that the next one needs. */
const alone: ReadonlySet<string> = new Set(["blame", "capabilities", "gate", "repro", "report", "run", "show", "trace"]);
const worked = new Set<string>();

const runName = /\d{8}T[\dZ]+(-[0-9a-f]{4})?/;
const runNames = (): string[] => journals(tree).map((path) => basename(dirname(path)));

describe.skipIf(process.platform !== "linux")("examples of help pages, in a small project", { timeout: 240_000 }, () => {
  let [single, shards, first]: [string, string[], string[]] = ["", [], []];

  beforeAll(async () => {
    // The one release is the Node of this machine, and no package.
    const engine = tree.at("harness/runtimes/node-wasi/runtime.toml");
    writeFileSync(engine, readFileSync(engine, "utf8").replace(/from = "npm"\nlock = .*\nbin = .*\nseconds = .*\n/, 'from = "path"\n'));
    rmSync(tree.at("harness/runtimes/node-wasi/npm"), { recursive: true });
    addEngine(tree, "twin", (manifest) => manifest);
    writeFileSync(tree.at("harness/runtimes/node-wasi/releases.toml"), oneRelease.replace("1.0.0", version));
    cpSync(tree.at("workloads/hello"), tree.at("workloads/nbody"), { recursive: true });
    const manifest = tree.at("workloads/nbody/workload.toml");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"hello"', '"nbody"').replace("[[case]]\n", "[[case]]\nbench = true\n"));
    for (const name of ["one", "two", "compiler"]) {
      writeFileSync(tree.at(name), `#!/bin/sh\n# ${name}\nexec ${node} "$@"\n`);
      chmodSync(tree.at(name), 0o755);
    }
    mkdirSync(tree.at("results"));
    writeFileSync(tree.at("results/policy.toml"), `[[baseline]]\nrelease = "node-wasi@${version}"\nreason = "The one that is here."\n`);
    for (const index of ["1", "2"]) await print("run", "--shard", `${index}/2`);
    shards = runNames();
    for (const [index, run] of shards.entries()) cpSync(tree.at("results/runs", run), tree.at(`shard-${index + 1}`), { recursive: true });
    await print("run", "--profile", "full", "runtime=node-wasi");
    single = runNames().at(-1) ?? "";
    first = runNames();
    await print("publish");
    await print("coverage", "--publish");
  }, 120_000);
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  /** The run that an example names: one that its command takes. */
  const runFor = (name: string, left: string[]): string | undefined => {
    if (name === "merge") return left.shift();
    if (name === "bench") return runNames().at(-1);
    return name === "publish" ? basename(dirname(findJournal(tree.root, undefined))) : single;
  };

  /** The words of an example here. Runs that it names are those that are here: of shards, of a bench, or of one engine. */
  const wordsHere = (name: string, example: string): string[] => {
    const left = [...shards];
    const [record = ""] = globSync("results/releases/node-wasi-*/**/*.ndjson.gz", { cwd: tree.root });
    return exampleWords(example).map((word) =>
      inSmall(word)
        .replace(runName, () => runFor(name, left) ?? "")
        .replace(/^record:.*/, `record:${record}`),
    );
  };

  const tryExample = async (name: string, example: string): Promise<void> => {
    const given = wordsHere(name, example);
    const shorter = name === "watch" ? ["--once"] : name === "bench" && !given.includes("--budget") ? ["--budget", "5"] : [];
    const words = [...given, ...shorter, ...(name === "bench" && !given.includes("--from") ? ["--wait", "1"] : [])];
    // Many pages show the same command: what has worked once works on each of them.
    if (alone.has(name) && worked.has(words.join(" "))) return;
    // It ends by Ctrl-C: ../site/live.test.ts.
    if (words.includes("--serve")) return;
    const { code, stderr } = await print(...words);
    expect({ words, fits: code === 0 || code === 1, errors: stderr.match(/^error: .*$/gm) ?? [] }, stderr).toEqual({ words, fits: true, errors: [] });
    worked.add(words.join(" "));
  };

  const tidy = (): void => {
    for (const path of ["results/expectations/proposed.toml", "report"]) rmSync(tree.at(path), { recursive: true, force: true });
    // What one command ran, such as a gate of two compilers, is not what another means.
    for (const run of runNames()) if (!first.includes(run)) rmSync(tree.at("results/runs", run), { recursive: true });
  };

  // One after the other: an example may go on where the one before it has left off.
  test.each([...examples.keys()].filter((name) => !(name in elsewhere)))("of %s work", async (name) => {
    for (const example of examples.get(name) ?? []) await tryExample(name, example);
    tidy();
  });

  test.each([...documents.keys()])("and the commands of %s", async (page) => {
    for (const line of documents.get(page) ?? []) {
      const [, name, example] = /^\.\/gatehouse (([a-z]+).*)$/.exec(line) ? [line, line.split(" ")[1] as string, line.slice("./gatehouse ".length)] : [line];
      const known = beyond.some(([pattern]) => pattern.test(line)) || (name !== undefined && name in elsewhere);
      if (known) continue;
      expect(name, `${page}: nothing runs \`${line}\``).toBeDefined();
      await tryExample(name ?? "", example ?? "");
    }
    tidy();
  });

  test("whoever runs the others is there", () => {
    for (const [, file] of beyond) expect(existsSync(join(home, file)), file).toBe(true);
    for (const [pattern] of beyond)
      expect(
        [...documents.values()].flat().some((line) => pattern.test(line)),
        String(pattern),
      ).toBe(true);
  });
});
