import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listeners } from "../../host/listening.ts";
import { architecture } from "../../host/machine.ts";
import { runTool } from "../../host/tool.ts";
import { gatehouse, journals, processesOf } from "../../mini/cli.ts";
import { makeTree, nodeOnPath, oneRelease, openStore, removeStore, type Tree } from "../../mini/tree.ts";
import type { Worker } from "../../model/generated/journal.ts";
import type { KeptLine } from "../../model/rows.ts";
import { readJournal } from "../../record/read.ts";

/** Runs what follows its first argument; what it does to the program `far` is its Keep's trait. */
const wrapper = `import { spawn } from "node:child_process";
const [trait, program, ...args] = process.argv.slice(2);
const far = args.some((word) => word.startsWith("--env=LISTEN_FAR="));
if (far && trait === "mute") setInterval(() => {}, 60_000);
else {
  const at = args.findIndex((word) => word.endsWith("relay.mjs")) + 1;
  if (far && (trait === "short" || trait === "falls")) args.splice(at, 0, "--" + trait);
  const child = spawn(program, args, { stdio: ["inherit", "inherit", "inherit", 3] });
  child.on("exit", (code, signal) => {
    if (signal) process.kill(process.pid, signal);
    else process.exit(trait === "liar" ? 0 : code);
  });
}
`;
const keepOf = (id: string): string => `id = "${id}"
name = "${id}"
about = "A fake."
confidential = false
${id === "castle" ? '[[evidence]]\nname = "a moat"\ndevice = "/dev/no-such-moat"\nhint = "dig one"\n' : ""}[package.node]
${nodeOnPath}
[[launcher]]
kind = "host"
packages = ["node"]
wrap = ["{bin.node}", "{manifest}/wrap.mjs", "${id}"]
`;

const runtime = (mark: string): string => `id = "relay"
name = "relay"
version = ["{manifest}/node", "{manifest}/engine.mjs", "--trait=honest", "--version"]
[package.engine]
${nodeOnPath}
[target.wasip1]
mode.run = ["{bin.node}", "--disable-warning=ExperimentalWarning", "{manifest}/relay.mjs", "{env}", "{wasm}", "{args}"]
variable = ["--env={name}={value}"]
sockets = [{ as = "addresses" }]
process-env = { MINI_MARK = ${JSON.stringify(mark)} }
claims = ["args", "env", "exit-status", "exit-code", "stdin", "stdout", "stderr", "sockets.accept", "sockets.connect", "traps"]
report = true
`;

/** By Keep that `far` runs in: the verdict, and what its detail must tell. */
const golden: Readonly<Record<string, readonly [verdict: string, detail: RegExp]>> = {
  glass: ["pass", /^$/],
  mute: ["fail network", /^step 1: run far: does not listen at \S+ within 2 s; never within \S+ s$/],
  falls: ["fail signal", /SIGKILL.*, at step 5: recv a$/],
  short: ["fail network", /^step 5: recv a: connection closed after 5 of 6 bytes$/],
  liar: ["pass", /^$/],
};
const keeps = [...Object.keys(golden), "castle"];

const caseOf = (keep: string): string => `[[case]]
id = "${keep}"
needs = ["args", "env", "sockets.accept", "sockets.connect"]
steps = [
  { run = "far"${keep === "mute" ? ", seconds = 2" : ""} },
  { run = "near" },
  { connect = "a", to = "near:near" },
  { send = "a", content = { text = "hello\\n" } },
  { recv = "a", content = { text = "hello\\n" } },
  { shutdown = "a", half = "write" },
  { end = "a" },
]
[case.programs.far]
keep = "${keep}"
args = ["1"]
sockets = [{ name = "far", kind = "listen" }]
expect = { exit = 0 }
[case.programs.near]
args = ["1"]
sockets = [{ name = "near", kind = "listen" }, { name = "far", kind = "connect", to = "far:far" }]
expect = { exit = 0 }
`;

const here = join(import.meta.dirname, "../../mini");
const store = openStore();
const trees: Tree[] = [];
afterAll(() => {
  for (const tree of trees) tree.remove();
  removeStore(store);
});

const withKeeps = (own: readonly string[]): Tree => {
  const tree = makeTree([], store);
  trees.push(tree);
  for (const id of own) {
    mkdirSync(tree.at("harness/keeps", id));
    writeFileSync(tree.at("harness/keeps", id, "keep.toml"), keepOf(id));
    writeFileSync(tree.at("harness/keeps", id, "wrap.mjs"), wrapper);
  }
  const folder = "harness/runtimes/relay";
  mkdirSync(tree.at(folder), { recursive: true });
  writeFileSync(tree.at(folder, "runtime.toml"), runtime(tree.root));
  writeFileSync(tree.at(folder, "releases.toml"), oneRelease);
  for (const file of ["engine.mjs", "relay.mjs"]) cpSync(join(here, file), tree.at(folder, file));
  symlinkSync(process.execPath, tree.at(folder, "node"));
  for (const role of ["far", "near"]) cpSync(join(here, "workloads/echo/wat.wasip1"), tree.at("workloads/pair/wat.wasip1", role), { recursive: true });
  const about = 'id = "pair"\ntitle = "Two that talk"\nkind = "application"\nabout = "far sends back what comes; near hands on."\nroles = ["far", "near"]\n';
  writeFileSync(tree.at("workloads/pair/workload.toml"), about + own.map(caseOf).join(""));
  return tree;
};

const lane = (keep: string): string => `relay@1.0.0/${keep}:host-${architecture()}`;
const cell = (keep: string): string => `pair/${keep},wat/wasm-tools.wasip1,${lane("nil")}`;

type Ran = Extract<KeptLine, { state: "ran" }>;

const rowsOf = (tree: Tree): { readonly worker: Worker; readonly rows: Readonly<Record<string, Ran>> } => {
  const { lines } = readJournal(journals(tree).at(-1) as string);
  const rows = lines.flatMap((line) => (line.kind === "row" && line.state === "ran" && line.cell.startsWith("pair/") ? [[line.cell, line] as const] : []));
  const [worker] = lines.filter((line) => line.kind === "worker");
  if (!worker) throw new Error("no worker answered");
  return { worker, rows: Object.fromEntries(rows) };
};
const verdictOf = ({ verdict }: Ran): string => [verdict.is, ...(verdict.is === "fail" ? [verdict.cause] : [])].join(" ");

describe.skipIf(process.platform !== "linux")("two programs that talk to each other, in two Keeps", { timeout: 150_000 }, () => {
  let tree: Tree;
  let run: ReturnType<typeof rowsOf>;
  let shown: { readonly failures: readonly { cause: string; blame: string; cells: readonly string[] }[]; readonly unavailable: readonly { id: string }[] };
  let left: { readonly processes: readonly string[]; readonly ports: readonly unknown[] };

  beforeAll(async () => {
    tree = withKeeps(keeps);
    const { code, stdout, stderr } = await gatehouse(tree, ["run", "--profile", "deep", "keep=nil", "workload=pair", "--json"], {}, 140_000);
    expect(code, stderr).toBe(1);
    shown = JSON.parse(stdout);
    run = rowsOf(tree);
    const hosts = new Set(
      Object.values(run.rows).flatMap(({ observation }) => observation?.argv.find((word) => word.includes("LISTEN_"))?.split(/[=:]/)[2] ?? []),
    );
    left = { processes: processesOf(tree), ports: listeners().filter(({ host }) => hosts.has(host)) };
  }, 145_000);

  test.each(Object.keys(golden))("%s is found as what it is, and the row says where each ran", (keep) => {
    const row = run.rows[cell(keep)];
    const [verdict, detail] = golden[keep] ?? ["", /^$/];
    expect(row && verdictOf(row)).toBe(verdict);
    expect(row && "detail" in row.verdict ? row.verdict.detail : "").toMatch(detail);
    expect(row?.elsewhere).toEqual({ far: lane(keep) });
    const programs = [row?.observation, ...Object.values(row?.observation?.roles ?? {})];
    expect(programs.map((each) => each?.argv.includes(tree.at("harness/keeps", keep, "wrap.mjs")))).toEqual(keep === "mute" ? [true] : [true, false]);
  });

  test("nothing is left of them", () => {
    expect(left).toEqual({ processes: [], ports: [] });
  });

  test("only the cells that the filter selects are there, and the trust cells of the lanes beside them; the worker's line has each lane", () => {
    expect(Object.keys(run.rows).sort()).toEqual(Object.keys(golden).map(cell).sort());
    expect(run.worker.lanes.map(({ id }) => id).sort()).toEqual(["nil", ...Object.keys(golden)].map(lane).sort());
    expect(new Set(run.worker.lanes.map(({ digest }) => digest)).size).toBe(run.worker.lanes.length);
    expect(shown.unavailable.map(({ id }) => id)).toEqual([lane("castle")]);
  });

  test("whoever trusts the one Keep need not trust the other: what passed there in part does not count", async () => {
    const { stdout } = await gatehouse(tree, ["show", cell("liar"), "--json"]);
    expect(JSON.parse(stdout).state).toMatchObject({ is: "untrusted", because: expect.stringContaining(lane("liar")) });
  });

  test("nobody is blamed for what the other Keep may have done", () => {
    const blames = shown.failures.filter(({ cells }) => cells.some((text) => ["mute", "falls", "short"].some((keep) => text.startsWith(`pair/${keep},`))));
    expect(blames.length).toBeGreaterThan(0);
    for (const { blame } of blames) expect(blame).toBe("undetermined");
  });

  test("show says where each ran; repro runs both here, and says that one had a machine", async () => {
    const said = await gatehouse(tree, ["show", cell("glass")]);
    expect([said.code, said.stdout]).toEqual([0, expect.stringContaining(`far ran in ${lane("glass")}, the rest in ${lane("nil")}`)]);
    const script = async (keep: string): Promise<{ readonly code: number | undefined; readonly text: string }> => {
      const out = tree.at(`repro-${keep}`);
      const { code, stderr } = await gatehouse(tree, ["repro", cell(keep), "--out", out]);
      expect(code, stderr).toBe(0);
      expect(readFileSync(join(out, "README.md"), "utf8")).toContain(`The run had far in a machine of Keep ${keep}, a ${keep}; here all programs run`);
      const env = { PATH: "/usr/bin:/bin", NODE: process.execPath, TALK_HOST: `127.${10 + (process.pid % 200)}.78.1` };
      const ran = await runTool(["/bin/sh", join(out, "run.sh")], { cwd: "/", env, timeoutMs: 100_000 });
      return { code: ran.exitCode, text: ran.stdout };
    };
    expect(await script("glass")).toEqual({ code: 0, text: expect.stringContaining("The contract holds.") });
    expect(await script("short")).toEqual({ code: 3, text: expect.stringContaining("the run saw what this script cannot: it ran in a machine") });
  });
});

describe.skipIf(process.platform !== "linux")("runs of such cells", { timeout: 150_000 }, () => {
  test("a cell runs by its name in every profile, without a filter only in deep; what stands for it is gone once the other Keep is another", async () => {
    const tree = withKeeps(["glass"]);
    const list = async (...args: string[]): Promise<string[]> => {
      const { stdout } = await gatehouse(tree, ["run", "--list", "--json", ...args]);
      return (JSON.parse(stdout) as string[]).filter((text) => text.startsWith("pair/"));
    };
    expect(await list("workload=hello,pair")).toEqual([]);
    expect(await list("--profile", "deep", "workload=hello,pair")).toEqual([cell("glass")]);
    const again = async (): Promise<Ran | undefined> => {
      const { code, stderr } = await gatehouse(tree, ["run", cell("glass"), "--reuse"]);
      expect(code, stderr).toBe(0);
      return rowsOf(tree).rows[cell("glass")];
    };
    expect(await again()).not.toHaveProperty("reused");
    expect(await again()).toMatchObject({ reused: expect.any(String), elsewhere: { far: lane("glass") } });
    writeFileSync(tree.at("harness/keeps/glass/wrap.mjs"), `${wrapper}// Another.\n`);
    expect(await again()).not.toHaveProperty("reused");
  });
});
