import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { architecture } from "../host/machine.ts";
import { gatehouse, journals, readOutcomes } from "../mini/cli.ts";
import { makeTree, nodeOnPath, openStore, removeStore, type Tree } from "../mini/tree.ts";
import { readJournal } from "../record/read.ts";

const head = (id: string, confidential: boolean): string => `id = "${id}"
name = "${id}"
about = "A fake."
confidential = ${confidential}
[package.node]
${nodeOnPath}
[[launcher]]
kind = "host"
`;
const wrapped = 'packages = ["node"]\nwrap = ["{bin.node}", "{manifest}/wrap.mjs", "two words"]\n';

/** Runs what follows its first argument, and changes what it prints. */
const wrapper = (change: string): string => `import { spawnSync } from "node:child_process";
const [own, program, ...args] = process.argv.slice(2);
if (own !== "two words") process.exit(99);
const { stdout, stderr, status, signal } = spawnSync(program, args, { stdio: ["inherit", "pipe", "pipe", 3], maxBuffer: 2 ** 26 });
const changed = (${change})(stdout);
process.stderr.write(stderr);
process.stdout.write(changed, () => { if (signal) process.kill(process.pid, signal); else process.exit(status); });
`;

const keeps: Readonly<Record<string, { readonly manifest: string; readonly change?: string }>> = {
  // Drops the last byte of what is printed.
  clip: { manifest: head("clip", false) + wrapped, change: "(bytes) => bytes.subarray(0, -1)" },
  // Changes nothing.
  glass: { manifest: head("glass", false) + wrapped, change: "(bytes) => bytes" },
  // Shows all its evidence, runs everything as it should, and claims what nobody has verified.
  vault: { manifest: `${head("vault", true)}[[evidence]]\nname = "a door"\nfile = "/"\nhint = "build one"\n` },
  // Lacks what it asks for.
  castle: {
    manifest: `${head("castle", true)}packages = ["node"]\n[[evidence]]\nname = "a moat"\ndevice = "/dev/no-such-moat"\nhint = "dig one"\n[[evidence]]\nname = "a wall"\nfile = "/"\nhint = "build one"\n`,
  },
};

let tree: Tree;
let store: string;
beforeAll(() => {
  store = openStore();
  tree = makeTree(["honest"], store);
  for (const [id, { manifest, change }] of Object.entries(keeps)) {
    mkdirSync(tree.at("harness/keeps", id));
    writeFileSync(tree.at("harness/keeps", id, "keep.toml"), manifest);
    if (change) writeFileSync(tree.at("harness/keeps", id, "wrap.mjs"), wrapper(change));
  }
});
afterAll(() => {
  tree.remove();
  removeStore(store);
});

const lane = (keep: string): string => `fake-honest@1.0.0/${keep}:host-${architecture()}`;
const missing = {
  what: "lane",
  id: lane("castle"),
  evidence: [
    { name: "a moat", pass: false, info: "there is no /dev/no-such-moat", hint: "dig one" },
    { name: "a wall", pass: true, info: "/", hint: "build one" },
  ],
};

interface Shown {
  readonly lanes: readonly string[];
  readonly unavailable: readonly unknown[];
  readonly failures: readonly { readonly cause: string; readonly blame: string; readonly cells: readonly string[] }[];
  readonly rows: readonly {
    readonly route: { readonly language: string };
    readonly squares: readonly ({ readonly passed: number; readonly untrusted: number } | null)[];
  }[];
}

describe("Keeps that a folder adds", { timeout: 120_000 }, () => {
  let shown: Shown;
  let outcomes: ReturnType<typeof readOutcomes>;
  beforeAll(async () => {
    const { code, stdout, stderr } = await gatehouse(tree, ["run", "--profile", "deep", "--json"], {}, 110_000);
    expect(code, stderr).toBe(1);
    shown = JSON.parse(stdout) as Shown;
    outcomes = readOutcomes(journals(tree).at(-1) as string);
  }, 115_000);

  test("a wrapper that drops the last byte makes every printed line fail there, and nowhere else; the Keep is blamed", () => {
    const passing = { "hello/line": "pass", "echo/bytes": "pass", "note/file": "pass" };
    expect(outcomes[lane("nil")]).toMatchObject(passing);
    expect(outcomes[lane("glass")]).toMatchObject(passing);
    expect(outcomes[lane("clip")]).toMatchObject({ ...passing, "hello/line": "fail stdout", "echo/bytes": "fail stdout", "must-trap/trap": "pass" });
    const [group] = shown.failures.filter(({ cells }) => cells.some((cell) => cell.includes("/clip:")));
    expect(group).toMatchObject({ cause: "stdout", blame: "keep" });
  });

  test("every lane runs the same bytes", () => {
    const { lines } = readJournal(journals(tree).at(-1) as string);
    const digests = new Map<string, Set<string | undefined>>();
    for (const line of lines)
      if (line.kind === "row" && line.state === "ran") {
        const build = line.cell.split(",").slice(0, 2).join(",");
        digests.set(build, new Set([...(digests.get(build) ?? []), line.artifact]));
      }
    expect(digests.size).toBe(7);
    for (const all of digests.values()) expect([all.size, [...all][0]]).toEqual([1, expect.stringMatching(/^sha256:/)]);
  });

  test("nothing counts in a Keep that claims to be confidential and was not attested, however well it does", () => {
    const { "hello/line": hello, "echo/bytes": echo, "note/file": note, ...trust } = outcomes[lane("vault")] ?? {};
    expect([hello, echo, note]).toEqual(["untrusted", "untrusted", "untrusted"]);
    expect(new Set(Object.values(trust))).toEqual(new Set(["pass"]));
    const at = shown.lanes.indexOf(lane("vault"));
    const own = shown.failures.filter(({ cells }) => cells.some((cell) => cell.includes("/vault:")));
    expect(JSON.stringify(own)).toContain("nobody has verified an attestation");
    expect(own.every(({ cause }) => cause === "untrusted")).toBe(true);
    expect(shown.rows.reduce((sum, { squares }) => sum + (squares[at]?.untrusted ?? 0), 0)).toBe(3);
  });

  test("a Keep that this machine lacks is unavailable once, with all of its evidence, in JSON and in the terminal", async () => {
    expect(shown.unavailable).toEqual([missing]);
    expect(shown.lanes).not.toContain(lane("castle"));
    const { stdout } = await gatehouse(tree, ["matrix"]);
    expect(stdout).toContain(`unavailable  lane ${lane("castle")}\n    a moat: there is no /dev/no-such-moat. dig one\n`);
    expect(stdout.split(lane("castle"))).toHaveLength(2);
  });

  test("quick runs none of them, a filter some", async () => {
    const list = async (...args: string[]): Promise<Set<string>> => {
      const { stdout } = await gatehouse(tree, ["run", "--list", "--json", ...args]);
      return new Set((JSON.parse(stdout) as string[]).map((cell) => cell.split(",")[2] as string));
    };
    expect(await list()).toEqual(new Set([lane("nil")]));
    expect(await list("--profile", "deep", "keep=glass")).toEqual(new Set([lane("glass")]));
    const only = await gatehouse(tree, ["run", "--profile", "deep", "keep=castle"]);
    expect([only.code, only.stdout]).toEqual([3, ""]);
    expect(only.stderr).toContain("a moat");
  });

  test("doctor keeps tells of each what it would be, and check takes what this machine lacks for no fault", async () => {
    const { code, stdout } = await gatehouse(tree, ["doctor", "keeps", "--json"]);
    const found = JSON.parse(stdout) as { keeps: { id: string; ways: { state: string; runtimes: string[]; evidence: unknown[] }[] }[] };
    expect(code).toBe(0);
    expect(Object.fromEntries(found.keeps.map(({ id, ways }) => [id, ways.map(({ state }) => state)]))).toEqual({
      nil: ["runs"],
      clip: ["runs"],
      glass: ["runs"],
      vault: ["unattested"],
      castle: ["missing"],
    });
    expect(found.keeps.find(({ id }) => id === "castle")?.ways[0]?.evidence).toEqual(missing.evidence);
    const lines = (await gatehouse(tree, ["doctor", "keeps"])).stdout;
    expect(lines).toMatch(/missing +castle:host-.*by fake-honest\n.*no +a moat: there is no \/dev\/no-such-moat\n.*do: dig one\n.*yes +a wall/);
    expect((await gatehouse(tree, ["check", "harness/keeps/glass"])).code).toBe(0);
    expect((await gatehouse(tree, ["check", "harness/keeps/castle"])).code).toBe(0);
    expect((await gatehouse(tree, ["check", "harness/keeps/vault"])).code).toBe(1);
  });

  test("where no Keep is there, doctor keeps says so by its exit code", async () => {
    const bare = makeTree([], store);
    rmSync(bare.at("harness/keeps/nil"), { recursive: true });
    const { code } = await gatehouse(bare, ["doctor", "keeps"]);
    expect(code).toBe(3);
    bare.remove();
  });
});
