import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestFolder } from "../host/digest.ts";
import { architecture } from "../host/machine.ts";
import { readJournal } from "../record/read.ts";
import { gatehouse, journals, processesOf, readOutcomes, type Said } from "./cli.ts";
import { golden, laneOf, type Outcomes, type Trait, uncontained } from "./traits.ts";
import { makeTree, openStore, removeStore, type Tree } from "./tree.ts";

const traits = Object.keys(golden) as Trait[];
const lane = (trait: Trait): string => laneOf(trait, architecture());
const expected = Object.fromEntries(traits.flatMap((trait) => (golden[trait] ? [[lane(trait), golden[trait]]] : []))) as Record<string, Outcomes>;

const count = (fits: (outcome: string) => boolean): number => Object.values(expected).flatMap(Object.values).filter(fits).length;

/** Folders that a run's sandboxes stood in: those of note, whose directory is named in its command. */
const sandboxesOf = (journal: string): string[] =>
  readJournal(journal).lines.flatMap((line) => {
    const words = "observation" in line && line.observation ? line.observation.argv : [];
    return words.filter((word) => word.startsWith("--dir=")).map((word) => word.slice("--dir=".length).split("/cell-")[0] as string);
  });

// One run of all lanes: they share the toolchain, the artifacts and the machine, as lanes do.
describe.skipIf(process.platform !== "linux")("every trait gets its golden matrix", () => {
  const store = openStore();
  let tree: Tree;
  let said: Said;
  let before: readonly string[];
  let left: { readonly processes: readonly string[]; readonly sandboxes: readonly string[] };

  const sources = (): string[] => ["harness", "workloads", "languages"].map((name) => digestFolder(tree.at(name)));
  beforeAll(async () => {
    tree = makeTree(traits, store);
    before = sources();
    said = await gatehouse(tree, ["run", "--json", "--jobs", "6"], {}, 200_000);
    // At once: a later run tidies up after an earlier one.
    left = { processes: processesOf(tree), sandboxes: sandboxesOf(JSON.parse(said.stdout).journal).filter(existsSync) };
  }, 240_000);
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test("no engine has changed a source, a manifest or another engine", () => expect(sources()).toEqual(before));

  test("each cell of each lane has its verdict, and the exit code says that not all is well", () => {
    expect(readOutcomes(JSON.parse(said.stdout).journal), said.stderr).toEqual(expected);
    expect(said.code).toBe(1);
  });

  test("the result counts what the journal holds", () => {
    expect(JSON.parse(said.stdout)).toMatchObject({
      complete: true,
      planned: count(() => true),
      totals: {
        passed: count((outcome) => outcome === "pass"),
        failed: count((outcome) => outcome.startsWith("fail ")),
        broken: count((outcome) => outcome.startsWith("broken ")),
        untrusted: count((outcome) => outcome === "untrusted"),
        unsupported: 0,
        inexpressible: 0,
        lost: 0,
      },
    });
  });

  test("an engine that reports another version than its release is unavailable, with evidence", () => {
    expect(JSON.parse(said.stdout).unavailable).toEqual([
      {
        what: "lane",
        id: lane("liar-version"),
        evidence: [{ name: "fake liar-version reports version 1.0.0", pass: false, info: "it reports 2.0.0", hint: expect.stringContaining("runtime.toml") }],
      },
    ]);
  });

  test("no process of any trait is left, and no sandbox", () => {
    expect(sandboxesOf(JSON.parse(said.stdout).journal).length).toBeGreaterThan(0);
    expect(left).toEqual({ processes: [], sandboxes: [] });
  });

  test("a lane that calls everything green is no success, however many cells it has", async () => {
    const alone = await gatehouse(tree, ["run", "--json", "runtime=fake-all-green"]);
    expect(alone.code).toBe(1);
    expect(JSON.parse(alone.stdout).totals).toMatchObject({ passed: 1, failed: 3, untrusted: 3 });
  });

  test("a lane without any trait is a success by itself, and a lane that is not there does not hide it", async () => {
    const both = await gatehouse(tree, ["run", "--json", "runtime=fake-honest,fake-liar-version"]);
    expect(readOutcomes(JSON.parse(both.stdout).journal)).toEqual({ [lane("honest")]: golden.honest });
    expect(both.code).toBe(0);
  });

  test("where nothing contains them, engines end their supervisors, take themselves away, and flake from one run to the next", async () => {
    const names = ["vanishes", "deleted", "flakes"] as const;
    // In another place, whose engines were never asked for their version.
    const open = makeTree(names, store);
    const env = { GATEHOUSE_LAUNCHER: "uncontained" };
    try {
      const first = await gatehouse(open, ["run", "--json", "runtime=fake-flakes"], env);
      expect(readOutcomes(JSON.parse(first.stdout).journal)).toEqual({ [lane("flakes")]: golden.flakes });
      const next = await gatehouse(open, ["run", "--json"], env);
      expect(readOutcomes(JSON.parse(next.stdout).journal)).toEqual(Object.fromEntries(names.map((name) => [lane(name), uncontained[name]])));
    } finally {
      open.remove();
    }
  });

  test("where Landlock contains them, an engine that attacks gets nothing, and limits and figures hold", async () => {
    const names = ["honest", "attacks", "floods", "leaves-files", "setsid-and-stays", "eats-memory"] as const;
    const own = makeTree(names, store);
    try {
      const ran = await gatehouse(own, ["run"], { GATEHOUSE_LAUNCHER: "landlock" });
      expect(ran.stdout + ran.stderr).toContain("contained: landlock");
      const { lines } = readJournal(journals(own)[0] as string);
      expect(lines.find(({ kind }) => kind === "worker")).toMatchObject({ contained: "landlock", supervised: true });
      expect(readOutcomes(journals(own)[0] as string)).toEqual(Object.fromEntries(names.map((name) => [lane(name), golden[name]])));
      expect(processesOf(own)).toEqual([]);
    } finally {
      own.remove();
    }
  });

  test("where nothing contains an engine that is known to leak, no case with a directory is run in it", async () => {
    const own = makeTree(["honest"], store);
    const manifest = own.at("harness/runtimes/fake-honest/runtime.toml");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace("version =", 'leaks = "it follows links"\nversion ='));
    try {
      const why = "directories: nothing contains its engine here, and it follows links";
      for (const [launcher, not] of [
        ["uncontained", true],
        ["namespaces", false],
      ] as const) {
        const ran = await gatehouse(own, ["run", "--json"], { GATEHOUSE_LAUNCHER: launcher });
        expect(ran.code).toBe(0);
        const { lines } = readJournal(JSON.parse(ran.stdout).journal);
        const found = lines.flatMap((line) => (line.kind === "row" && line.state === "inexpressible" ? [line] : []));
        expect(found).toEqual(not ? [expect.objectContaining({ cell: expect.stringMatching(/^note\//), why })] : []);
      }
    } finally {
      own.remove();
    }
  });

  test("escape sequences and markup of a guest never reach the terminal as they are", async () => {
    const cell = `hello/line,wat/wasm-tools.wasip1,${lane("ansi")}`;
    const shown = [
      await gatehouse(tree, ["run", "runtime=fake-ansi"]),
      await gatehouse(tree, ["matrix"]),
      await gatehouse(tree, ["show", cell]),
      await gatehouse(tree, ["show", "--json", cell]),
    ];
    for (const { stdout, stderr } of shown) expect(stdout + stderr).not.toMatch(/[\u001b\u0007\r\u202e]/);
    // They are shown all the same: what failed must be seen.
    expect(shown[2]?.stdout).toContain("\\x1b[2J\\x1b]0;owned\\x07<script>");
    expect(shown.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
  });
});
