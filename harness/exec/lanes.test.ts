import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSession, type Session } from "../engine/session.ts";
import { makeTree, openStore, removeStore } from "../mini/tree.ts";
import { exits } from "../suite/binaries.fixture.ts";
import { chooseLane } from "./choose.ts";
import { differences, execute, executeInAll, interrupted, type Told } from "./exec.ts";
import type { Wanted } from "./start.ts";
import { readWanted } from "./wanted.ts";

const store = openStore();
const tree = makeTree(["honest", "wrong-last-byte"], store);
const folder = mkdtempSync(join(tmpdir(), "gatehouse-lanes-"));
const before = process.env["GATEHOUSE_STORE"];
let session: Session;
beforeAll(async () => {
  process.env["GATEHOUSE_STORE"] = store;
  session = await openSession(tree.root, new AbortController().signal);
});
afterAll(async () => {
  await session.close();
  if (before === undefined) delete process.env["GATEHOUSE_STORE"];
  else process.env["GATEHOUSE_STORE"] = before;
  tree.remove();
  removeStore(store);
  rmSync(folder, { recursive: true });
});

const programOf = (body: string): Wanted => {
  const file = join(folder, `${body.length}.wasm`);
  writeFileSync(file, exits(body));
  return readWanted(session.catalog, file, [], [], []);
};

describe("a lane", () => {
  test.each(["fake-wrong-last-byte", "fake-wrong-last-byte@1.0.0"])("goes by its runtime and its release: %s", async (said) => {
    expect((await chooseLane(session, said, "wasip1")).id.runtime).toBe("fake-wrong-last-byte");
  });

  test("goes by its whole text, and is that one, not the first that may be", async () => {
    const { text } = await chooseLane(session, "fake-wrong-last-byte", "wasip1");
    expect(text).toMatch(/^fake-wrong-last-byte@1\.0\.0\/nil:host-/);
    expect((await chooseLane(session, text, "wasip1")).text).toBe(text);
  });

  test.each([
    ["", "exec/lane"],
    ["fake-honest@2.0.0", "exec/no-lane"],
    ["fake-honest@1.0.0/nil", "exec/no-lane"],
    ["fake-honest@1.0.0/nil:host-vax", "exec/no-lane"],
    ["somebody/nil:host-x86_64", "exec/no-lane"],
    ["@", "exec/no-lane"],
  ])("of no such name is none, and is never another: %j", async (said, code) => {
    await expect(chooseLane(session, said, "wasip1")).rejects.toMatchObject({ code, exitCode: 2 });
  });
});

test("without a name a lane is of an engine that runs unasked and does not leak, however much another claims", async () => {
  const runtimes = [...session.catalog.runtimes].map(
    ([id, placed]) => [id, { ...placed, manifest: { ...placed.manifest, quick: id !== "fake-honest" } }] as const,
  );
  const unasked = (own: typeof runtimes) => chooseLane({ ...session, catalog: { ...session.catalog, runtimes: new Map(own) } }, undefined, "wasip1");
  expect((await unasked(runtimes)).id.runtime).not.toBe("fake-honest");
  const leaking = runtimes.map(
    ([id, placed]) => [id, { ...placed, manifest: { ...placed.manifest, quick: true, ...(id === "fake-honest" ? { leaks: "links" } : {}) } }] as const,
  );
  expect((await unasked(leaking)).id.runtime).not.toBe("fake-honest");
  await expect(unasked(runtimes.filter(([id]) => id === "fake-honest"))).rejects.toMatchObject({ code: "exec/no-lane" });
});

describe("what differs", () => {
  const told = (own: Partial<Told>): Told => ({ lane: "x", how: "exit", code: 0, stdout: Buffer.from(""), stderr: Buffer.from(""), ...own });

  test.each<[string, Partial<Told>, Partial<Told>, string[]]>([
    ["nothing", {}, {}, []],
    ["codes", { code: 1 }, { code: 2 }, ["exit code 1 and 2"]],
    ["a program that says 1, and an engine that does not start it", { code: 1 }, { how: "start", code: 1, why: "x" }, ["the ending: exit code 1 and start"]],
    ["a trap, and the code by which it is told", { code: 134 }, { how: "trap", code: 134, why: "x" }, ["the ending: exit code 134 and trap"]],
    ["words of two engines about one ending", { how: "trap", code: 134, why: "a", stderr: Buffer.from("a") }, { how: "trap", code: 134, why: "b" }, []],
    ["both streams", { stdout: Buffer.from([0xff]) }, { stdout: Buffer.from([0xfe]), stderr: Buffer.from("e") }, ["standard output", "standard error"]],
  ])("is told of %s", (_, one, other, expected) => {
    expect(differences(told(one), told(other))).toEqual(expected);
  });
});

test("whoever interrupts ends the program that runs, and no other begins", { timeout: 60_000 }, async () => {
  const spins = programOf("(loop $more (br $more))");
  const stopping = new AbortController();
  const own = { ...session, signal: stopping.signal };
  setTimeout(() => stopping.abort(), 300);
  const streams = { stdin: Readable.from([]), stdout: new PassThrough(), stderr: new PassThrough() };
  expect(await execute(own, "fake-honest", spins, streams)).toMatchObject({ code: interrupted });
  expect(await executeInAll(own, ["fake-honest", "fake-wrong-last-byte"], spins, { stdin: Readable.from([]) })).toBeUndefined();
});
