import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestFolder, randomName } from "../../host/digest.ts";
import { readJournal } from "../../record/read.ts";
import { gatehouse, processesOf, type Said } from "../cli.ts";
import { openStore, removeStore, type Tree } from "../tree.ts";
import { turnsOfToday } from "../turns.ts";
import { type Bait, openBait } from "./bait.ts";
import { guestNames, type Outcome, readHostile, untrue } from "./outcomes.ts";
import { makeHostileTree } from "./tree.ts";

/** The interpreter of Wasmtime, and lanes by how they begin. */
const pulley = "wasmtime+pulley";
/** The current release of each engine, and Wasmtime's interpreter. All but Wasmtime take turns, for the whole takes six minutes. */
const lanes = ["wasmtime@", ...turnsOfToday([["wazero@"], ["node-wasi@", pulley], ["jco@"]], 3).flat()];
const runtimes = lanes.flatMap((lane) => (lane === pulley ? [] : [lane.replace("@", "")]));
const isIn = (lane: string, { lane: own }: Outcome): boolean => (lane === pulley ? own.includes("+pulley") : own.startsWith(lane) && !own.includes("+"));

/** Engines are on trial here, not compilers: of C one that every machine has is enough. */
const compilers = "toolchain=c/zig-cc,rust/*,wat/*,raw/*";

/** What is forbidden where a terminal or a CI service reads: controls, and commands at the start of a line or anywhere. */
const harmful = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|^\s*::|##\[/mu;

const wasmtime = /^version = "(.*)"$/m.exec(readFileSync(join(import.meta.dirname, "../../runtimes/wasmtime/releases.toml"), "utf8"))?.[1] ?? "";

const sandboxesOf = (journal: string): string[] =>
  readJournal(journal).lines.flatMap((line) => {
    const words = "observation" in line && line.observation ? line.observation.argv : [];
    return words.flatMap((word) => /^-(?:-dir|mount)=([^:]*)/.exec(word)?.[1] ?? []);
  });

describe.skipIf(process.platform !== "linux")("a collection of hostile guests", () => {
  const store = openStore(["packages", "launch", "cache", "manifests"]);
  const outside = mkdtempSync(join(tmpdir(), "gatehouse-outside-"));
  const secrets = [`canary-${randomName()}`, `token-${randomName()}`] as const;
  const marks = { before: "", after: "" };
  let tree: Tree;
  let said: readonly Said[];
  let journals: readonly string[];
  let outcomes: readonly Outcome[];
  let bait: Bait;
  let left: readonly string[];

  const marksOf = (): string => [outside, ...["workloads", "languages", "harness"].map((name) => tree.at(name))].map(digestFolder).join("\n");
  const run = (...words: string[]): Promise<Said> => gatehouse(tree, ["run", "--json", "--jobs", "4", ...words], { GITHUB_TOKEN: secrets[1] }, 1_200_000);

  beforeAll(async () => {
    mkdirSync(join(outside, "empty"));
    writeFileSync(join(outside, "canary.txt"), `${secrets[0]}\n`);
    bait = await openBait();
    tree = makeHostileTree(store, { folder: outside, port: bait.port });
    marks.before = marksOf();
    said = [
      await run("--profile", "full", `runtime=${runtimes.join(",")}`, compilers, "--junit", tree.at("run.xml")),
      ...(lanes.includes(pulley) ? [await run("--profile", "deep", "variant=pulley", `release=wasmtime@${wasmtime}`, compilers)] : []),
    ];
    left = processesOf(tree);
    journals = said.map(({ stdout, stderr }) => {
      if (stdout === "") throw new Error(stderr);
      return JSON.parse(stdout).journal as string;
    });
    outcomes = journals.flatMap(readHostile);
    marks.after = marksOf();
  }, 3_000_000);
  afterAll(() => {
    tree.remove();
    removeStore(store);
    bait.close();
    rmSync(outside, { recursive: true, force: true });
  });

  describe.each(lanes)("in %s", (lane) => {
    test.for(guestNames)("%s has a verdict that is true", (guest, { skip }) => {
      const own = outcomes.filter((outcome) => outcome.guest === guest && isIn(lane, outcome));
      // A module is nothing for jco, a component nothing for most; an engine that cannot be had here has no cells at all.
      if (own.length === 0) skip();
      expect(untrue(own)).toEqual([]);
    });

    test("honest cells beside them pass", ({ skip }) => {
      const own = outcomes.filter((outcome) => !guestNames.includes(outcome.guest) && isIn(lane, outcome));
      if (own.length === 0) skip();
      expect(untrue(own)).toEqual([]);
    });
  });

  test("each guest ran somewhere, and nothing was lost", () => {
    expect(guestNames.filter((guest) => !outcomes.some((outcome) => outcome.guest === guest))).toEqual([]);
    expect(guestNames.length).toBeGreaterThanOrEqual(40);
    expect(said.map(({ stdout }) => JSON.parse(stdout).totals.lost)).toEqual(said.map(() => 0));
  });

  test("what stands outside of the sandboxes is as it was, and so are the sources", () => {
    expect(marks.after).toBe(marks.before);
    for (const folder of ["/tmp", "/dev/shm"]) expect(existsSync(join(folder, "gatehouse-hostile"))).toBe(false);
  });

  test("nobody who listens on this machine was dialled", () => expect(bait.heard).toEqual([]));

  test("no secret of the harness's environment or of a file outside came into any output", () => {
    const texts = said.flatMap(({ stdout, stderr }) => [stdout, stderr]);
    const runs = tree.at("results/runs");
    for (const name of readdirSync(runs, { recursive: true, withFileTypes: true }))
      if (name.isFile()) texts.push(readFileSync(join(name.parentPath, name.name), "latin1"));
    for (const secret of secrets) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  });

  test("no process is left, and no sandbox", () => {
    expect(left).toEqual([]);
    const folders = journals.flatMap(sandboxesOf);
    expect(folders.length).toBeGreaterThan(50);
    expect(folders.filter(existsSync)).toEqual([]);
  });

  test("nothing moves a terminal or tells a CI service what to do, and JUnit's XML is well-formed", async () => {
    const shown = [await gatehouse(tree, ["matrix"]), await gatehouse(tree, ["judge"])];
    for (const cell of outcomes.filter(({ guest }) => /terminal|odd-names|import-controls|names-itself|huge-export/.test(guest)).slice(0, 12)) {
      shown.push(await gatehouse(tree, ["show", cell.cell]));
    }
    for (const { stdout, stderr } of [...said, ...shown]) {
      expect(stdout).not.toMatch(harmful);
      expect(stderr).not.toMatch(harmful);
    }
    execFileSync("python3", ["-c", "import sys, xml.etree.ElementTree as tree; tree.parse(sys.argv[1])", tree.at("run.xml")]);
  });
});
